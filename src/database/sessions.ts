// Sessions of people who have signed in, by the hash of what proves them. Their users know them by its beginning.
import { sql } from 'kysely';
import type { Id } from '../core/ids.ts';
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

export interface Session {
  /** 24 hex digits. */
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
}

const ID_LENGTH = 24;
const ID = sql<string>`substr(token_hash, 1, ${sql.lit(ID_LENGTH)})`;

export const sessionId = (tokenHash: string): string => tokenHash.slice(0, ID_LENGTH);

/** Those that have not expired, newest first. */
export async function listSessionsOf(db: Db, userId: Id, now: number, limit: number): Promise<Session[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['token_hash', 'created_at', 'expires_at'])
    .where('user_id', '=', userId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('token_hash')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    id: sessionId(row.token_hash),
    createdAt: row.created_at,
    expiresAt: row.expires_at,
  }));
}

/** Whether there was one. */
export async function deleteSessionOf(db: Db, userId: Id, id: string): Promise<boolean> {
  const row = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where(ID, '=', id)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** All but one; all where that is undefined. */
export async function deleteSessionsOf(db: Db, userId: Id, exceptId?: string): Promise<void> {
  const all = db.deleteFrom('sessions').where('user_id', '=', userId);
  await (exceptId === undefined ? all : all.where(ID, '<>', exceptId)).execute();
}
