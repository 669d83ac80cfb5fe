// Pictures derived from bytes, kept under the hash and the type of their source, so that they are never stale. Making them
// is in examination.ts and pictures.ts.
import { type Blob, findBlobRecord, noteBlob, referBlob, releaseBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import type { Original } from '../database/media.ts';
import {
  deleteRendition,
  findRendition,
  insertRendition,
  listRenditions,
  type Rendition,
} from '../database/versions.ts';

export type NewRendition = Omit<Rendition, 'createdAt' | 'sha256' | 'sourceSha256' | 'sourceType'> & {
  readonly blob: Blob;
};

/**
 * Idempotent: the first of two renditions by one preset stays, and the bytes of the second wait for the sweep, as do those of
 * one whose original was swept meanwhile; then there are no renditions. Answers those that there are of these presets.
 */
export async function saveRenditions(
  tx: Tx,
  source: Original,
  renditions: readonly NewRendition[],
): Promise<Rendition[]> {
  const hasSource = (await findBlobRecord(tx.db, source.sha256)) !== undefined;
  const kept: Rendition[] = [];
  for (const { blob, ...rest } of renditions) {
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
  for (const rendition of await listRenditions(tx.db, sourceSha256)) {
    if (sourceType !== undefined && rendition.sourceType !== sourceType) continue;
    await releaseBlob(tx.db, rendition.sha256, tx.now);
    await deleteRendition(tx.db, rendition);
  }
}
