// People.
import type { Selectable } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';
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
