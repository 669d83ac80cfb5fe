// Recipes of pictures: how large a result may be, which format suits a client, and one text for each recipe. How they are
// spelled in URLs is in recipe-parameters.ts; making the pictures is in transforms.ts.
import type { Asset } from '../database/assets.ts';
import { invalid } from './errors.ts';
import { LONGEST_PICTURE_SIDE, MOST_PICTURE_PIXELS, type PictureFormat, type Recipe } from './ports.ts';

/** What is asked for: a recipe whose format and quality may be left open (null), to be chosen for each client. */
export type Transform = Omit<Recipe, 'format' | 'quality'> & {
  readonly format: PictureFormat | null;
  readonly quality: number | null;
};

/** Formats as a client prefers them: numbers from 0, not at all, to 1. */
export interface Accepted {
  /** Those it names. */
  readonly named: ReadonlyMap<PictureFormat, number>;
  /** All others. It says little: clients that take anything need not know the newer formats. */
  readonly others: number;
}

/** Originals that may have frames, of which AVIF would hold the first alone. */
const MAY_MOVE = new Set(['image/gif', 'image/webp']);

/** Encoding AVIF takes so long that larger results are given in another format, unless it was asked for. */
const MOST_AVIF_PIXELS = 2_000_000;

/** Where they look about the same. */
const DEFAULT_QUALITY: Readonly<Record<PictureFormat, number>> = { webp: 80, avif: 50, jpeg: 80, png: 100, gif: 100 };

/** Originals whose own format a client that names none is sure to show. */
const OWN_FORMAT = new Map<string, PictureFormat>([
  ['image/jpeg', 'jpeg'],
  ['image/png', 'png'],
  ['image/gif', 'gif'],
]);
/** Other originals that often have transparent parts. */
const OFTEN_TRANSPARENT = new Set([
  'image/apng',
  'image/avif',
  'image/svg+xml',
  'image/vnd.microsoft.icon',
  'image/webp',
  'image/x-icon',
]);

/** The same transform without what makes no difference, so that equal results have equal recipes. */
export function simplified(transform: Transform): Transform {
  const { width, height, position, border, format } = transform;
  const fit = width === null || height === null ? 'cover' : transform.fit;
  const isPlaced = width !== null && height !== null && (fit === 'cover' || fit === 'contain');
  const isStrategy = position === 'entropy' || position === 'attention';
  return {
    ...transform,
    fit,
    position: isPlaced && !(isStrategy && fit === 'contain') ? position : 'center',
    border: border?.width === 0 ? null : border,
    quality: transform.quality ?? (format === null ? null : DEFAULT_QUALITY[format]),
  };
}

/** Throws `invalid` naming the side that was asked for, or `border`, for a result that is too large. */
export function checkSize(
  { width, height, border }: Pick<Transform, 'width' | 'height' | 'border'>,
  side: 'w' | 'h' = 'w',
): void {
  const tooLong = `the picture would have more than ${LONGEST_PICTURE_SIDE} pixels on a side.`;
  const longest = Math.max(width ?? 0, height ?? 0);
  if (longest > LONGEST_PICTURE_SIDE) throw invalid(side, `${side}: ${tooLong}`);
  if (border && longest + 2 * border.width > LONGEST_PICTURE_SIDE) throw invalid('border', `border: ${tooLong}`);
  if (width !== null && height !== null && width * height > MOST_PICTURE_PIXELS)
    throw invalid(side, `${side}: the picture would have more than ${MOST_PICTURE_PIXELS / 1e6} megapixels.`);
}

const MIRROR_LETTERS = { none: '', horizontal: 'h', vertical: 'v', both: 'hv' } as const;

/**
 * One text for each simplified transform, spelled as in a URL (in pixels that may be more than a URL can ask for). Cached
 * pictures are named by it: what is written for a recipe today must be written for it ever after.
 */
export function canonicalRecipe(recipe: Transform): string {
  const { page, rotate, width, height, fit, position, blur, sharpen, background, radius, border, format } = recipe;
  const isStrategy = position === 'entropy' || position === 'attention';
  const parameters: Readonly<Record<string, string | number | null>> = {
    page: page === 1 ? null : page,
    rotate: rotate || null,
    flip: MIRROR_LETTERS[recipe.mirror] || null,
    w: width,
    h: height,
    fit: fit === 'cover' ? null : fit,
    [isStrategy ? 'crop' : 'gravity']: position === 'center' ? null : position,
    grayscale: recipe.grayscale ? 1 : null,
    blur: blur || null,
    sharpen: sharpen || null,
    bg: background,
    radius: radius || null,
    border: border && `${border.width},${border.color}`,
    format,
    quality: recipe.quality,
  };
  return Object.entries(parameters)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`]))
    .join('&');
}

export type Pictured = Pick<Asset, 'kind' | 'mimeType' | 'width' | 'height' | 'pageCount'>;

/**
 * The recipe that a transform means for this asset and client. Throws `invalid` for a page that it has not, and for a
 * result that is too large, as far as the size of the original is known by now.
 */
export function recipeFor(asset: Pictured, transform: Transform, accepted: Accepted): Recipe {
  const { page, border } = transform;
  if (page > 1 && asset.kind !== 'pdf') throw invalid('page', 'page: only PDF documents have pages to choose from.');
  if (page > 1 && asset.pageCount !== null && page > asset.pageCount)
    throw invalid('page', `page: the document has ${asset.pageCount} ${asset.pageCount === 1 ? 'page' : 'pages'}.`);
  const isUnscaled = transform.width === null && transform.height === null;
  // What is drawn of anything but an image has a size of its own.
  const size = isUnscaled && asset.kind !== 'image' ? undefined : sizeOfResult(asset, transform);
  if (size) checkSize({ ...size, border }, transform.width === null && !isUnscaled ? 'h' : 'w');
  const format = transform.format ?? chooseFormat(asset, transform, size, accepted);
  return { ...transform, format, quality: transform.quality ?? DEFAULT_QUALITY[format] };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels without the border; undefined where they depend on a size that is not known. */
export function sizeOfResult(
  asset: Pick<Asset, 'width' | 'height'>,
  { width, height, fit, rotate }: Pick<Transform, 'width' | 'height' | 'fit' | 'rotate'>,
): Size | undefined {
  if (width !== null && height !== null && fit !== 'inside' && fit !== 'outside') return { width, height };
  if (!asset.width || !asset.height) return undefined;
  const isTurned = rotate === 90 || rotate === 270;
  const original = isTurned
    ? { width: asset.height, height: asset.width }
    : { width: asset.width, height: asset.height };
  const scales = [width && width / original.width, height && height / original.height].filter(
    (scale) => scale !== null,
  );
  if (scales.length === 0) return original;
  const scale = fit === 'inside' ? Math.min(...scales) : Math.max(...scales);
  return {
    width: Math.max(1, Math.round(original.width * scale)),
    height: Math.max(1, Math.round(original.height * scale)),
  };
}

/** For clients that say nothing of newer formats. */
function ownFormat({ mimeType }: Pictured, { radius, background }: Transform): PictureFormat {
  if (radius !== 0) return 'png';
  const own = OWN_FORMAT.get(mimeType);
  return own ?? (background === null && OFTEN_TRANSPARENT.has(mimeType) ? 'png' : 'jpeg');
}

/** What the client prefers most; of equals AVIF where that suits, WebP, and the original's own. Its own if nothing suits. */
function chooseFormat(
  asset: Pictured,
  transform: Transform,
  size: Size | undefined,
  { named, others }: Accepted,
): PictureFormat {
  const own = ownFormat(asset, transform);
  const isSmall = size !== undefined && size.width * size.height <= MOST_AVIF_PIXELS;
  const avif = isSmall && !MAY_MOVE.has(asset.mimeType) ? (['avif'] as const) : [];
  const candidates: PictureFormat[] = [...avif, 'webp', own, 'jpeg', 'png', 'gif'];
  const weight = (format: PictureFormat): number => named.get(format) ?? (format === own ? others : 0);
  const most = Math.max(...candidates.map(weight));
  return (most > 0 && candidates.find((format) => weight(format) === most)) || own;
}
