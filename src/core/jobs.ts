// The queue of later work: taking jobs and settling them. What each type does is in jobs/handlers.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  buryJob,
  type Claim,
  claimJobs,
  deleteJob,
  hasDueJob,
  type Job,
  postponeJob,
  renewLeases,
  returnJob,
} from '../database/jobs.ts';
import { CoreError } from './errors.ts';

export const JOB_TYPES = ['examine', 'bulk_change'] as const;
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

/** Of jobs that the caller is still at. Those that somebody else has by now stay that one's, here and below. */
export async function renewJobs(tx: Tx, claims: readonly Claim[]): Promise<void> {
  await renewLeases(tx.db, claims, tx.now + LEASE_MS);
}

export async function finishJob(tx: Tx, claim: Claim): Promise<void> {
  await deleteJob(tx.db, claim);
}

/** By who stops before they are done: they can be taken at once, and were not attempted. */
export async function returnJobs(tx: Tx, claims: readonly Claim[]): Promise<void> {
  for (const claim of claims) await returnJob(tx.db, claim);
}

/** Whether it is tried again: later, twice as late each time, or by whoever has it by now. After the last attempt it is laid aside. */
export async function failJob(tx: Tx, job: Claim, error: string): Promise<boolean> {
  if (job.attempts >= MOST_ATTEMPTS) return !(await buryJob(tx.db, job, tx.now, error));
  await postponeJob(tx.db, job, tx.now + FIRST_PAUSE_MS * 2 ** (job.attempts - 1), error);
  return true;
}

/** Whether it is tried for the last time: if its workers ended before, it may have been by it. */
export const isLastAttempt = ({ attempts }: Claim): boolean => attempts >= MOST_ATTEMPTS;

/** Throws for a job of which no attempt has ever ended: it ends whatever tries. */
export function checkAttempts({ attempts }: Claim): void {
  if (attempts > MOST_ATTEMPTS)
    throw new CoreError('unavailable', 'Each process that was at it ended before it was done.');
}

/** Cheap: to be asked often, before `takeJobs`. */
export async function findsDueJob(db: Db): Promise<boolean> {
  return hasDueJob(db, Date.now());
}
