// Sessions of people who have signed in, by the hash of what proves them.
import type { Db } from './db.ts';
import type { SessionTable } from './schema.ts';
import { toUser, type User } from './users.ts';

export async function insertSession(db: Db, row: SessionTable): Promise<void> {
  await db.insertInto('sessions').values(row).execute();
}

/** One that has not expired, with its user, who was not disabled. */
export async function findSession(
  db: Db,
  tokenHash: string,
  now: number,
): Promise<{ readonly user: User; readonly expiresAt: number } | undefined> {
  const row = await db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .selectAll('users')
    .select('sessions.expires_at as session_expires_at')
    .where('sessions.token_hash', '=', tokenHash)
    .where('sessions.expires_at', '>', now)
    .where('users.disabled_at', 'is', null)
    .executeTakeFirst();
  return row && { user: toUser(row), expiresAt: row.session_expires_at };
}

export async function deleteSession(db: Db, tokenHash: string): Promise<void> {
  await db.deleteFrom('sessions').where('token_hash', '=', tokenHash).execute();
}

export async function deleteExpiredSessions(db: Db, now: number): Promise<void> {
  await db.deleteFrom('sessions').where('expires_at', '<=', now).execute();
}
