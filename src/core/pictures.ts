// The pictures of an original: found, or made now and kept (renditions.ts).
import { createHash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Asset } from '../database/assets.ts';
import { findRendition, type Rendition } from '../database/versions.ts';
import type { Context } from './context.ts';
import { CoreError, notFound } from './errors.ts';
import { type Picture, wholeRange } from './ports.ts';

/** The recipe of a thumbnail: it fits into a square of this many pixels. */
const THUMBNAIL_SIDE = 320;
const THUMBNAIL = `fit-${THUMBNAIL_SIDE}`;

/** The thumbnail of an asset, made now when it is not there yet. Throws `not_found` for what has no picture. */
export async function getThumbnail(context: Context, asset: Asset): Promise<Rendition> {
  const found = await findRendition(context.db, asset.sha256, THUMBNAIL);
  if (found) return found;
  if (asset.kind !== 'image' || asset.mediaState === 'no_preview') throw notFound('Thumbnail');
  const made = await examineImage(context, asset);
  if (!made) throw notFound('Thumbnail');
  return made;
}

/**
 * Looks at an image's bytes: notes its facts and makes its thumbnail. Answers undefined, and notes the reason, when it
 * can not be decoded. Idempotent.
 */
export async function examineImage(context: Context, asset: Asset): Promise<Rendition | undefined> {
  try {
    const source = { sizeBytes: asset.sizeBytes, open: () => openOriginal(context, asset) };
    const { facts, pictures, reason } = await context.images.decode(source, [THUMBNAIL_SIDE]);
    const picture = pictures[0];
    const rendition = picture && (await keepPicture(context, asset.sha256, THUMBNAIL, picture));
    await context.write.setMediaFacts(asset.id, {
      sha256: asset.sha256,
      width: facts.width,
      height: facts.height,
      mediaState: rendition ? 'ready' : 'no_preview',
      mediaReason: rendition ? null : (reason ?? 'The image could not be decoded.'),
    });
    return rendition;
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'invalid') throw error;
    await context.write.setMediaFacts(asset.id, {
      sha256: asset.sha256,
      width: null,
      height: null,
      mediaState: 'no_preview',
      mediaReason: error.message,
    });
    return undefined;
  }
}

async function openOriginal({ blobs }: Context, asset: Asset) {
  // The whole as a range, so that bytes that are missing at the end are noticed.
  const stream = await blobs.open(asset.sha256, wholeRange(asset.sizeBytes));
  if (!stream) throw new CoreError('internal', 'The bytes of the asset are missing.');
  return stream;
}

async function keepPicture(
  context: Context,
  sourceSha256: string,
  preset: string,
  picture: Picture,
): Promise<Rendition | undefined> {
  const sha256 = createHash('sha256').update(picture.bytes).digest('hex');
  await using writer = await context.blobs.create();
  await writer.write(picture.bytes);
  await writer.commit(sha256);
  return context.write.saveRendition({
    sourceSha256,
    preset,
    blob: { sha256, sizeBytes: picture.bytes.length, crc32: crc32(picture.bytes) },
    mimeType: picture.mimeType,
    width: picture.width,
    height: picture.height,
  });
}
