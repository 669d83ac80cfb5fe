// Pictures derived from bytes, kept under the hash and the type of their source, so that they are never stale. Making them
// is in examination.ts and pictures.ts.
import { type Blob, keepBlob, noteBlob, referBlob, releaseBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import type { Original } from '../database/media.ts';
import { deleteRenditions, findRendition, insertRendition, type Rendition } from '../database/versions.ts';
import type { Id } from './ids.ts';

/** Bytes as an asset of a workspace has them. */
export type OwnedOriginal = Original & { readonly workspaceId: Id };

export type NewRendition = Omit<Rendition, 'createdAt' | 'sha256' | 'sourceSha256' | 'sourceType'> & {
  readonly blob: Blob;
};

/**
 * Idempotent: the first of two renditions by one preset stays, and the bytes of the second wait for the sweep, as do those of
 * one whose original was swept meanwhile; then there are no renditions. Answers those that there are of these presets.
 */
export async function saveRenditions(
  tx: Tx,
  source: OwnedOriginal,
  renditions: readonly NewRendition[],
): Promise<Rendition[]> {
  // Other workspaces with the same bytes, and the sweep, wait here for each other.
  const hasSource = await keepBlob(tx.db, source.sha256);
  const kept: Rendition[] = [];
  for (const { blob, ...rest } of renditions.toSorted((a, b) => (a.blob.sha256 < b.blob.sha256 ? -1 : 1))) {
    const found = await findRendition(tx.db, source, rest.preset);
    if (found || !hasSource) {
      await noteBlob(tx.db, blob, tx.now);
      if (found) kept.push(found);
      continue;
    }
    const rendition = {
      ...rest,
      sourceSha256: source.sha256,
      sourceType: source.mimeType,
      sha256: blob.sha256,
      createdAt: tx.now,
    };
    await referBlob(tx.db, blob, tx.now);
    await insertRendition(tx.db, rendition);
    kept.push(rendition);
  }
  return kept;
}

/** Of bytes, whatever they were looked at as, or only as this type. Their bytes wait for the sweep. */
export async function dropRenditions(tx: Tx, sourceSha256: string, sourceType?: string): Promise<void> {
  // Only those that were there to be deleted are released: somebody else may be at the same. In order, as they are saved: two who
  // go through the same ones wait for each other once.
  for (const sha256 of (await deleteRenditions(tx.db, sourceSha256, sourceType)).toSorted())
    await releaseBlob(tx.db, sha256, tx.now);
}
