// Sessions of people: begun by signing in, ended by signing out or by themselves.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { deleteSession as deleteSessionRow, findSession, insertSession, sessionId } from '../database/sessions.ts';
import { findUsers, lockUser } from '../database/users.ts';
import { findWorkspace } from '../database/workspaces.ts';
import { type Actor, type Dialect, grantsOf, isRole, ROLES, type Role } from './access.ts';
import { DAY_MS } from './durations.ts';
import { CoreError } from './errors.ts';
import type { Id } from './ids.ts';
import { hashToken, newToken } from './secrets.ts';

export const SESSION_MS = 30 * DAY_MS;

/**
 * The bearer token of a new session: never one that somebody brought. Throws `unauthenticated` where the password that was
 * proved, by its hash, has been changed meanwhile, or its user disabled.
 */
export async function createSession(tx: Tx, userId: Id, passwordHash: string | null): Promise<string> {
  const user = await lockUser(tx.db, userId);
  if (user?.disabledAt !== null || user.passwordHash !== passwordHash)
    throw new CoreError('unauthenticated', 'The e-mail address or the password is wrong.');
  const token = newToken('session');
  await insertSession(tx.db, {
    token_hash: hashToken(token),
    user_id: userId,
    created_at: tx.now,
    expires_at: tx.now + SESSION_MS,
  });
  return token;
}

/** Ends it everywhere at once. Idempotent; whoever knows the token may. */
export async function deleteSession(tx: Tx, token: string): Promise<void> {
  await deleteSessionRow(tx.db, hashToken(token));
}

/** Undefined when the session is unknown or has expired, or its user was disabled. */
export async function findSessionActor(db: Db, dialect: Dialect, token: string): Promise<Actor | undefined> {
  const session = await findSession(db, hashToken(token), Date.now());
  if (!session || !isRole(session.user.role)) return undefined;
  const { user, expiresAt } = session;
  const scopes = ROLES[session.user.role];
  return {
    type: 'user',
    id: user.id,
    workspaceId: user.workspaceId,
    name: user.name,
    scopes,
    grants: grantsOf(scopes, dialect),
    vaultId: null,
    expiresAt,
    isInstanceAdmin: user.isInstanceAdmin,
    sessionId: sessionId(hashToken(token)),
  };
}

/** Who asks, for themselves. */
export interface Identity {
  /** Null for a key. */
  readonly user: { readonly id: Id; readonly name: string; readonly email: string; readonly role: Role } | null;
  readonly workspace: { readonly id: Id; readonly name: string };
}

/** Of a person or a key, whatever they may do. Throws `unauthenticated` for others. */
export async function getIdentity(db: Db, actor: Actor): Promise<Identity> {
  if (actor.type !== 'user' && actor.type !== 'key') throw new CoreError('unauthenticated', 'Credentials are needed.');
  const workspace = await findWorkspace(db, actor.workspaceId);
  const [user] = actor.type === 'user' ? await findUsers(db, [actor.id]) : [];
  if (!workspace || (actor.type === 'user' && !(user && isRole(user.role))))
    throw new CoreError('unauthenticated', 'The credential is not valid.');
  return {
    user: user && isRole(user.role) ? { id: user.id, name: user.name, email: user.email, role: user.role } : null,
    workspace: { id: workspace.id, name: workspace.name },
  };
}
