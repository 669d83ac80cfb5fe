// What lies in a folder, in the trash, in the tree: as pages of rows, never as a whole.
import {
  type Actor,
  type Core,
  type Entry,
  type Folder,
  type Id,
  isReadable,
  type Position,
  recordOf,
  type TrashPosition,
  type TreePosition,
} from '../../core/index.ts';
import { chained, pagesOf, type Rows } from '../../http/json-stream.ts';
import { presentEntries } from './present.ts';

/** Rows that are looked up together. */
const PAGE_ROWS = 500;
const BY_NAME = { field: 'name', order: 'asc' } as const;

/** By name; null is the root. */
export const filesIn = (core: Core, actor: Actor, folderId: Id | null): Rows =>
  pagesOf(
    (after: Position | undefined) =>
      core.listAssets(actor, { ...within('folder', folderId), sort: BY_NAME, after, ...PAGE }),
    (assets) =>
      presentLive(
        core,
        actor,
        assets.map((asset) => ({ type: 'asset', asset })),
      ),
  );

/** The same. */
export const foldersIn = (core: Core, actor: Actor, parentId: Id | null): Rows =>
  pagesOf(
    (after: Position | undefined) =>
      core.listFolders(actor, { ...within('parent', parentId), sort: BY_NAME, after, ...PAGE }),
    (folders) => presentLive(core, actor, folders.map(toEntry)),
  );

/** Every folder, parents before children, siblings by name. */
export const allFolders = (core: Core, actor: Actor): Rows =>
  pagesOf(
    (after: TreePosition | undefined) => core.listTree(actor, { after, limit: PAGE_ROWS }),
    (folders) => presentLive(core, actor, folders.map(toEntry)),
  );

/** What was put there itself, not along with a folder: files first, the latest first of both. */
export const allInTrash = (core: Core, actor: Actor): Rows =>
  chained(filesInTrash(core, actor), foldersInTrash(core, actor));

const filesInTrash = (core: Core, actor: Actor): Rows =>
  pagesOf(
    (after: TrashPosition | undefined) => core.listTrashedAssets(actor, { after, limit: PAGE_ROWS }),
    (assets) =>
      presentEntries(
        core,
        actor,
        assets.map((asset) => ({ type: 'asset', asset })),
      ),
  );

export const foldersInTrash = (core: Core, actor: Actor): Rows =>
  pagesOf(
    (after: TrashPosition | undefined) => core.listTrashedFolders(actor, { after, limit: PAGE_ROWS }),
    (folders) => presentEntries(core, actor, folders.map(toEntry)),
  );

const PAGE = { limit: PAGE_ROWS, includeTotal: false } as const;

const within = (field: 'folder' | 'parent', id: Id | null) => ({
  filters: [
    id === null ? { field, operator: 'isnull' as const, value: true } : { field, operator: 'eq' as const, value: id },
  ],
});

const toEntry = (folder: Folder): Entry => ({ type: 'folder', folder });

/** Without what has expired, and is on its way to the trash. */
const presentLive = (core: Core, actor: Actor, entries: readonly Entry[]) =>
  presentEntries(
    core,
    actor,
    entries.filter((entry) => isReadable(recordOf(entry))),
  );
