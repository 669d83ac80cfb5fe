// The trash as a place: what lies in it, putting entries there and taking them out, several at once, and emptying it.
// How one asset or folder goes there and comes back is in removal.ts.
import type { Asset } from '../database/assets.ts';
import type { Tx } from '../database/engine.ts';
import { listExpiredAssets, listExpiredFolders } from '../database/expiry.ts';
import { type Folder, findFolder } from '../database/folders.ts';
import type { Db } from '../database/schema.ts';
import {
  detachTrashed,
  doom,
  doomAll,
  isDoomed,
  listTrashedAssets as listTrashedAssetRows,
  listTrashedFolders as listTrashedFolderRows,
  type TrashPage,
  type TrashQuery,
} from '../database/trash.ts';
import { listWorkspaces } from '../database/workspaces.ts';
import { type Actor, actorRef, SYSTEM } from './access.ts';
import { type Entry, findEntry, getEntry, recordOf, sightOf } from './entries.ts';
import { conflict } from './errors.ts';
import { recordEvent } from './events.ts';
import type { Id } from './ids.ts';
import {
  deleteAsset,
  purgeFolder,
  putAssetInTrash,
  putFolderInTrash,
  restoreAsset,
  restoreFolder,
  trashAsset,
  trashFolder,
} from './removal.ts';

/** Those that were trashed themselves, newest first. */
export async function listTrashedAssets(db: Db, actor: Actor, query: TrashQuery): Promise<TrashPage<Asset>> {
  return listTrashedAssetRows(db, sightOf(actor), query);
}

/** Those that were trashed themselves, newest first. */
export async function listTrashedFolders(db: Db, actor: Actor, query: TrashQuery): Promise<TrashPage<Folder>> {
  return listTrashedFolderRows(db, sightOf(actor), query);
}

/**
 * Puts live entries into the trash, folders with all below them, and takes those that are in it out of it for good. All of
 * them or none. Answers them as they are then, or as they were. Throws `not_found`, `forbidden`, and `conflict` for a folder
 * that is not empty when `recursive` is not set.
 */
export async function discardEntries(
  tx: Tx,
  actor: Actor,
  ids: readonly Id[],
  { recursive }: { readonly recursive: boolean },
): Promise<Entry[]> {
  const entries = await entriesToChange(tx, actor, ids);
  for (const entry of entries) {
    if (recursive || entry.type === 'asset' || entry.folder.trashedAt !== null) continue;
    if (entry.folder.assetCount > 0 || entry.folder.folderCount > 0)
      throw conflict(`The folder ${entry.folder.name} is not empty.`, 'recursive');
  }
  // Folders first: what lies below them goes along with them.
  for (const entry of foldersFirst(entries)) {
    if (recordOf(entry).trashedAt === null) await trashEntry(tx, actor, entry);
    else await doomEntry(tx, actor, entry);
  }
  return Promise.all(entries.map(async (entry) => (await findEntry(tx.db, recordOf(entry).id)) ?? entry));
}

async function trashEntry(tx: Tx, actor: Actor, entry: Entry): Promise<void> {
  const { id } = recordOf(entry);
  const now = await findEntry(tx.db, id);
  if (!now || recordOf(now).trashedAt !== null) return;
  if (entry.type === 'asset') await trashAsset(tx, actor, id);
  else await trashFolder(tx, actor, id);
}

/** Out of the trash for everybody at once; its records are removed in steps (trash-emptying.ts). */
async function doomEntry(tx: Tx, actor: Actor, entry: Entry): Promise<void> {
  const { id, workspaceId, name, trashRootId } = recordOf(entry);
  // It may have gone along with another one.
  if (!(await findEntry(tx.db, id)) || (await isDoomed(tx.db, trashRootId ?? id))) return;
  if (trashRootId !== id) {
    // It lies in a folder that stays in the trash, which counts it.
    if (entry.type === 'asset') await deleteAsset(tx, actor, id);
    else await purgeFolder(tx, actor, id);
    return;
  }
  if (entry.type === 'folder') await detachTrashed(tx.db, id);
  await doom(tx.db, entry.type === 'asset' ? 'assets' : 'folders', id);
  const subject = entry.type === 'asset' ? { assetId: id } : { folderId: id };
  await recordEvent(tx, { workspaceId, ...subject, type: 'deleted', actor: actorRef(actor), info: { name } });
}

/** Back where they were, with what has to come back with them. All of them or none. Throws `not_found` for what is not in the trash. */
export async function restoreEntries(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<Entry[]> {
  const entries = await entriesToChange(tx, actor, ids);
  for (const entry of foldersFirst(entries)) {
    const { id, trashedAt } = recordOf(entry);
    const now = await findEntry(tx.db, id);
    // It has come back with a folder.
    if (trashedAt !== null && now && recordOf(now).trashedAt === null) continue;
    if (entry.type === 'asset') await restoreAsset(tx, actor, id);
    else await restoreFolder(tx, actor, id);
  }
  return Promise.all(entries.map((entry) => getEntry(tx.db, actor, recordOf(entry).id, 'write')));
}

/** All that is in the trash is out of it for good. Answers how many entries that were. */
export async function doomTrash(tx: Tx, actor: Actor): Promise<number> {
  return doomAll(tx.db, sightOf(actor, 'write'), { before: tx.now + 1, now: tx.now, actor: actorRef(actor) });
}

/** The same everywhere for what was put there before that time (Unix milliseconds). */
export async function doomOldTrash(tx: Tx, before: number): Promise<void> {
  for (const { id } of await listWorkspaces(tx.db))
    await doomAll(tx.db, { workspaceId: id, vaultId: null }, { before, now: tx.now, actor: null });
}

async function entriesToChange(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const id of new Set(ids)) entries.push(await getEntry(tx.db, actor, id, 'write'));
  return entries;
}

const foldersFirst = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => Number(a.type === 'asset') - Number(b.type === 'asset'));

/** Some of those whose expiry has passed go to the trash; answers how many. A vault never does. */
export async function trashExpired(tx: Tx, limit: number): Promise<number> {
  const folders = await listExpiredFolders(tx.db, tx.now, limit);
  for (const folder of folders) {
    const current = await findFolder(tx.db, folder.id);
    if (current?.trashedAt === null) await putFolderInTrash(tx, SYSTEM, current);
  }
  const assets = await listExpiredAssets(tx.db, tx.now, limit);
  for (const asset of assets) await putAssetInTrash(tx, SYSTEM, asset);
  return folders.length + assets.length;
}
