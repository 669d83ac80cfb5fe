// The ThumbHash of a picture. It holds no more than 7 x 7 waves, so few samples of the pixels give the same as all of them.
import { rgbaToThumbHash } from 'thumbhash';
import type { Pixels } from './pixels.ts';

const MOST_CELLS = 32;
/** Of each cell, in each direction. */
const SAMPLES = 3;

/** Base64. */
export function placeholder(pixels: Pixels): string {
  const { width, height } = pixels;
  const cell = Math.max(1, Math.max(width, height) / MOST_CELLS);
  const columns = Math.max(1, Math.round(width / cell));
  const rows = Math.max(1, Math.round(height / cell));
  const rgba = new Uint8Array(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      rgba.set(average(pixels, column / columns, row / rows, columns, rows), (row * columns + column) * 4);
    }
  }
  return Buffer.from(rgbaToThumbHash(columns, rows, rgba)).toString('base64');
}

/** Red, green, blue, alpha of the cell whose corner is at these fractions of width and height. */
function average(
  { data, width, height, channels }: Pixels,
  left: number,
  top: number,
  columns: number,
  rows: number,
): readonly [number, number, number, number] {
  const [green, blue] = channels >= 3 ? [1, 2] : [0, 0];
  const hasAlpha = channels === 2 || channels === 4;
  const sums: [number, number, number] = [0, 0, 0];
  let weights = 0;
  for (let i = 0; i < SAMPLES; i++) {
    const y = Math.floor((top + (i + 0.5) / SAMPLES / rows) * height);
    for (let j = 0; j < SAMPLES; j++) {
      const x = Math.floor((left + (j + 0.5) / SAMPLES / columns) * width);
      const at = (y * width + x) * channels;
      const weight = hasAlpha ? (data[at + channels - 1] ?? 0) : 255;
      sums[0] += weight * (data[at] ?? 0);
      sums[1] += weight * (data[at + green] ?? 0);
      sums[2] += weight * (data[at + blue] ?? 0);
      weights += weight;
    }
  }
  const [r, g, b] = sums.map((sum) => Math.round(sum / Math.max(1, weights)));
  return [r ?? 0, g ?? 0, b ?? 0, Math.round(weights / SAMPLES ** 2)];
}
