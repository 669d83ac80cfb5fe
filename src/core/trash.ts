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
import { type Entry, findEntries, getEntries, recordOf, sightOf } from './entries.ts';
import { conflict, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import type { Id } from './ids.ts';
import {
  deleteAsset,
  purgeFolder,
  putAssetsInTrash,
  putFolderInTrash,
  restoreAssets,
  restoreFolder,
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
  const entries = await getEntries(tx.db, actor, ids, 'write');
  for (const entry of entries) {
    if (recursive || entry.type === 'asset' || entry.folder.trashedAt !== null) continue;
    if (entry.folder.assetCount > 0 || entry.folder.folderCount > 0)
      throw conflict(`The folder ${entry.folder.name} is not empty.`, 'recursive');
  }
  const [live, trashed] = divide(entries, (entry) => recordOf(entry).trashedAt === null);
  // Folders first: what lies below them goes along with them.
  for (const { id } of foldersOf(live)) {
    const [folder] = foldersOf(await current(tx, [id]));
    if (folder?.trashedAt === null) await putFolderInTrash(tx, actor, folder);
  }
  const assets = assetsOf(
    await current(
      tx,
      assetsOf(live).map(({ id }) => id),
    ),
  );
  await putAssetsInTrash(
    tx,
    actor,
    assets.filter((asset) => asset.trashedAt === null),
  );
  for (const entry of foldersFirst(trashed)) await doomEntry(tx, actor, entry);
  const after = await findEntries(
    tx.db,
    entries.map((entry) => recordOf(entry).id),
  );
  return entries.map((entry) => after.get(recordOf(entry).id) ?? entry);
}

const current = async ({ db }: Tx, ids: readonly Id[]): Promise<Entry[]> => [...(await findEntries(db, ids)).values()];

/** Out of the trash for everybody at once; its records are removed in steps (trash-emptying.ts). */
async function doomEntry(tx: Tx, actor: Actor, entry: Entry): Promise<void> {
  const { id, workspaceId, name, trashRootId } = recordOf(entry);
  // It may have gone along with another one.
  if ((await current(tx, [id])).length === 0 || (await isDoomed(tx.db, trashRootId ?? id))) return;
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
  const entries = await getEntries(tx.db, actor, ids, 'write');
  if (entries.some((entry) => recordOf(entry).trashedAt === null)) throw notFound('Asset');
  for (const { id } of foldersOf(entries)) {
    const [folder] = foldersOf(await current(tx, [id]));
    // It may have come back with another one.
    if (folder && folder.trashedAt !== null) await restoreFolder(tx, actor, id);
  }
  const assets = assetsOf(
    await current(
      tx,
      assetsOf(entries).map(({ id }) => id),
    ),
  );
  await restoreAssets(
    tx,
    actor,
    assets.filter((asset) => asset.trashedAt !== null),
  );
  return getEntries(
    tx.db,
    actor,
    entries.map((entry) => recordOf(entry).id),
    'write',
  );
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

const assetsOf = (entries: readonly Entry[]): Asset[] =>
  entries.flatMap((entry) => (entry.type === 'asset' ? [entry.asset] : []));
const foldersOf = (entries: readonly Entry[]): Folder[] =>
  entries.flatMap((entry) => (entry.type === 'folder' ? [entry.folder] : []));

const foldersFirst = (entries: readonly Entry[]): Entry[] =>
  [...entries].sort((a, b) => Number(a.type === 'asset') - Number(b.type === 'asset'));

function divide<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const groups = Map.groupBy(items, isFirst);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}

/** Some of those whose expiry has passed go to the trash; answers how many. A vault never does. */
export async function trashExpired(tx: Tx, limit: number): Promise<number> {
  const folders = await listExpiredFolders(tx.db, tx.now, limit);
  for (const folder of folders) {
    const current = await findFolder(tx.db, folder.id);
    if (current?.trashedAt === null) await putFolderInTrash(tx, SYSTEM, current);
  }
  const assets = await listExpiredAssets(tx.db, tx.now, limit);
  await putAssetsInTrash(tx, SYSTEM, assets);
  return folders.length + assets.length;
}
