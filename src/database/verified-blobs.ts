// What the last checks of all bytes have left on their records.
import { sql } from 'kysely';
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
