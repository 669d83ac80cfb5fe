// The pictures of an original in a few sizes: the first ones were made when it was examined, the others are, all of them in
// one decoding, when one is asked for. Pictures by recipe are in transforms.ts.
import type { Asset } from '../database/assets.ts';
import { findRendition, type Rendition } from '../database/versions.ts';
import type { Asker } from './asking.ts';
import { blobSource } from './blob-source.ts';
import type { Context } from './context.ts';
import { invalid, notFound } from './errors.ts';
import { ensureExamined, examineAsset } from './examination.ts';
import { joinFlight } from './flights.ts';
import {
  keepPictures,
  largerSides,
  PICTURE_SIDES,
  type PictureSide,
  POSTER_SIDE,
  preset,
  THUMBNAIL_SIDE,
} from './picture-keeping.ts';
import type { MediaSource } from './ports.ts';

/**
 * A picture of an asset, made now when it is not there yet. Throws `not_found` for what has no picture, what
 * `MediaDecoder.examine` throws, and `unavailable` when the asker has gone.
 */
export async function getRendition(
  context: Context,
  asset: Asset,
  side: PictureSide = THUMBNAIL_SIDE,
  asker: Asker = {},
): Promise<Rendition> {
  const found = await findRendition(context.db, asset, preset(side));
  if (found) return found;
  const examined = await ensureExamined(context, asset, asker);
  if (examined.mediaState === 'no_preview') throw notFound('Picture');
  const existing = await findRendition(context.db, examined, preset(side));
  if (existing) return existing;
  if (side === POSTER_SIDE && examined.kind !== 'image') {
    const poster = await findPoster(context, examined, asker);
    if (!poster) throw notFound('Picture');
    return poster;
  }
  const sides = side === THUMBNAIL_SIDE ? [THUMBNAIL_SIDE] : largerSides(examined);
  const make = (signal: AbortSignal) => makePictures(context, examined, sides, { ...asker, signal });
  const flight = `pictures ${examined.sha256} ${examined.mimeType} ${sides.join()}`;
  const made = await joinFlight(context.flights, flight, make, asker.signal);
  const wanted = made.find((rendition) => rendition.preset === preset(side));
  if (!wanted) throw notFound('Picture');
  return wanted;
}

async function makePictures(
  context: Context,
  asset: Asset,
  sides: readonly number[],
  asker: Asker,
): Promise<Rendition[]> {
  const source = await pictureSource(context, asset, asker);
  const { pictures } = await context.media.examine(source, sides, { asker: asker.key, signal: asker.signal });
  return keepPictures(context, asset, sides, pictures);
}

/** What pictures of an asset are made of: an image itself, the poster of anything else. Throws `not_found` without either. */
export async function pictureSource(context: Context, asset: Asset, asker: Asker): Promise<MediaSource> {
  if (asset.kind === 'image') return blobSource(context.blobs, asset);
  const poster = await findPoster(context, asset, asker);
  const stat = poster && (await context.blobs.stat(poster.sha256));
  if (!stat) throw notFound('Picture');
  return blobSource(context.blobs, { ...poster, sizeBytes: stat.sizeBytes });
}

/** One that was dropped, because its bytes were damaged, is drawn again. */
async function findPoster(context: Context, asset: Asset, asker: Asker): Promise<Rendition | undefined> {
  const find = () => findRendition(context.db, asset, preset(POSTER_SIDE));
  const found = await find();
  if (found) return found;
  await examineAsset(context, asset.id, { since: Date.now(), asker });
  return find();
}

/** Of a request. Throws `invalid` for a size that is not kept. */
export function pictureSide(size: number): PictureSide {
  const side = PICTURE_SIDES.find((known) => known === size);
  if (side === undefined) throw invalid('size', `A picture is ${PICTURE_SIDES.join(', ')} pixels large.`);
  return side;
}
