// Who may manage which people: administrators of a workspace those of it, administrators of the installation all. The scope `admin`
// that it takes has every role in it, so nobody gives more than they have.
import { type Actor, vaultOf, workspaceFor } from './access.ts';
import { CoreError, notFound } from './errors.ts';
import type { Id } from './ids.ts';

export const isInstanceAdmin = (actor: Actor): boolean =>
  actor.type === 'system' || ((actor.type === 'key' || actor.type === 'user') && actor.isInstanceAdmin);

/** The workspace whose users the actor may see; null: all. Throws. */
export function userSight(actor: Actor): Id | null {
  if (actor.type === 'system') return null;
  const workspaceId = workspaceFor(actor, 'workspace');
  if (vaultOf(actor) !== null) throw new CoreError('forbidden', 'A key of a vault knows no users.');
  return isInstanceAdmin(actor) ? null : workspaceId;
}

/** Throws unless the actor may change users of that workspace, or of any where it is not said which. */
export function checkUserManager(actor: Actor, workspaceId?: Id): void {
  const sight = userSight(actor);
  if (actor.type === 'key' && actor.expiresAt !== null)
    throw new CoreError('forbidden', 'A key that expires changes no users: they would outlive it.');
  if (sight !== null && workspaceId !== undefined && workspaceId !== sight) throw notFound('Workspace');
}
