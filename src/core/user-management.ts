// Managing people: administrators of a workspace manage those of it, administrators of the installation manage all.
// Nobody is deleted: records go on telling who made them. What users do with their own account is in own-account.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { ListQuery, Page } from '../database/filters.ts';
import { deletePasswordLink } from '../database/password-links.ts';
import { deleteSessionsOf } from '../database/sessions.ts';
import {
  findUser,
  listUsers as listUserRows,
  lockActiveUsers,
  lockUser,
  type User,
  updateUser,
} from '../database/users.ts';
import { type Actor, isRole, ROLES } from './access.ts';
import { CoreError, conflict, invalid, notFound } from './errors.ts';
import type { Id } from './ids.ts';
import { checkUserManager, isInstanceAdmin, userSight } from './user-rights.ts';
import { personName } from './users.ts';

/** Newest first. */
export async function listUsers(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<User>> {
  return listUserRows(db, { ...query, workspaceId: userSight(actor) });
}

/** Throws `not_found`. */
export async function getUser(db: Db, actor: Actor, id: Id): Promise<User> {
  const workspaceId = userSight(actor);
  const user = await findUser(db, id);
  if (!user || (workspaceId !== null && user.workspaceId !== workspaceId)) throw notFound('User');
  return user;
}

/**
 * One whom the actor may change, and nobody else does before the transaction ends. Throws `not_found`, and `forbidden` where it
 * would be a way to rights that the actor lacks.
 */
export async function manageableUser(db: Db, actor: Actor, id: Id): Promise<User> {
  checkUserManager(actor);
  await getUser(db, actor, id);
  // Administrators of the workspace and of the installation do not wait for each other before.
  const user = await lockUser(db, id);
  if (!user) throw notFound('User');
  if (user.isInstanceAdmin && !isInstanceAdmin(actor))
    throw new CoreError('forbidden', 'Only an administrator of the installation can change one.');
  return user;
}

export interface UserPatch {
  readonly name?: string;
  readonly role?: string;
  /** May create workspaces; needs the role `admin`. For administrators of the installation to give and take. */
  readonly isInstanceAdmin?: boolean;
  /** Signs in no more, and every session ends. What the user made, keys and shares too, stays. */
  readonly isDisabled?: boolean;
}

/** Throws `conflict` where a workspace, or the installation, would lose its last administrator. */
export async function patchUser(tx: Tx, actor: Actor, id: Id, patch: UserPatch): Promise<User> {
  const before = await manageableUser(tx.db, actor, id);
  const after = patched(before, patch, tx.now);
  if (after.isInstanceAdmin !== before.isInstanceAdmin && !isInstanceAdmin(actor))
    throw new CoreError('forbidden', 'Only an administrator of the installation can make one.');
  if (after.isInstanceAdmin && after.role !== 'admin')
    throw invalid('role', 'An administrator of the installation has the role admin.');
  if (isActiveAdmin(before) && !isActiveAdmin(after))
    await checkOther(tx.db, before, { workspaceId: before.workspaceId }, 'the workspace');
  if (isActiveAdmin(before) && before.isInstanceAdmin && !(isActiveAdmin(after) && after.isInstanceAdmin))
    await checkOther(tx.db, before, 'installation', 'the installation');
  await updateUser(tx.db, id, {
    name: after.name,
    role: after.role,
    is_instance_admin: after.isInstanceAdmin ? 1 : 0,
    disabled_at: after.disabledAt,
  });
  if (after.disabledAt !== null) await deleteSessionsOf(tx.db, id);
  // One that an administrator of the workspace made would be a way to rights that its maker lacks.
  const isRaised = after.isInstanceAdmin && !before.isInstanceAdmin;
  if (isRaised || after.disabledAt !== null) await deletePasswordLink(tx.db, id);
  return after;
}

function patched(before: User, { name, role, isDisabled, ...patch }: UserPatch, now: number): User {
  if (role !== undefined && !isRole(role)) throw invalid('role', `A role is one of ${Object.keys(ROLES).join(', ')}.`);
  const disabledAt = isDisabled === undefined ? before.disabledAt : isDisabled ? (before.disabledAt ?? now) : null;
  return {
    ...before,
    name: name === undefined ? before.name : personName(name) || before.email,
    role: role ?? before.role,
    isInstanceAdmin: patch.isInstanceAdmin ?? before.isInstanceAdmin,
    disabledAt,
  };
}

const isActiveAdmin = ({ role, disabledAt }: User): boolean => role === 'admin' && disabledAt === null;

async function checkOther(db: Db, user: User, of: Parameters<typeof lockActiveUsers>[2], what: string): Promise<void> {
  const admins = await lockActiveUsers(db, 'admin', of);
  if (!admins.some((id) => id !== user.id)) throw conflict(`This is the last administrator of ${what}.`);
}
