// API keys: making, finding, revoking them, and what they let their holder do.
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { ListQuery, Page, Position } from '../database/filters.ts';
import { findFolder } from '../database/folders.ts';
import {
  findKey,
  findKeyByHash,
  insertKey,
  type Key,
  type KeyType,
  listAllKeys,
  listKeys,
  listKeysOfVault,
  revokeKey,
  setKeyUsed,
} from '../database/keys.ts';
import {
  type Actor,
  actorRef,
  authorize,
  type Dialect,
  grantsOf,
  isScope,
  SCOPES,
  type Scope,
  vaultOf,
  workspaceFor,
} from './access.ts';
import { MINUTE_MS } from './durations.ts';
import { CoreError, invalid, notFound } from './errors.ts';
import { noteCreated, refuseRepeat } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { hashToken, newToken } from './secrets.ts';
import { manageableVault } from './vaults.ts';

const PREFIX: Record<KeyType, string> = { key: 'vk', public: 'pk', secret: 'sk' };
const SCOPES_OF_VAULT_KEY: Record<'public' | 'secret', readonly Scope[]> = {
  public: ['vaults:read'],
  secret: ['vaults:read', 'vaults:write'],
};
/** A key's last use is noted at most this often. */
const USE_GRAIN_MS = MINUTE_MS;

export interface NewKey {
  readonly label: string;
  readonly scopes: readonly string[];
  readonly vaultId?: Id | null;
  readonly expiresAt?: number | null;
  readonly idempotencyKey?: string | undefined;
}

export interface CreatedKey {
  readonly key: Key;
  /** The key itself, which can not be read again. */
  readonly token: string;
}

/** A key can not give what its maker does not have, nor outlive it: without an expiry it gets that of its maker. */
export async function createKey(tx: Tx, actor: Actor, input: NewKey & { workspaceId?: Id }): Promise<CreatedKey> {
  const workspaceId =
    actor.type === 'system' && input.workspaceId !== undefined ? input.workspaceId : workspaceFor(actor, 'keys:write');
  const scopes = checkedScopes(actor, input.scopes);
  if (input.vaultId) {
    const vault = await findFolder(tx.db, input.vaultId);
    if (!vault || vault.vaultId !== vault.id || vault.trashedAt !== null) throw notFound('Vault');
    authorize(actor, 'keys:write', vault, 'Vault');
  } else if (vaultOf(actor) !== null) {
    throw new CoreError('forbidden', 'A key of a vault can only make keys of that vault.');
  }
  if (input.expiresAt !== undefined && input.expiresAt !== null && input.expiresAt <= tx.now) {
    throw invalid('expires_at', 'The expiry lies in the past.');
  }
  await refuseRepeat(tx, input.idempotencyKey);
  const created = await insert(tx, actor, { ...input, workspaceId, scopes, type: 'key' });
  await noteCreated(tx, input.idempotencyKey, created.key.id);
  return created;
}

/** A `pk_` or `sk_` key of one vault. Its maker must be allowed to do all that it allows. */
export async function createVaultKey(
  tx: Tx,
  actor: Actor,
  input: { vaultId: Id; label: string; type: 'public' | 'secret'; idempotencyKey?: string | undefined },
): Promise<CreatedKey> {
  const vault = await manageableVault(tx.db, actor, ['read', 'write'], input.vaultId);
  await refuseRepeat(tx, input.idempotencyKey);
  const { label, type, vaultId } = input;
  const { workspaceId } = vault;
  const created = await insert(tx, actor, { label, type, vaultId, workspaceId, scopes: SCOPES_OF_VAULT_KEY[type] });
  await noteCreated(tx, input.idempotencyKey, created.key.id);
  return created;
}

/** Newest first. */
export async function listVaultKeys(
  db: Db,
  actor: Actor,
  vaultId: Id,
  page: { after?: Position | undefined; limit: number },
): Promise<{ items: Key[]; next: Position | undefined }> {
  await manageableVault(db, actor, ['read'], vaultId);
  return listKeysOfVault(db, vaultId, page);
}

/** It stops working at once. Throws `not_found` for what is no `pk_` or `sk_` key of that vault. */
export async function revokeVaultKey(tx: Tx, actor: Actor, vaultId: Id, keyId: Id): Promise<void> {
  await manageableVault(tx.db, actor, ['write'], vaultId);
  const key = await findKey(tx.db, keyId);
  if (!key || key.vaultId !== vaultId || key.type === 'key') throw notFound('Key');
  await revokeKey(tx.db, keyId, tx.now);
}

/** Throws `not_found`, also for one that was revoked. */
export async function getKey(db: Db, actor: Actor, id: Id): Promise<Key> {
  workspaceFor(actor, 'keys:read');
  const key = await findKey(db, id);
  if (!key) throw notFound('Key');
  authorize(actor, 'keys:read', key, 'Key');
  return key;
}

export async function listApiKeys(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Key>> {
  return listKeys(db, { ...query, workspaceId: workspaceFor(actor, 'keys:read'), vaultId: vaultOf(actor) });
}

/** For the command line, which is its own authority. */
export async function listKeysOfWorkspace(db: Db, workspaceId: Id): Promise<Key[]> {
  return listAllKeys(db, workspaceId);
}

/** It stops working at once. Throws `not_found`, also when it was revoked before. */
export async function revokeApiKey(tx: Tx, actor: Actor, id: Id): Promise<void> {
  if (actor.type !== 'system') workspaceFor(actor, 'keys:write');
  const key = await findKey(tx.db, id);
  if (!key) throw notFound('Key');
  authorize(actor, 'keys:write', key, 'Key');
  await revokeKey(tx.db, id, tx.now);
}

/** Who a key stands for in a dialect; undefined when it is unknown, revoked or expired. */
export async function findKeyActor(
  db: Db,
  dialect: Dialect,
  token: string,
): Promise<{ actor: Actor; isUseDue: boolean } | undefined> {
  const key = await findKeyByHash(db, hashToken(token));
  const now = Date.now();
  if (!key || (key.expiresAt !== null && key.expiresAt <= now)) return undefined;
  const scopes = key.scopes.filter(isScope);
  const actor: Actor = {
    type: 'key',
    id: key.id,
    workspaceId: key.workspaceId,
    name: key.label,
    scopes,
    grants: grantsOf(scopes, dialect),
    vaultId: key.vaultId,
    expiresAt: key.expiresAt,
    isInstanceAdmin: false,
  };
  return { actor, isUseDue: key.lastUsedAt === null || now - key.lastUsedAt > USE_GRAIN_MS };
}

export async function noteKeyUse(tx: Tx, id: Id): Promise<void> {
  await setKeyUsed(tx.db, id, tx.now);
}

function checkedScopes(actor: Actor, scopes: readonly string[]): Scope[] {
  if (scopes.length === 0) throw invalid('scopes', 'A key needs at least one scope.');
  return [...new Set(scopes)].map((scope) => {
    if (!isScope(scope))
      throw invalid('scopes', `There is no scope ${scope}. Known scopes: ${Object.keys(SCOPES).join(', ')}.`);
    const mayGive =
      actor.type === 'system' ||
      ((actor.type === 'key' || actor.type === 'user') &&
        (actor.scopes.includes('admin') || actor.scopes.includes(scope)));
    if (!mayGive) throw new CoreError('forbidden', `A credential without the scope ${scope} can not give it.`);
    return scope;
  });
}

function checkedExpiry(actor: Actor, expiresAt: number | null): number | null {
  const latest = actor.type === 'key' ? actor.expiresAt : null;
  if (latest !== null && expiresAt !== null && expiresAt > latest)
    throw new CoreError('forbidden', 'A key can not make a key that is valid for longer.');
  return expiresAt ?? latest;
}

async function insert(
  tx: Tx,
  actor: Actor,
  input: {
    workspaceId: Id;
    label: string;
    scopes: readonly Scope[];
    type: KeyType;
    vaultId?: Id | null;
    expiresAt?: number | null;
  },
): Promise<CreatedKey> {
  const label = input.label.toWellFormed().replaceAll('\0', '').normalize('NFC').trim();
  if (label === '' || label.length > 200) throw invalid('label', 'A label has 1 to 200 characters.');
  const token = newToken(PREFIX[input.type]);
  const id = newId(tx.now);
  await insertKey(tx.db, {
    id,
    workspace_id: input.workspaceId,
    label,
    type: input.type,
    token_hash: hashToken(token),
    prefix: token.slice(0, 8),
    scopes: JSON.stringify(input.scopes),
    vault_id: input.vaultId ?? null,
    created_at: tx.now,
    created_by: actorRef(actor),
    expires_at: checkedExpiry(actor, input.expiresAt ?? null),
    last_used_at: null,
    revoked_at: null,
  });
  const key = await findKey(tx.db, id);
  if (!key) throw new Error('the key was not made');
  return { key, token };
}
