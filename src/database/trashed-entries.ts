// What was put into the trash itself, by its name, and how much that is.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import { hide } from './filters.ts';
import { type Folder, toFolder } from './folders.ts';
import type { AssetTable, FolderTable } from './schema.ts';
import type { TrashPosition } from './trash.ts';

/** In one page. */
const NAMESAKES = 100;

/** Hidden from the planner where the name is to lead. */
const HIDDEN_TIME = hide('trashed_at');

/** What was put there itself; assets without bytes included. */
export const inTrash = (
  { workspaceId, vaultId }: Sight,
  time: RawBuilder<unknown> = sql`trashed_at`,
) => sql<SqlBool>`workspace_id = ${workspaceId} and trash_root_id = id
  and ${time} > 0 and ${vaultId === null ? sql`1 = 1` : sql`vault_id = ${vaultId}`}`;

/** A page of those of that folded name (see `nameKey`), the latest first. */
export async function listTrashedFoldersNamed(
  db: Db,
  sight: Sight,
  nameKey: string,
  after: TrashPosition | undefined,
): Promise<Folder[]> {
  const { rows } = await sql<Selectable<FolderTable>>`
    select * from folders where ${inTrash(sight, HIDDEN_TIME)} and name_key = ${nameKey} ${beyond(after)}
    order by ${HIDDEN_TIME} desc, id desc limit ${NAMESAKES}`.execute(db);
  return rows.map(toFolder);
}

/** The same. */
export async function listTrashedAssetsNamed(
  db: Db,
  sight: Sight,
  nameKey: string,
  after: TrashPosition | undefined,
): Promise<Asset[]> {
  const { rows } = await sql<Selectable<AssetTable>>`
    select * from assets
    where ${inTrash(sight, HIDDEN_TIME)} and name_key = ${nameKey} and sha256 is not null ${beyond(after)}
    order by ${HIDDEN_TIME} desc, id desc limit ${NAMESAKES}`.execute(db);
  return rows.map(toAsset);
}

const beyond = (after: TrashPosition | undefined) =>
  after ? sql`and (${HIDDEN_TIME}, id) < (${after.trashedAt}, ${after.id})` : sql``;

/** Bytes, those in folders included. Looks at all that was put there. */
export async function sumTrash(db: Db, sight: Sight): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`${sql.raw(SLOW)}
    select (select coalesce(sum(size), 0) from assets where ${inTrash(sight)})
      + (select coalesce(sum(total_bytes), 0) from folders where ${inTrash(sight)}) as bytes`.execute(db);
  return Number(rows[0]?.bytes ?? 0);
}
