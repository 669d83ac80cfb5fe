// Walking a shared folder, as its recipients do: what lies in it, and from one file to the next.
import type { Asset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Page, Position } from '../database/filters.ts';
import type { Folder } from '../database/folders.ts';
import { listAssets, listFolders } from '../database/lists.ts';
import type { Actor } from './access.ts';
import { getFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { nameKey } from './names.ts';

const MOST_FOLDERS = 1_000;

export interface SharedFolderQuery {
  /** The shared folder or one below it. */
  readonly folderId: Id;
  readonly after?: Position | undefined;
  readonly limit: number;
}

/** What lies directly in a shared folder, by name; the folders only on the first page. */
export async function listSharedFolder(
  db: Db,
  actor: Actor,
  query: SharedFolderQuery,
): Promise<{ folders: Folder[]; assets: Page<Asset> }> {
  const { id, workspaceId } = await getFolder(db, actor, query.folderId);
  const assets = await listAssets(db, {
    ...byName(workspaceId, 'asc'),
    filters: [{ field: 'folder', operator: 'eq', value: id }],
    limit: query.limit,
    after: query.after,
  });
  if (query.after) return { folders: [], assets };
  const folders = await listFolders(db, {
    ...byName(workspaceId, 'asc'),
    filters: [{ field: 'parent', operator: 'eq', value: id }],
    limit: MOST_FOLDERS,
  });
  return { folders: folders.items, assets };
}

export interface SharedNeighbours {
  readonly previous: Asset | undefined;
  readonly next: Asset | undefined;
}

/** Those beside it in its folder, by name. The asset was found to be readable; its folder has to be, too. */
export async function findSharedNeighbours(db: Db, actor: Actor, asset: Asset): Promise<SharedNeighbours> {
  if (asset.folderId === null) return { previous: undefined, next: undefined };
  const { id, workspaceId } = await getFolder(db, actor, asset.folderId);
  const beside = async (order: 'asc' | 'desc'): Promise<Asset | undefined> => {
    const page = await listAssets(db, {
      ...byName(workspaceId, order),
      filters: [{ field: 'folder', operator: 'eq', value: id }],
      limit: 1,
      after: { value: nameKey(asset.name), id: asset.id },
    });
    return page.items[0];
  };
  return { previous: await beside('desc'), next: await beside('asc') };
}

const byName = (workspaceId: Id, order: 'asc' | 'desc') =>
  ({ workspaceId, sort: { field: 'name', order }, includeTotal: false }) as const;
