// The queue of later work: taking jobs and settling them. What each type does is in jobs/handlers.ts.
import type { Tx } from '../database/engine.ts';
import { buryJob, claimJobs, deleteJob, type Job, nextJobAt, postponeJob } from '../database/jobs.ts';
import type { Db } from '../database/schema.ts';
import type { Id } from './ids.ts';

export const JOB_TYPES = ['examine'] as const;
export type JobType = (typeof JOB_TYPES)[number];

/**
 * Longer than jobs take, since one whose worker died waits for so long. One that takes longer all the same is taken once more,
 * and joins itself.
 */
const LEASE_MS = 45_000;
const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 2_000;

/** Jobs that are now the caller's; given back by themselves when it dies. */
export async function takeJobs(tx: Tx, limit: number): Promise<Job[]> {
  return claimJobs(tx.db, tx.now, tx.now + LEASE_MS, limit);
}

export async function finishJob(tx: Tx, id: Id): Promise<void> {
  await deleteJob(tx.db, id);
}

/** Whether it is to be tried again later, twice as long each time; after the last attempt it is laid aside. */
export async function failJob(tx: Tx, job: Job, error: string): Promise<boolean> {
  const isLast = job.attempts >= MOST_ATTEMPTS;
  if (isLast) await buryJob(tx.db, job.id, tx.now, error);
  else await postponeJob(tx.db, job.id, tx.now + FIRST_PAUSE_MS * 2 ** (job.attempts - 1), error);
  return !isLast;
}

/** Unix milliseconds, or undefined when nothing waits. */
export async function findNextJobTime(db: Db): Promise<number | undefined> {
  return nextJobAt(db);
}
