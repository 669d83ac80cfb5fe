// Records of bulk changes and of the steps they go in. What a step selects is written by selections.ts.
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { BulkChangeTable } from './bulk-change-tables.ts';
import type { Db } from './db.ts';

export type BulkChangeState = 'running' | 'done' | 'undoing' | 'undone';

/** One that was not changed. */
export interface BulkFailure {
  readonly id: Id;
  /** Null where there is nothing of that id, or whoever asked may not see it. */
  readonly name: string | null;
  readonly reason: string;
}

export interface BulkChange {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly maker: string | null;
  readonly actorJson: string;
  readonly editJson: string;
  readonly state: BulkChangeState;
  /**
   * Assets and folders: all, those that are done with, and those of them that failed. While it is taken back, of those to be
   * taken back.
   */
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  /** The first of those that failed. */
  readonly failures: readonly BulkFailure[];
  readonly stepCount: number;
  /** The step to be done next. */
  readonly nextStep: number;
  readonly createdAt: number;
  /** Null while it is under way. */
  readonly finishedAt: number | null;
}

const toBulkChange = (row: Selectable<BulkChangeTable>): BulkChange => ({
  id: row.id,
  workspaceId: row.workspace_id,
  maker: row.maker,
  actorJson: row.actor,
  editJson: row.edit,
  state: row.state as BulkChangeState,
  total: row.total,
  done: row.done,
  failed: row.failed,
  failures: JSON.parse(row.failures),
  stepCount: row.step_count,
  nextStep: row.next_step,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

export async function findBulkChange(db: Db, id: Id): Promise<BulkChange | undefined> {
  const row = await db.selectFrom('bulk_changes').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toBulkChange(row);
}

/** Of one maker, newest first. */
export async function listBulkChanges(
  db: Db,
  workspaceId: Id,
  maker: string | null,
  limit: number,
): Promise<BulkChange[]> {
  const rows = await db
    .selectFrom('bulk_changes')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('maker', maker === null ? 'is' : '=', maker)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toBulkChange);
}

export async function countBulkChangesUnderWay(db: Db, workspaceId: Id): Promise<number> {
  const row = await db
    .selectFrom('bulk_changes')
    .select(({ fn }) => fn.countAll<number>().as('changes'))
    .where('workspace_id', '=', workspaceId)
    .where('finished_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(row.changes);
}

export async function insertBulkChange(db: Db, row: BulkChangeTable): Promise<void> {
  await db.insertInto('bulk_changes').values(row).execute();
}

export async function updateBulkChange(db: Db, id: Id, changes: Updateable<BulkChangeTable>): Promise<void> {
  await db.updateTable('bulk_changes').set(changes).where('id', '=', id).execute();
}

/** With all their steps. */
export async function deleteBulkChangesBefore(db: Db, before: number): Promise<void> {
  await db.deleteFrom('bulk_changes').where('finished_at', '<', before).execute();
}

export interface BulkStep {
  readonly items: number;
  readonly ids: readonly Id[];
  /** When it was done; null before. */
  readonly changedAt: number | null;
  /** JSON of what takes it back; null before it is done. */
  readonly inversesJson: string | null;
}

export async function findBulkStep(db: Db, changeId: Id, number: number): Promise<BulkStep | undefined> {
  const row = await db
    .selectFrom('bulk_change_steps')
    .select(['items', 'ids', 'changed_at', 'inverses'])
    .where('change_id', '=', changeId)
    .where('number', '=', number)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    items: row.items,
    // Written from ids.
    ids: row.ids.split(',') as Id[],
    changedAt: row.changed_at,
    inversesJson: row.inverses,
  };
}

/** Entries of all steps, and how many steps there are. */
export async function sumBulkSteps(db: Db, changeId: Id): Promise<{ readonly total: number; readonly steps: number }> {
  const { rows } = await sql<{ total: number; steps: number }>`
    select coalesce(sum(items), 0) as total, count(*) as steps from bulk_change_steps where change_id = ${changeId}`.execute(
    db,
  );
  return { total: Number(rows[0]?.total ?? 0), steps: Number(rows[0]?.steps ?? 0) };
}

/** What a step has done, and how it is taken back. */
export async function noteBulkStep(
  db: Db,
  changeId: Id,
  number: number,
  { changedAt, inversesJson }: { readonly changedAt: number; readonly inversesJson: string },
): Promise<void> {
  await db
    .updateTable('bulk_change_steps')
    .set({ changed_at: changedAt, inverses: inversesJson })
    .where('change_id', '=', changeId)
    .where('number', '=', number)
    .execute();
}

/** One after the other, from `first` on. */
export async function insertBulkSteps(
  db: Db,
  change: Pick<BulkChange, 'id' | 'workspaceId'>,
  first: number,
  steps: readonly (readonly Id[])[],
): Promise<void> {
  if (steps.length === 0) return;
  await db
    .insertInto('bulk_change_steps')
    .values(
      steps.map((ids, i) => ({
        change_id: change.id,
        workspace_id: change.workspaceId,
        number: first + i,
        items: ids.length,
        changed_at: null,
        ids: ids.join(','),
        inverses: null,
      })),
    )
    .execute();
}
