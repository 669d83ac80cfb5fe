// Asset records, one at a time. Lists are in lists.ts, maintained totals in counts.ts, the text index in search.ts.
import { type Selectable, sql, type Updateable } from 'kysely';
import type { Id } from '../core/ids.ts';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';
import type { AssetTable } from './schema.ts';

export const ASSET_KINDS = ['image', 'video', 'audio', 'pdf', 'document'] as const;
export type AssetKind = (typeof ASSET_KINDS)[number];
export type MediaState = 'pending' | 'ready' | 'no_preview';

/** An asset with bytes. */
export interface Asset {
  readonly seq: number;
  readonly id: Id;
  readonly workspaceId: Id;
  readonly folderId: Id | null;
  readonly kind: AssetKind;
  readonly name: string;
  /** Unique in the workspace. */
  readonly slug: string;
  readonly title: string | null;
  readonly description: string | null;
  readonly externalUrl: string | null;
  readonly mimeType: string;
  readonly extension: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  /** Upright pixels, once known. */
  readonly width: number | null;
  readonly height: number | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly pageCount: number | null;
  readonly wordCount: number | null;
  readonly mediaState: MediaState;
  /** Why there is no preview. */
  readonly mediaReason: string | null;
  readonly tags: readonly string[];
  /** JSON text of an object. */
  readonly metadataJson: string;
  readonly isPublic: boolean;
  readonly downloadCount: number;
  readonly version: number;
  readonly vault: VaultAddress | null;
  readonly createdAt: number;
  readonly updatedAt: number;
  /** When the current bytes came. */
  readonly contentAt: number;
  readonly createdBy: string | null;
  /** When it stops being readable, and goes to the trash by itself. */
  readonly expiresAt: number | null;
  readonly trashedAt: number | null;
  readonly trashRootId: Id | null;
}

export interface VaultAddress {
  readonly vaultId: Id;
  readonly partition: string;
  readonly collection: string;
  readonly channel: string;
}

export const toAsset = (row: Selectable<AssetTable>): Asset => ({
  seq: row.seq,
  id: row.id,
  workspaceId: row.workspace_id,
  folderId: row.folder_id,
  kind: row.kind as AssetKind,
  name: row.name,
  slug: row.slug,
  title: row.title,
  description: row.description,
  externalUrl: row.external_url,
  mimeType: row.mime_type,
  extension: row.extension,
  sha256: row.sha256 ?? '',
  sizeBytes: row.size,
  width: row.width,
  height: row.height,
  duration: row.duration,
  pageCount: row.page_count,
  wordCount: row.word_count,
  mediaState: row.media_state as MediaState,
  mediaReason: row.media_reason,
  tags: row.tags === '[]' ? [] : JSON.parse(row.tags),
  metadataJson: row.metadata,
  isPublic: row.is_public === 1,
  downloadCount: row.download_count,
  version: row.version,
  vault:
    row.vault_id !== null && row.partition !== null && row.collection !== null && row.channel !== null
      ? { vaultId: row.vault_id, partition: row.partition, collection: row.collection, channel: row.channel }
      : null,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
  contentAt: row.content_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  trashedAt: row.trashed_at,
  trashRootId: row.trash_root_id,
});

/** The title, or the name without its extension where there is none. */
export function titleOf({ title, name, extension }: Pick<Asset, 'title' | 'name' | 'extension'>): string {
  if (title !== null && title !== '') return title;
  return extension === '' ? name : name.slice(0, -(extension.length + 1));
}

/** By id, trashed or not. */
export async function findAsset(db: Db, id: Id): Promise<Asset | undefined> {
  const { rows } = await selectById(db, { id });
  return rows[0] && toAsset(rows[0]);
}

const selectById = prepared((db, { id }: { id: Id }) =>
  db.selectFrom('assets').selectAll().where('id', '=', id).where('sha256', 'is not', null).compile(),
);

/** Those of the ids that exist, in no particular order. */
export async function findAssets(db: Db, ids: readonly Id[]): Promise<Asset[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('assets')
    .selectAll()
    .where('id', 'in', ids)
    .where('sha256', 'is not', null)
    .execute();
  return rows.map(toAsset);
}

/** The workspaces of those of the ids that exist. */
export async function findOwners(db: Db, ids: readonly Id[]): Promise<Pick<Asset, 'id' | 'workspaceId'>[]> {
  if (ids.length === 0) return [];
  return db.selectFrom('assets').select(['id', 'workspace_id as workspaceId']).where('id', 'in', ids).execute();
}

/** Beyond `after` in the order of arrival, trashed or not. */
export async function listAssetsAfter(
  db: Db,
  after: number,
  limit: number,
): Promise<Pick<Asset, 'seq' | 'id' | 'name'>[]> {
  return db
    .selectFrom('assets')
    .select(['seq', 'id', 'name'])
    .where('seq', '>', after)
    .where('sha256', 'is not', null)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

/** Trashed ones included. */
export async function countAssetsWithBytes(db: Db): Promise<number> {
  const row = await db
    .selectFrom('assets')
    .select((is) => is.fn.countAll<number>().as('assets'))
    .where('sha256', 'is not', null)
    .executeTakeFirstOrThrow();
  return Number(row.assets);
}

/** By order of arrival, trashed or not. */
export async function findAssetBySeq(db: Db, seq: number): Promise<Asset | undefined> {
  const row = await db
    .selectFrom('assets')
    .selectAll()
    .where('seq', '=', seq)
    .where('sha256', 'is not', null)
    .executeTakeFirst();
  return row && toAsset(row);
}

export async function findAssetInChannel(db: Db, address: VaultAddress, name: string): Promise<Asset | undefined> {
  const row = await db
    .selectFrom('assets')
    .selectAll()
    .where('vault_id', '=', address.vaultId)
    .where('partition', '=', address.partition)
    .where('collection', '=', address.collection)
    .where('channel', '=', address.channel)
    .where('name', '=', name)
    .where('trashed_at', 'is', null)
    .where('sha256', 'is not', null)
    .executeTakeFirst();
  return row && toAsset(row);
}

type NewAssetRow = Omit<Selectable<AssetTable>, 'seq'>;

const insertRow = prepared((db, row: NewAssetRow) => db.insertInto('assets').values(row).returning('seq').compile());

export async function insertAsset(db: Db, row: NewAssetRow): Promise<Asset> {
  const { rows } = await insertRow(db, row);
  const [inserted] = rows;
  if (!inserted) throw new Error('a new row has a number');
  return toAsset({ ...row, ...inserted });
}

export async function updateAsset(db: Db, id: Id, changes: Updateable<AssetTable>): Promise<void> {
  await db.updateTable('assets').set(changes).where('id', '=', id).execute();
}

/** The same of several. */
export async function updateAssets(db: Db, ids: readonly Id[], changes: Updateable<AssetTable>): Promise<void> {
  for (const some of chunks(ids)) await db.updateTable('assets').set(changes).where('id', 'in', some).execute();
}

/** One that nobody has looked at yet, if it still has those bytes; undefined: whatever it has. */
export async function leaveWithoutPreview(db: Db, id: Id, sha256: string | undefined, reason: string): Promise<void> {
  await db
    .updateTable('assets')
    .set({ media_state: 'no_preview', media_reason: reason })
    .where('id', '=', id)
    .where('media_state', '=', 'pending')
    .where((is) => (sha256 === undefined ? is('sha256', 'is not', null) : is('sha256', '=', sha256)))
    .execute();
}

/** Each as trashed by itself. */
export async function markTrashed(db: Db, assets: readonly Pick<Asset, 'id'>[], now: number): Promise<void> {
  for (const some of chunks(assets)) {
    await db
      .updateTable('assets')
      .set({ trashed_at: now, trash_root_id: sql<Id>`id` })
      .where('id', 'in', idsOf(some))
      .execute();
  }
}

export async function markRestored(db: Db, assets: readonly Pick<Asset, 'id'>[]): Promise<void> {
  for (const some of chunks(assets)) {
    await db
      .updateTable('assets')
      .set({ trashed_at: null, trash_root_id: null })
      .where('id', 'in', idsOf(some))
      .execute();
  }
}

const idsOf = (assets: readonly Pick<Asset, 'id'>[]): Id[] => assets.map(({ id }) => id);

export async function deleteAsset(db: Db, id: Id): Promise<void> {
  await db.deleteFrom('assets').where('id', '=', id).execute();
}

export async function addDownloads(db: Db, ids: readonly Id[], times: number): Promise<void> {
  await db
    .updateTable('assets')
    .set({ download_count: sql`download_count + ${times}` })
    .where('id', 'in', ids)
    .execute();
}

/** Makes the tag rows of an asset those given. */
export async function replaceTags(db: Db, workspaceId: Id, seq: number, tags: readonly string[]): Promise<void> {
  await db.deleteFrom('asset_tags').where('asset_seq', '=', seq).execute();
  await insertTags(db, workspaceId, seq, tags);
}

export async function insertTags(db: Db, workspaceId: Id, seq: number, tags: readonly string[]): Promise<void> {
  if (tags.length === 0) return;
  await db
    .insertInto('asset_tags')
    .values(tags.map((tag) => ({ workspace_id: workspaceId, tag, asset_seq: seq })))
    .execute();
}

/** What the tag rows of an asset do not have yet, and what they have. */
export interface TagChange {
  readonly seq: number;
  readonly workspaceId: Id;
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export async function changeTags(db: Db, changes: readonly TagChange[]): Promise<void> {
  const alike = Map.groupBy(changes, ({ removed }) => JSON.stringify(removed));
  for (const [first, ...others] of alike.values()) {
    if (!first || first.removed.length === 0) continue;
    for (const some of chunks([first, ...others])) {
      await db
        .deleteFrom('asset_tags')
        .where(
          'asset_seq',
          'in',
          some.map(({ seq }) => seq),
        )
        .where('tag', 'in', first.removed)
        .execute();
    }
  }
  const rows = changes.flatMap(({ seq, workspaceId, added }) =>
    added.map((tag) => ({ workspace_id: workspaceId, tag, asset_seq: seq })),
  );
  for (const some of chunks(rows)) await db.insertInto('asset_tags').values(some).execute();
}
