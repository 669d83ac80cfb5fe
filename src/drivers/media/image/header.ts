// Sharp as it is set up for hostile images, and what their headers say before any of their pixels is decoded.
import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';
import { type Drawing, LONGEST_INPUT_SIDE, MOST_INPUT_PIXELS, Unreadable } from '../decoder.ts';

// Results would be kept for inputs that never come twice; parallelism comes from more processes, not from threads.
sharp.cache(false);
sharp.concurrency(1);

// Only loaders of these formats, and only from memory: a loader that takes a path could be led to other files.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: ['Jpeg', 'Png', 'Webp', 'Heif', 'Nsgif', 'Tiff', 'Svg'].map((format) => `VipsForeignLoad${format}Buffer`),
});

export interface Header {
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
  /** Can be drawn at any size without loss. */
  readonly isVector: boolean;
  /** HEIF that sharp reads no pixels of: in practice HEIC. */
  readonly isHeic: boolean;
  /** As sharp gives it; absent for raw pixels. */
  readonly metadata?: Metadata;
  /** Why the pixels must not be decoded, for people. */
  readonly refusal?: string;
}

/** By the bytes themselves: whoever examines them reads the header, and whoever draws them then asks again. */
const headers = new WeakMap<Buffer, Promise<Header>>();

/** Reads no pixels, whatever dimensions the header claims. Throws `Unreadable`. */
export function readHeader(bytes: Buffer): Promise<Header> {
  const known = headers.get(bytes) ?? newHeader(bytes);
  headers.set(bytes, known);
  return known;
}

async function newHeader(bytes: Buffer): Promise<Header> {
  const metadata = await readMetadata(bytes);
  const { width, height } = metadata.autoOrient;
  const refusal = refusalOf(width, height);
  return {
    width,
    height,
    hasAlpha: metadata.hasAlpha,
    isVector: metadata.format === 'svg',
    isHeic: metadata.format === 'heif' && metadata.compression !== 'av1',
    metadata,
    ...(refusal !== undefined && { refusal }),
  };
}

/** As `readHeader`, for any drawing; throws `Unreadable` also for one whose pixels must not or can not be decoded. */
export async function checkedHeader(drawing: Drawing): Promise<Header> {
  const header = drawing.type === 'raw' ? ofRaw(drawing) : await readHeader(drawing.bytes);
  if (header.refusal !== undefined) throw new Unreadable(header.refusal);
  if (header.isHeic) throw new Unreadable('HEIC images can not be decoded here');
  return header;
}

function ofRaw({ width, height, channels }: Drawing & { type: 'raw' }): Header {
  return { width, height, hasAlpha: channels === 4, isVector: false, isHeic: false };
}

/** Upright. Of an animation the first frame, unless `isAnimated`. */
export function open(drawing: Drawing, failOn: 'error' | 'none', isAnimated = false): Sharp {
  const options: SharpOptions = { limitInputPixels: MOST_INPUT_PIXELS, autoOrient: true, failOn };
  if (drawing.type === 'encoded') return sharp(drawing.bytes, { ...options, animated: isAnimated });
  const { bytes, width, height, channels } = drawing;
  return sharp(bytes, { ...options, raw: { width, height, channels } });
}

async function readMetadata(bytes: Buffer): Promise<Metadata> {
  if (bytes.length === 0) throw new Unreadable('the image is empty');
  try {
    // Dimensions are judged here, not by sharp: an image that is too large still has facts.
    return await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata();
  } catch (error) {
    const isUnknown = error instanceof Error && error.message.includes('unsupported image format');
    throw new Unreadable(isUnknown ? 'the format of the image is not supported' : 'the image is damaged', {
      cause: error,
    });
  }
}

function refusalOf(width: number, height: number): string | undefined {
  if (Math.max(width, height) > LONGEST_INPUT_SIDE) {
    return `the image is ${width} x ${height} pixels, more than ${LONGEST_INPUT_SIDE} on a side`;
  }
  if (width * height > MOST_INPUT_PIXELS) {
    return `the image has ${megapixels(width * height)} megapixels, more than ${megapixels(MOST_INPUT_PIXELS)}`;
  }
  return undefined;
}

export const megapixels = (pixels: number): string => String(Math.round(pixels / 1e5) / 10);
