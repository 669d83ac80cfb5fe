// Entries of the tree, which are files and folders alike: found by name or by path, and all folders in the tree's order.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { hide } from './filters.ts';
import { type Folder, toFolder } from './folders.ts';
import type { AssetTable, FolderTable } from './schema.ts';

/** What can be seen: all of a workspace, or one vault of it. */
export interface Sight {
  readonly workspaceId: Id;
  readonly vaultId: Id | null;
}

export interface NameQuery extends Sight {
  /** Folded (see `nameKey`). */
  readonly nameKey: string;
  /** In the trash: what was put there itself, not along with a folder. */
  readonly state: 'live' | 'trash';
}

const LIVE = sql<SqlBool>`trashed_at is null`;
const LIVE_ASSETS = sql<SqlBool>`trashed_at is null and sha256 is not null`;
/** Hidden from the planner, who would go through all of the trash by it. */
const TRASHED_ITSELF = sql<SqlBool>`trash_root_id = id and ${hide('trashed_at')} > 0`;

const within = ({ workspaceId, vaultId }: Sight): RawBuilder<SqlBool> =>
  vaultId === null
    ? sql<SqlBool>`workspace_id = ${workspaceId}`
    : sql<SqlBool>`workspace_id = ${workspaceId} and vault_id = ${vaultId}`;

/** The oldest folder of that name. */
export async function findFolderNamed(db: Db, query: NameQuery): Promise<Folder | undefined> {
  const { rows } = await sql<Selectable<FolderTable>>`
    select * from folders where ${within(query)} and name_key = ${query.nameKey}
      and ${query.state === 'live' ? LIVE : TRASHED_ITSELF}
    order by id limit 1`.execute(db);
  return rows[0] && toFolder(rows[0]);
}

/** The oldest asset of that name. */
export async function findAssetNamed(db: Db, query: NameQuery): Promise<Asset | undefined> {
  const { rows } = await sql<Selectable<AssetTable>>`
    select * from assets where ${within(query)} and name_key = ${query.nameKey} and sha256 is not null
      and ${query.state === 'live' ? LIVE : TRASHED_ITSELF}
    order by id limit 1`.execute(db);
  return rows[0] && toAsset(rows[0]);
}

/** More folders of one name and parent than these are not looked into. */
const MOST_NAMESAKES = 100;

const inFolders = (column: string, ids: readonly Id[] | null): RawBuilder<SqlBool> =>
  ids === null ? sql`${sql.ref(column)} is null` : sql`${sql.ref(column)} in (${sql.join(ids)})`;

/** Live folders of that folded name in any of the folders, oldest first; null is the top level. */
export async function findFoldersIn(
  db: Db,
  sight: Sight,
  parents: readonly Id[] | null,
  nameKey: string,
): Promise<Folder[]> {
  const { rows } = await sql<Selectable<FolderTable>>`
    select * from folders where ${within(sight)} and ${inFolders('parent_id', parents)}
      and name_key = ${nameKey} and ${LIVE} order by id limit ${MOST_NAMESAKES}`.execute(db);
  return rows.map(toFolder);
}

/** The same of assets. */
export async function findAssetsIn(
  db: Db,
  sight: Sight,
  folders: readonly Id[] | null,
  nameKey: string,
): Promise<Asset[]> {
  const { rows } = await sql<Selectable<AssetTable>>`
    select * from assets where ${within(sight)} and ${inFolders('folder_id', folders)}
      and name_key = ${nameKey} and ${LIVE_ASSETS} order by id limit ${MOST_NAMESAKES}`.execute(db);
  return rows.map(toAsset);
}

/** Of one name, as many as are told. */
const MOST_TOLD = 10;

/** An asset or a folder of a name that is taken. */
export interface TakenName {
  readonly type: 'asset' | 'folder';
  readonly id: Id;
  readonly name: string;
  /** Folded (see `nameKey`). */
  readonly nameKey: string;
  /** Bytes, of a folder those of all below it. */
  readonly size: number;
  /** Null for a folder. */
  readonly sha256: string | null;
}

/** Live entries in a folder that have one of the folded names, of each name the oldest; null is the top level. */
export async function findTakenNames(
  db: Db,
  sight: Sight,
  folderId: Id | null,
  nameKeys: readonly string[],
): Promise<TakenName[]> {
  if (nameKeys.length === 0) return [];
  const folders = folderId === null ? null : [folderId];
  const named = sql`name_key in (${sql.join(nameKeys)})`;
  const { rows } = await sql<TakenName>`
    select type, id, name, "nameKey", size, sha256 from (
      select found.*, row_number() over (partition by type, "nameKey" order by id) as rank from (
        select 'asset' as type, id, name, name_key as "nameKey", size, sha256 from assets
        where ${within(sight)} and ${inFolders('folder_id', folders)} and ${named} and ${LIVE_ASSETS}
        union all
        select 'folder', id, name, name_key, total_bytes, null from folders
        where ${within(sight)} and ${inFolders('parent_id', folders)} and ${named} and ${LIVE}
      ) as found
    ) as ranked where rank <= ${MOST_TOLD} order by "nameKey", type, id`.execute(db);
  return rows.map((row) => ({ ...row, size: Number(row.size) }));
}

/** Where a page of the tree ends. */
export interface TreePosition {
  readonly depth: number;
  readonly nameKey: string;
  readonly id: Id;
}

/** Live folders: parents before children, siblings by name. */
export async function listTree(
  db: Db,
  sight: Sight,
  page: { readonly after?: TreePosition | undefined; readonly limit: number },
): Promise<{ items: Folder[]; next: TreePosition | undefined }> {
  const { after, limit } = page;
  const beyond = after ? sql`and (depth, name_key, id) > (${after.depth}, ${after.nameKey}, ${after.id})` : sql``;
  const { rows } = await sql<Selectable<FolderTable>>`
    select * from folders where ${within(sight)} and ${LIVE} ${beyond}
    order by depth, name_key, id limit ${limit + 1}`.execute(db);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(toFolder),
    next: last && { depth: last.depth, nameKey: last.name_key, id: last.id },
  };
}
