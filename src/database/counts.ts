// The maintained totals: whoever adds, removes or changes live assets says so here, in the same transaction.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Asset } from './assets.ts';
import { addToFolder } from './folders.ts';
import type { Db } from './schema.ts';
import { addToWorkspace } from './workspaces.ts';

/** Filter fields whose totals are kept, per value. */
export const COUNTED = ['kind', 'mime_type', 'extension', 'is_public', 'tag'] as const;
export type Counted = (typeof COUNTED)[number];

type Countable = Pick<
  Asset,
  'workspaceId' | 'folderId' | 'sizeBytes' | 'kind' | 'mimeType' | 'extension' | 'isPublic' | 'tags'
>;

/** A live asset with bytes came (`sign` 1) or went (-1). */
export async function countAsset(db: Db, asset: Countable, sign: 1 | -1): Promise<void> {
  await addToWorkspace(db, asset.workspaceId, { assets: sign, bytes: sign * asset.sizeBytes });
  await addToFolder(db, asset.folderId, { assets: sign, totalAssets: sign, totalBytes: sign * asset.sizeBytes });
  await addToCounts(db, asset.workspaceId, countedValues(asset), sign);
}

/** A live asset changed in place; only what differs is touched. */
export async function recountAsset(db: Db, before: Countable, after: Countable): Promise<void> {
  const bytes = after.sizeBytes - before.sizeBytes;
  if (bytes !== 0) await addToWorkspace(db, after.workspaceId, { bytes });
  if (before.folderId === after.folderId) {
    await addToFolder(db, after.folderId, { totalBytes: bytes });
  } else {
    await addToFolder(db, before.folderId, { assets: -1, totalAssets: -1, totalBytes: -before.sizeBytes });
    await addToFolder(db, after.folderId, { assets: 1, totalAssets: 1, totalBytes: after.sizeBytes });
  }
  const old = new Set(countedValues(before).map((entry) => JSON.stringify(entry)));
  const fresh = new Set(countedValues(after).map((entry) => JSON.stringify(entry)));
  await addToCounts(
    db,
    after.workspaceId,
    [...old.difference(fresh)].map((entry) => JSON.parse(entry)),
    -1,
  );
  await addToCounts(
    db,
    after.workspaceId,
    [...fresh.difference(old)].map((entry) => JSON.parse(entry)),
    1,
  );
}

/**
 * Many assets of a workspace came or went: those that `condition` selects. Workspace and filter totals only; the folders
 * are the caller's, who knows their subtree's totals.
 */
export async function countMany(db: Db, workspaceId: Id, condition: RawBuilder<SqlBool>, sign: 1 | -1): Promise<void> {
  await sql`
    update workspaces set
      asset_count = asset_count + ${sign} * (select count(*) from assets where ${condition}),
      total_bytes = total_bytes + ${sign} * (select coalesce(sum(size), 0) from assets where ${condition})
    where id = ${workspaceId}`.execute(db);
  for (const column of ['kind', 'mime_type', 'extension', 'is_public'] as const) {
    const only = column === 'is_public' ? sql`and is_public = 1` : sql``;
    await sql`
      insert into asset_counts (workspace_id, dimension, value, assets)
      select ${workspaceId}, ${column}, ${sql.ref(column)}, ${sign} * count(*) from assets where ${condition} ${only} group by ${sql.ref(column)}
      on conflict (workspace_id, dimension, value) do update set assets = asset_counts.assets + excluded.assets`.execute(
      db,
    );
  }
  await sql`
    insert into asset_counts (workspace_id, dimension, value, assets)
    select ${workspaceId}, 'tag', tag, ${sign} * count(*) from asset_tags
    where asset_seq in (select seq from assets where ${condition}) group by tag
    on conflict (workspace_id, dimension, value) do update set assets = asset_counts.assets + excluded.assets`.execute(
    db,
  );
  if (sign < 0) await forgetEmptyCounts(db, workspaceId);
}

type CountedValue = readonly [Counted, string];

const countedValues = (asset: Countable): CountedValue[] => [
  ['kind', asset.kind],
  ['mime_type', asset.mimeType],
  ['extension', asset.extension],
  ...(asset.isPublic ? [['is_public', '1'] as const] : []),
  ...asset.tags.map((tag) => ['tag', tag] as const),
];

async function addToCounts(db: Db, workspaceId: Id, values: readonly CountedValue[], sign: 1 | -1): Promise<void> {
  if (values.length === 0) return;
  await db
    .insertInto('asset_counts')
    .values(values.map(([dimension, value]) => ({ workspace_id: workspaceId, dimension, value, assets: sign })))
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'dimension', 'value'])
        .doUpdateSet({ assets: sql`asset_counts.assets + excluded.assets` }),
    )
    .execute();
  if (sign < 0) await forgetEmptyCounts(db, workspaceId);
}

/** What no asset has any more leaves no row behind; an index holds just these. */
async function forgetEmptyCounts(db: Db, workspaceId: Id): Promise<void> {
  await sql`delete from asset_counts where workspace_id = ${workspaceId} and assets = 0`.execute(db);
}
