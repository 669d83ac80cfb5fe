// The maintained totals: whoever adds, removes or changes live assets says so here, in the same transaction.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Asset } from './assets.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { addToFolder } from './folders.ts';
import { addToWorkspace } from './workspaces.ts';

/** Filter fields whose totals are kept, per value. */
export const COUNTED = ['kind', 'mime_type', 'extension', 'is_public', 'tag'] as const;
export type Counted = (typeof COUNTED)[number];

type Countable = Pick<
  Asset,
  'workspaceId' | 'folderId' | 'sizeBytes' | 'kind' | 'mimeType' | 'extension' | 'isPublic' | 'tags'
>;

/** A live asset with bytes came (`sign` 1) or went (-1). */
export const countAsset = (db: Db, asset: Countable, sign: 1 | -1): Promise<void> => countAssets(db, [asset], sign);

/** The same of several at once. */
export async function countAssets(db: Db, assets: readonly Countable[], sign: 1 | -1): Promise<void> {
  for (const [workspaceId, some] of Map.groupBy(assets, (asset) => asset.workspaceId)) {
    await addToWorkspace(db, workspaceId, { assets: sign * some.length, bytes: sign * bytesOf(some) });
    for (const [folderId, here] of Map.groupBy(some, (asset) => asset.folderId)) {
      const count = sign * here.length;
      await addToFolder(db, folderId, { assets: count, totalAssets: count, totalBytes: sign * bytesOf(here) });
    }
    await addToCounts(db, workspaceId, some.flatMap(countedValues), sign);
  }
}

const bytesOf = (assets: readonly Countable[]): number => assets.reduce((sum, asset) => sum + asset.sizeBytes, 0);

/** A live reference came or went: of these there are totals by kind alone. */
export async function countReference(
  db: Db,
  { workspaceId, kind }: { readonly workspaceId: Id; readonly kind: string },
  sign: 1 | -1,
): Promise<void> {
  await addToCounts(db, workspaceId, [['kind', kind]], sign);
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
      asset_count = asset_count + ${sign} * came.assets, total_bytes = total_bytes + ${sign} * came.bytes
    from (select count(*) as assets, coalesce(sum(size), 0) as bytes from assets where ${condition}) as came
    where id = ${workspaceId}`.execute(db);
  const totals = ['kind', 'mime_type', 'extension', 'is_public'].map(
    (column) => sql`
      select cast(${column} as text) as dimension, cast(${sql.ref(column)} as text) as value, sum(assets) as assets
      from alike ${column === 'is_public' ? sql`where is_public = 1` : sql``} group by ${sql.ref(column)}`,
  );
  // The assets are read once, and what is alike in everything is added up first.
  await sql`
    with alike as materialized (
      select kind, mime_type, extension, is_public, count(*) as assets from assets where ${condition}
      group by kind, mime_type, extension, is_public),
    tagged as (
      select tag, count(*) as assets from asset_tags
      where asset_seq in (select seq from assets where ${condition}) group by tag)
    insert into asset_counts (workspace_id, dimension, value, assets)
    select ${workspaceId}, dimension, value, ${sign} * assets from (
      ${sql.join(totals, sql` union all `)} union all select 'tag', tag, assets from tagged
    ) as totals where true
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

/** Each value as often as it is given. */
async function addToCounts(db: Db, workspaceId: Id, values: readonly CountedValue[], sign: 1 | -1): Promise<void> {
  const rows = Map.groupBy(values, (entry) => JSON.stringify(entry))
    .values()
    .flatMap(([entry, ...others]) => {
      if (!entry) return [];
      const [dimension, value] = entry;
      return [{ workspace_id: workspaceId, dimension, value, assets: sign * (others.length + 1) }];
    })
    .toArray();
  for (const some of chunks(rows)) {
    await db
      .insertInto('asset_counts')
      .values(some)
      .onConflict((conflict) =>
        conflict
          .columns(['workspace_id', 'dimension', 'value'])
          .doUpdateSet({ assets: sql`asset_counts.assets + excluded.assets` }),
      )
      .execute();
  }
  if (sign < 0 && rows.length > 0) await forgetEmptyCounts(db, workspaceId);
}

/** What no asset has any more leaves no row behind; an index holds just these. */
async function forgetEmptyCounts(db: Db, workspaceId: Id): Promise<void> {
  await sql`delete from asset_counts where workspace_id = ${workspaceId} and assets = 0`.execute(db);
}
