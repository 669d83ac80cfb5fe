// The tags that live assets and folders have, from the maintained totals where there are any.
import { type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';

export async function listAssetTags(db: Db, workspaceId: Id): Promise<string[]> {
  const rows = await db
    .selectFrom('asset_counts')
    .select('value')
    .where('workspace_id', '=', workspaceId)
    .where('dimension', '=', 'tag')
    .where('assets', '>', 0)
    .execute();
  return rows.map((row) => row.value);
}

export interface TagCount {
  readonly tag: string;
  /** Live assets that have it. */
  readonly assets: number;
}

/** Tags of live assets that begin exactly so, in the order of their code points. */
export async function listAssetTagsBeginning(
  db: Db,
  { workspaceId, vaultId }: Sight,
  start: string,
  limit: number,
): Promise<TagCount[]> {
  const among = (column: 'value' | 'tag') =>
    sql<SqlBool>`${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${`${start}\u{10ffff}`}`;
  const { rows } =
    vaultId === null
      ? await sql<TagCount>`
          select value as tag, assets from asset_counts
          where workspace_id = ${workspaceId} and dimension = 'tag' and assets > 0 and ${among('value')}
          order by value limit ${limit}`.execute(db)
      : await sql<TagCount>`${sql.raw(SLOW)}
          select tag, count(*) as assets from asset_tags join assets on assets.seq = asset_tags.asset_seq
          where asset_tags.workspace_id = ${workspaceId} and ${among('tag')} and assets.vault_id = ${vaultId}
            and assets.trashed_at is null and assets.sha256 is not null
          group by tag order by tag limit ${limit}`.execute(db);
  return rows.map(({ tag, assets }) => ({ tag, assets: Number(assets) }));
}

export async function listTagsInVault(db: Db, workspaceId: Id, vaultId: Id): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`${sql.raw(SLOW)}
    select distinct tag from asset_tags join assets on assets.seq = asset_tags.asset_seq
    where asset_tags.workspace_id = ${workspaceId} and assets.vault_id = ${vaultId} and assets.trashed_at is null`.execute(
    db,
  );
  return rows.map((row) => row.tag);
}

/** Looks at every tagged folder. */
export async function listFolderTags(db: Db, { workspaceId, vaultId }: Sight): Promise<string[]> {
  const { rows } = await sql<{ tags: string }>`${sql.raw(SLOW)}
    select distinct tags from folders where workspace_id = ${workspaceId} and tags <> '[]' and trashed_at is null
      ${vaultId === null ? sql`` : sql`and vault_id = ${vaultId}`}`.execute(db);
  return rows.flatMap((row): string[] => JSON.parse(row.tags));
}
