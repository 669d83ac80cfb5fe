// The queue of later work: taking jobs and settling them. What each type does is in jobs/handlers.ts.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  beginJobWork,
  type Claim,
  claimJobs,
  deleteJob,
  hasDueJob,
  type Job,
  postponeJob,
  releaseJobs,
  renewLeases,
  returnJob,
} from '../database/jobs.ts';
import { MINUTE_MS } from './durations.ts';

export const JOB_TYPES = ['examine', 'bulk_change'] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** For so long a job waits whose worker died, unless somebody finds out sooner. */
const LEASE_MS = 20_000;
/** How often a worker has to renew the leases of jobs that it is still at: a few times before they end. */
export const RENEW_LEASES_MS = LEASE_MS / 4;
const MOST_ATTEMPTS = 5;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 5 * MINUTE_MS;

/**
 * Jobs that are now the caller's; given back by themselves when it dies. `holder`: a name that nobody else has while it lives; null
 * for one without.
 */
export async function takeJobs(tx: Tx, limit: number, holder: string | null = null): Promise<Job[]> {
  return claimJobs(tx.db, { now: tx.now, leasedUntil: tx.now + LEASE_MS, holder, limit });
}

/**
 * To be called by whoever has that name now, before it takes anything: what was taken by it is left by one who is dead, and can be
 * taken at once. Had work at it begun, that counts.
 */
export async function freeJobs(tx: Tx, holder: string): Promise<void> {
  await releaseJobs(tx.db, holder);
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

/**
 * To be awaited before working at a job that somebody had before: should that end the process, it is known how often work at it
 * began. Taking a job is no attempt at it, since who takes it may never hear so.
 */
export async function beginJob(tx: Tx, claim: Claim): Promise<void> {
  await beginJobWork(tx.db, claim);
}

/** Whether somebody else may have been at it, and did not end it. */
export const wasTakenBefore = ({ attempts }: Claim): boolean => attempts > 1;

/** It is tried again later, twice as late each time. No attempt counts that failed because of something the job needs (`isOutage`). */
export async function failJob(tx: Tx, job: Claim, error: string, isOutage: boolean): Promise<void> {
  const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** (job.attempts - 1), LONGEST_PAUSE_MS);
  const begun = isOutage ? job.begun : job.begun + 1;
  await postponeJob(tx.db, job, { runAt: tx.now + pauseMs, error, begun });
}

/** Whether it is tried for the last time: if its workers ended before, it may have been by it. */
export const isLastAttempt = ({ begun }: Claim): boolean => begun + 1 >= MOST_ATTEMPTS;

/** Whether no attempt has ever ended: it ends whatever tries. */
export const hasNoAttemptLeft = ({ begun }: Claim): boolean => begun >= MOST_ATTEMPTS;

/** Cheap: to be asked often, before `takeJobs`. */
export async function findsDueJob(db: Db): Promise<boolean> {
  return hasDueJob(db, Date.now());
}
