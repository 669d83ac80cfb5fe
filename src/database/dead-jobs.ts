// Jobs that were laid aside after their last attempt.
import { type Selectable, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { JobTable } from './schema.ts';

export interface DeadJob {
  readonly id: Id;
  readonly type: string;
  readonly payload: unknown;
  readonly attempts: number;
  readonly deadAt: number;
  /** Of the last attempt, as it was thrown. */
  readonly error: string | null;
}

const toDeadJob = (row: Selectable<JobTable>): DeadJob => ({
  id: row.id,
  type: row.type,
  payload: JSON.parse(row.payload),
  attempts: row.begun,
  deadAt: row.dead_at ?? 0,
  error: row.last_error,
});

/** The last ones first. */
export async function listDeadJobs(db: Db, limit: number, after?: Pick<DeadJob, 'id' | 'deadAt'>): Promise<DeadJob[]> {
  const beyond = after ? sql`and (dead_at, id) < (${after.deadAt}, ${after.id})` : sql``;
  const { rows } = await sql<Selectable<JobTable>>`
    select * from jobs where dead_at is not null ${beyond} order by dead_at desc, id desc limit ${limit}`.execute(db);
  return rows.map(toDeadJob);
}

export async function findDeadJob(db: Db, id: Id): Promise<DeadJob | undefined> {
  const row = await db
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', id)
    .where('dead_at', 'is not', null)
    .executeTakeFirst();
  return row && toDeadJob(row);
}

/** As if it were new. False for one that is not laid aside any more. */
export async function retryDeadJob(db: Db, id: Id, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('jobs')
    .set({ dead_at: null, last_error: null, attempts: 0, begun: 0, run_at: now, leased_until: null, leased_by: null })
    .where('id', '=', id)
    .where('dead_at', 'is not', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
