// A program that strace ends at one of its system calls: which there are, and running it up to one of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** The k-th call of that name by one thread, to files of that family. */
export interface CallPoint {
  readonly call: string;
  readonly family: string;
  readonly nth: number;
}

export interface Traced {
  readonly isKilled: boolean;
  readonly output: string;
}

/**
 * Calls that change what is on the disk. Not `write`: the threads of Node wake each other by it, so that it is never called equally
 * often; between two of them nothing but a temporary file grows.
 */
const CALLS = 'writev,pwritev,pwrite64,fsync,fdatasync,rename,renameat2,unlink,unlinkat,ftruncate,link,linkat'.split(
  ',',
);

/** Files by which calls are told apart, so that the same one is counted for the same thing in each run. */
export type Families = Readonly<Record<string, (path: string) => boolean>>;

/** Runs it unhurt; answers its points, in families and calls. Calls to files of no family are left out. */
export async function listCallPoints(command: readonly string[], families: Families): Promise<CallPoint[]> {
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-trace-'));
  try {
    const log = join(folder, 'log');
    const { isKilled } = await runTraced(command, ['-y', '-o', log, '-e', `trace=${CALLS.join()}`]);
    if (isKilled) throw new Error('the program was killed without a reason');
    const counts = new Map<string, number>();
    for (const line of (await readFile(log, 'utf8')).split('\n')) {
      const called = /^(\d+)\s+(\w+)\(([^)]*)/.exec(line);
      if (!called) continue;
      const [, thread = '', call = '', args = ''] = called;
      const path = /[<"]([^>"]*)[>"]/.exec(args)?.[1] ?? '';
      const family = Object.keys(families).find((name) => families[name]?.(path));
      if (family === undefined) continue;
      const key = `${family} ${call} ${thread}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    const most = new Map<string, number>();
    for (const [key, count] of counts) {
      const what = key.slice(0, key.lastIndexOf(' '));
      most.set(what, Math.max(most.get(what) ?? 0, count));
    }
    return [...most].flatMap(([what, count]) => {
      const [family = '', call = ''] = what.split(' ');
      return Array.from({ length: count }, (_, i) => ({ family, call, nth: i + 1 }));
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** `paths`: the files that the call is counted for; all where there are none. */
export async function runKilledAt(
  command: readonly string[],
  { call, nth }: CallPoint,
  paths: readonly string[],
): Promise<Traced> {
  return runTraced(command, ['-o', '/dev/null', ...injection({ call, nth }, paths, 'signal=KILL')]);
}

/** The call fails, once. Answers what the program has said, and of what it has ended, if not well. */
export async function runFailingAt(
  command: readonly string[],
  point: Pick<CallPoint, 'call' | 'nth'>,
  paths: readonly string[],
  error: 'EIO' | 'ENOSPC',
): Promise<{ readonly output: string; readonly failure: string | undefined }> {
  const { output, code, errors } = await trace(command, [
    '-o',
    '/dev/null',
    ...injection(point, paths, `error=${error}`),
  ]);
  return { output, failure: code === 0 ? undefined : errors };
}

function injection(
  { call, nth }: Pick<CallPoint, 'call' | 'nth'>,
  paths: readonly string[],
  what: string,
): readonly string[] {
  const filter = paths.flatMap((path) => ['-P', path]);
  return [...filter, '-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${nth}`];
}

async function runTraced(command: readonly string[], options: readonly string[]): Promise<Traced> {
  const { output, code, errors, isKilled } = await trace(command, options);
  if (!isKilled && code !== 0) throw new Error(`${command.join(' ')} ended with ${code}: ${errors}`);
  return { isKilled, output };
}

async function trace(
  command: readonly string[],
  options: readonly string[],
): Promise<Traced & { readonly code: number | null; readonly errors: string }> {
  // Without --seccomp-bpf, which is faster and does not count what threads call.
  const child = spawn('strace', ['-f', '-qq', ...options, ...command], {
    // One thread of the pool: the k-th call is the same in each run.
    env: { ...process.env, UV_THREADPOOL_SIZE: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close');
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  await ended;
  const isKilled = child.signalCode === 'SIGKILL' || child.exitCode === 137;
  return { isKilled, output, code: child.exitCode, errors };
}
