// What users do with their own account: changing name and password, looking at sessions and ending them.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { deletePasswordLink } from '../database/password-links.ts';
import { deleteSessionOf, deleteSessionsOf, listSessionsOf, type Session } from '../database/sessions.ts';
import { findUser, lockUser, type User, updateUser } from '../database/users.ts';
import type { Actor, Member } from './access.ts';
import { CoreError, conflict, notFound } from './errors.ts';
import { personName } from './users.ts';

/** As many sessions as are shown: sessions end by themselves, and nobody begins so many. */
const MOST_SESSIONS = 250;

function requireUser(actor: Actor): Member {
  if (actor.type === 'user') return actor;
  if (actor.type === 'anonymous' || actor.type === 'guest')
    throw new CoreError('unauthenticated', 'Credentials are needed.');
  throw new CoreError('forbidden', 'Only somebody who has signed in has an account.');
}

export async function getOwnAccount(db: Db, actor: Actor): Promise<User> {
  const user = await findUser(db, requireUser(actor).id);
  if (!user) throw notFound('User');
  return user;
}

/** What everybody may say of themselves; an empty name becomes the address. */
export async function patchOwnAccount(tx: Tx, actor: Actor, { name }: { readonly name?: string }): Promise<User> {
  const user = await lockUser(tx.db, requireUser(actor).id);
  if (!user) throw notFound('User');
  const after = { ...user, name: name === undefined ? user.name : personName(name) || user.email };
  await updateUser(tx.db, user.id, { name: after.name });
  return after;
}

export interface OwnSession extends Session {
  /** The one of this request. */
  readonly isCurrent: boolean;
}

/** Newest first. */
export async function listOwnSessions(db: Db, actor: Actor): Promise<OwnSession[]> {
  const { id, sessionId } = requireUser(actor);
  const sessions = await listSessionsOf(db, id, Date.now(), MOST_SESSIONS);
  return sessions.map((session) => ({ ...session, isCurrent: session.id === sessionId }));
}

/** Throws `not_found`, also for another's. */
export async function endOwnSession(tx: Tx, actor: Actor, sessionId: string): Promise<void> {
  if (!(await deleteSessionOf(tx.db, requireUser(actor).id, sessionId))) throw notFound('Session');
}

/** All but the one of the request. */
export async function endOtherSessions(tx: Tx, actor: Actor): Promise<void> {
  const { id, sessionId } = requireUser(actor);
  await deleteSessionsOf(tx.db, id, sessionId);
}

/** All other sessions end. Throws `conflict` when it was changed meanwhile. */
export async function setOwnPassword(tx: Tx, actor: Actor, before: string | null, passwordHash: string): Promise<void> {
  const user = await lockUser(tx.db, requireUser(actor).id);
  if (!user) throw notFound('User');
  if (user.passwordHash !== before) throw conflict('The password was changed meanwhile.');
  await updateUser(tx.db, user.id, { password_hash: passwordHash });
  await deletePasswordLink(tx.db, user.id);
  await endOtherSessions(tx, actor);
}
