// The folder tree: reading, making, renaming, moving. Deleting and trashing whole subtrees is in removal.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findFoldersIn } from '../database/entries.ts';
import type { ListQuery, Page } from '../database/filters.ts';
import {
  addToFolder,
  type Folder,
  findChildFolder,
  findFolder,
  findFolders,
  findLineage,
  findLineages,
  heightBelow,
  insertFolder,
  updateFolder,
} from '../database/folders.ts';
import { listFolders as listFolderRows } from '../database/lists.ts';
import { listFoldersAt as listFolderRowsAt, type PositionPage, type PositionQuery } from '../database/positions.ts';
import { setSubtreeDepths } from '../database/subtrees.ts';
import { addToWorkspace } from '../database/workspaces.ts';
import { type Actor, actorRef, authorize, vaultOf, workspaceFor } from './access.ts';
import { checkRecordCondition, type WriteCondition } from './conditions.ts';
import { CoreError, conflict, invalid, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { isReadable } from './expiry.ts';
import { createdEarlier, findCreated, noteCreated } from './idempotency.ts';
import { type Id, newId } from './ids.ts';
import { type MetadataPatch, patchedMetadata } from './metadata.ts';
import { folderName, nameKey, tagList } from './names.ts';
import { checkedText, LONGEST_DESCRIPTION } from './text.ts';
import { checkVaultFolder, readdressVaultFolder } from './vault-rules.ts';

const DEEPEST_FOLDER = 64;

/** A live one. Throws `not_found`, `forbidden`. */
export async function getFolder(db: Db, actor: Actor, id: Id): Promise<Folder> {
  return readableFolder(db, actor, id);
}

/** Those of the ids the actor may read. */
export async function getFolders(db: Db, actor: Actor, ids: readonly Id[]): Promise<Map<Id, Folder>> {
  const workspaceId = workspaceFor(actor, 'read');
  const folders = await findFolders(db, ids);
  const vaultId = vaultOf(actor);
  return new Map(
    folders
      .filter((folder) => folder.workspaceId === workspaceId && isReadable(folder))
      .filter((folder) => vaultId === null || folder.vaultId === vaultId)
      .map((folder) => [folder.id, folder]),
  );
}

export async function listFolders(
  db: Db,
  actor: Actor,
  query: Omit<ListQuery, 'workspaceId' | 'vaultId'>,
): Promise<Page<Folder>> {
  return listFolderRows(db, { ...query, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

export async function listFoldersAt(
  db: Db,
  actor: Actor,
  query: Omit<PositionQuery, 'workspaceId' | 'vaultId'>,
): Promise<PositionPage<Folder>> {
  return listFolderRowsAt(db, { ...query, workspaceId: workspaceFor(actor, 'read'), vaultId: vaultOf(actor) });
}

/** Of each the names from the top level down to the folder itself. */
export async function getFolderPaths(db: Db, ids: readonly Id[]): Promise<Map<Id, string[]>> {
  const lineages = await findLineages(db, ids);
  return new Map([...lineages].map(([id, lineage]) => [id, lineage.map((folder) => folder.name)]));
}

export interface NewFolder {
  readonly name: string;
  readonly description?: string | null;
  readonly parentId?: Id | null;
  readonly idempotencyKey?: string | undefined;
}

/** Outside vaults, names need not differ. Throws `conflict` when it is nested too deep, or against the rules of a vault. */
export async function createFolder(tx: Tx, actor: Actor, input: NewFolder): Promise<Folder> {
  const earlier = await findCreated(tx.db, input.idempotencyKey);
  if (earlier) return createdEarlier(() => writableFolder(tx.db, actor, earlier, tx.now));
  const parent = input.parentId ? await writableFolder(tx.db, actor, input.parentId, tx.now) : null;
  const workspaceId = parent?.workspaceId ?? workspaceFor(actor, 'write');
  if (!parent) authorize(actor, 'write', { workspaceId });
  const folder = await addFolder(tx, {
    workspaceId,
    parent,
    name: folderName(input.name),
    description: input.description ?? null,
    createdBy: actorRef(actor),
  });
  await noteCreated(tx, input.idempotencyKey, folder.id);
  return folder;
}

/**
 * The folder at the end of a path of names below `parentId` (null: the top level), made with those above it where they are
 * missing. A folder is there when its name is the same without regard to case.
 */
export async function ensureFolders(
  tx: Tx,
  actor: Actor,
  parentId: Id | null,
  names: readonly string[],
): Promise<Folder> {
  let folder = parentId === null ? null : await writableFolder(tx.db, actor, parentId, tx.now);
  const workspaceId = folder?.workspaceId ?? workspaceFor(actor, 'write');
  for (const name of names.map((sent) => folderName(sent))) {
    const sight = { workspaceId, vaultId: vaultOf(actor) };
    const found = await findFoldersIn(tx.db, sight, folder && [folder.id], nameKey(name));
    const namesakes = found.filter((one) => isReadable(one, tx.now));
    const there = namesakes.find((one) => one.name === name) ?? namesakes[0];
    folder = there
      ? await writableFolder(tx.db, actor, there.id, tx.now)
      : await createFolder(tx, actor, { name, parentId: folder?.id ?? null });
  }
  if (!folder) throw invalid('name', 'A name is needed.');
  return folder;
}

export interface FolderRow {
  readonly workspaceId: Id;
  readonly parent: Folder | null;
  readonly name: string;
  readonly description: string | null;
  readonly createdBy: string | null;
}

/** Without asking who wants it; for core itself. */
export async function addFolder(tx: Tx, row: FolderRow, id: Id = newId(tx.now), isVault = false): Promise<Folder> {
  const { parent } = row;
  const depth = parent ? parent.depth + 1 : 0;
  if (depth > DEEPEST_FOLDER) throw conflict(`Folders are nested at most ${DEEPEST_FOLDER} levels deep.`, 'parent');
  if (parent?.vaultId) await checkVaultFolder(tx.db, parent, row.name);
  await insertFolder(tx.db, {
    id,
    workspace_id: row.workspaceId,
    parent_id: parent?.id ?? null,
    name: row.name,
    name_key: nameKey(row.name),
    description: checkedText(row.description, 'description', LONGEST_DESCRIPTION),
    depth,
    vault_id: isVault ? id : (parent?.vaultId ?? null),
    asset_count: 0,
    folder_count: 0,
    total_assets: 0,
    total_bytes: 0,
    tags: '[]',
    metadata: '{}',
    expires_at: null,
    created_at: tx.now,
    updated_at: tx.now,
    created_by: row.createdBy,
    trashed_at: null,
    trash_root_id: null,
  });
  await addToFolder(tx.db, parent?.id ?? null, { folders: 1 });
  await addToWorkspace(tx.db, row.workspaceId, { folders: 1 });
  await recordEvent(tx, {
    workspaceId: row.workspaceId,
    folderId: id,
    type: 'created',
    actor: row.createdBy,
    info: { name: row.name },
  });
  return mustFindFolder(tx.db, id);
}

/** The child of that name, made when it is missing. */
export async function ensureChildFolder(tx: Tx, row: FolderRow): Promise<Folder> {
  const found = await findChildFolder(tx.db, row.workspaceId, row.parent?.id ?? null, row.name);
  return found ?? addFolder(tx, row);
}

export interface FolderPatch extends MetadataPatch {
  readonly name?: string;
  readonly description?: string | null;
  /** Null moves to the top level. */
  readonly parentId?: Id | null;
  readonly tags?: readonly string[];
  /** When it goes to the trash, with all below it (Unix milliseconds); null: never. */
  readonly expiresAt?: number | null;
}

/**
 * What is absent stays. Throws `precondition_failed`, and `conflict` where it has no place: below itself, too deep, against the
 * rules of a vault.
 */
export async function patchFolder(
  tx: Tx,
  actor: Actor,
  id: Id,
  patch: FolderPatch,
  condition?: WriteCondition,
): Promise<Folder> {
  const before = await writableFolder(tx.db, actor, id, tx.now);
  checkRecordCondition(before, condition);
  if (before.vaultId === id && vaultOf(actor) !== null)
    throw new CoreError('forbidden', 'A key of a vault can not manage the vault.');
  const parentId = patch.parentId === undefined ? before.parentId : patch.parentId;
  const name = patch.name === undefined ? before.name : folderName(patch.name);
  if (parentId !== before.parentId || name !== before.name) await placeFolder(tx, actor, before, parentId, name);
  await describeFolder(tx, actor, before, patch);
  return mustFindFolder(tx.db, id);
}

async function describeFolder(tx: Tx, actor: Actor, before: Folder, patch: FolderPatch): Promise<void> {
  const { id, workspaceId } = before;
  if (patch.expiresAt && before.vaultId === id) throw conflict('A vault does not expire.', 'expiry');
  const changes = {
    description:
      patch.description === undefined
        ? before.description
        : checkedText(patch.description, 'description', LONGEST_DESCRIPTION),
    tags: JSON.stringify(patch.tags === undefined ? before.tags : tagList(patch.tags)),
    metadata: patchedMetadata(before.metadataJson, patch),
    expires_at: patch.expiresAt === undefined ? before.expiresAt : patch.expiresAt,
  };
  const fields = [
    ...(changes.description === before.description ? [] : ['description']),
    ...(changes.tags === JSON.stringify(before.tags) ? [] : ['tags']),
    ...(changes.metadata === before.metadataJson ? [] : ['metadataJson']),
    ...(changes.expires_at === before.expiresAt ? [] : ['expiresAt']),
  ];
  if (fields.length === 0) return;
  await updateFolder(tx.db, id, { ...changes, updated_at: tx.now });
  await recordEvent(tx, { workspaceId, folderId: id, type: 'updated', actor: actorRef(actor), info: { fields } });
}

/** Moves and renames in one step, so that what is between the two need not be allowed. */
async function placeFolder(tx: Tx, actor: Actor, folder: Folder, parentId: Id | null, name: string): Promise<void> {
  const moves = parentId !== folder.parentId;
  const isVaultItself = folder.vaultId === folder.id;
  if (moves && isVaultItself) throw conflict('A vault stays at the top level.', 'parent');
  const parent = parentId === null ? null : await writableFolder(tx.db, actor, parentId, tx.now);
  if (moves && !parent) authorize(actor, 'write', { workspaceId: folder.workspaceId });
  if (parent && (await findLineage(tx.db, parent.id)).some((above) => above.id === folder.id))
    throw conflict('A folder can not be moved into itself or below itself.', 'parent');
  await checkPlace(tx.db, folder, parent, name);
  await updateFolder(tx.db, folder.id, { parent_id: parentId, name, name_key: nameKey(name), updated_at: tx.now });
  await setSubtreeDepths(tx.db, folder.id, (parent ? parent.depth + 1 : 0) - folder.depth);
  if ((folder.vaultId || parent?.vaultId) && !isVaultItself) await readdressVaultFolder(tx, folder.id);
  if (moves) {
    await countInParent(tx.db, folder, folder.parentId, -1);
    await countInParent(tx.db, folder, parentId, 1);
  }
  const event = { workspaceId: folder.workspaceId, folderId: folder.id, actor: actorRef(actor) };
  if (moves) await recordEvent(tx, { ...event, type: 'moved', info: { from: folder.parentId, to: parentId } });
  if (name !== folder.name) await recordEvent(tx, { ...event, type: 'renamed', info: { from: folder.name, to: name } });
}

/** Throws `conflict` unless the folder, with all that is in its state below it, may stand in `parent` under that name. */
export async function checkPlace(db: Db, folder: Folder, parent: Folder | null, name: string): Promise<void> {
  const height = await heightBelow(db, folder);
  if ((parent ? parent.depth + 1 : 0) + height > DEEPEST_FOLDER)
    throw conflict(`Folders are nested at most ${DEEPEST_FOLDER} levels deep.`, 'parent');
  if (parent?.vaultId) await checkVaultFolder(db, parent, name, height);
}

/** A folder, with all below it, came to a parent (`sign` 1) or went from it (-1). Null is the top level. */
export async function countInParent(db: Db, folder: Folder, parentId: Id | null, sign: 1 | -1): Promise<void> {
  const { totalAssets, totalBytes } = folder;
  await addToFolder(db, parentId, {
    folders: sign,
    totalAssets: sign * totalAssets,
    totalBytes: sign * totalBytes,
  });
}

/** A live folder the actor may write to. Throws `not_found`, `forbidden`. */
export async function writableFolder(db: Db, actor: Actor, id: Id, nowMs?: number): Promise<Folder> {
  return protectedFolder(db, actor, 'write', id, nowMs);
}

async function readableFolder(db: Db, actor: Actor, id: Id): Promise<Folder> {
  return protectedFolder(db, actor, 'read', id);
}

async function protectedFolder(db: Db, actor: Actor, grant: 'read' | 'write', id: Id, nowMs?: number): Promise<Folder> {
  const folder = await findFolder(db, id);
  if (!folder || !isReadable(folder, nowMs)) throw notFound('Folder');
  const lineage = actor.type === 'share' ? (await findLineage(db, id)).map((above) => above.id) : [];
  authorize(actor, grant, { ...folder, lineage }, 'Folder');
  return folder;
}

/** Live or in the trash. Throws `not_found`. */
export async function mustFindFolder(db: Db, id: Id): Promise<Folder> {
  const folder = await findFolder(db, id);
  if (!folder) throw notFound('Folder');
  return folder;
}
