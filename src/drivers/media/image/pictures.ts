// Header checks, decoding and encoding with sharp. Runs in the child process only: nothing else may import this file.
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import type { ImageFacts } from '../../core/ports.ts';
import type { EncodedPicture, PixelLimits } from './protocol.ts';

// Results would be kept for inputs that never come twice; parallelism comes from more processes, not from threads.
sharp.cache(false);
sharp.concurrency(1);

// Only loaders of these formats, and only from memory: a loader that takes a path could be led to other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff', 'Svg'].map((format) => `VipsForeignLoad${format}Buffer`),
});

// Effort 2 is as fast as 0 at four fifths of the bytes; from 3 on encoding takes twice the time for 4 % less.
const WEBP = { quality: 80, effort: 2 };

/** The image cannot be read at all, in words for people. */
export class Unreadable extends Error {}

export interface Header {
  readonly facts: ImageFacts;
  /** The image itself can be scaled up without loss. */
  readonly isDrawing: boolean;
  /** Why the pixels must not or cannot be decoded, in words for people. */
  readonly refusal: string | undefined;
}

/** Reads no pixels, whatever dimensions the header claims. */
export async function readHeader(bytes: Buffer, limits: PixelLimits): Promise<Header> {
  const header = await metadata(bytes);
  return { facts: header.autoOrient, isDrawing: header.format === 'svg', refusal: refusal(header, limits) };
}

async function metadata(bytes: Buffer): Promise<Metadata> {
  try {
    // Dimensions are judged here, not by sharp: an image that is too large still has facts.
    return await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
  } catch (error) {
    const unknownFormat = error instanceof Error && error.message.includes('unsupported image format');
    throw new Unreadable(unknownFormat ? 'the format of the image is not supported' : 'the image is damaged', {
      cause: error,
    });
  }
}

function refusal(header: Metadata, limits: PixelLimits): string | undefined {
  const { width, height } = header.autoOrient;
  if (header.format === 'heif' && header.compression !== 'av1') return 'HEIC images cannot be decoded';
  if (Math.max(width, height) > limits.maxSidePixels) {
    return `the image is ${width} x ${height} pixels, more than ${limits.maxSidePixels} on a side`;
  }
  if (width * height > limits.maxPixels) {
    return `the image has ${megapixels(width * height)} megapixels, more than ${megapixels(limits.maxPixels)}`;
  }
  return undefined;
}

const megapixels = (pixels: number): string => String(Math.round(pixels / 1e5) / 10);

export interface Drawn {
  readonly pictures: readonly EncodedPicture[];
  /** Why there are none, or why they show less than the whole image. */
  readonly reason: string | undefined;
}

/** A damaged image is shown as far as it can be read, as browsers do, but never without saying so. */
export async function draw(
  bytes: Buffer,
  sides: readonly number[],
  header: Header,
  limits: PixelLimits,
): Promise<Drawn> {
  // Sharp takes the first frame alone when it is not told otherwise.
  const options = { limitInputPixels: limits.maxPixels, autoOrient: true };
  try {
    return { pictures: await drawAll(bytes, { ...options, failOn: 'error' }, sides, header), reason: undefined };
  } catch {
    try {
      const pictures = await drawAll(bytes, { ...options, failOn: 'none' }, sides, header);
      return { pictures, reason: 'the image is damaged: the picture shows what could be read of it' };
    } catch {
      return { pictures: [], reason: 'the image is damaged' };
    }
  }
}

/** Decodes once, for the largest side (JPEG, WebP and SVG load smaller for that); the others come from its pixels. */
async function drawAll(
  bytes: Buffer,
  options: SharpOptions,
  sides: readonly number[],
  header: Header,
): Promise<EncodedPicture[]> {
  const largest = Math.max(...sides);
  const decoded = within(sharp(bytes, options), largest, header.isDrawing).toColourspace('srgb');
  if (sides.length === 1) return [await encode(decoded)];

  const { data, info } = await decoded.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const pictures: EncodedPicture[] = [];
  for (const side of sides) pictures.push(await encode(within(sharp(data, { raw }), side, false)));
  return pictures;
}

const within = (image: Sharp, side: number, enlarge: boolean): Sharp =>
  image.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: !enlarge });

async function encode(image: Sharp): Promise<EncodedPicture> {
  const { data, info } = await image.webp(WEBP).toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height };
}
