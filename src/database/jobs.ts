// The queue of work to be done later: rows that are claimed for a while, tried again with growing pauses, and laid aside
// when they keep failing.
import { type ExpressionBuilder, type RawBuilder, type Selectable, sql } from 'kysely';
import { HOUR_MS } from '../core/durations.ts';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import { prepared } from './prepared.ts';
import type { JobTable, Schema } from './schema.ts';

export interface Job {
  readonly id: Id;
  readonly type: string;
  readonly payload: unknown;
  /** How often it was taken, counting this time. */
  readonly attempts: number;
  /** How often work at it had begun by then, and come to nothing for which somebody else is to blame. */
  readonly begun: number;
}

/** A job as one of those had it who took it: it is theirs until somebody else takes it, which counts an attempt more. */
export type Claim = Pick<Job, 'id' | 'attempts' | 'begun'>;

const UNHELD = { leased_until: null, leased_by: null } as const;

const toJob = (row: Selectable<JobTable>): Job => ({
  id: row.id,
  type: row.type,
  payload: JSON.parse(row.payload),
  attempts: row.attempts,
  begun: row.begun,
});

export async function insertJob(
  db: Db,
  job: { id: Id; type: string; payload: unknown; priority: number; runAt: number },
): Promise<void> {
  await insertRow(db, {
    id: job.id,
    type: job.type,
    payload: JSON.stringify(job.payload),
    priority: job.priority,
    run_at: job.runAt,
    attempts: 0,
    begun: 0,
    leased_until: null,
    leased_by: null,
    last_error: null,
    dead_at: null,
  });
}

const insertRow = prepared((db, row: JobTable) => db.insertInto('jobs').values(row).compile());

interface Claiming {
  readonly now: number;
  readonly leasedUntil: number;
  readonly holder: string | null;
  readonly limit: number;
}

/** Takes up to `limit` due jobs that nobody holds, most urgent first, until `leasedUntil`. */
export async function claimJobs(db: Db, { now, limit, ...claim }: Claiming): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const span of await listDueSpans(db, now)) {
    if (jobs.length === limit) break;
    jobs.push(...(await claimSpan(db, span, { now, limit: limit - jobs.length, ...claim })));
  }
  return jobs;
}

async function claimSpan(
  db: Db,
  { priority, isAhead }: DueSpan,
  { now, leasedUntil, holder, limit }: Claiming,
): Promise<Job[]> {
  const rows = await db
    .with(
      // Looked for once: while rows are skipped, looking again would find others.
      (due) => due('due').materialized(),
      (jobs) =>
        jobs
          .selectFrom('jobs')
          .select('id')
          .where('dead_at', 'is', null)
          .where('priority', '=', priority)
          .where('run_at', isAhead ? '>' : '<=', isAhead ? now + AHEAD_MS : now)
          .where(({ or, eb }) =>
            or([eb('leased_until', 'is', null), eb('leased_until', '<', now), eb('leased_until', '>', now + AHEAD_MS)]),
          )
          .orderBy('run_at')
          .orderBy('id')
          .limit(limit)
          .modifyEnd(sql.raw(db.traits.skippingClaimed)),
    )
    .updateTable('jobs')
    .set({ leased_until: leasedUntil, leased_by: holder, attempts: sql`attempts + 1` })
    .where('id', 'in', (jobs) => jobs.selectFrom('due').select('id'))
    .returningAll()
    .execute();
  // An update answers in no particular order.
  return rows.sort((a, b) => a.run_at - b.run_at || (a.id < b.id ? -1 : 1)).map(toJob);
}

/** Does nothing to one that the caller does not hold any more, as everything below. */
export async function deleteJob(db: Db, claim: Claim): Promise<void> {
  await db.deleteFrom('jobs').where(held(claim)).execute();
}

/** Notes that work at it begins, before it does. */
export async function beginJobWork(db: Db, claim: Claim): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ begun: claim.begun + 1 })
    .where(held(claim))
    .execute();
}

/** `begun`: how often work at it counts as begun. */
export async function postponeJob(
  db: Db,
  claim: Claim,
  { runAt, error, begun }: { runAt: number; error: string; begun: number },
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ run_at: runAt, ...UNHELD, last_error: error, begun })
    .where(held(claim))
    .execute();
}

/** To be taken at once, as if it had never been. */
export async function returnJob(db: Db, claim: Claim): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ ...UNHELD, attempts: claim.attempts - 1, begun: claim.begun })
    .where(held(claim))
    .execute();
}

/** Lets go of all that somebody of that name has taken; they stay counted as taken. */
export async function releaseJobs(db: Db, holder: string): Promise<void> {
  await db.updateTable('jobs').set(UNHELD).where('leased_by', '=', holder).execute();
}

/** Lays it aside after so many attempts. Whether the caller held it. */
export async function buryJob(
  db: Db,
  claim: Claim,
  { now, error, begun }: { now: number; error: string; begun: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ dead_at: now, ...UNHELD, last_error: error, begun })
    .where(held(claim))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Puts off the end of leases, also of ones that have ended. */
export async function renewLeases(db: Db, claims: readonly Claim[], leasedUntil: number): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ leased_until: leasedUntil })
    .where((is) => is.or(claims.map((claim) => held(claim)(is))))
    .execute();
}

/** No pause and no lease is as long: whoever wrote such a time had a clock that was ahead, and nobody waits until it is right. */
const AHEAD_MS = HOUR_MS;

/** Where in the index there are jobs to be taken. */
interface DueSpan {
  readonly priority: number;
  /** They are those whose time has been set by a clock that was ahead. */
  readonly isAhead: boolean;
}

/**
 * Most urgent first. Asked again and again, mostly in vain: each span is one look into the index, however many jobs wait for a
 * later time.
 */
async function listDueSpans(db: Db, now: number): Promise<DueSpan[]> {
  const ahead = now + AHEAD_MS;
  // An `exists` would leave it to PostgreSQL to read all that is due.
  const first = (time: RawBuilder<unknown>) => sql`(
    select id from jobs
    where dead_at is null and priority = priorities.priority and ${time}
      and (leased_until is null or leased_until < ${now} or leased_until > ${ahead})
    order by run_at, id limit 1)`;
  const { rows } = await sql<{ priority: number; due: Id | null; ahead: Id | null }>`
    with recursive priorities(priority) as (
      select min(priority) from jobs where dead_at is null
      union all
      select (select min(priority) from jobs where dead_at is null and priority > priorities.priority)
      from priorities where priority is not null)
    select priority, ${first(sql`run_at <= ${now}`)} as due, ${first(sql`run_at > ${ahead}`)} as ahead
    from priorities where priority is not null order by priority`.execute(db);
  return rows.flatMap(({ priority, due, ahead: early }) => [
    ...(due === null ? [] : [{ priority, isAhead: false }]),
    ...(early === null ? [] : [{ priority, isAhead: true }]),
  ]);
}

const held =
  ({ id, attempts }: Pick<Claim, 'id' | 'attempts'>) =>
  (is: ExpressionBuilder<Schema, 'jobs'>) =>
    is.and([is('id', '=', id), is('attempts', '=', attempts), is('leased_until', 'is not', null)]);

/** Whether there is a job to be taken. */
export async function hasDueJob(db: Db, now: number): Promise<boolean> {
  return (await listDueSpans(db, now)).length > 0;
}

export interface JobFigures {
  readonly type: string;
  /** To be done now; those that somebody is at included. */
  readonly due: number;
  /** To be tried again later. */
  readonly waiting: number;
  /** Laid aside. */
  readonly dead: number;
  /** When the one was due that is due for the longest time; null when none is. Unix milliseconds. */
  readonly oldestDueAt: number | null;
}

/** Of each type of which there are any. Looks at every job. */
export async function listJobFigures(db: Db, now: number): Promise<JobFigures[]> {
  const { rows } = await sql<
    Record<'due' | 'waiting' | 'dead' | 'oldest', number | null> & { type: string }
  >`${sql.raw(SLOW)}
    select type,
      sum(case when dead_at is null and run_at <= ${now} then 1 else 0 end) as due,
      sum(case when dead_at is null and run_at > ${now} then 1 else 0 end) as waiting,
      sum(case when dead_at is not null then 1 else 0 end) as dead,
      min(case when dead_at is null and run_at <= ${now} then run_at end) as oldest
    from jobs group by type`.execute(db);
  return rows.map(({ type, due, waiting, dead, oldest }) => ({
    type,
    due: Number(due),
    waiting: Number(waiting),
    dead: Number(dead),
    oldestDueAt: oldest === null ? null : Number(oldest),
  }));
}
