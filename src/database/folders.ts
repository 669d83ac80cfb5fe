// The folder tree: records, the way up (lineage) and down (subtree), and the maintained totals.
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { FolderTable } from './schema.ts';

export interface Folder {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly parentId: Id | null;
  readonly name: string;
  readonly description: string | null;
  /** 0 at the top level. */
  readonly depth: number;
  /** The vault it is (then equal to `id`) or lies in. */
  readonly vaultId: Id | null;
  /** Direct children: live ones, or of a trashed folder those that were trashed with it. */
  readonly assetCount: number;
  readonly folderCount: number;
  /** Such assets at any depth below, and their bytes. */
  readonly totalAssets: number;
  readonly totalBytes: number;
  readonly tags: readonly string[];
  /** JSON text of an object. */
  readonly metadataJson: string;
  /** When it goes to the trash by itself. */
  readonly expiresAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly createdBy: string | null;
  readonly trashedAt: number | null;
  readonly trashRootId: Id | null;
}

export const toFolder = (row: Selectable<FolderTable>): Folder => ({
  id: row.id,
  workspaceId: row.workspace_id,
  parentId: row.parent_id,
  name: row.name,
  description: row.description,
  depth: row.depth,
  vaultId: row.vault_id,
  assetCount: row.asset_count,
  folderCount: row.folder_count,
  totalAssets: row.total_assets,
  totalBytes: row.total_bytes,
  tags: row.tags === '[]' ? [] : JSON.parse(row.tags),
  metadataJson: row.metadata,
  expiresAt: row.expires_at,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  createdBy: row.created_by,
  trashedAt: row.trashed_at,
  trashRootId: row.trash_root_id,
});

export async function findFolder(db: Db, id: Id): Promise<Folder | undefined> {
  const row = await db.selectFrom('folders').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toFolder(row);
}

export async function findFolders(db: Db, ids: readonly Id[]): Promise<Folder[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom('folders').selectAll().where('id', 'in', ids).execute()).map(toFolder);
}

/** The oldest live child of exactly that name; `parentId` null for the top level. */
export async function findChildFolder(
  db: Db,
  workspaceId: Id,
  parentId: Id | null,
  name: string,
): Promise<Folder | undefined> {
  const row = await db
    .selectFrom('folders')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('parent_id', parentId === null ? 'is' : '=', parentId)
    .where('name', '=', name)
    .where('trashed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .executeTakeFirst();
  return row && toFolder(row);
}

/** The folder and all above it, nearest first. */
export async function findLineage(db: Db, id: Id): Promise<{ id: Id; name: string }[]> {
  const rows = await sql<{ id: Id; name: string }>`
    with recursive above (id, name, parent_id, steps) as (
      select id, name, parent_id, 0 from folders where id = ${id}
      union all
      select f.id, f.name, f.parent_id, above.steps + 1 from folders f join above on f.id = above.parent_id
    ) select id, name from above order by steps`.execute(db);
  return rows.rows;
}

/** Of each folder the way from the top level down to itself. */
export async function findLineages(db: Db, ids: readonly Id[]): Promise<Map<Id, { id: Id; name: string }[]>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ leaf: Id; id: Id; name: string }>`
    with recursive above (leaf, id, name, parent_id, steps) as (
      select id, id, name, parent_id, 0 from folders where id in (${sql.join(ids)})
      union all
      select above.leaf, f.id, f.name, f.parent_id, above.steps + 1 from folders f join above on f.id = above.parent_id
    ) select leaf, id, name from above order by steps desc`.execute(db);
  const lineages = new Map<Id, { id: Id; name: string }[]>();
  for (const { leaf, id, name } of rows) {
    const lineage = lineages.get(leaf);
    if (lineage) lineage.push({ id, name });
    else lineages.set(leaf, [{ id, name }]);
  }
  return lineages;
}

/** `create table`-like name for the ids of a folder and every folder below it, trashed ones included. */
export const subtree = (id: Id) => sql<{ id: Id }>`
  (with recursive below (id) as (
    select id from folders where id = ${id} union all select f.id from folders f join below on f.parent_id = below.id
  ) select id from below)`;

/**
 * Live folders below a folder, each after its parent, with the path of names from that folder down; those that have expired
 * by `nowMs` (Unix milliseconds) are left out, with what lies in them.
 */
export async function listBelow(db: Db, id: Id, nowMs = 0): Promise<{ id: Id; path: string[] }[]> {
  const rows = await sql<{ id: Id; parent_id: Id | null; name: string }>`
    with recursive below (id, parent_id, name, depth) as (
      select id, parent_id, name, depth from folders where id = ${id}
      union all
      select f.id, f.parent_id, f.name, f.depth from folders f join below on f.parent_id = below.id
      where f.trashed_at is null and (f.expires_at is null or f.expires_at > ${nowMs})
    ) select id, parent_id, name from below order by depth, name, id`.execute(db);
  const paths = new Map<Id, string[]>();
  for (const row of rows.rows) {
    paths.set(row.id, row.id === id || row.parent_id === null ? [] : [...(paths.get(row.parent_id) ?? []), row.name]);
  }
  return [...paths].map(([folderId, path]) => ({ id: folderId, path }));
}

/** How many levels of folders in the same state (live, or trashed with it) lie below: 0 for a folder without any. */
export async function heightBelow(db: Db, folder: Folder): Promise<number> {
  const rows = await sql<{ deepest: number }>`
    with recursive below (id, depth) as (
      select id, depth from folders where id = ${folder.id}
      union all
      select f.id, f.depth from folders f join below on f.parent_id = below.id
      where f.trash_root_id is not distinct from ${folder.trashRootId}
    ) select max(depth) as deepest from below`.execute(db);
  return (rows.rows[0]?.deepest ?? folder.depth) - folder.depth;
}

export async function insertFolder(db: Db, row: FolderTable): Promise<void> {
  await db.insertInto('folders').values(row).execute();
}

export async function updateFolder(db: Db, id: Id, changes: Updateable<FolderTable>): Promise<void> {
  await db.updateTable('folders').set(changes).where('id', '=', id).execute();
}

export interface FolderDelta {
  /** Direct children. */
  readonly assets?: number;
  readonly folders?: number;
  /** Anything below, added to the folder and all above it. */
  readonly totalAssets?: number;
  readonly totalBytes?: number;
}

/**
 * Adds to a folder's maintained counts, and to the totals of the folder and all above it that are in the same state:
 * what was trashed is not counted by what is live. Null is the top level: nothing.
 */
export async function addToFolder(db: Db, id: Id | null, delta: FolderDelta): Promise<void> {
  if (id === null) return;
  const { assets = 0, folders = 0, totalAssets = 0, totalBytes = 0 } = delta;
  if (assets !== 0 || folders !== 0) {
    await db
      .updateTable('folders')
      .set({ asset_count: sql`asset_count + ${assets}`, folder_count: sql`folder_count + ${folders}` })
      .where('id', '=', id)
      .execute();
  }
  if (totalAssets === 0 && totalBytes === 0) return;
  await sql`
    update folders set total_assets = total_assets + ${totalAssets}, total_bytes = total_bytes + ${totalBytes}
    where id in (with recursive above (id, parent_id, trash_root_id) as (
      select id, parent_id, trash_root_id from folders where id = ${id}
      union all
      select f.id, f.parent_id, f.trash_root_id from folders f
      join above on f.id = above.parent_id and f.trash_root_id is not distinct from above.trash_root_id
    ) select id from above)`.execute(db);
}
