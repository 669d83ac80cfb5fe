// A picture by a recipe, step by step in the order of `Recipe`. Runs in the child process only.
import type { Sharp } from 'sharp';
import type { Recipe } from '../../../core/ports.ts';
import { type Drawing, MOST_INPUT_PIXELS, Unreadable } from '../decoder.ts';
import type { EncodedPicture } from '../protocol.ts';
import { encoded, MOST_ANIMATED_PIXELS } from './encoding.ts';
import { type Layout, layoutOf, turned } from './geometry.ts';
import { checkedHeader, type Header, open } from './header.ts';
import { fromPixels, pixelsOf } from './pixels.ts';

const TRANSPARENT = { r: 0, g: 0, b: 0, alpha: 0 };
const WHITE = 'ffffff';
const LUMA: [number, number, number] = [0.2126, 0.7152, 0.0722];

/**
 * sRGB, without metadata. Of an animation the first frame, unless the result can be animated (see `isAnimated`). A damaged
 * image is shown as far as it can be read. Throws `Unreadable` for what can not be made.
 */
export async function transform(drawing: Drawing, recipe: Recipe): Promise<EncodedPicture> {
  const header = await checkedHeader(drawing);
  const layout = layoutOf(turned(header, recipe.rotate), recipe);
  const frame = 2 * (recipe.border?.width ?? 0);
  const pixels = (layout.result.width + frame) * (layout.result.height + frame);
  const frames = isAnimated(header, recipe, layout) ? framesOf(header) : 1;
  try {
    const image =
      frames > 1
        ? coloured(placed(open(drawing, 'none', true), recipe, layout), recipe)
        : await still(drawing, header, recipe, layout);
    const { data, info } = await encoded(image, recipe, frames * pixels).toBuffer({ resolveWithObject: true });
    return { bytes: data, width: info.width, height: info.pageHeight ?? info.height };
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable('the image is damaged', { cause: error });
  }
}

const framesOf = ({ metadata }: Header): number => metadata?.pages ?? 1;

/** Both formats can hold frames, all steps can be done to all of them at once, and there are not too many pixels. */
function isAnimated(header: Header, recipe: Recipe, { result }: Layout): boolean {
  const { format, rotate, mirror, position, blur, sharpen, background, radius, border } = recipe;
  const from = header.metadata?.format;
  if ((from !== 'gif' && from !== 'webp') || (format !== 'gif' && format !== 'webp')) return false;
  const isTurned = rotate !== 0 || mirror !== 'none' || (header.metadata?.orientation ?? 1) > 1;
  const isDecorated = blur > 0 || sharpen > 0 || background !== null || radius !== 0 || border !== null;
  if (isTurned || isDecorated || isStrategy(position)) return false;
  const frames = framesOf(header);
  return (
    frames * header.width * header.height <= MOST_INPUT_PIXELS &&
    frames * result.width * result.height <= MOST_ANIMATED_PIXELS[format]
  );
}

/**
 * Sharp has an order of its own for the steps of one pipeline; where the recipe's is another, the pixels so far are computed
 * and the next step starts from them.
 */
async function still(drawing: Drawing, header: Header, recipe: Recipe, layout: Layout): Promise<Sharp> {
  const { blur, sharpen, format, radius, border } = recipe;
  const background = recipe.background ?? (format === 'jpeg' ? WHITE : null);
  const isPadded = recipe.fit === 'contain' && layout.isPlaced;

  let image = coloured(placed(await oriented(drawing, header, recipe, layout), recipe, layout), recipe);
  if (blur > 0) image = await blurred(image, blur, layout);
  if (sharpen > 0) image.sharpen({ sigma: sharpen / 10 }); // 10 is the most that libvips does
  if (background !== null && (header.hasAlpha || isPadded)) image = await flattened(image, background);
  if (radius !== 0) image = await rounded(image, layout, radius);
  if (radius !== 0 && format === 'jpeg') image = await flattened(image, background ?? WHITE);
  if (border !== null) image = await framed(image, border);
  return image;
}

/** Turned pictures are scaled first: so photos are decoded no larger than need be, and drawings are drawn at their size. */
async function oriented(
  drawing: Drawing,
  { metadata }: Header,
  { rotate, mirror }: Recipe,
  { scaled }: Layout,
): Promise<Sharp> {
  const image = open(drawing, 'none');
  const hasInks = (metadata?.channels ?? 0) > 4; // see pixelsOf: not every step can be done to so many
  if (rotate === 0 && mirror === 'none' && !hasInks) return image;
  const upright = await computed(image.resize({ ...turned(scaled, rotate), fit: 'fill' }));
  // Sharp mirrors before it rotates, which by a quarter turn makes one axis the other.
  const isQuarter = rotate === 90 || rotate === 270;
  const horizontal = mirror === 'both' || mirror === (isQuarter ? 'vertical' : 'horizontal');
  const vertical = mirror === 'both' || mirror === (isQuarter ? 'horizontal' : 'vertical');
  return upright.flop(horizontal).flip(vertical).rotate(rotate);
}

function placed(image: Sharp, { fit, position }: Recipe, { result, isPlaced }: Layout): Sharp {
  if (!isPlaced) return image.resize({ ...result, fit: 'fill' });
  const place = fit === 'contain' && isStrategy(position) ? 'center' : position;
  return image.resize({ ...result, fit, position: place, background: TRANSPARENT });
}

/** Sharp's own `greyscale` loses transparency on the way to the next step. The weights are those of CSS (filter-effects, 13.1). */
const coloured = (image: Sharp, { grayscale }: Recipe): Sharp => (grayscale ? image.recomb([LUMA, LUMA, LUMA]) : image);

const isStrategy = (position: Recipe['position']): boolean => position === 'entropy' || position === 'attention';

/** A wide blur leaves nothing that a smaller picture could not hold, and costs in proportion to its width. */
async function blurred(image: Sharp, sigma: number, { result }: Layout): Promise<Sharp> {
  const shrink = Math.floor(sigma / 8);
  if (shrink < 2) return image.blur(Math.max(sigma, 0.3)); // less is nothing that libvips does
  const width = Math.ceil(result.width / shrink);
  const height = Math.ceil(result.height / shrink);
  const small = (await computed(image)).resize({ width, height, fit: 'fill' }).blur(sigma / shrink);
  return (await computed(small)).resize({ ...result, fit: 'fill' });
}

const flattened = async (image: Sharp, background: string): Promise<Sharp> =>
  (await computed(image)).flatten({ background: `#${background}` });

async function rounded(image: Sharp, { result: { width, height } }: Layout, radius: number | 'max'): Promise<Sharp> {
  const [rx, ry] = radius === 'max' ? [width / 2, height / 2] : both(Math.min(radius, width / 2, height / 2));
  const shape = `<rect width="${width}" height="${height}" rx="${rx}" ry="${ry}"/>`;
  const mask = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${shape}</svg>`;
  return (await computed(image)).composite([{ input: Buffer.from(mask), blend: 'dest-in' }]);
}

const both = (radius: number): readonly [number, number] => [radius, radius];

async function framed(image: Sharp, { width, color }: NonNullable<Recipe['border']>): Promise<Sharp> {
  const sides = { top: width, bottom: width, left: width, right: width };
  return (await computed(image)).extend({ ...sides, background: `#${color}` });
}

/** What is added to it comes after all steps so far. */
const computed = async (image: Sharp): Promise<Sharp> => fromPixels(await pixelsOf(image));
