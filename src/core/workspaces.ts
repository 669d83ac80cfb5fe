// Workspaces: the tenants of an installation.
import type { Tx } from '../database/engine.ts';
import type { Db } from '../database/schema.ts';
import { findWorkspace, insertWorkspace, listWorkspaces, type Workspace } from '../database/workspaces.ts';
import { type Actor, requireInstanceAdmin } from './access.ts';
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
