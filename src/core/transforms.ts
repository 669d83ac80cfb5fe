// Pictures of assets by recipe, made when they are asked for: once for all who ask at the same time, and cached.
import { createHash } from 'node:crypto';
import type { Asset } from '../database/assets.ts';
import type { Asker } from './asking.ts';
import { blobSource } from './blob-source.ts';
import type { Context } from './context.ts';
import { CoreError, notFound } from './errors.ts';
import { ensureExamined } from './examination.ts';
import { joinFlight } from './flights.ts';
import { pictureSource } from './pictures.ts';
import type { MediaSource, Picture, Recipe } from './ports.ts';
import { canonicalRecipe } from './recipes.ts';

/** Hex; names the picture for ever: other bytes, another recipe or a decoder that draws otherwise give another key. */
export function transformKey({ media }: Pick<Context, 'media'>, asset: Asset, recipe: Recipe): string {
  const name = `${media.revision}\n${asset.sha256}\n${asset.mimeType}\n${canonicalRecipe(recipe)}`;
  return createHash('sha256').update(name).digest('hex');
}

/**
 * Throws `not_found` for what has no picture, `invalid` where the recipe can not be applied to it, `busy` when too many are
 * being made, `unavailable` when the asker has gone.
 */
export async function getTransform(context: Context, asset: Asset, recipe: Recipe, asker: Asker = {}): Promise<Buffer> {
  const key = transformKey(context, asset, recipe);
  const cached = await context.pictureCache.get(key);
  if (cached) return cached;
  const failed = context.failedPictures.find(key);
  if (failed) throw failed;
  const make = async (signal: AbortSignal): Promise<Buffer> => {
    const { bytes } = await makeTransform(context, asset, recipe, { ...asker, signal }).catch((error: unknown) => {
      if (!(error instanceof CoreError && error.code === 'invalid')) throw error;
      const failure = new CoreError('invalid', `The picture can not be made: ${error.message}.`, { cause: error });
      context.failedPictures.note(key, failure);
      throw failure;
    });
    await context.pictureCache.put(key, bytes);
    return bytes;
  };
  return joinFlight(context.flights, `transform ${key}`, make, asker.signal);
}

/** An image need not be examined before: should it fail, examining it tells whether that is for the image or for the recipe. */
async function makeTransform(context: Context, asset: Asset, recipe: Recipe, asker: Asker): Promise<Picture> {
  const options = { asker: asker.key, signal: asker.signal };
  const isUnknownImage = asset.kind === 'image' && asset.mediaState === 'pending';
  if (isUnknownImage) {
    try {
      return await context.media.transform(blobSource(context.blobs, asset), recipe, options);
    } catch (error) {
      if (!(error instanceof CoreError && error.code === 'invalid')) throw error;
      if ((await ensureExamined(context, asset, asker)).mediaState === 'no_preview') throw notFound('Picture');
      throw error;
    }
  }
  const source = await transformSource(context, await ensureExamined(context, asset, asker), asker);
  return context.media.transform(source, recipe, options);
}

/** A document's pages are drawn anew, in the size asked for. */
async function transformSource(context: Context, asset: Asset, asker: Asker): Promise<MediaSource> {
  if (asset.mediaState === 'no_preview') throw notFound('Picture');
  return asset.kind === 'pdf' ? blobSource(context.blobs, asset) : pictureSource(context, asset, asker);
}
