// Takes due jobs and runs them, a few at a time, until it is stopped. Any number of processes may do so on the same database.
import { setTimeout as pause } from 'node:timers/promises';
import { type Core, CoreError, NO_OBSERVER, type Observer, type Outcome, outcomeOf } from '../core/index.ts';
import { checkAttempts, isLastAttempt, RENEW_LEASES_MS } from '../core/jobs.ts';
import { giveUpJob, runJob } from './handlers.ts';

export interface WorkerOptions {
  /** Jobs at once. */
  readonly concurrency: number;
  readonly log: JobLog;
  readonly observer?: Observer;
  /** How long a worker that is stopped stays at its jobs before it gives back those that are not done. */
  readonly finishMs?: number;
}

/** Lines with their facts; `err` is an error. */
export interface JobLog {
  debug(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

type TakenJob = Awaited<ReturnType<Core['takeJobs']>>[number];

/** Between questions whether there is something to do, more or less: many nodes do not ask all at once. */
const IDLE_MS = 250;
const TROUBLE_MS = 5_000;
/** Before the process that stops is cut (commands/stopping.ts). */
const FINISH_MS = 20_000;

/** Disposing it waits for the jobs under way. */
export function startWorker(core: Core, options: WorkerOptions): AsyncDisposable {
  const { concurrency, log, observer = NO_OBSERVER, finishMs = FINISH_MS } = options;
  const stop = new AbortController();
  const running = new Map<TakenJob, Promise<void>>();
  const renewals = setInterval(renewLeases, RENEW_LEASES_MS);
  let isGivenBack = false;
  const done = loop();

  async function loop(): Promise<void> {
    while (!stop.signal.aborted) {
      const taken = await takeDue();
      if (running.size >= concurrency) await Promise.race(running.values());
      else if (taken === 0)
        await pause(IDLE_MS * (0.75 + Math.random() / 2), undefined, { signal: stop.signal }).catch(() => undefined);
    }
    await Promise.all(running.values());
  }

  function renewLeases(): void {
    if (running.size === 0) return;
    core
      .renewJobs([...running.keys()])
      .catch((error: unknown) => log.error({ err: error }, 'leases can not be renewed'));
  }

  /** What becomes of them is settled by whoever takes them next. */
  function giveBack(): void {
    isGivenBack = true;
    clearInterval(renewals);
    core
      .returnJobs([...running.keys()])
      .catch((error: unknown) => log.error({ err: error }, 'jobs can not be given back'));
  }

  async function takeDue(): Promise<number> {
    try {
      if (!(await core.findsDueJob())) return 0;
      const jobs = await core.takeJobs(concurrency - running.size);
      // What has ended workers before takes nobody along now, and whoever was beside it then is not taken for it.
      const last = jobs.filter(isLastAttempt);
      for (const job of jobs) if (!isLastAttempt(job)) start(job, runOne(job));
      for (const job of last)
        start(
          job,
          Promise.all(running.values()).then(() => runOne(job)),
        );
      if (last.length > 0) await Promise.all(running.values());
      return jobs.length;
    } catch (error) {
      log.error({ err: error }, 'jobs can not be taken');
      await pause(TROUBLE_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      return 0;
    }
  }

  function start(job: TakenJob, run: Promise<void>): void {
    running.set(
      job,
      run.finally(() => running.delete(job)),
    );
  }

  async function runOne(job: TakenJob): Promise<void> {
    const { id, type, attempts: attempt } = job;
    const observation = observer.begin({ kind: 'job', name: type, id, attempt });
    const { traceId } = observation;
    const facts = { jobId: id, jobType: type, attempt, ...(traceId !== undefined && { traceId }) };
    let outcome: Outcome = 'ok';
    try {
      checkAttempts(job);
      await observation.run(() => runJob(core, type, job.payload));
      if (!isGivenBack) await core.finishJob(job);
      log.debug(facts, 'job done');
    } catch (error) {
      log.error({ ...facts, err: error }, 'job failed');
      outcome = await observation
        .run(() => settleFailure(job, error))
        .catch((failure: unknown) => {
          log.error({ ...facts, err: failure }, 'a job can not be settled');
          return outcomeOf(error);
        });
    }
    observation.end(outcome);
  }

  async function settleFailure(job: TakenJob, error: unknown): Promise<Outcome> {
    if (isGivenBack) return outcomeOf(error);
    if (await core.failJob(job, error instanceof Error ? error.message : String(error))) return outcomeOf(error);
    // For people to read, unlike what others throw, and what tells of the server's insides.
    const isForPeople = error instanceof CoreError && error.code !== 'internal';
    const reason = isForPeople ? error.message : 'It could not be looked at.';
    await giveUpJob(core, job.type, job.payload, reason);
    return 'dead';
  }

  return {
    async [Symbol.asyncDispose]() {
      stop.abort();
      const patience = setTimeout(giveBack, finishMs).unref();
      await done;
      clearTimeout(patience);
      clearInterval(renewals);
    },
  };
}
