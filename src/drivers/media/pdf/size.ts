// How many pixels a page is drawn with. A page has no pixels of its own: its size is in points, 72 to the inch.
import { LONGEST_PICTURE_SIDE, MOST_PICTURE_PIXELS, type Recipe } from '../../../core/ports.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Rounding must not lead above. */
const MOST_PIXELS = MOST_PICTURE_PIXELS - 100_000;

/** Of a picture by a recipe; a larger one is enlarged from this. */
const MOST_RECIPE_SIDE = 4096;

/** Where a recipe asks for no size: 144 dots to the inch, as pages look on a screen. */
const USUAL_SCALE = 2;

/** The largest that fits into a square of so many pixels. */
export function sizeWithin(points: Size, side: number): Size {
  return scaled(points, side / longer(points), LONGEST_PICTURE_SIDE);
}

/** What the recipe can be made of without enlarging. */
export function sizeFor(points: Size, recipe: Recipe): Size {
  const isTurned = recipe.rotate === 90 || recipe.rotate === 270;
  const across = (recipe.width ?? 0) / (isTurned ? points.height : points.width);
  const down = (recipe.height ?? 0) / (isTurned ? points.width : points.height);
  const isBoth = recipe.width !== null && recipe.height !== null;
  const fitsInside = recipe.fit === 'contain' || recipe.fit === 'inside';
  const scale = isBoth && fitsInside ? Math.min(across, down) : Math.max(across, down);
  return scaled(points, scale === 0 ? USUAL_SCALE : scale, MOST_RECIPE_SIDE);
}

function scaled(points: Size, wanted: number, mostSide: number): Size {
  const mostScale = Math.min(mostSide / longer(points), Math.sqrt(MOST_PIXELS / (points.width * points.height)));
  const scale = Math.min(wanted, mostScale);
  return {
    width: Math.max(1, Math.round(points.width * scale)),
    height: Math.max(1, Math.round(points.height * scale)),
  };
}

const longer = (size: Size): number => Math.max(size.width, size.height);
