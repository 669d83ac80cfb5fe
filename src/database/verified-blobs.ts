// What the last checks of all bytes have left on their records.
import { type SqlBool, sql } from 'kysely';
import { type BlobRecord, toBlobRecord } from './blobs.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';

export interface VerifiedBlobs {
  readonly blobs: number;
  readonly bytes: number;
  /** Those that were found right at least once. */
  readonly verified: number;
  readonly damaged: number;
  /** When bytes were last found right; of those ever found right, when those were that were so for the longest time. Null: never. */
  readonly lastAt: number | null;
  readonly oldestAt: number | null;
}

/** Of those that something names. Looks at every one. */
export async function sumVerified(db: Db): Promise<VerifiedBlobs> {
  const { rows } = await sql<Record<keyof VerifiedBlobs, number | null>>`${sql.raw(SLOW)}
    select count(*) as blobs, coalesce(sum(size), 0) as bytes, count(verified_at) as verified, count(damaged_at) as damaged,
      max(verified_at) as "lastAt", min(verified_at) as "oldestAt"
    from blobs where reference_count > 0`.execute(db);
  const [row] = rows;
  return {
    blobs: Number(row?.blobs),
    bytes: Number(row?.bytes),
    verified: Number(row?.verified),
    damaged: Number(row?.damaged),
    lastAt: timeOf(row?.lastAt),
    oldestAt: timeOf(row?.oldestAt),
  };
}

const timeOf = (value: number | null | undefined): number | null => (value == null ? null : Number(value));

/** Their bytes were found to be right. A mark of damage stays: somebody else may have found that in the meantime. */
export async function markVerified(db: Db, hashes: readonly string[], now: number): Promise<void> {
  if (hashes.length === 0) return;
  await db.updateTable('blobs').set({ verified_at: now }).where('sha256', 'in', hashes).execute();
}

/** Its bytes were found to be right, in place of those that were damaged. */
export async function markMended(db: Db, sha256: string, now: number): Promise<void> {
  await db
    .updateTable('blobs')
    .set({ verified_at: now, damaged_at: null, damage: null })
    .where('sha256', '=', sha256)
    .execute();
}

/** Answers whether that is news: its time stays that of the first time. */
export async function markDamaged(db: Db, sha256: string, damage: string, now: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('blobs')
    .set({ damaged_at: now, damage })
    .where('sha256', '=', sha256)
    .where('damaged_at', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows > 0n) return true;
  await db.updateTable('blobs').set({ damage }).where('sha256', '=', sha256).execute();
  return false;
}

export interface DamagedBlob extends BlobRecord {
  readonly damagedAt: number;
  /** Null where it was found by a release that did not say. */
  readonly damage: string | null;
}

/** Of those that something names, the last ones first. */
export async function listDamagedBlobs(db: Db, limit: number): Promise<DamagedBlob[]> {
  const rows = await db
    .selectFrom('blobs')
    .selectAll()
    .where('damaged_at', 'is not', null)
    .where('reference_count', '>', 0)
    .orderBy('damaged_at', 'desc')
    .orderBy('sha256')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...toBlobRecord(row), damagedAt: row.damaged_at ?? 0, damage: row.damage }));
}

/** Of those that something names. */
export async function countDamagedBlobs(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('blobs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(sql<SqlBool>`damaged_at is not null and reference_count > 0`)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** What is wrong with its bytes; undefined as long as nothing is known to be. */
export async function findDamage(db: Db, sha256: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('blobs')
    .select('damage')
    .where('sha256', '=', sha256)
    .where('damaged_at', 'is not', null)
    .executeTakeFirst();
  return row?.damage ?? undefined;
}
