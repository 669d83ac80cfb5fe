// Blob records: those without a name, noted when an upload is given up and forgotten before their bytes are removed
// (sweep.ts), and what was found out about the bytes of others (verification.ts).
import {
  type Blob,
  deleteUnreferenced,
  findBlobRecord,
  markDamaged,
  markVerified,
  noteBlob,
  releaseBlob,
} from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { findInstanceFact, setInstanceFact } from '../database/instance.ts';
import { deleteRenditionsOf } from '../database/versions.ts';
import { dropRenditions } from './renditions.ts';

const HELD_UNTIL = 'blobs-held-until';

/** Makes bytes known that no record came to name, so that the sweep finds them. */
export async function noteUnusedBlob(tx: Tx, blob: Blob): Promise<void> {
  await noteBlob(tx.db, blob, tx.now);
}

/**
 * Forgets a blob nothing names, and the pictures made from it; answers what was known of it, or undefined when it stays.
 * Not while blobs are held.
 */
export async function forgetBlob(tx: Tx, sha256: string): Promise<Blob | undefined> {
  if (Number(await findInstanceFact(tx.db, HELD_UNTIL)) > tx.now) return undefined;
  const forgotten = await deleteUnreferenced(tx.db, sha256);
  if (!forgotten) return undefined;
  await dropRenditions(tx, sha256);
  return forgotten;
}

/**
 * Keeps every blob there is for so long, at least: whoever reads the database after this transaction finds the bytes of
 * all it names. Never shortens what another has asked for.
 */
export async function holdBlobs(tx: Tx, forMs: number): Promise<void> {
  const held = Number((await findInstanceFact(tx.db, HELD_UNTIL)) ?? 0);
  if (tx.now + forMs > held) await setInstanceFact(tx.db, HELD_UNTIL, String(tx.now + forMs));
}

export async function noteVerified(tx: Tx, hashes: readonly string[]): Promise<void> {
  await markVerified(tx.db, hashes, tx.now);
}

export async function noteDamaged(tx: Tx, sha256: string): Promise<void> {
  await markDamaged(tx.db, sha256, tx.now);
}

/**
 * Drops the renditions that have these bytes: they are made anew when somebody asks for them. Answers whether nothing
 * names the blob now.
 */
export async function dropRenditionsOf(tx: Tx, sha256: string): Promise<boolean> {
  const dropped = await deleteRenditionsOf(tx.db, sha256);
  if (dropped > 0) await releaseBlob(tx.db, sha256, tx.now, dropped);
  const left = await findBlobRecord(tx.db, sha256);
  return left === undefined || left.referenceCount === 0;
}
