// What lists of the library are made of: assets, folders and what is in the trash, as the console dialect writes them.

import { fetchSignedIn } from '../api/client.ts';
import type { paths } from '../api/console.d.ts';
import { BASE_PATH } from '../app/base.ts';

type Of<Path extends keyof paths> = paths[Path] extends {
  readonly get: {
    readonly responses: { readonly 200: { readonly content: { readonly 'application/json': infer Page } } };
  };
}
  ? Page extends { readonly items: readonly (infer Row)[] }
    ? Readonly<Row>
    : never
  : never;

type SentTrashRow = Of<'/api/console/trash'>;

export type AssetRow = Of<'/api/console/assets'> & { readonly type: 'asset' };
export type AssetKind = AssetRow['kind'];
export type FolderRow = Of<'/api/console/folders'> & { readonly type: 'folder' };
export type TrashRow = Omit<SentTrashRow, 'type'> & { readonly type: `trashed-${SentTrashRow['type']}` };

export type Entry = AssetRow | FolderRow | TrashRow;

export const isFolder = (row: Entry): boolean => row.type === 'folder' || row.type === 'trashed-folder';

export interface PositionPage<T> {
  readonly items: readonly T[];
  readonly total: number;
}

export type Query = Readonly<Record<string, string | number>>;

export interface Place {
  readonly position: number;
  readonly limit: number;
}

/** Throws ApiError, as everything that asks the server. */
export async function askConsole<T>(path: string, query: Query, signal?: AbortSignal): Promise<T> {
  const url = new URL(`${location.origin}${BASE_PATH}/api/console/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, String(value));
  const response = await fetchSignedIn(new Request(url, signal ? { signal } : {}));
  return response.json();
}

type Untyped<T extends { readonly type: string }> = Omit<T, 'type'>;

export async function listAssets(query: Query, place: Place, signal?: AbortSignal): Promise<PositionPage<AssetRow>> {
  const page = await askConsole<PositionPage<Untyped<AssetRow>>>('assets', { ...query, ...place }, signal);
  return { total: page.total, items: page.items.map((row) => ({ type: 'asset', ...row })) };
}

export async function listFolders(query: Query, place: Place, signal?: AbortSignal): Promise<PositionPage<FolderRow>> {
  const page = await askConsole<PositionPage<Untyped<FolderRow>>>('folders', { ...query, ...place }, signal);
  return { total: page.total, items: page.items.map((row) => ({ type: 'folder', ...row })) };
}

export async function listTrash(place: Place, signal?: AbortSignal): Promise<PositionPage<TrashRow>> {
  const page = await askConsole<PositionPage<SentTrashRow>>('trash', { ...place }, signal);
  return { total: page.total, items: page.items.map((row) => ({ ...row, type: `trashed-${row.type}` })) };
}
