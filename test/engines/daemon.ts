// One daemon of an engine: started until it is ready, killed and resumed by tests of faults, and ended by the kernel when
// the process that started it dies in whatever way.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PID_FOLDER } from './folder.ts';
import { asUser, descendantsOf, isRunning, processMark, signalProcess, until } from './processes.ts';

export interface DaemonOptions {
  /** The engine's folder: it gets the log `<name>.log` and the file with the process. */
  readonly folder: string;
  readonly name: string;
  readonly command: readonly string[];
  /** Whom it runs as when this process is root's. */
  readonly user?: string;
  /** What ends it at once and lets it clear away what it keeps outside its folder. */
  readonly endSignal: 'KILL' | 'QUIT';
  /** May throw as long as it is not ready. */
  isReady(): boolean | Promise<boolean>;
}

export interface Daemon extends AsyncDisposable {
  readonly name: string;
  /** Of the process that runs now, or ran last. */
  readonly pid: number;
  /** Ends it and all its processes at once, as a crash would; its data stays. Nothing when it does not run. */
  kill(): Promise<void>;
  /** Starts it again on its data; answers once it is ready. Nothing when it runs. */
  resume(): Promise<void>;
}

const LOG_END_BYTES = 2000;

/** Answers once it is ready. */
export async function startDaemon(options: DaemonOptions): Promise<Daemon> {
  const { name, endSignal } = options;
  let running = spawnDaemon(options);
  const daemon: Daemon = {
    name,
    get pid() {
      return running.pid;
    },
    async kill() {
      // Stopped first, so that it has no more children than these.
      signalProcess(running.pid, 'SIGSTOP');
      const marks = [running.pid, ...descendantsOf(running.pid)].flatMap((pid) => processMark(pid) ?? []);
      for (const mark of marks) signalProcess(Number.parseInt(mark, 10), 'SIGKILL');
      await until(`the end of ${name}`, () => !marks.some(isRunning));
    },
    async resume() {
      if (running.hasEnded()) running = await readied(spawnDaemon(options), options);
    },
    async [Symbol.asyncDispose]() {
      if (running.hasEnded()) return;
      signalProcess(running.pid, `SIG${endSignal}`);
      try {
        await until(`the end of ${name}`, () => running.hasEnded());
      } catch {
        await daemon.kill();
      }
    },
  };
  await readied(running, options);
  return daemon;
}

interface Running {
  readonly pid: number;
  hasEnded(): boolean;
}

function spawnDaemon({ folder, name, command, user, endSignal }: DaemonOptions): Running {
  const [program = '', ...args] = asUser(command, user, endSignal);
  const log = openSync(join(folder, `${name}.log`), 'a');
  let child: ChildProcess;
  try {
    // In a session of its own: Ctrl-C is for the process that started it.
    child = spawn(program, args, { cwd: folder, detached: true, stdio: ['ignore', log, log] });
  } finally {
    closeSync(log);
  }
  // What is wrong shows below.
  child.once('error', () => undefined);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${program} cannot be started`);
  child.unref();
  const mark = processMark(pid) ?? '';
  writeFileSync(join(folder, PID_FOLDER, name), mark);
  return { pid, hasEnded: () => !isRunning(mark) };
}

async function readied(running: Running, { folder, name, isReady }: DaemonOptions): Promise<Running> {
  const ended = Symbol('ended');
  let state: unknown;
  try {
    await until(`${name} to be ready`, async () => {
      if (running.hasEnded()) {
        state = ended;
        return true;
      }
      return isReady();
    });
  } catch (error) {
    signalProcess(running.pid, 'SIGKILL');
    throw error;
  }
  if (state === ended) {
    const log = readFileSync(join(folder, `${name}.log`), 'utf8').slice(-LOG_END_BYTES);
    throw new Error(`${name} ended instead of starting:\n${log}`);
  }
  return running;
}
