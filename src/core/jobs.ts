// The queue of later work: taking jobs and settling them. What each type does is in jobs/handlers.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { buryJob, claimJobs, deleteJob, hasDueJob, type Job, postponeJob, renewLeases } from '../database/jobs.ts';
import type { Id } from './ids.ts';

export const JOB_TYPES = ['examine'] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** For so long a job waits whose worker died. */
const LEASE_MS = 20_000;
/** How often a worker has to renew the leases of jobs that it is still at: a few times before they end. */
export const RENEW_LEASES_MS = LEASE_MS / 4;
const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 2_000;

/** Jobs that are now the caller's; given back by themselves when it dies. */
export async function takeJobs(tx: Tx, limit: number): Promise<Job[]> {
  return claimJobs(tx.db, tx.now, tx.now + LEASE_MS, limit);
}

/** Of jobs that the caller is still at. */
export async function renewJobs(tx: Tx, ids: readonly Id[]): Promise<void> {
  await renewLeases(tx.db, ids, tx.now + LEASE_MS);
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

/** Cheap: to be asked often, before `takeJobs`. */
export async function findsDueJob(db: Db): Promise<boolean> {
  return hasDueJob(db, Date.now());
}
