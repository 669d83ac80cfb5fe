// The trash as a place: what lies in it, putting entries there and taking them out, several at once, and emptying it.
// How one asset or folder goes there and comes back is in removal.ts.
import { type Asset, updateAsset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findExpiredFolder, listExpiredAssets } from '../database/expiry.ts';
import { type Folder, findFolder, updateFolder } from '../database/folders.ts';
import {
  detachTrashed,
  doom,
  doomAll,
  doomAssets,
  isDoomed,
  listTrashedAssets as listTrashedAssetRows,
  listTrashedFolders as listTrashedFolderRows,
  type TrashPage,
  type TrashQuery,
} from '../database/trash.ts';
import { type Actor, actorRef, type InWorkspace, SYSTEM, vaultOf } from './access.ts';
import { checkRecordCondition, type WriteCondition } from './conditions.ts';
import { type Entry, findEntries, getEntries, recordOf, sightOf } from './entries.ts';
import { conflict } from './errors.ts';
import { recordEvent, recordEvents } from './events.ts';
import { expiryAfter } from './expiry.ts';
import type { Id } from './ids.ts';
import {
  deleteAsset,
  leaveTrashRoot,
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

export interface Discarding {
  /** Into the trash; those that are in it by now stay as they are. */
  readonly trash: readonly Id[];
  /** Out of the trash for good; those that are not in it any more are a `conflict`. */
  readonly purge: readonly Id[];
  /** Also folders that are not empty. */
  readonly recursive: boolean;
  /** Of each of them. */
  readonly condition?: WriteCondition | undefined;
}

/**
 * Puts entries into the trash, folders with all below them, and others out of it for good: all of them or none. Which are
 * which is for those to say who have seen them, so that asking twice at the same time destroys nothing. Answers them as
 * they are then, or as they were. Throws `not_found`, `forbidden`, `precondition_failed`, and `conflict` for a folder that is not empty.
 */
export async function discardEntries(tx: Tx, actor: Actor, discarding: Discarding): Promise<Entry[]> {
  const { trash, purge, recursive, condition } = discarding;
  const entries = await getEntries(tx.db, actor, [...trash, ...purge], 'write', tx.now);
  for (const entry of entries) checkRecordCondition(recordOf(entry), condition);
  const purged = new Set(purge);
  const [toPurge, toTrash] = divide(entries, (entry) => purged.has(recordOf(entry).id));
  if (toPurge.some((entry) => recordOf(entry).trashedAt === null))
    throw conflict('What is to be deleted for good has been restored meanwhile.');
  await trashEntries(tx, actor, toTrash, recursive);
  await doomEntries(tx, actor, toPurge);
  return current(tx, entries);
}

async function trashEntries(tx: Tx, actor: Actor, entries: readonly Entry[], recursive: boolean): Promise<void> {
  const live = entries.filter((entry) => recordOf(entry).trashedAt === null);
  const full = foldersOf(live).find((folder) => folder.assetCount > 0 || folder.folderCount > 0);
  if (full && !recursive) throw conflict(`The folder ${full.name} is not empty.`, 'recursive');
  // Folders first: what lies below them goes along with them.
  for (const entry of live) {
    const [folder] = entry.type === 'folder' ? foldersOf(await current(tx, [entry])) : [];
    if (folder?.trashedAt === null) await putFolderInTrash(tx, actor, folder);
  }
  const stillLive = assetsOf(await current(tx, live)).filter((asset) => asset.trashedAt === null);
  await putAssetsInTrash(tx, actor, stillLive);
}

/** The entries as they are now; those that are gone by now as they were. */
async function current({ db }: Tx, entries: readonly Entry[]): Promise<Entry[]> {
  const found = await findEntries(
    db,
    entries.map((entry) => recordOf(entry).id),
  );
  return entries.map((entry) => found.get(recordOf(entry).id) ?? entry);
}

/** Out of the trash for everybody at once; their records are removed in steps (trash-emptying.ts). */
async function doomEntries(tx: Tx, actor: Actor, entries: readonly Entry[]): Promise<void> {
  // Folders first: what lies below them goes along with them.
  for (const entry of entries) if (entry.type === 'folder') await doomEntry(tx, actor, entry);
  const roots = assetsOf(entries).filter(({ id, trashRootId }) => trashRootId === id);
  await doomAssets(
    tx.db,
    roots.map(({ id }) => id),
  );
  await recordEvents(
    tx,
    roots.map(({ id, workspaceId, name }) => ({
      workspaceId,
      assetId: id,
      type: 'deleted' as const,
      actor: actorRef(actor),
      info: { name },
    })),
  );
  for (const entry of entries)
    if (entry.type === 'asset' && entry.asset.trashRootId !== entry.asset.id) await doomEntry(tx, actor, entry);
}

async function doomEntry(tx: Tx, actor: Actor, seen: Entry): Promise<void> {
  const entry = (await findEntries(tx.db, [recordOf(seen).id])).get(recordOf(seen).id);
  // It may have gone along with another one.
  if (!entry || (await isDoomed(tx.db, recordOf(entry).trashRootId ?? recordOf(entry).id))) return;
  const { id, workspaceId, name, trashRootId } = recordOf(entry);
  if (entry.type === 'asset') {
    // It lies in a folder that stays in the trash, which counts it.
    await deleteAsset(tx, actor, id);
    return;
  }
  if (trashRootId !== id) await leaveTrashRoot(tx, entry.folder);
  // Who may use one vault alone puts nothing outside of it.
  if (vaultOf(actor) === null) await detachTrashed(tx.db, id);
  await doom(tx.db, id);
  await recordEvent(tx, { workspaceId, folderId: id, type: 'deleted', actor: actorRef(actor), info: { name } });
}

/**
 * Back where they were, with what has to come back with them. All of them or none; those that are not in the trash any more
 * stay as they are. Throws `not_found`, and `conflict` where a vault has no place for one.
 */
export async function restoreEntries(tx: Tx, actor: Actor, ids: readonly Id[]): Promise<Entry[]> {
  const entries = await getEntries(tx.db, actor, ids, 'write', tx.now);
  for (const entry of entries) {
    const [folder] = entry.type === 'folder' ? foldersOf(await current(tx, [entry])) : [];
    // It may have come back with another one.
    if (folder && folder.trashedAt !== null) await restoreFolder(tx, actor, folder.id);
  }
  const stillTrashed = assetsOf(await current(tx, entries)).filter((asset) => asset.trashedAt !== null);
  await restoreAssets(tx, actor, stillTrashed);
  await forgetPassedExpiry(tx, await current(tx, entries));
  return current(tx, entries);
}

/** What was asked for by itself does not go again for what has passed; what came back with it may. */
async function forgetPassedExpiry(tx: Tx, entries: readonly Entry[]): Promise<void> {
  for (const entry of entries) {
    const record = recordOf(entry);
    const expires_at = expiryAfter(tx.now, record);
    if (expires_at === record.expiresAt) continue;
    if (entry.type === 'asset') await updateAsset(tx.db, record.id, { expires_at });
    else await updateFolder(tx.db, record.id, { expires_at });
  }
}

/** All that is in the trash is out of it for good. Answers how many entries that were. */
export async function doomTrash(tx: Tx, actor: Actor): Promise<number> {
  return doomAll(tx.db, sightOf(actor, 'write'), { before: tx.now + 1, now: tx.now, actor: actorRef(actor) });
}

/** The same of a workspace for what was put there before that time (Unix milliseconds), whoever may delete it. */
export async function doomOldTrash(tx: Tx, { workspaceId }: InWorkspace, before: number): Promise<void> {
  await doomAll(tx.db, { workspaceId, vaultId: null }, { before, now: tx.now, actor: null });
}

const assetsOf = (entries: readonly Entry[]): Asset[] =>
  entries.flatMap((entry) => (entry.type === 'asset' ? [entry.asset] : []));
const foldersOf = (entries: readonly Entry[]): Folder[] =>
  entries.flatMap((entry) => (entry.type === 'folder' ? [entry.folder] : []));

function divide<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  const groups = Map.groupBy(items, isFirst);
  return [groups.get(true) ?? [], groups.get(false) ?? []];
}

/** Some of those whose expiry has passed go to the trash; answers how many. A vault never does. */
export async function trashExpired(tx: Tx, { workspaceId }: InWorkspace, limit: number): Promise<number> {
  // A folder may hold very much: one at a time.
  const expired = await findExpiredFolder(tx.db, workspaceId, tx.now);
  const folder = expired && (await findFolder(tx.db, expired.id));
  if (folder) {
    await putFolderInTrash(tx, SYSTEM, folder);
    return 1;
  }
  const assets = await listExpiredAssets(tx.db, workspaceId, tx.now, limit);
  await putAssetsInTrash(tx, SYSTEM, assets);
  return assets.length;
}
