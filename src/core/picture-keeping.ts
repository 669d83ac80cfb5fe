// The sizes in which pictures of an original are kept for good, and keeping them (renditions.ts).
import { createHash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Asset } from '../database/assets.ts';
import type { Rendition } from '../database/versions.ts';
import type { Context } from './context.ts';
import type { Picture } from './ports.ts';
import type { NewRendition, OwnedOriginal } from './renditions.ts';

export const THUMBNAIL_SIDE = 320;
/** Pages, frames and covers are drawn in this size once, and every other picture of them is made of that. */
export const POSTER_SIDE = 1600;
/** Pixels of the square that a picture fits into. */
export const PICTURE_SIDES = [200, 320, 500, 800, 1600] as const;
export type PictureSide = (typeof PICTURE_SIDES)[number];

export const preset = (side: number): string => `fit-${side}`;

/** Made together when one of them is asked for: an original is decoded once for all. The poster is there already. */
export const largerSides = (asset: Asset): readonly PictureSide[] =>
  asset.kind === 'image' ? [200, 500, 800, 1600] : [200, 500, 800];

/** What is made of an original when it is examined. */
export const firstSides = (asset: Asset): readonly number[] =>
  asset.kind === 'image' ? [THUMBNAIL_SIDE] : [THUMBNAIL_SIDE, POSTER_SIDE];

/** Whether there is a picture, or is likely to be one once the bytes were looked at. */
export const hasPicture = ({ kind, mediaState }: Asset): boolean =>
  mediaState === 'ready' || (mediaState === 'pending' && ['image', 'video', 'pdf'].includes(kind));

/** Keeps each picture under the side it was made for. Answers what is kept: nothing when the original was swept meanwhile. */
export async function keepPictures(
  context: Context,
  { workspaceId, sha256, mimeType }: OwnedOriginal,
  sides: readonly number[],
  pictures: readonly Picture[],
): Promise<Rendition[]> {
  const renditions = await storePictures(context, sides, pictures);
  const source = { workspaceId, sha256, mimeType };
  return savedOrReleased(context, renditions, () => context.write.saveRenditions(source, renditions));
}

/** Leaves the stored bytes to the sweep when nothing comes to name them. */
export async function savedOrReleased<T>(
  context: Context,
  renditions: readonly NewRendition[],
  save: () => Promise<T>,
): Promise<T> {
  try {
    return await save();
  } catch (error) {
    for (const { blob } of renditions) await context.write.noteUnusedBlob(blob).catch(() => undefined);
    throw error;
  }
}

/** Stores the bytes of each picture; what names them is still to be saved. */
export async function storePictures(
  { blobs }: Context,
  sides: readonly number[],
  pictures: readonly Picture[],
): Promise<NewRendition[]> {
  const renditions: NewRendition[] = [];
  for (const [index, { bytes, mimeType, width, height }] of pictures.entries()) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await using writer = await blobs.create();
    await writer.write(bytes);
    await writer.commit(sha256);
    const blob = { sha256, sizeBytes: bytes.length, crc32: crc32(bytes) };
    renditions.push({ preset: preset(sides[index] ?? 0), blob, mimeType, width, height });
  }
  return renditions;
}
