// Pictures derived from bytes, kept under their source's hash, so that they are never stale. Making them is in pictures.ts.
import { type Blob, findBlobRecord, noteBlob, referBlob, releaseBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { deleteRenditions, insertRendition, listRenditions, type Rendition } from '../database/versions.ts';

export type NewRendition = Omit<Rendition, 'createdAt' | 'sha256' | 'sourceSha256'> & { readonly blob: Blob };

/**
 * Idempotent: the first of two renditions by one preset stays, and the bytes of the second wait for the sweep, as do those of
 * one whose original was swept meanwhile; then there are no renditions. Answers those that there are of these presets.
 */
export async function saveRenditions(
  tx: Tx,
  sourceSha256: string,
  renditions: readonly NewRendition[],
): Promise<Rendition[]> {
  const hasSource = (await findBlobRecord(tx.db, sourceSha256)) !== undefined;
  const existing = new Map((await listRenditions(tx.db, sourceSha256)).map((found) => [found.preset, found]));
  const kept: Rendition[] = [];
  for (const { blob, ...rest } of renditions) {
    const found = existing.get(rest.preset);
    if (found || !hasSource) {
      await noteBlob(tx.db, blob, tx.now);
      if (found) kept.push(found);
      continue;
    }
    const rendition = { ...rest, sourceSha256, sha256: blob.sha256, createdAt: tx.now };
    await referBlob(tx.db, blob, tx.now);
    await insertRendition(tx.db, rendition);
    kept.push(rendition);
  }
  return kept;
}

/** Their bytes wait for the sweep. */
export async function dropRenditions(tx: Tx, sourceSha256: string): Promise<void> {
  for (const rendition of await listRenditions(tx.db, sourceSha256)) await releaseBlob(tx.db, rendition.sha256, tx.now);
  await deleteRenditions(tx.db, sourceSha256);
}
