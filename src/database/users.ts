// People.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
import { type ListQuery, type Page, USER_FIELDS } from './filters.ts';
import { conditionsOf, listCountedPage } from './lists.ts';
import type { UserTable } from './schema.ts';

export interface User {
  readonly id: Id;
  readonly workspaceId: Id;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly role: string;
  readonly isInstanceAdmin: boolean;
  readonly createdAt: number;
  readonly disabledAt: number | null;
}

export const toUser = (row: Selectable<UserTable>): User => ({
  id: row.id,
  workspaceId: row.workspace_id,
  email: row.email,
  name: row.name,
  passwordHash: row.password_hash,
  role: row.role,
  isInstanceAdmin: row.is_instance_admin === 1,
  createdAt: row.created_at,
  disabledAt: row.disabled_at,
});

/** `email` in lower case. */
export async function findUserByEmail(db: Db, email: string): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('email', '=', email).executeTakeFirst();
  return row && toUser(row);
}

export async function findUser(db: Db, id: Id): Promise<User | undefined> {
  const row = await db.selectFrom('users').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toUser(row);
}

/** As it is once nobody else is at it; until the transaction ends nobody else changes it. */
export async function lockUser(db: Db, id: Id): Promise<User | undefined> {
  const row = await db
    .selectFrom('users')
    .selectAll()
    .where('id', '=', id)
    .modifyEnd(sql.raw(db.traits.locking))
    .executeTakeFirst();
  return row && toUser(row);
}

/** Of all workspaces where `workspaceId` is null. */
export async function listUsers(
  db: Db,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'> & { readonly workspaceId: Id | null },
): Promise<Page<User>> {
  const conditions: RawBuilder<SqlBool>[] = [
    query.workspaceId === null ? sql`1 = 1` : sql`workspace_id = ${query.workspaceId}`,
    ...conditionsOf(USER_FIELDS, query.filters),
  ];
  const { rows, next, total } = await listCountedPage<UserTable>(db, 'users', conditions, query);
  return { items: rows.map(toUser), next, total };
}

/**
 * Those with the role who were not disabled: of a workspace, or those of all workspaces who are administrators of the installation.
 * Nobody else changes any of them before the transaction ends.
 */
export async function lockActiveUsers(
  db: Db,
  role: string,
  of: { readonly workspaceId: Id } | 'installation',
): Promise<Id[]> {
  const users = db.selectFrom('users').select('id').where('role', '=', role).where('disabled_at', 'is', null);
  const rows = await (of === 'installation'
    ? users.where('is_instance_admin', '=', 1)
    : users.where('workspace_id', '=', of.workspaceId)
  )
    .orderBy('id')
    .modifyEnd(sql.raw(db.traits.locking))
    .execute();
  return rows.map(({ id }) => id);
}

export async function updateUser(
  db: Db,
  id: Id,
  changes: Partial<Pick<UserTable, 'name' | 'role' | 'is_instance_admin' | 'disabled_at' | 'password_hash'>>,
): Promise<void> {
  if (Object.keys(changes).length === 0) return;
  await db.updateTable('users').set(changes).where('id', '=', id).execute();
}

export async function findUsers(db: Db, ids: readonly Id[]): Promise<User[]> {
  if (ids.length === 0) return [];
  return (await db.selectFrom('users').selectAll().where('id', 'in', ids).execute()).map(toUser);
}

export async function hasUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('users').select('id').limit(1).executeTakeFirst()) !== undefined;
}

export async function insertUser(db: Db, row: UserTable): Promise<void> {
  await db.insertInto('users').values(row).execute();
}
