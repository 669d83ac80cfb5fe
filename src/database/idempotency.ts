// What requests with an Idempotency-Key created.
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';

export async function findIdempotent(db: Db, key: string): Promise<Id | undefined> {
  const row = await db.selectFrom('idempotency').select('record_id').where('key', '=', key).executeTakeFirst();
  return row?.record_id;
}

export async function insertIdempotent(db: Db, key: string, recordId: Id, now: number): Promise<void> {
  await db.insertInto('idempotency').values({ key, record_id: recordId, created_at: now }).execute();
}

export async function deleteIdempotentBefore(db: Db, before: number): Promise<void> {
  await db.deleteFrom('idempotency').where('created_at', '<', before).execute();
}
