// Versions of assets: new bytes for old, and back. Each earlier version keeps its bytes until the asset is deleted.
import { type Asset, type AssetKind, updateAsset } from '../database/assets.ts';
import { referBlob, referKnownBlob } from '../database/blobs.ts';
import { recountAsset } from '../database/counts.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findAssetsIn } from '../database/entries.ts';
import { reindexAsset } from '../database/search.ts';
import { findVersion, insertVersion, listVersions as listVersionRows, type Version } from '../database/versions.ts';
import { type Actor, actorRef } from './access.ts';
import { createAsset, mustFindAsset, protectedAsset, type StoredContent } from './assets.ts';
import { checkContentCondition, type WriteCondition } from './conditions.ts';
import { noteMended } from './damage.ts';
import { sightOf } from './entries.ts';
import { notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { isReadable } from './expiry.ts';
import { findCreated, noteCreated } from './idempotency.ts';
import type { Id } from './ids.ts';
import { examineLater, type Foreseen, mediaColumns } from './media.ts';
import { fileName, nameKey } from './names.ts';

/** New bytes for the asset; the earlier ones stay as a version. The same bytes again change nothing. Throws `precondition_failed`. */
export async function replaceContent(
  tx: Tx,
  actor: Actor,
  id: Id,
  content: StoredContent,
  condition?: WriteCondition,
): Promise<Asset> {
  const before = await protectedAsset(tx.db, actor, 'write', id, tx.now);
  checkContentCondition(before, condition);
  if (before.sha256 === content.blob.sha256) {
    // But where they were damaged, for they have just been written anew.
    await noteMended(tx, before.sha256);
    return before;
  }
  await referBlob(tx.db, content.blob, tx.now);
  return swapContent(tx, actor, before, { ...content, ...content.blob }, {});
}

export interface NewFile {
  readonly name: string;
  readonly content: StoredContent;
}

export interface NewFiles {
  /** Null is the top level. */
  readonly folderId: Id | null;
  readonly files: readonly NewFile[];
  readonly idempotencyKey?: string | undefined;
}

/**
 * Puts files into a folder as a disk would: where there is one of exactly that name (the oldest), its bytes are replaced and
 * it stays the same asset, else an asset is made. All of them or none. Throws as `createAsset`.
 */
export async function putFiles(tx: Tx, actor: Actor, { folderId, files, idempotencyKey }: NewFiles): Promise<Asset[]> {
  const assets: Asset[] = [];
  for (const [index, { name, content }] of files.entries()) {
    const key = idempotencyKey && `${idempotencyKey} ${index}`;
    const there = (await findCreated(tx.db, key))
      ? undefined
      : await findFileNamed(tx, actor, folderId, fileName(name));
    if (!there) {
      assets.push(await createAsset(tx, actor, { folderId, name, content, idempotencyKey: key }));
      continue;
    }
    assets.push(await replaceContent(tx, actor, there, content));
    await noteCreated(tx, key, there);
  }
  return assets;
}

async function findFileNamed(tx: Tx, actor: Actor, folderId: Id | null, name: string): Promise<Id | undefined> {
  const found = await findAssetsIn(
    tx.db,
    sightOf(actor, 'write'),
    folderId === null ? null : [folderId],
    nameKey(name),
  );
  return found.find((asset) => asset.name === name && isReadable(asset, tx.now))?.id;
}

/** Makes an earlier version's bytes current; the ones replaced become a version themselves. */
export async function restoreVersion(tx: Tx, actor: Actor, id: Id, number: number): Promise<Asset> {
  const before = await protectedAsset(tx.db, actor, 'write', id, tx.now);
  if (number === before.version) return before;
  const version = await findVersion(tx.db, id, number);
  if (!version) throw notFound('Version');
  await referKnownBlob(tx.db, version.sha256);
  const content = { ...version, kind: version.kind as AssetKind };
  return swapContent(tx, actor, before, content, { restoredVersion: number });
}

/** Newest first; the current bytes are the first entry. */
export async function listVersions(db: Db, actor: Actor, id: Id): Promise<Version[]> {
  const asset = await protectedAsset(db, actor, 'read', id);
  return [versionOf(asset), ...(await listVersionRows(db, id))];
}

async function swapContent(
  tx: Tx,
  actor: Actor,
  before: Asset,
  content: { sha256: string; sizeBytes: number; mimeType: string; kind: AssetKind; foreseen?: Foreseen | undefined },
  info: Record<string, unknown>,
): Promise<Asset> {
  // The asset's reference to the earlier blob passes on to the version.
  await insertVersion(tx.db, versionOf(before));
  await updateAsset(tx.db, before.id, {
    sha256: content.sha256,
    size: content.sizeBytes,
    mime_type: content.mimeType,
    kind: content.kind,
    ...mediaColumns(content.foreseen),
    version: before.version + 1,
    updated_at: tx.now,
    content_at: tx.now,
  });
  const after = await mustFindAsset(tx.db, before.id);
  await recountAsset(tx.db, before, after);
  await reindexAsset(tx.db, after);
  await examineLater(tx, after, content.foreseen);
  await recordEvent(tx, {
    workspaceId: before.workspaceId,
    assetId: before.id,
    type: 'replaced',
    actor: actorRef(actor),
    info: { version: after.version, sha256: after.sha256, ...info },
  });
  return after;
}

const versionOf = (asset: Asset): Version => ({
  assetId: asset.id,
  number: asset.version,
  sha256: asset.sha256,
  sizeBytes: asset.sizeBytes,
  mimeType: asset.mimeType,
  kind: asset.kind,
  name: asset.name,
  width: asset.width,
  height: asset.height,
  createdAt: asset.contentAt,
  createdBy: asset.createdBy,
});
