// `vitrine serve` as several processes on one port: starts them, replaces those that end, passes signals on, and lets them hear of
// each other. It has no library and takes no requests: each process listens for itself, and the system shares connections out
// between them (SO_REUSEPORT). Handed on by this one, as node:cluster would, some would be left waiting whenever a process dies.
import cluster, { type Worker } from 'node:cluster';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Heard, Told } from '../app/siblings.ts';
import type { Config } from '../config.ts';
import { MINUTE_MS } from '../core/index.ts';

/** Whoever has lived for so long has started well: the next one is started at once. */
const LIVED_MS = MINUTE_MS;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30_000;
/** What is not told by then is left out. */
const FIGURES_MS = 4_000;

/**
 * Starts `count` processes of this same command, and ends with them. The first has to listen before the others are started, so
 * that a database is made, and a setting refused, once.
 */
export async function runProcesses({ processes: count, host, port }: Config): Promise<void> {
  if (port !== 0) await checkFree(host, port);
  const pool = { isStopping: false, pauseMs: 0 };
  cluster.setupPrimary({ serialization: 'advanced' });
  cluster.on('message', createExchange());
  stopAllOnSignal(pool);

  const first = cluster.fork();
  const found = await listening(first);
  // It has said why, or is waited for.
  if (!found) {
    if (!pool.isStopping) process.exitCode = 1;
    return;
  }
  const start = (): Worker => cluster.fork(found.settings);
  const others = Array.from({ length: count - 1 }, start);
  await Promise.all(others.map(listening));
  if (pool.isStopping) return;
  for (const line of found.lines) console.log(line);
  console.log(`${count} processes share it`);
  const replace = (worker: Worker): void => {
    const startedAt = Date.now();
    worker.once('exit', (code, signal) => {
      if (pool.isStopping) return;
      console.error(`Process ${worker.process.pid} has ended (${signal ?? code}): another takes its place`);
      pool.pauseMs =
        Date.now() - startedAt > LIVED_MS ? 0 : Math.min(Math.max(FIRST_PAUSE_MS, 2 * pool.pauseMs), LONGEST_PAUSE_MS);
      setTimeout(() => {
        if (pool.isStopping) return;
        const next = start();
        next.on('message', ({ type }: Told) => {
          if (type === 'listening') console.error(`Process ${next.process.pid} has taken its place`);
        });
        replace(next);
      }, pool.pauseMs);
    });
  };
  for (const worker of [first, ...others]) {
    if (worker.isDead()) replace(start());
    else replace(worker);
  }
}

/** Throws where somebody listens already, whose connections would be taken from him without a word. */
async function checkFree(host: string, port: number): Promise<void> {
  const server = createServer().listen({ host, port });
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
}

type Listening = Extract<Told, { type: 'listening' }>;

/** Undefined when it ends before. */
function listening(worker: Worker): Promise<Listening | undefined> {
  return new Promise((resolve) => {
    worker.once('exit', () => resolve(undefined));
    worker.on('message', (told: Told) => {
      if (told.type === 'listening') resolve(told);
    });
  });
}

const all = (): Worker[] => Object.values(cluster.workers ?? {}).filter((worker) => worker !== undefined);

function stopAllOnSignal(pool: { isStopping: boolean }): void {
  const stop = (): void => {
    if (pool.isStopping) return;
    pool.isStopping = true;
    const codes = all().map(async (worker) => {
      const exited = once(worker, 'exit');
      worker.process.kill('SIGTERM');
      const [code, signal] = await exited;
      // One that had not started yet knows no better end.
      return code === 0 || signal === 'SIGTERM';
    });
    Promise.all(codes).then(
      (ended) => process.exit(ended.every(Boolean) ? 0 : 1),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

/** One of them asks, all tell, and it hears what was told. */
function createExchange(): (worker: Worker, told: Told) => void {
  const questions = new Map<number, { readonly figures: unknown[]; readonly answer: () => void; left: number }>();
  let lastQuestion = 0;
  return (worker, told) => {
    if (told.type === 'asks for figures') {
      const question = ++lastQuestion;
      const asked = all().filter((one) => one.isConnected());
      const figures: unknown[] = [];
      const answer = (): void => {
        clearTimeout(timer);
        if (questions.delete(question)) send(worker, { type: 'all figures', question: told.question, all: figures });
      };
      const timer = setTimeout(answer, FIGURES_MS);
      questions.set(question, { figures, answer, left: asked.length });
      for (const one of asked) send(one, { type: 'tell figures', question });
    }
    if (told.type === 'figures') {
      const asked = questions.get(told.question);
      if (!asked) return;
      asked.figures.push(told.figures);
      if (--asked.left === 0) asked.answer();
    }
  };
}

/** One that has just ended hears nothing, and that is all. */
function send(worker: Worker, heard: Heard): void {
  if (worker.isConnected()) worker.send(heard, () => undefined);
}
