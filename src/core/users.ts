// People: who they are, how they sign in, what their role lets them do.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findKeys } from '../database/keys.ts';
import { findUserByEmail, findUsers, insertUser, type User } from '../database/users.ts';
import { findWorkspace } from '../database/workspaces.ts';
import { type Actor, actorRef, isRole, ROLES, type Role, vaultOf, workspaceFor } from './access.ts';
import { conflict, invalid, notFound } from './errors.ts';
import { type Id, newId } from './ids.ts';
import { storableText } from './text.ts';
import { checkUserManager } from './user-rights.ts';

const SHORTEST_PASSWORD = 10;

/** Trimmed and in lower case. Throws `invalid`. */
export function emailAddress(sent: string): string {
  const email = foldedAddress(sent);
  if (email.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(email)) throw invalid('email', 'This is not an e-mail address.');
  return email;
}

const foldedAddress = (sent: string): string => storableText(sent).normalize('NFC').trim().toLowerCase();

/** Of any characters; empty where nothing is left. */
export const personName = (sent: string): string => storableText(sent).trim();

export function checkPassword(password: string, field = 'password'): void {
  if (password.length < SHORTEST_PASSWORD)
    throw invalid(field, `A password has at least ${SHORTEST_PASSWORD} characters.`);
  if (password.length > 1024) throw invalid(field, 'A password has at most 1024 characters.');
}

export interface NewUser {
  readonly workspaceId: Id;
  readonly email: string;
  readonly name?: string;
  readonly role: string;
  readonly passwordHash: string | null;
}

/** For those who manage the users of the workspace. Throws `conflict` when the address is taken, in whichever workspace. */
export async function createUser(tx: Tx, actor: Actor, input: NewUser): Promise<Id> {
  checkUserManager(actor, input.workspaceId);
  const email = emailAddress(input.email);
  if (!isRole(input.role)) throw invalid('role', `A role is one of ${Object.keys(ROLES).join(', ')}.`);
  if (!(await findWorkspace(tx.db, input.workspaceId))) throw notFound('Workspace');
  if (await findUserByEmail(tx.db, email)) throw conflict('There is a user with this address.', 'email');
  const id = newId(tx.now);
  await insertUser(tx.db, {
    id,
    workspace_id: input.workspaceId,
    email,
    name: personName(input.name ?? '') || email,
    password_hash: input.passwordHash,
    role: input.role satisfies Role,
    is_instance_admin: 0,
    created_at: tx.now,
    disabled_at: null,
  });
  return id;
}

/** Undefined for unknown addresses and for who was disabled. */
export async function findUserToSignIn(db: Db, email: string): Promise<User | undefined> {
  const user = await findUserByEmail(db, foldedAddress(email));
  return user?.disabledAt === null ? user : undefined;
}

/** A person or key that made something, as lists show it. */
export interface Creator {
  readonly ref: string;
  readonly id: Id;
  readonly type: 'user' | 'key';
  readonly name: string;
}

/**
 * As `getCreators`, of those whom the actor may ask for. Who is bound to a vault is told of itself alone, as it has no log of the
 * workspace either: who made what lies in its vault comes along with that.
 */
export async function findNamed(db: Db, actor: Actor, refs: readonly string[]): Promise<Creator[]> {
  const workspaceId = workspaceFor(actor, 'read');
  const asked = vaultOf(actor) === null ? refs : refs.filter((ref) => ref === actorRef(actor));
  return [...(await getCreators(db, workspaceId, asked)).values()];
}

/** Of the workspace's own, by reference (`user:ID`, `key:ID`); others are left out. */
export async function getCreators(db: Db, workspaceId: Id, refs: readonly string[]): Promise<Map<string, Creator>> {
  const idsOf = (type: string) =>
    [...new Set(refs)].flatMap((ref) => (ref.startsWith(`${type}:`) ? [ref.slice(type.length + 1) as Id] : []));
  const users = (await findUsers(db, idsOf('user'))).map((user) => ({ ...user, type: 'user' as const }));
  const keys = (await findKeys(db, idsOf('key'))).map((key) => ({ ...key, type: 'key' as const, name: key.label }));
  const creators = [...users, ...keys]
    .filter((creator) => creator.workspaceId === workspaceId)
    .map(({ id, type, name }): Creator => ({ ref: `${type}:${id}`, id, type, name }));
  return new Map(creators.map((creator) => [creator.ref, creator]));
}
