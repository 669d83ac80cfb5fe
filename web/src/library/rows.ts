// What lists of the library are made of: assets, folders and what is in the trash, as the console dialect writes them.

import { fetchSignedIn } from '../api/client.ts';
import { BASE_PATH } from '../app/base.ts';

export type AssetKind = 'image' | 'video' | 'audio' | 'pdf' | 'document' | 'other';

interface Thumbed {
  /** Base64; null where there is no picture yet. */
  readonly thumbhash: string | null;
  readonly has_thumbnail: boolean;
}

export interface AssetRow extends Thumbed {
  readonly type: 'asset';
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind;
  readonly mime_type: string;
  readonly extension: string;
  readonly size: number;
  readonly width: number | null;
  readonly height: number | null;
  /** Seconds. */
  readonly duration: number | null;
  readonly page_count: number | null;
  /** Absent at the top level. */
  readonly folder: string | null;
  readonly folder_path: string;
  readonly vault: string | null;
  readonly tags: readonly string[];
  readonly is_public: boolean;
  readonly version: number;
  readonly created: string;
  readonly updated: string;
}

export interface FolderRow {
  readonly type: 'folder';
  readonly id: string;
  readonly name: string;
  readonly parent: string | null;
  readonly path: string;
  readonly description: string | null;
  readonly asset_count: number;
  readonly folder_count: number;
  readonly size: number;
  /** Its id, where the folder is one. */
  readonly vault: string | null;
  readonly created: string;
  readonly updated: string;
}

export interface TrashRow extends Thumbed {
  readonly type: 'trashed-asset' | 'trashed-folder';
  readonly id: string;
  readonly name: string;
  readonly kind: AssetKind | null;
  readonly size: number;
  /** Path of the folder it lay in. */
  readonly from: string;
  readonly trashed_at: string;
  /** null: nothing leaves the trash by itself. */
  readonly purge_at: string | null;
}

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
  type Sent = Untyped<TrashRow> & { readonly type: 'asset' | 'folder' };
  const page = await askConsole<PositionPage<Sent>>('trash', { ...place }, signal);
  return { total: page.total, items: page.items.map((row) => ({ ...row, type: `trashed-${row.type}` })) };
}
