// Blob records without a name: noted when an upload is given up, forgotten before their bytes are removed (sweep.ts).
import { type Blob, deleteUnreferenced, noteBlob, releaseBlob } from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { deleteRenditions, listRenditions } from '../database/versions.ts';

/** Makes bytes known that no record came to name, so that the sweep finds them. */
export async function noteUnusedBlob(tx: Tx, blob: Blob): Promise<void> {
  await noteBlob(tx.db, blob, tx.now);
}

/** Forgets a blob nothing names, and the pictures made from it; answers whether it did. */
export async function forgetBlob(tx: Tx, sha256: string): Promise<boolean> {
  if (!(await deleteUnreferenced(tx.db, sha256))) return false;
  for (const rendition of await listRenditions(tx.db, sha256)) await releaseBlob(tx.db, rendition.sha256, tx.now);
  await deleteRenditions(tx.db, sha256);
  return true;
}
