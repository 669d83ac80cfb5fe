// The tags that live assets and folders have, from the maintained totals where there are any.
import { sql } from 'kysely';
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
