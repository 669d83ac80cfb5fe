// The image decoder called in this process, and pixels of what it makes.
import sharp from 'sharp';
import { expect } from 'vitest';
import type { MediaFacts } from '../../src/core/ports.ts';
import type { Bytes, Drawing } from '../../src/drivers/media/decoder.ts';
import { image } from '../../src/drivers/media/image/index.ts';
import { type Drawn, drawPictures } from '../../src/drivers/media/image/pictures.ts';

export const bytesOf = (bytes: Buffer, mimeType = 'image/jpeg'): Bytes => ({
  sizeBytes: bytes.length,
  mimeType,
  read: async (start, length) => bytes.subarray(start, start + length),
});

export const encodedDrawing = (bytes: Buffer): Drawing => ({ type: 'encoded', bytes });

export interface Decoded extends Drawn {
  readonly facts: MediaFacts;
}

/** As the child process does it. */
export async function decode(bytes: Buffer, ...sides: number[]): Promise<Decoded> {
  let facts: MediaFacts = {};
  let drawn: Drawn = { pictures: [], thumbhash: undefined, reason: undefined };
  for await (const finding of image.examine(bytesOf(bytes), Math.max(0, ...sides))) {
    if (finding.type === 'facts') facts = { ...facts, ...finding.facts };
    if (finding.type === 'drawing') drawn = await drawPictures(finding.drawing, sides);
    if (finding.type === 'reason') drawn = { ...drawn, reason: finding.reason };
  }
  return { facts, ...drawn };
}

interface Encoded {
  readonly bytes: Uint8Array;
}

export function pictureOf(decoded: Drawn): Drawn['pictures'][number] {
  const [picture] = decoded.pictures;
  if (!picture) throw new Error(`no picture: ${decoded.reason}`);
  return picture;
}

/** Red, green, blue and, where there is one, alpha at a place given as fractions of width and height. */
export async function colourAt(picture: Encoded, x: number, y: number): Promise<number[]> {
  const { data, info } = await sharp(picture.bytes).toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
  return [...data.subarray(at, at + info.channels)];
}

export function expectNear(actual: readonly number[], expected: readonly number[], tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  const distances = actual.map((value, i) => Math.abs(value - (expected[i] ?? 0)));
  expect(Math.max(...distances), `${actual} is not near ${expected}`).toBeLessThanOrEqual(tolerance);
}

/** Fails when a picture says more than its pixels. */
export async function expectNoMetadata({ bytes }: Encoded): Promise<void> {
  const { exif, xmp, iptc, icc, orientation, tifftagPhotoshop } = await sharp(bytes).metadata();
  expect({ exif, xmp, iptc, icc, orientation, tifftagPhotoshop }).toEqual({});
  for (const mark of ['Exif', 'EXIF', 'XMP ', 'ICCP', 'CANARY']) {
    expect(Buffer.from(bytes).includes(mark), mark).toBe(false);
  }
}

/** Red and green above blue and white, so that every turn of it can be told. */
export async function quarters(width: number, height: number, letters = 'RGBW'): Promise<Buffer> {
  const colours = new Map([
    ['R', '#f00'],
    ['G', '#0f0'],
    ['B', '#00f'],
    ['W', '#fff'],
  ]);
  const parts = [...letters].map((letter, i) => ({
    input: {
      create: { width: width / 2, height: height / 2, channels: 3 as const, background: colours.get(letter) ?? '#000' },
    },
    left: ((i % 2) * width) / 2,
    top: (Math.floor(i / 2) * height) / 2,
  }));
  return sharp({ create: { width, height, channels: 3, background: '#000' } })
    .composite(parts)
    .removeAlpha()
    .png()
    .toBuffer();
}

/** The letters of `quarters` as they lie in a picture; `?` for any other colour. */
export async function lettersOf(picture: Encoded): Promise<string> {
  const letters: string[] = [];
  for (const y of [0.25, 0.75]) {
    for (const x of [0.25, 0.75]) {
      const [red = 0, green = 0, blue = 0] = await colourAt(picture, x, y);
      const bits = [red, green, blue].map((value) => (value > 230 ? '1' : value < 25 ? '0' : '?')).join('');
      letters.push({ '100': 'R', '010': 'G', '001': 'B', '111': 'W' }[bits] ?? '?');
    }
  }
  return letters.join('');
}
