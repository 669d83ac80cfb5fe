// Assets that have the same bytes.
import { type Selectable, type SqlBool, sql } from 'kysely';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import type { PositionPage, RowRange } from './positions.ts';
import type { AssetTable } from './schema.ts';

/** Other live ones that can be seen, in the order of their arrival. */
export async function listDuplicatesAt(
  db: Db,
  { workspaceId, vaultId }: Sight,
  { id, sha256 }: Pick<Asset, 'id' | 'sha256'>,
  { position, limit }: RowRange,
): Promise<PositionPage<Asset>> {
  const same = sql<SqlBool>`sha256 = ${sha256} and workspace_id = ${workspaceId} and trashed_at is null and id <> ${id}
    ${vaultId === null ? sql`` : sql`and vault_id = ${vaultId}`}`;
  const counted = await sql<{ total: number }>`${sql.raw(SLOW)}
    select count(*) as total from assets where ${same}`.execute(db);
  const total = Number(counted.rows[0]?.total ?? 0);
  if (position >= total) return { items: [], total };
  const { rows } = await sql<Selectable<AssetTable>>`${sql.raw(SLOW)}
    select * from assets where ${same} order by seq limit ${limit} offset ${position}`.execute(db);
  return { items: rows.map(toAsset), total };
}
