// How far each check of all blobs is, and what it has seen.
import { type Selectable, sql } from 'kysely';
import type { Db } from './db.ts';
import type { ScrubTable } from './schema.ts';

export interface Scrub {
  readonly name: string;
  /** Of this round. */
  readonly beganAt: number;
  /** The hash up to which it is; empty at its beginning. */
  readonly position: string;
  readonly blobs: number;
  readonly bytes: number;
  readonly damaged: number;
  /** Of those it has seen, when the one was found right that was so for the longest time; null before the first one. */
  readonly oldestAt: number | null;
  /** Whole ones. */
  readonly rounds: number;
  readonly finishedAt: number | null;
  /** As the last whole round has seen it. */
  readonly lastOldestAt: number | null;
  /** Of all rounds. */
  readonly allBlobs: number;
  readonly allBytes: number;
  /** By whomever they were found, as often as they were. */
  readonly allDamaged: number;
}

const toScrub = (row: Selectable<ScrubTable>): Scrub => ({
  name: row.name,
  beganAt: row.began_at,
  position: row.position,
  blobs: row.blobs,
  bytes: row.bytes,
  damaged: row.damaged,
  oldestAt: row.oldest_at,
  rounds: row.rounds,
  finishedAt: row.finished_at,
  lastOldestAt: row.last_oldest_at,
  allBlobs: row.all_blobs,
  allBytes: row.all_bytes,
  allDamaged: row.all_damaged,
});

export async function listScrubs(db: Db): Promise<Scrub[]> {
  return (await db.selectFrom('scrubs').selectAll().orderBy('name').execute()).map(toScrub);
}

export async function findScrub(db: Db, name: string): Promise<Scrub | undefined> {
  const row = await db.selectFrom('scrubs').selectAll().where('name', '=', name).executeTakeFirst();
  return row && toScrub(row);
}

/** Nothing when it is known already. */
export async function insertScrub(db: Db, name: string, now: number): Promise<void> {
  await db
    .insertInto('scrubs')
    .values({ ...NOTHING, name, began_at: now, rounds: 0, all_blobs: 0, all_bytes: 0, all_damaged: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** What a round begins with. */
const NOTHING = { position: '', blobs: 0, bytes: 0, damaged: 0, oldest_at: null } as const;

export interface ScrubStep {
  /** The last blob of those that were looked at. */
  readonly position: string;
  readonly blobs: number;
  readonly bytes: number;
  readonly damaged: number;
  readonly oldestAt: number | null;
}

/** Nothing where the round is not one that began then: somebody else has ended it. */
export async function advanceScrub(db: Db, name: string, beganAt: number, step: ScrubStep): Promise<void> {
  const { position, blobs, bytes, damaged, oldestAt } = step;
  await db
    .updateTable('scrubs')
    .set({
      position,
      blobs: sql`blobs + ${blobs}`,
      bytes: sql`bytes + ${bytes}`,
      damaged: sql`damaged + ${damaged}`,
      all_blobs: sql`all_blobs + ${blobs}`,
      all_bytes: sql`all_bytes + ${bytes}`,
      ...(oldestAt !== null && {
        oldest_at: sql`case when oldest_at < ${oldestAt} then oldest_at else cast(${oldestAt} as bigint) end`,
      }),
    })
    .where('name', '=', name)
    .where('began_at', '=', beganAt)
    .execute();
}

/** The next one begins then. As `advanceScrub`. */
export async function endScrubRound(
  db: Db,
  name: string,
  beganAt: number,
  { now, nextAt }: { now: number; nextAt: number },
): Promise<void> {
  await db
    .updateTable('scrubs')
    .set({
      ...NOTHING,
      began_at: nextAt,
      rounds: sql`rounds + 1`,
      finished_at: now,
      last_oldest_at: sql`oldest_at`,
    })
    .where('name', '=', name)
    .where('began_at', '=', beganAt)
    .execute();
}

export async function countFoundDamage(db: Db, name: string): Promise<void> {
  await db.updateTable('scrubs').set({ all_damaged: sql`all_damaged + 1` }).where('name', '=', name).execute();
}
