// Processes of this machine: named so that a number which came round again is not taken for the same one, and run as
// another user where root has to step down. Reads /proc, so Linux only.
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';

const execute = promisify(execFile);

/** `<pid>.<time of start>`, the time in ticks since the machine started; undefined when it has ended, or is a zombie. */
export function processMark(pid: number): string | undefined {
  const stat = statOf(pid);
  return stat === undefined || stat.state === 'Z' ? undefined : `${pid}.${stat.startedAt}`;
}

export const isRunning = (mark: string): boolean => processMark(Number.parseInt(mark, 10)) === mark;

/** Every process below this one. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const parent = /^\d+$/.test(name) ? statOf(Number(name))?.parent : undefined;
    if (parent !== undefined) parents.set(Number(name), parent);
  }
  const found = new Set([pid]);
  // A child may have a lower number than its parent, so this goes on until nothing is added.
  for (let before = 0; before < found.size; ) {
    before = found.size;
    for (const [child, parent] of parents) if (found.has(parent)) found.add(child);
  }
  found.delete(pid);
  return [...found];
}

/** Sends a signal, unless the process has ended already. */
export function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

/** How long one daemon may take to start, to stop, or to become what a test waits for. */
const PATIENCE_MS = 240_000;
const POLL_MS = 50;

/** Throws when that does not come about in time. A check that throws counts as no. */
export async function until(what: string, check: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  let failure: unknown;
  while (Date.now() < deadline) {
    try {
      if (await check()) return;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`waited in vain: ${what}`, { cause: failure });
}

export interface RunOptions {
  /** Whom the program runs as when this process is root's. */
  readonly user?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a program to its end; answers what it printed. Throws an Error with its complaints when it fails. */
export async function runProgram(command: readonly string[], { user, env = {} }: RunOptions = {}): Promise<string> {
  const [program = '', ...args] = asUser(command, user);
  try {
    const { stdout } = await execute(program, args, { env: { ...process.env, ...env }, maxBuffer: 64 * 1024 * 1024 });
    return stdout;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim().slice(-2000) : '';
    throw new Error(`${command.join(' ')} failed: ${said || String(error)}`, { cause: error });
  }
}

export const isRoot = (): boolean => process.getuid?.() === 0;

/** The command with what has to stand before it. `deathSignal` is what the kernel sends it when this process dies. */
export function asUser(command: readonly string[], user?: string, deathSignal?: 'KILL' | 'QUIT'): string[] {
  const become = user !== undefined && isRoot() ? ['--reuid', user, '--regid', user, '--init-groups'] : [];
  const follow = deathSignal === undefined ? [] : ['--pdeathsig', deathSignal];
  return become.length + follow.length === 0 ? [...command] : ['setpriv', ...become, ...follow, '--', ...command];
}

function statOf(pid: number): { state: string; parent: number; startedAt: string } | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name, in parentheses, may hold spaces and parentheses itself; what follows it does not (proc(5)).
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { state: fields[0] ?? '', parent: Number(fields[1]), startedAt: fields[19] ?? '' };
}
