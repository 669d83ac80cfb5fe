// Workspaces and their maintained totals.
import { type Selectable, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import { prepared } from './prepared.ts';
import type { WorkspaceTable } from './schema.ts';

export interface Workspace {
  readonly id: Id;
  readonly name: string;
  readonly createdAt: number;
  readonly assetCount: number;
  readonly totalBytes: number;
  readonly folderCount: number;
  /** How long its trash keeps what is in it; null: as long as the server's settings say, 0: for ever. */
  readonly trashDays: number | null;
}

export const toWorkspace = (row: Selectable<WorkspaceTable>): Workspace => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  assetCount: row.asset_count,
  totalBytes: row.total_bytes,
  folderCount: row.folder_count,
  trashDays: row.trash_days,
});

export async function findWorkspace(db: Db, id: Id): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toWorkspace(row);
}

/** The workspace made first, which the root key belongs to. */
export async function findFirstWorkspace(db: Db): Promise<Workspace | undefined> {
  const row = await db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').executeTakeFirst();
  return row && toWorkspace(row);
}

export async function listWorkspaces(db: Db): Promise<Workspace[]> {
  return (await db.selectFrom('workspaces').selectAll().orderBy('created_at').orderBy('id').execute()).map(toWorkspace);
}

/** Those whose trash keeps things for a time of its own, with that time. */
export async function findTrashDays(db: Db): Promise<Map<Id, number>> {
  const rows = await db
    .selectFrom('workspaces')
    .select(['id', 'trash_days'])
    .where('trash_days', 'is not', null)
    .execute();
  return new Map(rows.map((row) => [row.id, row.trash_days ?? 0]));
}

export async function updateWorkspace(
  db: Db,
  id: Id,
  changes: Partial<Pick<WorkspaceTable, 'name' | 'trash_days'>>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db.updateTable('workspaces').set(changes).where('id', '=', id).execute();
}

export interface WorkspaceTotals {
  readonly workspaces: number;
  readonly assets: number;
  readonly folders: number;
  readonly bytes: number;
}

/** The maintained totals of all workspaces together. */
export async function sumWorkspaces(db: Db): Promise<WorkspaceTotals> {
  const { rows } = await sql<Record<keyof WorkspaceTotals, number>>`${sql.raw(SLOW)}
    select count(*) as workspaces, coalesce(sum(asset_count), 0) as assets, coalesce(sum(folder_count), 0) as folders,
      coalesce(sum(total_bytes), 0) as bytes
    from workspaces`.execute(db);
  const [row] = rows;
  return {
    workspaces: Number(row?.workspaces),
    assets: Number(row?.assets),
    folders: Number(row?.folders),
    bytes: Number(row?.bytes),
  };
}

export async function insertWorkspace(db: Db, workspace: { id: Id; name: string; createdAt: number }): Promise<void> {
  await db
    .insertInto('workspaces')
    .values({
      id: workspace.id,
      name: workspace.name,
      created_at: workspace.createdAt,
      asset_count: 0,
      total_bytes: 0,
      folder_count: 0,
    })
    .execute();
}

export interface WorkspaceDelta {
  readonly assets?: number;
  readonly bytes?: number;
  readonly folders?: number;
}

export async function addToWorkspace(
  db: Db,
  id: Id,
  { assets = 0, bytes = 0, folders = 0 }: WorkspaceDelta,
): Promise<void> {
  await raiseTotals(db, { id, assets, bytes, folders });
}

const raiseTotals = prepared((db, { id, assets, bytes, folders }: Required<WorkspaceDelta> & { readonly id: Id }) =>
  db
    .updateTable('workspaces')
    .set({
      asset_count: sql`asset_count + ${assets}`,
      total_bytes: sql`total_bytes + ${bytes}`,
      folder_count: sql`folder_count + ${folders}`,
    })
    .where('id', '=', id)
    .compile(),
);
