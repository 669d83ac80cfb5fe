// Takes due jobs and runs them, a few at a time, until it is stopped.
import { setTimeout as pause } from 'node:timers/promises';
import { type Core, CoreError } from '../core/index.ts';
import { giveUpJob, runJob } from './handlers.ts';

export interface WorkerOptions {
  /** Jobs at once. */
  readonly concurrency: number;
  log(error: unknown, message: string): void;
}

type TakenJob = Awaited<ReturnType<Core['takeJobs']>>[number];

const IDLE_MS = 250;
const TROUBLE_MS = 5_000;

/** Disposing it waits for the jobs under way. */
export function startWorker(core: Core, { concurrency, log }: WorkerOptions): AsyncDisposable {
  const stop = new AbortController();
  const running = new Set<Promise<void>>();
  const done = loop();

  async function loop(): Promise<void> {
    while (!stop.signal.aborted) {
      const taken = await takeDue();
      if (running.size >= concurrency) await Promise.race(running);
      else if (taken === 0) await pause(IDLE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
    await Promise.all(running);
  }

  async function takeDue(): Promise<number> {
    try {
      const due = await core.findNextJobTime();
      if (due === undefined || due > Date.now()) return 0;
      const jobs = await core.takeJobs(concurrency - running.size);
      for (const job of jobs) {
        const run = runOne(job).finally(() => running.delete(run));
        running.add(run);
      }
      return jobs.length;
    } catch (error) {
      log(error, 'jobs can not be taken');
      await pause(TROUBLE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      return 0;
    }
  }

  async function runOne(job: TakenJob): Promise<void> {
    try {
      await runJob(core, job.type, job.payload);
      await core.finishJob(job.id);
    } catch (error) {
      log(error, `job ${job.type} failed`);
      await settleFailure(job, error).catch((failure) => log(failure, 'a job can not be settled'));
    }
  }

  async function settleFailure(job: TakenJob, error: unknown): Promise<void> {
    if (await core.failJob(job, error instanceof Error ? error.message : String(error))) return;
    // For people to read, unlike what others throw, and what tells of the server's insides.
    const isForPeople = error instanceof CoreError && error.code !== 'internal';
    const reason = isForPeople ? error.message : 'It could not be looked at.';
    await giveUpJob(core, job.type, job.payload, reason);
  }

  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      await done;
    },
  };
}
