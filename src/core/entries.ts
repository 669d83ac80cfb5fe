// Entries: files and folders as those see them who walk a tree, by id, by name or by path, live or in the trash.
import { type Asset, findAssets } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import type { Db } from '../database/db.ts';
import {
  findAssetNamed,
  findAssetsIn,
  findFolderNamed,
  findFoldersIn,
  findTakenNames as findTakenNameRows,
  listTree as listTreeRows,
  type Sight,
  type TakenName,
  type TreePosition,
} from '../database/entries.ts';
import { type Folder, findFolders, findLineages } from '../database/folders.ts';
import type { Media } from '../database/media.ts';
import { findDoomedAmong } from '../database/trash.ts';
import { type Actor, assetItem, authorize, type Grant, vaultOf, workspaceFor } from './access.ts';
import { notFound } from './errors.ts';
import { isReadable } from './expiry.ts';
import { getFolder } from './folders.ts';
import { type Change, findHistories } from './history.ts';
import type { Id } from './ids.ts';
import { findMediaFacts } from './media-facts.ts';
import { fileName, nameKey } from './names.ts';

export type Entry =
  | { readonly type: 'asset'; readonly asset: Asset }
  | { readonly type: 'folder'; readonly folder: Folder };

/** What an entry is, whichever it is. */
export const recordOf = (entry: Entry): Asset | Folder => (entry.type === 'asset' ? entry.asset : entry.folder);

export const sightOf = (actor: Actor, grant: Grant = 'read'): Sight => ({
  workspaceId: workspaceFor(actor, grant),
  vaultId: vaultOf(actor),
});

/** Live or in the trash. Throws `not_found`, `forbidden`, `unauthenticated`. */
export async function getEntry(db: Db, actor: Actor, id: Id, grant: Grant = 'read', nowMs?: number): Promise<Entry> {
  const [entry] = await getEntries(db, actor, [id], grant, nowMs);
  if (!entry) throw notFound('Asset');
  return entry;
}

/** The same for several, each once, in the order asked for. */
export async function getEntries(
  db: Db,
  actor: Actor,
  ids: readonly Id[],
  grant: Grant,
  nowMs?: number,
): Promise<Entry[]> {
  const found = await findEntries(db, ids);
  const trashed = [...found.values()].map(recordOf).filter((record) => record.trashedAt !== null);
  const doomed = new Set(await findDoomedAmong(db, [...new Set(trashed.map(rootOf))]));
  return [...new Set(ids)].map((id) => {
    const entry = found.get(id);
    const record = entry && recordOf(entry);
    const isThere = record && (record.trashedAt === null ? isReadable(record, nowMs) : !doomed.has(rootOf(record)));
    if (!entry || !isThere) throw notFound('Asset');
    authorize(actor, grant, entry.type === 'asset' ? assetItem(entry.asset) : entry.folder, 'Asset');
    return entry;
  });
}

/** In any state, whoever asks; for core itself. */
export async function findEntries(db: Db, ids: readonly Id[]): Promise<Map<Id, Entry>> {
  const found = new Map<Id, Entry>();
  for (const some of chunks(ids)) {
    for (const asset of await findAssets(db, some)) found.set(asset.id, { type: 'asset', asset });
    const others = some.filter((id) => !found.has(id));
    for (const folder of await findFolders(db, others)) found.set(folder.id, { type: 'folder', folder });
  }
  return found;
}

const rootOf = (record: Asset | Folder): Id => record.trashRootId ?? record.id;

export interface EntryName {
  /** Folders alone; anything when absent. */
  readonly type?: 'folder';
  readonly state: 'live' | 'trash';
  /** What the actor has to be allowed; `read` when absent. */
  readonly grant?: Grant;
}

/** The oldest entry of that name, without regard to case, anywhere in the workspace. */
export async function findEntryNamed(
  db: Db,
  actor: Actor,
  name: string,
  { type, state, grant }: EntryName,
): Promise<Entry | undefined> {
  const query = { ...sightOf(actor, grant), nameKey: nameKey(name.normalize('NFC')), state };
  const folder = await findFolderNamed(db, query);
  const asset = type === 'folder' ? undefined : await findAssetNamed(db, query);
  if (asset && isThere(asset, state) && !(folder && folder.id < asset.id)) return { type: 'asset', asset };
  return folder && isThere(folder, state) ? { type: 'folder', folder } : undefined;
}

/** Which of the names are taken in a folder, without regard to case; null is the top level. Throws `not_found`. */
export async function findTakenNames(
  db: Db,
  actor: Actor,
  folderId: Id | null,
  names: readonly string[],
): Promise<(Omit<TakenName, 'nameKey'> & { readonly sent: string })[]> {
  if (folderId !== null) await getFolder(db, actor, folderId);
  const keys = new Map([...new Set(names)].map((name) => [name, nameKey(fileName(name))]));
  const taken = await findTakenNameRows(db, sightOf(actor), folderId, [...new Set(keys.values())]);
  const byKey = Map.groupBy(taken, (one) => one.nameKey);
  return [...keys].flatMap(([sent, key]) =>
    (byKey.get(key) ?? []).map(({ name, type, id, size, sha256 }) => ({ sent, name, type, id, size, sha256 })),
  );
}

const isThere = (record: Asset | Folder, state: EntryName['state']): boolean => state === 'trash' || isReadable(record);

/**
 * The live entry at the end of a path of names from the top level. Where several have a name, the ones written exactly so
 * come first, then the oldest; a path leads on through any of them. Undefined for an empty path.
 */
export async function findEntryAt(
  db: Db,
  actor: Actor,
  names: readonly string[],
  type?: 'folder',
  grant?: Grant,
): Promise<Entry | undefined> {
  const sight = sightOf(actor, grant);
  const [last, ...above] = [...names].reverse();
  if (last === undefined) return undefined;
  let parents: readonly Id[] | null = null;
  for (const name of above.reverse()) {
    const folders = await findFoldersIn(db, sight, parents, nameKey(name));
    parents = bestFirst(
      folders.filter((folder) => isReadable(folder)),
      name,
    ).map((folder) => folder.id);
    if (parents.length === 0) return undefined;
  }
  const folders = await findFoldersIn(db, sight, parents, nameKey(last));
  const assets = type === 'folder' ? [] : await findAssetsIn(db, sight, parents, nameKey(last));
  const found: Entry[] = [
    ...folders.map((folder) => ({ type: 'folder' as const, folder })),
    ...assets.map((asset) => ({ type: 'asset' as const, asset })),
  ];
  const candidates = found
    .filter((entry) => isReadable(recordOf(entry)))
    .map((entry) => ({ entry, id: recordOf(entry).id, name: recordOf(entry).name }));
  const placeOf = (entry: Entry): number => parents?.indexOf(parentOf(entry) ?? recordOf(entry).id) ?? 0;
  const [best] = bestFirst(candidates, last).sort((a, b) => placeOf(a.entry) - placeOf(b.entry));
  return best?.entry;
}

/** Those written exactly like the name, then by age. */
const bestFirst = <T extends { readonly id: Id; readonly name: string }>(found: readonly T[], name: string): T[] => {
  const exact = name.normalize('NFC');
  return [...found].sort((a, b) => Number(b.name === exact) - Number(a.name === exact) || (a.id < b.id ? -1 : 1));
};

/** Where something came from may lie outside the vault. */
const withinVault = (change: Change): Change => (change.type === 'moved' ? { ...change, info: {} } : change);

/** What is told of an entry beside its record. */
export interface EntryDetails {
  /** The folders it lies in, from the top level down. */
  readonly ancestors: readonly { readonly id: Id; readonly name: string }[];
  /** Oldest first. */
  readonly history: readonly Change[];
  /** Absent for folders, and where the bytes were not looked at yet. */
  readonly media?: Media | undefined;
}

/** By id. The entries, all of one workspace, were found to be the actor's to read or to change: who may only write sees no history. */
export async function getEntryDetails(db: Db, actor: Actor, entries: readonly Entry[]): Promise<Map<Id, EntryDetails>> {
  const assets = entries.flatMap((entry) => (entry.type === 'asset' ? [entry.asset] : []));
  const folders = entries.flatMap((entry) => (entry.type === 'folder' ? [entry.folder] : []));
  const parents = new Set(entries.map(parentOf).filter((id) => id !== null));
  const lineages = await findLineages(db, [...parents]);
  const mayRead = 'grants' in actor && actor.grants.includes('read');
  const histories = mayRead
    ? await findHistories(db, workspaceFor(actor, 'read'), {
        assetIds: assets.map((asset) => asset.id),
        folderIds: folders.map((folder) => folder.id),
      })
    : new Map<Id, Change[]>();
  const media = await findMediaFacts(db, assets);
  return new Map(
    entries.map((entry) => {
      const { id } = recordOf(entry);
      const parent = parentOf(entry);
      const ancestors = (parent !== null && lineages.get(parent)) || [];
      const history = histories.get(id) ?? [];
      return [
        id,
        { ancestors, history: vaultOf(actor) === null ? history : history.map(withinVault), media: media.get(id) },
      ];
    }),
  );
}

const parentOf = (entry: Entry): Id | null => (entry.type === 'asset' ? entry.asset.folderId : entry.folder.parentId);

/** Live folders: parents before children, siblings by name. */
export async function listTree(
  db: Db,
  actor: Actor,
  page: { readonly after?: TreePosition | undefined; readonly limit: number },
): Promise<{ items: Folder[]; next: TreePosition | undefined }> {
  return listTreeRows(db, sightOf(actor), page);
}
