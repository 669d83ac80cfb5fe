// Core records as this dialect shows them.
import type { Actor, Identity } from '../../core/index.ts';
import { isoTimeOrNull } from '../../http/times.ts';

export function presentSession(actor: Actor, { user, workspace }: Identity) {
  const member = actor.type === 'user' || actor.type === 'key' ? actor : undefined;
  return {
    user: user && { id: user.id, name: user.name, email: user.email },
    workspace: { id: workspace.id, name: workspace.name },
    role: user?.role ?? null,
    scopes: [...(member?.scopes ?? [])],
    grants: [...(member?.grants ?? [])],
    is_instance_admin: member?.isInstanceAdmin ?? false,
    expires_at: isoTimeOrNull(member?.expiresAt ?? null),
  };
}
