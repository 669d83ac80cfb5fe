// Sizes that a recipe leads to, computed before any pixel is made.
import { LONGEST_PICTURE_SIDE, MOST_PICTURE_PIXELS, type Recipe } from '../../../core/ports.ts';
import { Unreadable } from '../decoder.ts';
import { megapixels } from './header.ts';

/** With the border, which must not cost more than the largest picture. */
const MOST_FRAMED_PIXELS = 50_000_000;
/** Of a picture that is far longer than wide, cutting a square needs much more than the square. */
const MOST_SCALED_PIXELS = 50_000_000;

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Layout {
  /** Of the whole picture scaled, before it is cut or padded. */
  readonly scaled: Size;
  /** Of the result without its border. */
  readonly result: Size;
  /** The result is not the whole picture alone: it is cut or padded. */
  readonly isPlaced: boolean;
}

/** `size`: upright, after the recipe's rotation. Throws `Unreadable` for a result that is too large. */
export function layoutOf(size: Size, { width, height, fit, border }: Recipe): Layout {
  const scaled = scaledSize(size, width, height, fit);
  const isPlaced = width !== null && height !== null && (fit === 'cover' || fit === 'contain');
  const result = isPlaced ? { width, height } : scaled;
  check(result, border?.width ?? 0);
  if (scaled.width * scaled.height > MOST_SCALED_PIXELS) {
    throw new Unreadable(
      `the picture would have more than ${megapixels(MOST_SCALED_PIXELS)} megapixels before it is cut`,
    );
  }
  return { scaled, result, isPlaced };
}

function scaledSize(size: Size, width: number | null, height: number | null, fit: Recipe['fit']): Size {
  if (width !== null && height !== null && fit === 'fill') return { width, height };
  const scales: number[] = [];
  if (width !== null) scales.push(width / size.width);
  if (height !== null) scales.push(height / size.height);
  if (scales.length === 0) return size;
  const scale = fit === 'cover' || fit === 'outside' ? Math.max(...scales) : Math.min(...scales);
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

function check({ width, height }: Size, border: number): void {
  const pixels = width * height;
  if (pixels > MOST_PICTURE_PIXELS) {
    throw new Unreadable(
      `the picture would have ${megapixels(pixels)} megapixels, more than ${megapixels(MOST_PICTURE_PIXELS)}`,
    );
  }
  const framed = { width: width + 2 * border, height: height + 2 * border };
  if (Math.max(framed.width, framed.height) > LONGEST_PICTURE_SIDE) {
    throw new Unreadable(
      `the picture would be ${framed.width} x ${framed.height} pixels, more than ${LONGEST_PICTURE_SIDE} on a side`,
    );
  }
  if (framed.width * framed.height > MOST_FRAMED_PIXELS) {
    throw new Unreadable(
      `the picture with its border would have more than ${megapixels(MOST_FRAMED_PIXELS)} megapixels`,
    );
  }
}

/** Side of the square that the picture must fill for the recipe to lose nothing. Throws as `layoutOf` does. */
export function neededSide(size: Size, recipe: Recipe): number {
  const upright = turned(size, recipe.rotate);
  const { scaled } = layoutOf(upright, recipe);
  const scale = Math.max(scaled.width / upright.width, scaled.height / upright.height);
  return Math.ceil(Math.max(size.width, size.height) * scale);
}

export const turned = ({ width, height }: Size, rotate: Recipe['rotate']): Size =>
  rotate === 90 || rotate === 270 ? { width: height, height: width } : { width, height };
