// What is known of damaged bytes: marks on their records, and how far the checks are that find them. Mending is in mending.ts.
import { type Blob, findBlobRecord, listAssetsNaming } from '../database/blobs.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import {
  advanceScrub,
  countFoundDamage,
  endScrubRound,
  insertScrub,
  listScrubs,
  type Scrub,
  type ScrubStep,
} from '../database/scrubs.ts';
import {
  countDamagedBlobs,
  findDamage,
  listDamagedBlobs,
  markDamaged,
  markMended,
  markVerified,
} from '../database/verified-blobs.ts';
import { type Actor, requireInstanceAdmin } from './access.ts';
import type { BlobFault } from './blob-reading.ts';
import { damagedBytes } from './errors.ts';
import type { Id } from './ids.ts';

/** `records`: every blob is there, in the right size; `bytes`: every one is read and hashed. */
export const CHECKS = ['records', 'bytes'] as const;
export type Check = (typeof CHECKS)[number];

/** `quarantined`: wrong bytes that the store has taken aside, so that there are none now. */
export type Damage = Exclude<BlobFault, 'unavailable'> | 'quarantined';

/** That the bytes are there, and are wrong. */
const WRONG: ReadonlySet<string> = new Set<Damage>(['wrong_bytes', 'wrong_size']);

export async function noteVerified(tx: Tx, hashes: readonly string[]): Promise<void> {
  await markVerified(tx.db, hashes, tx.now);
}

export async function noteMended(tx: Tx, sha256: string): Promise<void> {
  await markMended(tx.db, sha256, tx.now);
}

/** Answers whether it was not known yet. */
export async function noteDamaged(tx: Tx, sha256: string, damage: Damage): Promise<boolean> {
  const isNew = await markDamaged(tx.db, sha256, damage, tx.now);
  if (isNew) {
    await insertScrub(tx.db, 'bytes', tx.now);
    await countFoundDamage(tx.db, 'bytes');
  }
  return isNew;
}

/** Idempotent: of each check its first round. */
export async function beginScrubs(tx: Tx): Promise<void> {
  for (const check of CHECKS) await insertScrub(tx.db, check, tx.now);
}

/** Blobs that a round has come by, up to the position, and those that were found right. */
export async function noteScrubbed(
  tx: Tx,
  check: Check,
  beganAt: number,
  step: ScrubStep & { readonly verified: readonly string[] },
): Promise<void> {
  await markVerified(tx.db, step.verified, tx.now);
  await advanceScrub(tx.db, check, beganAt, step);
}

export async function endScrub(tx: Tx, check: Check, beganAt: number, nextAt: number): Promise<void> {
  await endScrubRound(tx.db, check, beganAt, { now: tx.now, nextAt });
}

/**
 * What is known of bytes that somebody is about to be sent. Throws `internal` where they are wrong; where there are none, or none
 * that can be read, the store says so itself.
 */
export async function getSoundBlob(db: Db, sha256: string): Promise<Blob> {
  const blob = await findBlobRecord(db, sha256);
  if (blob === undefined) throw damagedBytes();
  if (blob.damagedAt !== undefined && WRONG.has((await findDamage(db, sha256)) ?? 'wrong_bytes')) throw damagedBytes();
  return blob;
}

export interface ScrubFigures {
  /** Those that have begun. */
  readonly checks: readonly Scrub[];
  /** Now, of blobs that something names. */
  readonly damaged: number;
  /** Ever, by whomever. */
  readonly found: number;
  /** Of these, what is not damaged any more: mended, or deleted. */
  readonly mended: number;
}

export async function getScrubFigures(db: Db): Promise<ScrubFigures> {
  const checks = await listScrubs(db);
  const damaged = await countDamagedBlobs(db);
  const found = checks.reduce((sum, { allDamaged }) => sum + allDamaged, 0);
  return { checks, damaged, found, mended: Math.max(0, found - damaged) };
}

export interface KnownDamage {
  readonly sha256: string;
  readonly since: number;
  readonly damage: string | null;
  /** The first few of those whose current or earlier bytes these are; none where they are a picture that is kept. */
  readonly assets: readonly { readonly id: Id; readonly name: string }[];
}

const MOST_ASSETS = 5;

/** The last that were found, of all workspaces: for the system and instance administrators. */
export async function listKnownDamage(db: Db, actor: Actor, limit: number): Promise<KnownDamage[]> {
  requireInstanceAdmin(actor);
  const known: KnownDamage[] = [];
  for (const { sha256, damagedAt, damage } of await listDamagedBlobs(db, limit))
    known.push({ sha256, since: damagedAt, damage, assets: await listAssetsNaming(db, sha256, MOST_ASSETS) });
  return known;
}
