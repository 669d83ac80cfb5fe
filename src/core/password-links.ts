// Links with which users set a password: for those who have none yet, and for those who have lost theirs. Each works once.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { deletePasswordLink, findLinkedUser, putPasswordLink } from '../database/password-links.ts';
import { deleteSessionsOf } from '../database/sessions.ts';
import { findUser, lockUser, type User, updateUser } from '../database/users.ts';
import type { Actor } from './access.ts';
import { DAY_MS } from './durations.ts';
import { CoreError, conflict } from './errors.ts';
import type { Id } from './ids.ts';
import { hashToken, newToken } from './secrets.ts';
import { manageableUser } from './user-management.ts';
import { createUser, type NewUser } from './users.ts';

const LINK_MS = 3 * DAY_MS;

export interface PasswordLink {
  /** Can not be read again. */
  readonly token: string;
  readonly expiresAt: number;
}

/** In place of the one before. The password of the user, if there is one, works until the link is used. */
export async function createPasswordLink(tx: Tx, actor: Actor, userId: Id): Promise<PasswordLink> {
  const user = await manageableUser(tx.db, actor, userId);
  if (user.disabledAt !== null) throw conflict('This user is disabled.');
  const token = newToken('password');
  const expiresAt = tx.now + LINK_MS;
  await putPasswordLink(tx.db, { user_id: userId, token_hash: hashToken(token), expires_at: expiresAt });
  return { token, expiresAt };
}

/** A user without a password, and the link to set one. Throws as `createUser`. */
export async function inviteUser(
  tx: Tx,
  actor: Actor,
  input: Omit<NewUser, 'passwordHash'>,
): Promise<{ readonly id: Id; readonly link: PasswordLink }> {
  const id = await createUser(tx, actor, { ...input, passwordHash: null });
  return { id, link: await createPasswordLink(tx, actor, id) };
}

/** Whose password a link sets; undefined for one that was used, replaced or is too old. */
export async function findPasswordLinkUser(db: Db, token: string): Promise<User | undefined> {
  const id = await findLinkedUser(db, hashToken(token), Date.now());
  const user = id && (await findUser(db, id));
  return user && user.disabledAt === null ? user : undefined;
}

/** The link is used up, and all sessions of its user end. Throws `forbidden` when it is not, or no longer, the right one. */
export async function redeemPasswordLink(tx: Tx, token: string, passwordHash: string): Promise<void> {
  const id = await findLinkedUser(tx.db, hashToken(token), tx.now);
  const user = id && (await lockUser(tx.db, id));
  // Whoever was at the user may have replaced the link.
  const isLinked = user && (await findLinkedUser(tx.db, hashToken(token), tx.now)) === user.id;
  if (!isLinked || user.disabledAt !== null) throw new CoreError('forbidden', 'This link has been used meanwhile.');
  await updateUser(tx.db, user.id, { password_hash: passwordHash });
  await deletePasswordLink(tx.db, user.id);
  await deleteSessionsOf(tx.db, user.id);
}
