// Pictures derived from bytes, kept under their source's hash, so that they are never stale. Making them is in pictures.ts.
import { type Blob, referBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { findRendition, insertRendition, type Rendition } from '../database/versions.ts';

export type NewRendition = Omit<Rendition, 'createdAt' | 'sha256'> & { readonly blob: Blob };

/** Idempotent: the first of two equal renditions stays. */
export async function saveRendition(tx: Tx, input: NewRendition): Promise<Rendition> {
  const found = await findRendition(tx.db, input.sourceSha256, input.preset);
  if (found) return found;
  const { blob, ...rest } = input;
  const rendition = { ...rest, sha256: blob.sha256, createdAt: tx.now };
  await referBlob(tx.db, blob, tx.now);
  await insertRendition(tx.db, rendition);
  return rendition;
}
