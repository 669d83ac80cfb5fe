// Takes due jobs and runs them, a few at a time, until it is stopped. Any number of processes may do so on the same database.
import { setTimeout as pause } from 'node:timers/promises';
import { type Core, CoreError, NO_OBSERVER, type Observer, type Outcome, outcomeOf } from '../core/index.ts';
import { hasNoAttemptLeft, isLastAttempt, RENEW_LEASES_MS, wasTakenBefore } from '../core/jobs.ts';
import { runJob } from './handlers.ts';
import type { JobHolder } from './holder.ts';

export interface WorkerOptions {
  /** Jobs at once. */
  readonly concurrency: number;
  readonly log: JobLog;
  /** Without one, jobs of a worker that dies wait for the end of their leases. */
  readonly holder?: JobHolder | undefined;
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
/** Of what a job needs, not of the job: stores that are away or full, decoders that have too much to do. */
const OUTAGES: readonly string[] = ['busy', 'storage_full', 'unavailable'];

/** Disposing it waits for the jobs under way. */
export function startWorker(core: Core, options: WorkerOptions): AsyncDisposable {
  const { concurrency, log, holder, observer = NO_OBSERVER, finishMs = FINISH_MS } = options;
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
      const jobs = await core.takeJobs(concurrency - running.size, holder?.name);
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

  /** Whether it may be worked at: one that may have ended whoever tried is only tried once it is noted that somebody does. */
  async function begin(job: TakenJob): Promise<boolean> {
    if (!wasTakenBefore(job) || hasNoAttemptLeft(job)) return true;
    try {
      await core.beginJob(job);
      return true;
    } catch (error) {
      log.error({ jobId: job.id, jobType: job.type, err: error }, 'a job can not be begun');
      // As it was, should it have been noted all the same; if that fails as well, it comes back when its lease ends.
      await core.returnJobs([job]).catch(() => undefined);
      return false;
    }
  }

  async function runOne(job: TakenJob): Promise<void> {
    if (!(await begin(job))) return;
    const { id, type, begun } = job;
    const attempt = begun + 1;
    const observation = observer.begin({ kind: 'job', name: type, id, attempt });
    const { traceId } = observation;
    const facts = { jobId: id, jobType: type, attempt, ...(traceId !== undefined && { traceId }) };
    let outcome: Outcome = 'ok';
    try {
      if (hasNoAttemptLeft(job))
        throw new CoreError('conflict', 'Each process that was at it ended before it was done.');
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
    const message = error instanceof Error ? error.message : String(error);
    const isOutage = error instanceof CoreError && OUTAGES.includes(error.code);
    if (isOutage || !isLastAttempt(job)) {
      await core.failJob(job, message, isOutage);
      return outcomeOf(error);
    }
    // For people to read, unlike what others throw, and what tells of the server's insides.
    const isForPeople = error instanceof CoreError && error.code !== 'internal';
    const reason = isForPeople ? error.message : 'It could not be looked at.';
    return (await core.giveUpJob(job.payload, job, { error: message, reason })) ? 'dead' : outcomeOf(error);
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
