// The sizes in which pictures of an original are kept for good, and keeping them (renditions.ts).
import { createHash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Asset } from '../database/assets.ts';
import type { Blob } from '../database/blobs.ts';
import type { Rendition } from '../database/versions.ts';
import type { Context } from './context.ts';
import type { Picture } from './ports.ts';
import type { NewRendition } from './renditions.ts';

export const THUMBNAIL_SIDE = 320;
/** Pages, frames and covers are drawn in this size once, and every other picture of them is made of that. */
export const POSTER_SIDE = 1600;
/** Made together: an original is decoded once for all of them. */
export const LARGER_SIDES = [200, 500, 800, 1600] as const;

/** Pixels of the square that a picture fits into. */
export const PICTURE_SIDES = [200, 320, 500, 800, 1600] as const;
export type PictureSide = (typeof PICTURE_SIDES)[number];

export const preset = (side: number): string => `fit-${side}`;

/** What is made of an original when it is examined. */
export const firstSides = (asset: Asset): readonly number[] =>
  asset.kind === 'image' ? [THUMBNAIL_SIDE] : [THUMBNAIL_SIDE, POSTER_SIDE];

/** Whether there is a picture, or is likely to be one once the bytes were looked at. */
export const hasPicture = ({ kind, mediaState }: Asset): boolean =>
  mediaState === 'ready' || (mediaState === 'pending' && ['image', 'video', 'pdf'].includes(kind));

/**
 * Keeps each picture under the side it was made for, `anew` in place of all that were kept of the original before. Answers
 * what is kept: nothing when the original was swept meanwhile.
 */
export async function keepPictures(
  context: Context,
  sourceSha256: string,
  sides: readonly number[],
  pictures: readonly Picture[],
  { anew = false } = {},
): Promise<Rendition[]> {
  const renditions: NewRendition[] = [];
  for (const [index, picture] of pictures.entries()) {
    const { mimeType, width, height } = picture;
    const blob = await storePicture(context, picture.bytes);
    renditions.push({ preset: preset(sides[index] ?? 0), blob, mimeType, width, height });
  }
  return anew
    ? context.write.replaceRenditions(sourceSha256, renditions)
    : context.write.saveRenditions(sourceSha256, renditions);
}

async function storePicture({ blobs }: Context, bytes: Buffer): Promise<Blob> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await using writer = await blobs.create();
  await writer.write(bytes);
  await writer.commit(sha256);
  return { sha256, sizeBytes: bytes.length, crc32: crc32(bytes) };
}
