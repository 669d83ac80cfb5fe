// Blob records: those without a name, noted when an upload is given up and claimed while their bytes are removed
// (sweep.ts). What was found out about the bytes of others is in damage.ts.
import {
  type Blob,
  claimRemoval,
  claimUnknown,
  findBlobRecord,
  forgetClaimed,
  noteBlob,
  releaseBlob,
  releaseClaim,
  restartWait,
} from '../database/blobs.ts';
import type { Tx } from '../database/engine.ts';
import { findInstanceFact, raiseInstanceFact } from '../database/instance.ts';
import { deleteRenditionsOf } from '../database/versions.ts';
import { MINUTE_MS } from './durations.ts';
import { dropRenditions } from './renditions.ts';

const HELD_UNTIL = 'blobs-held-until';

/** Makes bytes known that no record came to name, so that the sweep finds them. */
export async function noteUnusedBlob(tx: Tx, blob: Blob): Promise<void> {
  await noteBlob(tx.db, blob, tx.now);
}

/** A store that has not removed bytes by then does not do it any more. */
const REMOVAL_MS = 5 * MINUTE_MS;

/** While it stands nothing can come to name those bytes: who tries is told to send them again. */
export interface Removal {
  readonly sha256: string;
  readonly claimedAt: number;
  readonly until: number;
}

/**
 * Claims the bytes of a blob that nothing has named since before `before`, to be removed at once; the pictures made from it go as
 * well. Undefined when it stays: something names it or did lately, somebody else removes it, or blobs are held.
 */
export async function beginBlobRemoval(tx: Tx, sha256: string, before: number): Promise<Removal | undefined> {
  // One who holds them from now on waits for this, and this for one who just does.
  await raiseInstanceFact(tx.db, HELD_UNTIL, 0);
  if (Number(await findInstanceFact(tx.db, HELD_UNTIL)) > tx.now) return undefined;
  const until = tx.now + REMOVAL_MS;
  if (!(await claimRemoval(tx.db, sha256, { before, now: tx.now, until }))) return undefined;
  await dropRenditions(tx, sha256);
  return { sha256, claimedAt: tx.now, until };
}

/** The same for bytes that no record knows of. */
export async function beginOrphanRemoval(
  tx: Tx,
  { sha256, sizeBytes }: { sha256: string; sizeBytes: number },
): Promise<Removal | undefined> {
  const until = tx.now + REMOVAL_MS;
  const isClaimed = await claimUnknown(tx.db, { sha256, sizeBytes, crc32: 0 }, tx.now, until);
  return isClaimed ? { sha256, claimedAt: tx.now, until } : undefined;
}

/** Forgets the blob whose bytes are gone; one that was kept waits for the sweep anew. */
export async function endBlobRemoval(
  tx: Tx,
  { sha256, claimedAt, until }: Removal,
  outcome: 'removed' | 'kept' | 'absent',
): Promise<void> {
  if (outcome !== 'kept') return forgetClaimed(tx.db, sha256, claimedAt, until);
  await releaseClaim(tx.db, sha256, until);
  await restartWait(tx.db, sha256, tx.now);
}

/**
 * Keeps every blob there is for so long, at least: whoever reads the database after this transaction finds the bytes of
 * all it names. Never shortens what another has asked for.
 */
export async function holdBlobs(tx: Tx, forMs: number): Promise<void> {
  await raiseInstanceFact(tx.db, HELD_UNTIL, tx.now + forMs);
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
