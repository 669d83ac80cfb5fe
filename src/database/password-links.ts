// Links with which a user sets a password: one for each user at most, of which only a hash is here.
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import type { PasswordLinkTable } from './schema.ts';

/** In place of the one that the user may have. */
export async function putPasswordLink(db: Db, link: PasswordLinkTable): Promise<void> {
  const { token_hash, expires_at } = link;
  await db
    .insertInto('password_links')
    .values(link)
    .onConflict((conflict) => conflict.column('user_id').doUpdateSet({ token_hash, expires_at }))
    .execute();
}

/** Of one that has not expired. */
export async function findLinkedUser(db: Db, tokenHash: string, now: number): Promise<Id | undefined> {
  const row = await db
    .selectFrom('password_links')
    .select('user_id')
    .where('token_hash', '=', tokenHash)
    .where('expires_at', '>', now)
    .executeTakeFirst();
  return row?.user_id;
}

export async function deletePasswordLink(db: Db, userId: Id): Promise<void> {
  await db.deleteFrom('password_links').where('user_id', '=', userId).execute();
}

export async function deleteExpiredPasswordLinks(db: Db, now: number): Promise<void> {
  await db.deleteFrom('password_links').where('expires_at', '<=', now).execute();
}
