// Where a throw-away engine keeps everything: a folder in the system's place for temporary files, named after the process
// it belongs to. Whoever makes one first clears away those of processes that died without doing so.
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isRunning, processMark, signalProcess, until } from './processes.ts';

const PREFIX = 'vitrine-engine-';

/** Below an engine's folder: a file for each of its daemons, with the mark of its process. */
export const PID_FOLDER = 'pids';

export async function openEngineFolder(): Promise<{ readonly path: string } & AsyncDisposable> {
  await clearAbandoned();
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${processMark(process.pid)}-`));
  // The daemons of another user have to get through, and nobody has to look around.
  await chmod(path, 0o711);
  await mkdir(join(path, PID_FOLDER));
  return {
    path,
    [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

async function clearAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, owner] = /^vitrine-engine-(\d+\.\d+)-/.exec(name) ?? [];
    if (owner === undefined || isRunning(owner)) continue;
    const path = join(tmpdir(), name);
    // Somebody else may clear it away at the same time.
    const folder = await stat(path).catch(() => undefined);
    if (folder?.uid !== process.getuid?.()) continue;
    await endDaemons(path);
    await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The kernel has ended them with their owner; this is for those that it was too early or too late for. */
async function endDaemons(path: string): Promise<void> {
  for (const name of await readdir(join(path, PID_FOLDER)).catch(() => [])) {
    const mark = await readFile(join(path, PID_FOLDER, name), 'utf8').catch(() => '');
    if (!isRunning(mark)) continue;
    signalProcess(Number.parseInt(mark, 10), 'SIGKILL');
    await until(`the end of ${name}`, () => !isRunning(mark));
  }
}
