// How often something was tried of late, by a key that says what and by whom.
import { sql } from 'kysely';
import type { Db } from './db.ts';

export interface Attempts {
  readonly count: number;
  /** Unix milliseconds. */
  readonly until: number;
}

/** Counts one more, or begins anew where the earlier ones no longer count; answers all that count now. */
export async function addAttempt(db: Db, key: string, now: number, until: number): Promise<Attempts> {
  return db
    .insertInto('attempts')
    .values({ key, count: 1, until })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        count: sql`case when attempts.until > ${now} then attempts.count + 1 else 1 end`,
        until: sql`case when attempts.until > ${now} then attempts.until else ${until} end`,
      }),
    )
    .returning(['count', 'until'])
    .executeTakeFirstOrThrow();
}

export async function deleteAttempts(db: Db, key: string): Promise<void> {
  await db.deleteFrom('attempts').where('key', '=', key).execute();
}

export async function deleteAttemptsBefore(db: Db, now: number): Promise<void> {
  await db.deleteFrom('attempts').where('until', '<=', now).execute();
}
