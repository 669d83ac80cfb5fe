// The maintained totals: whoever adds, removes or changes live assets says so here, in the same transaction.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Asset } from './assets.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { addToFolder } from './folders.ts';
import { preparedRows } from './prepared.ts';
import type { AssetCountTable } from './schema.ts';
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
    await countInFolders(db, some, sign);
    await addToCounts(db, workspaceId, some.flatMap(countedValues), sign);
  }
}

async function countInFolders(db: Db, assets: readonly Countable[], sign: 1 | -1): Promise<void> {
  for (const [folderId, here] of Map.groupBy(assets, (asset) => asset.folderId)) {
    const count = sign * here.length;
    await addToFolder(db, folderId, { assets: count, totalAssets: count, totalBytes: sign * bytesOf(here) });
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
export const recountAsset = (db: Db, before: Countable, after: Countable): Promise<void> =>
  recountAssets(db, [{ before, after }]);

/** The same of several at once, each of which stays in its workspace. */
export async function recountAssets(
  db: Db,
  changes: readonly { readonly before: Countable; readonly after: Countable }[],
): Promise<void> {
  for (const [workspaceId, some] of Map.groupBy(changes, ({ after }) => after.workspaceId)) {
    const bytes = some.reduce((sum, { before, after }) => sum + after.sizeBytes - before.sizeBytes, 0);
    if (bytes !== 0) await addToWorkspace(db, workspaceId, { bytes });
    const moved = some.filter(({ before, after }) => before.folderId !== after.folderId);
    const grown = some.filter(({ before, after }) => before.folderId === after.folderId);
    for (const [folderId, here] of Map.groupBy(grown, ({ after }) => after.folderId)) {
      const totalBytes = here.reduce((sum, { before, after }) => sum + after.sizeBytes - before.sizeBytes, 0);
      await addToFolder(db, folderId, { totalBytes });
    }
    await countInFolders(
      db,
      moved.map(({ before }) => before),
      -1,
    );
    await countInFolders(
      db,
      moved.map(({ after }) => after),
      1,
    );
    const came = new Map<string, number>();
    for (const { before, after } of some) {
      for (const entry of countedValues(before).map(keyOf)) came.set(entry, (came.get(entry) ?? 0) - 1);
      for (const entry of countedValues(after).map(keyOf)) came.set(entry, (came.get(entry) ?? 0) + 1);
    }
    await addTotals(db, workspaceId, came);
  }
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

const keyOf = (value: CountedValue): string => JSON.stringify(value);

/** Each value as often as it is given. */
async function addToCounts(db: Db, workspaceId: Id, values: readonly CountedValue[], sign: 1 | -1): Promise<void> {
  const came = new Map<string, number>();
  for (const entry of values.map(keyOf)) came.set(entry, (came.get(entry) ?? 0) + sign);
  await addTotals(db, workspaceId, came);
}

/** By `keyOf`. */
async function addTotals(db: Db, workspaceId: Id, came: ReadonlyMap<string, number>): Promise<void> {
  const rows = [...came].flatMap(([entry, assets]) => {
    if (assets === 0) return [];
    const [dimension, value]: CountedValue = JSON.parse(entry);
    return [{ workspace_id: workspaceId, dimension, value, assets }];
  });
  for (const some of chunks(rows)) {
    await upsertTotals(db, some);
  }
  if (rows.some(({ assets }) => assets < 0)) await forgetEmptyCounts(db, workspaceId);
}

const upsertTotals = preparedRows((db, rows: readonly AssetCountTable[]) =>
  db
    .insertInto('asset_counts')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'dimension', 'value'])
        .doUpdateSet({ assets: sql`asset_counts.assets + excluded.assets` }),
    )
    .compile(),
);

/** What no asset has any more leaves no row behind; an index holds just these. */
async function forgetEmptyCounts(db: Db, workspaceId: Id): Promise<void> {
  await sql`delete from asset_counts where workspace_id = ${workspaceId} and assets = 0`.execute(db);
}
