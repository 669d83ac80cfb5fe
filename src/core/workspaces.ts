// Workspaces: the tenants of an installation.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findFolder } from '../database/folders.ts';
import { findWorkspace, insertWorkspace, listWorkspaces, type Workspace } from '../database/workspaces.ts';
import { type Actor, requireInstanceAdmin, vaultOf, workspaceFor } from './access.ts';
import { notFound } from './errors.ts';
import { noteCreated, refuseRepeat } from './idempotency.ts';
import { newId } from './ids.ts';
import { folderName } from './names.ts';

/** For the system and instance administrators. A repeated idempotency key is a `conflict`: the key that the first request was answered with can not be shown again. */
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

/** The workspace the actor works in, with the totals of what it can see there. */
export async function getWorkspace(db: Db, actor: Actor): Promise<Workspace> {
  const workspace = await findWorkspace(db, workspaceFor(actor, 'read'));
  if (!workspace) throw notFound('Workspace');
  const vaultId = vaultOf(actor);
  if (vaultId === null) return workspace;
  const vault = await findFolder(db, vaultId);
  return { ...workspace, assetCount: vault?.totalAssets ?? 0, totalBytes: vault?.totalBytes ?? 0 };
}
