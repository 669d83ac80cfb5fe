// From a credential to an actor: API keys, the root key, users' sessions, passwords.
import { type Actor, type Dialect, grantsOf, type Scope } from './access.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import type { Id } from './ids.ts';
import { passwordMatches, sameSecret } from './secrets.ts';

/** The id of the root key, which has no record. */
const ROOT_KEY_ID = '000000000000000000000001' as Id;
const ROOT_SCOPES: readonly Scope[] = ['admin'];

/** Who a token stands for in that dialect. Throws `unauthenticated` for one that is unknown, revoked or expired. */
export async function authenticate(context: Context, dialect: Dialect, token: string): Promise<Actor> {
  if (context.rootKey !== undefined && sameSecret(token, context.rootKey))
    return rootActor(context.rootWorkspaceId, dialect);
  const found = await findActor(context, dialect, token);
  if (!found) throw new CoreError('unauthenticated', 'The credential is not valid.');
  return found;
}

/** A new session's bearer token. Throws `unauthenticated`, as slowly for an unknown address as for a wrong password. */
export async function signIn(context: Context, email: string, password: string): Promise<string> {
  const user = await context.query.findUserToSignIn(email);
  if (!(await passwordMatches(password, user?.passwordHash)) || !user) {
    throw new CoreError('unauthenticated', 'The e-mail address or the password is wrong.');
  }
  return context.write.createSession(user.id, user.passwordHash);
}

async function findActor(context: Context, dialect: Dialect, token: string): Promise<Actor | undefined> {
  if (token.startsWith('session_')) return context.query.findSessionActor(dialect, token);
  const found = await context.query.findKeyActor(dialect, token);
  if (found?.isUseDue && found.actor.type === 'key') {
    // Nobody waits for this note, and the next request writes it if this one can not.
    context.write.noteKeyUse(found.actor.id).catch(() => undefined);
  }
  return found?.actor;
}

const rootActor = (workspaceId: Id, dialect: Dialect): Actor => ({
  type: 'key',
  id: ROOT_KEY_ID,
  workspaceId,
  name: 'root',
  scopes: ROOT_SCOPES,
  grants: grantsOf(ROOT_SCOPES, dialect),
  vaultId: null,
  expiresAt: null,
  isInstanceAdmin: true,
});
