// Pictures derived from bytes, kept under their source's hash, so that they are never stale. Making them is in pictures.ts.
import { type Blob, findBlobRecord, noteBlob, referBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { findRendition, insertRendition, type Rendition } from '../database/versions.ts';

export type NewRendition = Omit<Rendition, 'createdAt' | 'sha256'> & { readonly blob: Blob };

/**
 * Idempotent: the first of two equal renditions stays, and the bytes of the second wait for the sweep, as do those of
 * one whose original was swept meanwhile; then there is no rendition.
 */
export async function saveRendition(tx: Tx, input: NewRendition): Promise<Rendition | undefined> {
  const { blob, ...rest } = input;
  const found = await findRendition(tx.db, input.sourceSha256, input.preset);
  if (found || !(await findBlobRecord(tx.db, input.sourceSha256))) {
    await noteBlob(tx.db, blob, tx.now);
    return found;
  }
  const rendition = { ...rest, sha256: blob.sha256, createdAt: tx.now };
  await referBlob(tx.db, blob, tx.now);
  await insertRendition(tx.db, rendition);
  return rendition;
}
