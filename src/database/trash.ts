// The trash: what was put there itself, and what is doomed: out of the trash for everybody, its records still to be removed.
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import { type Folder, subtree, toFolder } from './folders.ts';
import type { AssetTable, FolderTable } from './schema.ts';

/** The `trashed_at` of what is doomed. */
const DOOMED = 0;

/** Where a page of the trash ends. */
export interface TrashPosition {
  readonly trashedAt: number;
  readonly id: Id;
}

export interface TrashPage<T> {
  readonly items: T[];
  readonly next: TrashPosition | undefined;
}

export interface TrashQuery {
  readonly after?: TrashPosition | undefined;
  readonly limit: number;
}

/** Newest first. */
export async function listTrashedAssets(db: Db, sight: Sight, query: TrashQuery): Promise<TrashPage<Asset>> {
  const page = await listTrashed<AssetTable>(db, 'assets', sight, query);
  return { ...page, items: page.items.map(toAsset) };
}

/** Newest first. */
export async function listTrashedFolders(db: Db, sight: Sight, query: TrashQuery): Promise<TrashPage<Folder>> {
  const page = await listTrashed<FolderTable>(db, 'folders', sight, query);
  return { ...page, items: page.items.map(toFolder) };
}

async function listTrashed<T>(
  db: Db,
  table: 'assets' | 'folders',
  { workspaceId, vaultId }: Sight,
  { after, limit }: TrashQuery,
): Promise<TrashPage<Selectable<T>>> {
  const beyond = after ? sql`and (trashed_at, id) < (${after.trashedAt}, ${after.id})` : sql``;
  const { rows } = await sql<Selectable<T> & { id: Id; trashed_at: number }>`
    select * from ${sql.table(table)}
    where workspace_id = ${workspaceId} and trash_root_id = id and trashed_at > ${DOOMED}
      ${table === 'assets' ? sql`and sha256 is not null` : sql``}
      ${vaultId === null ? sql`` : sql`and vault_id = ${vaultId}`} ${beyond}
    order by trashed_at desc, id desc limit ${limit + 1}`.execute(db);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return { items: rows.slice(0, limit), next: last && { trashedAt: last.trashed_at, id: last.id } };
}

/** Those of the roots, of what was trashed with them, that are out of the trash. */
export async function findDoomedAmong(db: Db, rootIds: readonly Id[]): Promise<Id[]> {
  if (rootIds.length === 0) return [];
  const { rows } = await sql<{ id: Id }>`
    select id from assets where id in (${sql.join(rootIds)}) and trashed_at = ${DOOMED}
    union all select id from folders where id in (${sql.join(rootIds)}) and trashed_at = ${DOOMED}`.execute(db);
  return rows.map((row) => row.id);
}

export const isDoomed = async (db: Db, rootId: Id): Promise<boolean> =>
  (await findDoomedAmong(db, [rootId])).length > 0;

/** A folder that was trashed itself leaves the trash, with all that went with it. */
export async function doom(db: Db, id: Id): Promise<void> {
  await sql`update folders set trashed_at = ${DOOMED} where id = ${id} and trash_root_id = id`.execute(db);
}

/** The same of assets. */
export async function doomAssets(db: Db, ids: readonly Id[]): Promise<void> {
  for (const some of chunks(ids))
    await sql`update assets set trashed_at = ${DOOMED} where id in (${sql.join(some)}) and trash_root_id = id`.execute(
      db,
    );
}

/** The same for all that was trashed before a time, each in the log; answers how many that were. */
export async function doomAll(
  db: Db,
  { workspaceId, vaultId }: Sight,
  { before, now, actor }: { readonly before: number; readonly now: number; readonly actor: string | null },
): Promise<number> {
  const old = sql<SqlBool>`workspace_id = ${workspaceId} and trash_root_id = id
    and trashed_at > ${DOOMED} and trashed_at < ${before} and ${vaultId === null ? sql`1 = 1` : sql`vault_id = ${vaultId}`}`;
  let doomed = 0;
  for (const [table, column] of [
    ['assets', 'asset_id'],
    ['folders', 'folder_id'],
  ] as const) {
    await sql`
      insert into events (workspace_id, ${sql.ref(column)}, type, actor, at, info)
      select workspace_id, id, 'deleted', cast(${actor} as text), cast(${now} as bigint), '{}'
      from ${sql.table(table)} where ${old}`.execute(db);
    // What has no bytes is not counted: nobody sees it in the trash.
    const seen = await sql<{ entries: number }>`
      select count(*) as entries from ${sql.table(table)}
      where ${old} ${table === 'assets' ? sql`and sha256 is not null` : sql``}`.execute(db);
    doomed += Number(seen.rows[0]?.entries ?? 0);
    await sql`update ${sql.table(table)} set trashed_at = ${DOOMED} where ${old}`.execute(db);
  }
  return doomed;
}

/** Workspaces that have something in the trash from before that time. Looks at all that is in it. */
export async function listWorkspacesWithTrash(db: Db, before: number): Promise<Id[]> {
  const old = sql`trash_root_id = id and trashed_at > ${DOOMED} and trashed_at < ${before}`;
  const { rows } = await sql<{ id: Id }>`${sql.raw(SLOW)}
    select workspace_id as id from assets where ${old} union select workspace_id from folders where ${old}`.execute(db);
  return rows.map((row) => row.id);
}

export interface Doomed {
  readonly id: Id;
  readonly workspaceId: Id;
}

/** Some that are doomed, of any workspace, by id from beyond `after` on. */
export async function findDoomed(db: Db, table: 'assets' | 'folders', limit: number, after?: Id): Promise<Doomed[]> {
  const { rows } = await sql<Doomed>`
    select id, workspace_id as "workspaceId" from ${sql.table(table)} where trashed_at = ${sql.lit(DOOMED)} and id > ${after ?? ''}
    order by id limit ${limit}`.execute(db);
  return rows;
}

/**
 * What lies below the folder but was trashed on its own survives it: it is put at the top level, where it will be restored
 * to. Nothing counts it, so no totals change.
 */
export async function detachTrashed(db: Db, folderId: Id): Promise<void> {
  for (const some of chunks(await listOutermostTrashed(db, folderId))) await detachFolders(db, some);
  await sql`
    update assets set folder_id = null, vault_id = null, "partition" = null, "collection" = null, channel = null
    where folder_id in ${subtree(folderId)} and trash_root_id = id and trashed_at > ${DOOMED}`.execute(db);
}

/** Folders below that were trashed on their own; what lies in one of them stays there. */
async function listOutermostTrashed(db: Db, folderId: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Id }>`
    with recursive below (id, is_alone) as (
      select id, 0 from folders where id = ${folderId}
      union all
      select f.id, case when f.trash_root_id = f.id and f.trashed_at > ${DOOMED} then 1 else 0 end
      from folders f join below on f.parent_id = below.id where below.is_alone = 0
    ) select id from below where is_alone = 1`.execute(db);
  return rows.map((row) => row.id);
}

/** To the top level, with all below them. */
async function detachFolders(db: Db, ids: readonly Id[]): Promise<void> {
  const inside = sql`
    with recursive inside (id, rise) as (
      select id, depth from folders where id in (${sql.join(ids)})
      union all
      select f.id, inside.rise from folders f join inside on f.parent_id = inside.id)`;
  await sql`${inside}
    update assets set vault_id = null, "partition" = null, "collection" = null, channel = null
    where folder_id in (select id from inside) and vault_id is not null`.execute(db);
  await sql`${inside}
    update folders set depth = folders.depth - inside.rise, vault_id = null from inside where folders.id = inside.id`.execute(
    db,
  );
  await db.updateTable('folders').set({ parent_id: null }).where('id', 'in', ids).execute();
}
