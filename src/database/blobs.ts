// Blob records: what is known of bytes, and how many records name them.
import { type Selectable, sql } from 'kysely';
import { CoreError } from '../core/errors.ts';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { prepared } from './prepared.ts';
import type { BlobTable } from './schema.ts';

export interface Blob {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly crc32: number;
}

const toBlob = (row: Selectable<BlobTable>): Blob => ({
  sha256: row.sha256,
  sizeBytes: row.size,
  crc32: row.crc32,
});

export async function findBlobs(db: Db, hashes: readonly string[]): Promise<Map<string, Blob>> {
  if (hashes.length === 0) return new Map();
  const rows = await db.selectFrom('blobs').selectAll().where('sha256', 'in', hashes).execute();
  return new Map(rows.map((row) => [row.sha256, toBlob(row)]));
}

/**
 * One more record names the blob; it is made known when it is new. Throws `unavailable` while its bytes are being removed: they
 * have to be stored again after that.
 */
export async function referBlob(db: Db, blob: Blob, now: number): Promise<void> {
  const { sha256, sizeBytes, crc32 } = blob;
  const { numAffectedRows } = await upsertReferred(db, { sha256, sizeBytes, crc32, now });
  if (numAffectedRows === 0n)
    throw new CoreError('unavailable', 'The same bytes are just being removed. Send them again.', {
      retryAfterSeconds: 1,
    });
}

const upsertReferred = prepared((db, { now, ...blob }: Blob & { readonly now: number }) =>
  db
    .insertInto('blobs')
    .values({ ...newRow(blob, now), reference_count: 1, unreferenced_at: null })
    .onConflict((conflict) =>
      // The bytes have just been written anew, so whatever was wrong with them, or known of orphans in their place, is no more.
      conflict
        .column('sha256')
        .doUpdateSet({
          reference_count: sql`blobs.reference_count + 1`,
          crc32: blob.crc32,
          size: blob.sizeBytes,
          unreferenced_at: null,
          damaged_at: null,
          removing_until: null,
        })
        .where(({ or, eb }) => or([eb('blobs.removing_until', 'is', null), eb('blobs.removing_until', '<=', now)])),
    )
    .compile(),
);

/**
 * Whether its bytes are there to stay: nobody is removing them. Until the transaction ends nobody begins to, and whoever else
 * asks this waits.
 */
export async function keepBlob(db: Db, sha256: string): Promise<boolean> {
  const row = await db
    .selectFrom('blobs')
    .select('sha256')
    .where('sha256', '=', sha256)
    .where('removing_until', 'is', null)
    .modifyEnd(sql.raw(db.traits.locking))
    .executeTakeFirst();
  return row !== undefined;
}

/** Its time to be named begins anew, if nothing names it. */
export async function restartWait(db: Db, sha256: string, now: number): Promise<void> {
  await db
    .updateTable('blobs')
    .set({ unreferenced_at: now })
    .where('sha256', '=', sha256)
    .where('reference_count', '=', 0)
    .execute();
}

/** Makes a blob known that nothing names; its time to be named begins anew. One that is named stays as it is. */
export async function noteBlob(db: Db, blob: Blob, now: number): Promise<void> {
  await db
    .insertInto('blobs')
    .values({ ...newRow(blob, now), reference_count: 0, unreferenced_at: now })
    .onConflict((conflict) =>
      conflict.column('sha256').doUpdateSet({ unreferenced_at: now }).where('blobs.reference_count', '=', 0),
    )
    .execute();
}

const newRow = (blob: Blob, now: number) => ({
  sha256: blob.sha256,
  size: blob.sizeBytes,
  crc32: blob.crc32,
  created_at: now,
  verified_at: null,
  damaged_at: null,
  removing_until: null,
});

/** One more record names a blob that others name already. */
export async function referKnownBlob(db: Db, sha256: string): Promise<void> {
  await db
    .updateTable('blobs')
    .set({ reference_count: sql`reference_count + 1`, unreferenced_at: null })
    .where('sha256', '=', sha256)
    .execute();
}

/** So many records fewer name the blob; at none it waits for the sweep. */
export async function releaseBlob(db: Db, sha256: string, now: number, times = 1): Promise<void> {
  await db
    .updateTable('blobs')
    .set({
      reference_count: sql`reference_count - ${times}`,
      unreferenced_at: sql`case when reference_count <= ${times} then cast(${now} as bigint) end`,
    })
    .where('sha256', '=', sha256)
    .execute();
}

/** Blobs nothing has named since before `before`, oldest first. */
export async function listUnreferenced(db: Db, before: number, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('blobs')
    .select('sha256')
    .where('unreferenced_at', '<', before)
    .orderBy('unreferenced_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.sha256);
}

/**
 * Keeps everybody from naming the blob until then. Answers whether that can be: nothing has named it since before `before`, and nobody
 * else removes it.
 */
export async function claimRemoval(
  db: Db,
  sha256: string,
  { before, now, until }: { before: number; now: number; until: number },
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('blobs')
    .set({ removing_until: until })
    .where('sha256', '=', sha256)
    .where('reference_count', '=', 0)
    .where('unreferenced_at', '<', before)
    .where(({ or, eb }) => or([eb('removing_until', 'is', null), eb('removing_until', '<=', now)]))
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** The same for bytes that no record knows of. */
export async function claimUnknown(db: Db, blob: Blob, now: number, until: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('blobs')
    .values({ ...newRow(blob, now), reference_count: 0, unreferenced_at: now, removing_until: until })
    .onConflict((conflict) => conflict.column('sha256').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows !== undefined && numInsertedOrUpdatedRows > 0n;
}

/** Forgets a blob whose removal was claimed until then. One that was stored again since `claimedAt` stays known. */
export async function forgetClaimed(db: Db, sha256: string, claimedAt: number, until: number): Promise<void> {
  await db
    .deleteFrom('blobs')
    .where('sha256', '=', sha256)
    .where('removing_until', '=', until)
    .where('reference_count', '=', 0)
    .where('unreferenced_at', '<=', claimedAt)
    .execute();
  await releaseClaim(db, sha256, until);
}

/** The blob can be named again. */
export async function releaseClaim(db: Db, sha256: string, until: number): Promise<void> {
  await db
    .updateTable('blobs')
    .set({ removing_until: null })
    .where('sha256', '=', sha256)
    .where('removing_until', '=', until)
    .execute();
}

export interface BlobRecord extends Blob {
  readonly referenceCount: number;
  /** When its bytes were last found right; when they came, as long as nobody has looked. */
  readonly checkedAt: number;
  /** Undefined unless its bytes are known to be damaged. */
  readonly damagedAt: number | undefined;
}

export const toBlobRecord = (row: Selectable<BlobTable>): BlobRecord => ({
  ...toBlob(row),
  referenceCount: row.reference_count,
  checkedAt: row.verified_at ?? row.created_at,
  damagedAt: row.damaged_at ?? undefined,
});

/** Those of the hashes that something names. */
export async function listNamedBlobs(db: Db, hashes: readonly string[]): Promise<Blob[]> {
  const rows = await db
    .selectFrom('blobs')
    .selectAll()
    .where('sha256', 'in', hashes)
    .where('reference_count', '>', 0)
    .execute();
  return rows.map(toBlob);
}

/** Blobs in the order of their hash, after `after`. */
export async function listBlobs(db: Db, after: string, limit: number): Promise<BlobRecord[]> {
  const rows = await db
    .selectFrom('blobs')
    .selectAll()
    .where('sha256', '>', after)
    .orderBy('sha256')
    .limit(limit)
    .execute();
  return rows.map(toBlobRecord);
}

export async function findBlobRecord(db: Db, sha256: string): Promise<BlobRecord | undefined> {
  const row = await db.selectFrom('blobs').selectAll().where('sha256', '=', sha256).executeTakeFirst();
  return row && toBlobRecord(row);
}

/** Reads all records. */
export async function totalBlobs(db: Db): Promise<{ count: number; bytes: number }> {
  const total = await db
    .selectFrom('blobs')
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<number | null>('size').as('bytes')])
    .executeTakeFirstOrThrow();
  return { count: total.count, bytes: total.bytes ?? 0 };
}

/** Assets whose current or earlier bytes these are, whatever their workspace. */
export async function listAssetsNaming(db: Db, sha256: string, limit: number): Promise<{ id: Id; name: string }[]> {
  const current = db.selectFrom('assets').select(['id', 'name']).where('sha256', '=', sha256);
  const earlier = db
    .selectFrom('versions')
    .innerJoin('assets', 'assets.id', 'versions.asset_id')
    .select(['assets.id', 'assets.name'])
    .where('versions.sha256', '=', sha256);
  return current.union(earlier).limit(limit).execute();
}
