// Workspaces: the tenants of an installation.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import type { ListQuery, Page } from '../database/filters.ts';
import { findFolder } from '../database/folders.ts';
import { listWorkspacePage } from '../database/workspace-lists.ts';
import {
  findWorkspace,
  insertWorkspace,
  listWorkspaces,
  updateWorkspace,
  type Workspace,
} from '../database/workspaces.ts';
import { type Actor, requireInstanceAdmin, vaultOf, workspaceFor } from './access.ts';
import { invalid, notFound } from './errors.ts';
import { noteCreated, refuseRepeat } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { folderName } from './names.ts';
import { managedWorkspace } from './usage.ts';
import { isInstanceAdmin } from './user-rights.ts';

/**
 * For the system and instance administrators. A repeated idempotency key is a `conflict`: the key that the first request was
 * answered with can not be shown again.
 */
export async function createWorkspace(tx: Tx, actor: Actor, name: string, idempotencyKey?: string): Promise<Workspace> {
  requireInstanceAdmin(actor);
  await refuseRepeat(tx, idempotencyKey);
  const id = newId(tx.now);
  await insertWorkspace(tx.db, { id, name: folderName(name), createdAt: tx.now });
  await noteCreated(tx, idempotencyKey, id);
  const workspace = await findWorkspace(tx.db, id);
  if (!workspace) throw new Error('the workspace was not made');
  return workspace;
}

export async function listAllWorkspaces(db: Db, actor: Actor): Promise<Workspace[]> {
  requireInstanceAdmin(actor);
  return listWorkspaces(db);
}

/** With their totals, newest first. For the system and instance administrators. */
export async function listEveryWorkspace(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Workspace>> {
  requireInstanceAdmin(actor);
  return listWorkspacePage(db, query);
}

/** Any for instance administrators, for others who manage it their own. Throws `not_found`. */
export async function getManagedWorkspace(db: Db, actor: Actor, id: Id): Promise<Workspace> {
  const own = isInstanceAdmin(actor) ? null : managedWorkspace(actor);
  const workspace = own === null || own === id ? await findWorkspace(db, id) : undefined;
  if (!workspace) throw notFound('Workspace');
  return workspace;
}

export interface WorkspacePatch {
  /** For instance administrators. */
  readonly name?: string;
  /** Null: as long as the server's settings say; 0: until somebody empties it. */
  readonly trashDays?: number | null;
}

const MOST_TRASH_DAYS = 36_500;

export async function patchWorkspace(tx: Tx, actor: Actor, id: Id, patch: WorkspacePatch): Promise<Workspace> {
  await getManagedWorkspace(tx.db, actor, id);
  const { name, trashDays } = patch;
  if (name !== undefined) requireInstanceAdmin(actor);
  if (typeof trashDays === 'number' && !(Number.isInteger(trashDays) && trashDays >= 0 && trashDays <= MOST_TRASH_DAYS))
    throw invalid('trash_days', `The trash keeps things for 0 to ${MOST_TRASH_DAYS} days.`);
  await updateWorkspace(tx.db, id, {
    ...(name === undefined ? {} : { name: folderName(name) }),
    ...(trashDays === undefined ? {} : { trash_days: trashDays }),
  });
  return getManagedWorkspace(tx.db, actor, id);
}

/** The workspace the actor works in, with the totals of what it can see there. */
export async function getWorkspace(db: Db, actor: Actor): Promise<Workspace> {
  const workspace = await findWorkspace(db, workspaceFor(actor, 'read'));
  if (!workspace) throw notFound('Workspace');
  const vaultId = vaultOf(actor);
  if (vaultId === null) return workspace;
  const vault = await findFolder(db, vaultId);
  return { ...workspace, assetCount: vault?.totalAssets ?? 0, totalBytes: vault?.totalBytes ?? 0 };
}
