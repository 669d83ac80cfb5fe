// Assets: reading and making them. Changing and moving them is in patching.ts, their versions in versions.ts, removal in
// removal.ts, the bytes in upload.ts.
import {
  type Asset,
  type AssetKind,
  findAsset,
  findAssets,
  insertAsset,
  insertTags,
  titleOf,
} from '../database/assets.ts';
import { type Blob, referBlob } from '../database/blobs.ts';
import { countAsset } from '../database/counts.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { ListQuery, Page } from '../database/filters.ts';
import { type Folder, findLineage } from '../database/folders.ts';
import { listAssets as listAssetRows } from '../database/lists.ts';
import { listAssetsAt as listAssetRowsAt, type PositionPage, type PositionQuery } from '../database/positions.ts';
import { indexAsset } from '../database/search.ts';
import { type Actor, actorRef, assetItem, authorize, type Grant, vaultOf, workspaceFor } from './access.ts';
import { checkContentCondition, type WriteCondition } from './conditions.ts';
import { notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { isReadable } from './expiry.ts';
import { writableFolder } from './folders.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { examineLater, type Foreseen, mediaColumns } from './media.ts';
import { type Metadata, metadataOf } from './metadata.ts';
import { extensionOf, fileName, nameKey, tagList } from './names.ts';
import { freeSlug } from './slugs.ts';
import { checkedText, checkedUrl, LONGEST_DESCRIPTION } from './text.ts';
import { vaultAddressFor } from './vault-rules.ts';

const LONGEST_TITLE = 500;

/** A live one. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function getAsset(db: Db, actor: Actor, id: Id): Promise<Asset> {
  return protectedAsset(db, actor, 'read', id);
}

/** An asset whose bytes or pictures are asked for: those of a public one are everyone's, whoever asks. Throws as `getAsset`. */
export async function getAssetToShow(db: Db, actor: Actor, id: Id): Promise<Asset> {
  const asset = await findAsset(db, id);
  return asset?.isPublic && isReadable(asset) ? asset : protectedAsset(db, actor, 'read', id);
}

/** Those of the ids that the actor may read. */
export async function findReadableAssets(db: Db, actor: Actor, ids: readonly Id[]): Promise<Map<Id, Asset>> {
  const workspaceId = workspaceFor(actor, 'read');
  const vaultId = vaultOf(actor);
  return new Map(
    (await findAssets(db, ids))
      .filter((asset) => asset.workspaceId === workspaceId && isReadable(asset))
      .filter((asset) => vaultId === null || asset.vault?.vaultId === vaultId)
      .map((asset) => [asset.id, asset]),
  );
}

/** In the order asked for. Throws `not_found` naming every id that is unknown to the actor. */
export async function getAssets(db: Db, actor: Actor, ids: readonly Id[]): Promise<Asset[]> {
  const found = await findReadableAssets(db, actor, ids);
  const missing = ids.filter((id) => !found.has(id));
  if (missing.length > 0) throw notFound(`Asset ${missing.join(', ')}`);
  return ids.flatMap((id) => found.get(id) ?? []);
}

export async function listAssets(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Asset>> {
  return listAssetRows(db, { ...query, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

export async function listAssetsAt(
  db: Db,
  actor: Actor,
  query: Omit<PositionQuery, 'workspaceId' | 'vaultId'>,
): Promise<PositionPage<Asset>> {
  return listAssetRowsAt(db, { ...query, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

/** What is known of uploaded bytes once they are stored. */
export interface StoredContent {
  readonly blob: Blob;
  readonly mimeType: string;
  readonly kind: AssetKind;
  /** Absent: the bytes have to be looked at. */
  readonly foreseen?: Foreseen | undefined;
}

export interface NewAsset {
  readonly content: StoredContent;
  readonly name: string;
  readonly folderId: Id | null;
  readonly title?: string | null;
  readonly description?: string | null;
  readonly tags?: readonly string[];
  readonly metadata?: Metadata;
  readonly isPublic?: boolean;
  readonly externalUrl?: string | null;
  /** From `idempotencyKey`: a second creation with the same one answers with the first asset. */
  readonly idempotencyKey?: string | undefined;
}

/** Throws `not_found` and `forbidden` for the folder, `invalid`, and `conflict` against the rules of a vault. */
export async function createAsset(tx: Tx, actor: Actor, input: NewAsset): Promise<Asset> {
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => protectedAsset(tx.db, actor, 'write', earlier, tx.now));
  const folder = input.folderId === null ? null : await writableFolder(tx.db, actor, input.folderId, tx.now);
  const workspaceId = folder?.workspaceId ?? workspaceFor(actor, 'write');
  if (!folder) authorize(actor, 'write', { workspaceId });
  return addAsset(tx, actor, workspaceId, folder, input);
}

/** What a creation can be refused for before its bytes are there. */
export async function checkNewAsset(
  db: Db,
  actor: Actor,
  {
    folderId,
    name,
  }: { readonly folderId: Id | null /** Absent where it may be there already. */; readonly name?: string },
): Promise<void> {
  if (folderId === null) authorize(actor, 'write', { workspaceId: workspaceFor(actor, 'write') });
  else
    await vaultAddressFor(
      db,
      await writableFolder(db, actor, folderId),
      name === undefined ? undefined : fileName(name),
    );
}

/** What a change can be refused for before the new bytes are there. Answers the name of the asset. */
export async function checkAssetChange(db: Db, actor: Actor, id: Id, condition?: WriteCondition): Promise<string> {
  const asset = await protectedAsset(db, actor, 'write', id);
  checkContentCondition(asset, condition);
  return asset.name;
}

/** Into a folder the actor was found to be allowed to write to; for core itself. */
export async function addAsset(
  tx: Tx,
  actor: Actor,
  workspaceId: Id,
  folder: Folder | null,
  input: NewAsset,
): Promise<Asset> {
  const name = fileName(input.name);
  const address = await vaultAddressFor(tx.db, folder, name);
  const { blob, mimeType, kind, foreseen } = input.content;
  const id = newId(tx.now);
  const tags = tagList(input.tags ?? []);
  const title = checkedTitle(input.title ?? null);
  const extension = extensionOf(name);
  const shownTitle = titleOf({ title, name, extension });
  await referBlob(tx.db, blob, tx.now);
  const asset = await insertAsset(tx.db, {
    id,
    workspace_id: workspaceId,
    folder_id: folder?.id ?? null,
    kind,
    name,
    name_key: nameKey(name),
    slug: await freeSlug(tx, workspaceId, shownTitle),
    title,
    title_key: nameKey(shownTitle),
    description: checkedText(input.description ?? null, 'description', LONGEST_DESCRIPTION),
    external_url: input.externalUrl === undefined ? null : checkedUrl(input.externalUrl),
    mime_type: mimeType,
    extension,
    sha256: blob.sha256,
    size: blob.sizeBytes,
    ...mediaColumns(foreseen),
    tags: JSON.stringify(tags),
    metadata: JSON.stringify(metadataOf(input.metadata ?? {})),
    is_public: input.isPublic ? 1 : 0,
    download_count: 0,
    version: 1,
    vault_id: address?.vaultId ?? null,
    partition: address?.partition ?? null,
    collection: address?.collection ?? null,
    channel: address?.channel ?? null,
    created_at: tx.now,
    updated_at: tx.now,
    content_at: tx.now,
    created_by: actorRef(actor),
    expires_at: null,
    trashed_at: null,
    trash_root_id: null,
  });
  await insertTags(tx.db, workspaceId, asset.seq, tags);
  await countAsset(tx.db, asset, 1);
  await indexAsset(tx.db, asset);
  await noteCreated(tx, input.idempotencyKey, id);
  await examineLater(tx, asset, foreseen);
  await recordEvent(tx, {
    workspaceId,
    assetId: id,
    type: 'created',
    actor: actorRef(actor),
    info: { name, sha256: blob.sha256 },
  });
  return asset;
}

/** A live asset the actor may use so. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function protectedAsset(db: Db, actor: Actor, grant: Grant, id: Id, nowMs?: number): Promise<Asset> {
  const asset = await findAsset(db, id);
  if (!asset || !isReadable(asset, nowMs)) throw notFound('Asset');
  authorize(actor, grant, { ...assetItem(asset), lineage: await lineageFor(db, actor, asset) }, 'Asset');
  return asset;
}

/** Only those who hold a share are judged by where the asset lies. */
async function lineageFor(db: Db, actor: Actor, asset: Asset): Promise<Id[]> {
  if (actor.type !== 'share') return [];
  return [
    asset.id,
    ...(asset.folderId === null ? [] : (await findLineage(db, asset.folderId)).map((folder) => folder.id)),
  ];
}

export const checkedTitle = (title: string | null): string | null => checkedText(title, 'title', LONGEST_TITLE);

/** Live or in the trash. Throws `not_found`. */
export async function mustFindAsset(db: Db, id: Id): Promise<Asset> {
  const asset = await findAsset(db, id);
  if (!asset) throw notFound('Asset');
  return asset;
}
