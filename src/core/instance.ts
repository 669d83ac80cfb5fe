// What an installation is born with: its secret, its first workspace, the way in for its first administrator.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findInstanceFact, removeInstanceFact, setInstanceFact } from '../database/instance.ts';
import { hasUsers, insertUser } from '../database/users.ts';
import { findFirstWorkspace, insertWorkspace, type Workspace } from '../database/workspaces.ts';
import { CoreError } from './errors.ts';
import { newId } from './ids.ts';
import { checkArrival } from './moving/arriving.ts';
import { hashToken, newToken, sameSecret } from './secrets.ts';
import { emailAddress, personName } from './users.ts';

export interface Instance {
  /** Signs cursors, share tokens and URLs. */
  readonly secret: string;
  readonly workspace: Workspace;
}

/** Undefined before the first start. Throws as `checkArrival`: what is coming brings its own. */
export async function findInstance(db: Db): Promise<Instance | undefined> {
  await checkArrival(db);
  const secret = await findInstanceFact(db, 'secret');
  const workspace = await findFirstWorkspace(db);
  return secret === undefined || !workspace ? undefined : { secret, workspace };
}

/** Idempotent. Throws as `findInstance`. */
export async function ensureInstance(tx: Tx): Promise<Instance> {
  await checkArrival(tx.db);
  let secret = await findInstanceFact(tx.db, 'secret');
  if (secret === undefined) {
    secret = newToken('secret');
    await setInstanceFact(tx.db, 'secret', secret);
  }
  let workspace = await findFirstWorkspace(tx.db);
  if (!workspace) {
    await insertWorkspace(tx.db, { id: newId(tx.now), name: 'Default', createdAt: tx.now });
    workspace = await findFirstWorkspace(tx.db);
  }
  if (!workspace) throw new Error('the first workspace was not made');
  return { secret, workspace };
}

/** A fresh token with which the first administrator sets a password, or null when there is somebody already. */
export async function openSetup(tx: Tx): Promise<string | null> {
  if (await hasUsers(tx.db)) return null;
  const token = newToken('setup');
  await setInstanceFact(tx.db, 'setup', hashToken(token));
  return token;
}

/** Throws `forbidden` for a token that is not, or no longer, the one of the first start. */
export async function checkSetup(db: Db, token: string): Promise<void> {
  const expected = await findInstanceFact(db, 'setup');
  if (expected === undefined || !sameSecret(expected, hashToken(token)) || (await hasUsers(db)))
    throw new CoreError('forbidden', 'This link has been used or replaced by a newer one.');
}

/** Makes the first administrator; the token is used up. Throws as `checkSetup`. */
export async function finishSetup(
  tx: Tx,
  input: { token: string; email: string; name: string; passwordHash: string },
): Promise<void> {
  await checkSetup(tx.db, input.token);
  const workspace = await findFirstWorkspace(tx.db);
  if (!workspace) throw new Error('there is no workspace');
  await insertUser(tx.db, {
    id: newId(tx.now),
    workspace_id: workspace.id,
    email: emailAddress(input.email),
    name: personName(input.name) || emailAddress(input.email),
    password_hash: input.passwordHash,
    role: 'admin',
    is_instance_admin: 1,
    created_at: tx.now,
    disabled_at: null,
  });
  await removeInstanceFact(tx.db, 'setup');
}
