// The one upload pipeline behind every door: count, hash and checksum the bytes on their way to the blob store, look at
// what they are, make them durable. The record comes after, in one transaction; if that fails the bytes are swept.
import { createHash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Asset } from '../database/assets.ts';
import type { Actor } from './access.ts';
import type { NewAsset, StoredContent } from './assets.ts';
import type { WriteCondition } from './conditions.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import { foresee } from './examination.ts';
import type { Id } from './ids.ts';
import type { ImportedAsset } from './imports.ts';
import type { NewBytes } from './resumable-uploads.ts';
import { SNIFFED_BYTES, sniff } from './sniff.ts';
import type { NewVaultAsset } from './vaults.ts';
import type { NewFiles } from './versions.ts';

export interface Upload {
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly name: string;
  /** The sender's Content-Type. */
  readonly declaredType?: string | undefined;
  /** Defaults to the setting. */
  readonly maxSizeBytes?: number;
}

/**
 * Stores the bytes durably; nothing refers to them yet. Throws `too_large` as soon as one byte too many has come,
 * `storage_full`, `unavailable`, and whatever `bytes` throws; then nothing is left behind.
 */
export async function storeContent({ blobs, media, settings }: Context, upload: Upload): Promise<StoredContent> {
  const maxSizeBytes = upload.maxSizeBytes ?? settings.maxUploadBytes;
  const hash = createHash('sha256');
  const head: Uint8Array[] = [];
  let checksum = 0;
  let sizeBytes = 0;
  await using writer = await blobs.create();
  for await (const chunk of upload.bytes) {
    if (sizeBytes < SNIFFED_BYTES) head.push(chunk.subarray(0, SNIFFED_BYTES - sizeBytes));
    sizeBytes += chunk.length;
    if (sizeBytes > maxSizeBytes) throw tooLarge(maxSizeBytes);
    hash.update(chunk);
    checksum = crc32(chunk, checksum);
    await writer.write(chunk);
  }
  const sha256 = hash.digest('hex');
  const type = await sniff(Buffer.concat(head), upload.name, upload.declaredType);
  await writer.commit(sha256);
  const foreseen = foresee(media, { sizeBytes, mimeType: type.mimeType });
  return { blob: { sha256, sizeBytes, crc32: checksum }, ...type, foreseen };
}

export const tooLarge = (maxSizeBytes: number): CoreError =>
  new CoreError('too_large', `A file has at most ${maxSizeBytes} bytes.`, { field: 'file' });

export type AssetDetails = Omit<NewAsset, 'content'>;
export type VaultAssetDetails = Omit<NewVaultAsset, 'content'>;

export async function uploadAsset(
  context: Context,
  actor: Actor,
  content: StoredContent,
  details: AssetDetails,
): Promise<Asset> {
  return recordOrRelease(context, content, () => context.write.createAsset(actor, { ...details, content }));
}

/** Of the resumable upload, whose bytes the content is. */
export async function uploadResumedAsset(
  context: Context,
  actor: Actor,
  content: StoredContent,
  id: string,
  details: AssetDetails | Omit<NewBytes, 'content'>,
): Promise<Asset> {
  return recordOrRelease(context, content, () => context.write.createResumedAsset(actor, id, { ...details, content }));
}

export async function uploadVaultAsset(
  context: Context,
  actor: Actor,
  content: StoredContent,
  details: VaultAssetDetails,
): Promise<Asset> {
  return recordOrRelease(context, content, () => context.write.createVaultAsset(actor, { ...details, content }));
}

/** As `putFiles`. */
export async function uploadFiles(context: Context, actor: Actor, files: NewFiles): Promise<Asset[]> {
  let assets: readonly Asset[] = [];
  try {
    assets = await context.write.putFiles(actor, files);
    return [...assets];
  } finally {
    for (const [index, { content }] of files.files.entries()) {
      if (assets[index]?.sha256 !== content.blob.sha256) await releaseContent(context, content).catch(() => undefined);
    }
  }
}

export async function uploadReplacement(
  context: Context,
  actor: Actor,
  content: StoredContent,
  id: Id,
  condition?: WriteCondition,
): Promise<Asset> {
  return recordOrRelease(context, content, () => context.write.replaceContent(actor, id, content, condition));
}

/** Undefined when what was made of it before was removed. `trying` may write the record again where that fails. */
export async function uploadImported(
  context: Context,
  actor: Actor,
  content: StoredContent,
  imported: Omit<ImportedAsset, 'content'>,
  trying: <T>(write: () => Promise<T>) => Promise<T>,
): Promise<Asset | undefined> {
  return recordOrRelease(context, content, () =>
    trying(() => context.write.importAsset(actor, { ...imported, content })),
  );
}

/** Bytes whose upload is given up after they were stored. */
export async function releaseContent(context: Context, content: StoredContent): Promise<void> {
  await context.write.noteUnusedBlob(content.blob);
}

async function recordOrRelease<T extends Asset | undefined>(
  context: Context,
  content: StoredContent,
  record: () => Promise<T>,
): Promise<T> {
  let asset: T | undefined;
  try {
    asset = await record();
    return asset;
  } finally {
    // Also when the record turned out to be an earlier one, with other bytes.
    if (asset?.sha256 !== content.blob.sha256) await releaseContent(context, content).catch(() => undefined);
  }
}
