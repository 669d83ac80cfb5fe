// API keys, of workspaces and of vaults. Only a hash of the key is here.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { KEY_FIELDS, type ListQuery, type Page, type Position } from './filters.ts';
import { conditionsOf, listCountedPage, listPage } from './lists.ts';
import type { KeyTable } from './schema.ts';

export type KeyType = 'key' | 'public' | 'secret';

export interface Key {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly label: string;
  readonly type: KeyType;
  /** The first characters of the key. */
  readonly prefix: string;
  readonly scopes: readonly string[];
  readonly vaultId: Id | null;
  readonly createdAt: number;
  readonly createdBy: string | null;
  readonly expiresAt: number | null;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

const toKey = (row: Selectable<KeyTable>): Key => ({
  id: row.id,
  workspaceId: row.workspace_id,
  label: row.label,
  type: row.type as KeyType,
  prefix: row.prefix,
  scopes: JSON.parse(row.scopes),
  vaultId: row.vault_id,
  createdAt: row.created_at,
  createdBy: row.created_by,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  revokedAt: row.revoked_at,
});

const NOT_REVOKED = sql<SqlBool>`revoked_at is null`;

export async function findKey(db: Db, id: Id): Promise<Key | undefined> {
  const row = await db.selectFrom('keys').selectAll().where('id', '=', id).where(NOT_REVOKED).executeTakeFirst();
  return row && toKey(row);
}

export async function findKeyByHash(db: Db, tokenHash: string): Promise<Key | undefined> {
  const row = await db
    .selectFrom('keys')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where(NOT_REVOKED)
    .executeTakeFirst();
  return row && toKey(row);
}

export async function findKeys(db: Db, ids: readonly Id[]): Promise<Key[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom('keys').selectAll().where('id', 'in', ids).execute()).map(toKey);
}

export async function listKeys(db: Db, query: ListQuery): Promise<Page<Key>> {
  const conditions: RawBuilder<SqlBool>[] = [
    sql`workspace_id = ${query.workspaceId}`,
    NOT_REVOKED,
    ...(query.vaultId ? [sql<SqlBool>`vault_id = ${query.vaultId}`] : []),
    ...conditionsOf(KEY_FIELDS, query.filters),
  ];
  const { rows, next, total } = await listCountedPage<KeyTable>(db, 'keys', conditions, query);
  return { items: rows.map(toKey), next, total };
}

/** Newest first. */
export async function listAllKeys(db: Db, workspaceId: Id): Promise<Key[]> {
  const rows = await db
    .selectFrom('keys')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where(NOT_REVOKED)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return rows.map(toKey);
}

/** The `pk_` and `sk_` keys of a vault, newest first. */
export async function listKeysOfVault(
  db: Db,
  vaultId: Id,
  page: { after?: Position | undefined; limit: number },
): Promise<{ items: Key[]; next: Position | undefined }> {
  const conditions = [sql<SqlBool>`vault_id = ${vaultId}`, sql<SqlBool>`type <> 'key'`, NOT_REVOKED];
  const sort = { field: 'created', order: 'desc' } as const;
  const { rows, next } = await listPage<KeyTable>(db, 'keys', 'created_at', conditions, { ...page, sort });
  return { items: rows.map(toKey), next };
}

export async function insertKey(db: Db, row: KeyTable): Promise<void> {
  await db.insertInto('keys').values(row).execute();
}

export async function revokeKey(db: Db, id: Id, now: number): Promise<void> {
  await db.updateTable('keys').set({ revoked_at: now }).where('id', '=', id).execute();
}

export async function setKeyUsed(db: Db, id: Id, now: number): Promise<void> {
  await db.updateTable('keys').set({ last_used_at: now }).where('id', '=', id).execute();
}
