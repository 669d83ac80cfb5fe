// Looking at the bytes of assets: facts, text and first pictures, in one reading of the original.
import { type Asset, findAsset } from '../database/assets.ts';
import { findMedia } from '../database/media.ts';
import type { Asker } from './asking.ts';
import { blobSource } from './blob-source.ts';
import type { Context } from './context.ts';
import { CoreError, notFound } from './errors.ts';
import { joinFlight } from './flights.ts';
import type { Id } from './ids.ts';
import type { Examined, Foreseen, OwnedAsset } from './media.ts';
import { firstSides, savedOrReleased, storePictures } from './picture-keeping.ts';
import type { MediaDecoder, MediaOptions, MediaSource } from './ports.ts';

/** For one whose answer is the better for it, but does not depend on it. */
const LONGEST_WAIT_MS = 15_000;

export interface ExamineOptions {
  /** Nobody waits for it. */
  readonly isBackground?: boolean;
  /** What was found before this time (Unix milliseconds), or by an older decoder, does not count. */
  readonly since?: number;
  readonly asker?: Asker;
}

/**
 * Looks at an asset's bytes, unless what is known of them is still good: notes facts and text, keeps the first pictures.
 * Idempotent. An asset that is gone is no error. Throws as `MediaDecoder.examine`.
 */
export async function examineAsset(context: Context, id: Id, options: ExamineOptions = {}): Promise<void> {
  const { isBackground = false, since, asker = {} } = options;
  const asset = await findAsset(context.db, id);
  if (!asset || (asset.mediaState !== 'pending' && since === undefined)) return;
  const key = `examine ${asset.sha256} ${asset.mimeType}`;
  const look = async (signal: AbortSignal): Promise<Id> => {
    const work = { isBackground, asker: asker.key, signal };
    if (!(await isKnown(context, asset, since ?? 0))) await examine(context, asset, work);
    else await context.write.noteKnownMedia(owned(asset));
    return id;
  };
  const examinedFor = await joinFlight(context.flights, key, look, asker.signal);
  if (examinedFor === id) return;
  // The same bytes in another asset were looked at meanwhile; if that one has gone, nothing was noted of them.
  if (!(await context.write.noteKnownMedia(owned(asset)))) await examineAsset(context, id, options);
}

async function isKnown(context: Context, asset: Asset, since: number): Promise<boolean> {
  const known = await findMedia(context.db, asset);
  return known !== undefined && known.revision === context.media.revision && known.examinedAt >= since;
}

async function examine(context: Context, asset: Asset, options: MediaOptions): Promise<void> {
  const sides = firstSides(asset);
  const source = blobSource(context.blobs, asset);
  const { facts, text, pictures, reason } = await context.media.examine(source, sides, options);
  const renditions = await storePictures(context, sides, pictures);
  const examined: Examined = {
    sha256: asset.sha256,
    mimeType: asset.mimeType,
    state: renditions.length > 0 ? 'ready' : 'no_preview',
    reason: reason === undefined ? null : sentence(reason),
    facts,
    revision: context.media.revision,
    text,
    renditions,
  };
  await savedOrReleased(context, renditions, () => context.write.noteExamined(owned(asset), examined));
}

/** What looking at such bytes would tell, where it would be nothing; undefined where they have to be looked at. */
export function foresee(
  media: MediaDecoder,
  source: Pick<MediaSource, 'sizeBytes' | 'mimeType'>,
): Foreseen | undefined {
  const reason = media.refusal?.(source);
  return reason === undefined ? undefined : { reason: sentence(reason), revision: media.revision };
}

const owned = ({ id, workspaceId }: Asset): OwnedAsset => ({ id, workspaceId });

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

/** Looks at an asset's bytes when nobody has yet, for one who waits. Answers the asset as it is then. */
export async function ensureExamined(context: Context, asset: Asset, asker: Asker): Promise<Asset> {
  if (asset.mediaState !== 'pending') return asset;
  await examineAsset(context, asset.id, { asker });
  const examined = await findAsset(context.db, asset.id);
  if (!examined) throw notFound('Asset');
  return examined;
}

/**
 * As `ensureExamined`, for a new asset whose maker is told what is known of it: the asset as it is where the decoders are
 * too busy or too slow for that, or do not answer, or there is no room for its pictures. The job looks at it then.
 */
export async function examineNow(context: Context, asset: Asset, asker: Asker): Promise<Asset> {
  const timeout = AbortSignal.timeout(LONGEST_WAIT_MS);
  const signal = asker.signal ? AbortSignal.any([asker.signal, timeout]) : timeout;
  try {
    return await ensureExamined(context, asset, { ...asker, signal });
  } catch (error) {
    if (error instanceof CoreError && ['busy', 'unavailable', 'storage_full'].includes(error.code)) return asset;
    throw error;
  }
}
