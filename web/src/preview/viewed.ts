// What the preview shows, how, and where its pictures and bytes are.
import { dataOf, storeApi } from '../api/client.ts';
import { addressOf } from '../app/base.ts';
import type { AssetRow } from '../library/rows.ts';
import { isTextFile } from './text-files.ts';

/** An asset, as a list has it or as its address does. */
export type Viewed = Pick<
  AssetRow,
  | 'id'
  | 'name'
  | 'kind'
  | 'mime_type'
  | 'extension'
  | 'size'
  | 'width'
  | 'height'
  | 'duration'
  | 'page_count'
  | 'thumbhash'
  | 'has_thumbnail'
  | 'version'
>;

export type Stage = 'image' | 'pages' | 'video' | 'audio' | 'text' | 'document' | 'card';

/** Pictures that every browser shows, for those of which the server has made none. */
const SHOWN_AS_THEY_ARE = new Set([
  'image/avif',
  'image/bmp',
  'image/gif',
  'image/jpeg',
  'image/png',
  'image/svg+xml',
  'image/webp',
]);
const MOST_ORIGINAL_BYTES = 20_000_000;

export function stageOf(asset: Viewed): Stage {
  if (asset.kind === 'image') return asset.has_thumbnail || mayShowOriginal(asset) ? 'image' : 'card';
  if (isTextFile(asset)) return 'text';
  if (asset.kind === 'video' || asset.kind === 'audio') return asset.kind;
  if (asset.kind === 'pdf') return asset.has_thumbnail ? 'pages' : 'card';
  return asset.has_thumbnail ? 'document' : 'card';
}

const mayShowOriginal = ({ mime_type, size }: Viewed): boolean =>
  SHOWN_AS_THEY_ARE.has(mime_type) && size <= MOST_ORIGINAL_BYTES;

/** `v`: so that new bytes are another address. */
export const contentAddress = ({ id, version }: Pick<Viewed, 'id' | 'version'>): string =>
  addressOf(`/api/store/asset/${id}/content?v=${version}`);

export const downloadAddress = (id: string): string => addressOf(`/api/store/asset/download?id=${id}`);

/** `size`: one of those that are kept (200, 320, 500, 800, 1600). */
export const thumbnailAddress = (id: string, size: number): string =>
  addressOf(`/api/store/asset/${id}/thumbnail?size=${size}`);

export const pageAddress = (id: string, page: number, width: number): string =>
  addressOf(`/api/store/asset/${id}/content?page=${page}&w=${width}`);

const KEPT_SIDE = 1_600;
/** What of a picture is asked for when it is enlarged; the server makes none of more pixels. */
const MOST_PIXELS = 25_000_000;
const MAY_MOVE = new Set(['image/gif', 'image/webp', 'image/apng']);

/**
 * The picture for a width in pixels of the screen: the one that is kept, as long as it is large enough. Never the original, where
 * another can be had.
 */
export function pictureAddress(asset: Viewed, width: number): string {
  if (!asset.has_thumbnail) return contentAddress(asset);
  const { id, width: own, height } = asset;
  if (own === null || height === null) return thumbnailAddress(id, KEPT_SIDE);
  const kept = own >= height ? Math.min(own, KEPT_SIDE) : Math.min(own, (KEPT_SIDE * own) / height);
  const transformed = (side: number): string => addressOf(`/api/store/asset/${id}/content?w=${Math.floor(side)}`);
  // What is kept of a moving picture stands still.
  if (MAY_MOVE.has(asset.mime_type)) return transformed(Math.min(own, Math.max(kept, 1)));
  if (width <= kept * 1.1 || own <= kept) return thumbnailAddress(id, KEPT_SIDE);
  const most = Math.min(own, 8_192, Math.sqrt((MOST_PIXELS * own) / height));
  // In steps, so that not every turn of a wheel is a picture of its own.
  return transformed(Math.min(most, kept * 2 ** Math.ceil(Math.log2(width / kept))));
}

/** An asset by its id alone, for addresses that somebody has sent. Throws ApiError. */
export async function getViewed(id: string, signal: AbortSignal): Promise<Viewed> {
  const asset = await dataOf(storeApi.GET('/api/store/asset/{id}', { params: { path: { id } }, signal }));
  const kinds = ['image', 'video', 'audio', 'pdf', 'document'] as const;
  return {
    ...asset,
    kind: kinds.find((kind) => kind === asset.kind) ?? 'document',
    thumbhash: null,
    has_thumbnail: asset.thumbnail_url !== null && wasLookedAt(asset),
  };
}

/** Of what was not, its address says only that there may be a picture later; asking for it could be answered by a 404. */
const wasLookedAt = ({
  kind,
  width,
  duration,
  page_count,
}: Pick<Viewed, 'width' | 'duration' | 'page_count'> & { readonly kind: string }): boolean =>
  width !== null || duration !== null || page_count !== null || !['image', 'video', 'pdf'].includes(kind);
