// Who may do what: actors, the scopes a key can hold, and the one function that decides. Turning a credential into an
// actor is in authentication.ts.
import type { Asset } from '../database/assets.ts';
import { CoreError, notFound } from './errors.ts';
import type { Id } from './ids.ts';

export const DIALECTS = ['store', 'hub', 'library', 'partner', 'vaults', 'console', 'admin'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** What an actor can be allowed to do, whatever the dialect calls it. */
export type Grant = 'read' | 'write' | 'libraries' | 'share' | 'keys:read' | 'keys:write' | 'audit' | 'workspace';

const EVERY_GRANT: readonly Grant[] = [
  'read',
  'write',
  'libraries',
  'share',
  'keys:read',
  'keys:write',
  'audit',
  'workspace',
];

/** The console's records are the store's. */
const STORE = ['store', 'console'] as const;

/** Every scope, the dialects it is good for (all when absent) and what it grants there. */
export const SCOPES = {
  admin: { grants: EVERY_GRANT },
  'assets:read': { grants: ['read', 'libraries'] },
  'assets:write': { grants: ['write'] },
  'store:read': { dialects: STORE, grants: ['read'] },
  'store:write': { dialects: STORE, grants: ['write'] },
  'store:share': { dialects: STORE, grants: ['share'] },
  'hub:read': { dialects: ['hub'], grants: ['read'] },
  'hub:write': { dialects: ['hub'], grants: ['write'] },
  'read:assets': { dialects: ['library'], grants: ['read'] },
  'write:assets': { dialects: ['library'], grants: ['write'] },
  'read:libraries': { dialects: ['library'], grants: ['libraries'] },
  'partner:read': { dialects: ['partner'], grants: ['read'] },
  'partner:write': { dialects: ['partner'], grants: ['write'] },
  'vaults:read': { dialects: ['vaults'], grants: ['read'] },
  'vaults:write': { dialects: ['vaults'], grants: ['write'] },
  'apikeys:read': { grants: ['keys:read'] },
  'apikeys:write': { grants: ['keys:write'] },
  'audit:read': { grants: ['audit'] },
} as const satisfies Record<string, { dialects?: readonly Dialect[]; grants: readonly Grant[] }>;

export type Scope = keyof typeof SCOPES;
export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPES, text);

export const ROLES = {
  admin: ['admin'],
  editor: ['assets:read', 'assets:write', 'store:share'],
  viewer: ['assets:read'],
} as const satisfies Record<string, readonly Scope[]>;
export type Role = keyof typeof ROLES;
export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

/** Who asks. Plain data, so that it can travel into a transaction. */
export type Actor =
  | (Member & { readonly type: 'key' | 'user' })
  | {
      readonly type: 'share';
      readonly id: Id;
      readonly workspaceId: Id;
      readonly assetId: Id | null;
      readonly folderId: Id | null;
    }
  /** Nobody by name: whoever reaches a server that is open to everyone, or an import into a workspace. */
  | { readonly type: 'guest'; readonly workspaceId: Id; readonly grants: readonly Grant[] }
  | { readonly type: 'anonymous' }
  | { readonly type: 'system' };

export interface Member {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Resolved for the dialect the credential was presented to. */
  readonly grants: readonly Grant[];
  /** A key bound to a vault sees nothing outside it. */
  readonly vaultId: Id | null;
  /** When the credential stops working; null for one that does not. */
  readonly expiresAt: number | null;
  /** May create workspaces. */
  readonly isInstanceAdmin: boolean;
  /** Of a user: the session of the request, as own-account.ts names it. */
  readonly sessionId?: string;
}

/** Where core itself does something that nobody asked for. */
export interface InWorkspace {
  readonly workspaceId: Id;
}

export const SYSTEM: Actor = { type: 'system' };

export function grantsOf(scopes: readonly Scope[], dialect: Dialect): Grant[] {
  const grants = new Set<Grant>();
  for (const scope of scopes) {
    const entry: { dialects?: readonly Dialect[]; grants: readonly Grant[] } = SCOPES[scope];
    if (entry.dialects?.includes(dialect) ?? true) for (const grant of entry.grants) grants.add(grant);
  }
  return [...grants];
}

/** Something that is protected, as far as the decision needs to know it. */
export interface Item {
  readonly workspaceId: Id;
  readonly vaultId?: Id | null;
  /** For an asset or folder: itself and every folder above it, for actors that hold a share. */
  readonly lineage?: readonly Id[];
  readonly isPublic?: boolean;
}

/** An asset as the decision sees it. */
export const assetItem = (asset: Asset): Item => ({
  workspaceId: asset.workspaceId,
  vaultId: asset.vault?.vaultId ?? null,
  isPublic: asset.isPublic,
});

export type Decision = 'allowed' | 'unknown' | 'forbidden' | 'unauthenticated';

/** The one authorisation function. `unknown`: to this actor the item does not exist. */
export function can(actor: Actor, grant: Grant, item: Item): Decision {
  switch (actor.type) {
    case 'system':
      return 'allowed';
    case 'anonymous':
      return grant === 'read' && item.isPublic ? 'allowed' : 'unauthenticated';
    case 'share': {
      if (actor.workspaceId !== item.workspaceId || grant !== 'read') return 'unknown';
      const shared = actor.assetId ?? actor.folderId;
      return shared !== null && item.lineage?.includes(shared) ? 'allowed' : 'unknown';
    }
    case 'guest': {
      if (actor.workspaceId !== item.workspaceId) return 'unknown';
      return actor.grants.includes(grant) ? 'allowed' : 'unauthenticated';
    }
    case 'key':
    case 'user': {
      if (actor.workspaceId !== item.workspaceId) return 'unknown';
      if (actor.vaultId !== null && actor.vaultId !== item.vaultId) return 'unknown';
      return actor.grants.includes(grant) ? 'allowed' : 'forbidden';
    }
  }
}

/** Throws unless allowed; `what` names the item for the message. */
export function authorize(actor: Actor, grant: Grant, item: Item, what = 'Record'): void {
  switch (can(actor, grant, item)) {
    case 'allowed':
      return;
    case 'unknown':
      throw notFound(what);
    case 'unauthenticated':
      throw new CoreError('unauthenticated', 'Credentials are needed.');
    case 'forbidden':
      throw new CoreError('forbidden', `The credential does not allow ${grant}.`);
  }
}

/** Throws unless the actor may act on the installation as a whole. */
export function requireInstanceAdmin(actor: Actor): void {
  if (actor.type === 'system') return;
  if (actor.type === 'anonymous' || actor.type === 'guest')
    throw new CoreError('unauthenticated', 'Credentials are needed.');
  if (actor.type === 'share' || !actor.isInstanceAdmin)
    throw new CoreError('forbidden', 'Only an administrator of the installation can do this.');
}

/** The workspace an actor works in, once it may do `grant` somewhere in it; for lists and for what is not yet there. */
export function workspaceFor(actor: Actor, grant: Grant): Id {
  if (actor.type === 'anonymous' || actor.type === 'system')
    throw new CoreError('unauthenticated', 'Credentials are needed.');
  if (actor.type === 'share') throw notFound('Record');
  if (actor.type === 'guest' && !actor.grants.includes(grant))
    throw new CoreError('unauthenticated', 'Credentials are needed.');
  if (!actor.grants.includes(grant)) throw new CoreError('forbidden', `The credential does not allow ${grant}.`);
  return actor.workspaceId;
}

/** The vault an actor is confined to, or null. */
export const vaultOf = (actor: Actor): Id | null => (actor.type === 'key' ? actor.vaultId : null);

/** How an actor is written into records: its type and id. */
export function actorRef(actor: Actor): string | null {
  return actor.type === 'system' || actor.type === 'anonymous' || actor.type === 'guest'
    ? null
    : `${actor.type}:${actor.id}`;
}
