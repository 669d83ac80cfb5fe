// The pixels of HEIC images, by libheif in WebAssembly. Loaded with the first one: it takes 50 MB.
import sharp from 'sharp';
import { type Drawing, Unreadable } from '../decoder.ts';
import type { Header } from './header.ts';
import { tiffWithProfile } from './tiff.ts';

const MOST_PROFILE_BYTES = 4 * 2 ** 20;

/** Upright; no larger than it has to be for a square of `side` pixels. Throws `Unreadable`. */
export async function drawHeic(bytes: Buffer, header: Header, side: number): Promise<Drawing> {
  const { width, height, data } = await decode(bytes, header);
  const pixels = sharp(Buffer.from(data.buffer, data.byteOffset, data.byteLength), {
    raw: { width, height, channels: 4 },
  });
  if (!header.hasAlpha) pixels.removeAlpha();
  pixels.resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true });
  const scaled = await pixels.raw().toBuffer({ resolveWithObject: true });
  const channels = header.hasAlpha ? 4 : 3;
  const raw = {
    type: 'raw',
    bytes: scaled.data,
    width: scaled.info.width,
    height: scaled.info.height,
    channels,
  } as const;
  const profile = header.metadata?.icc;
  // Most cameras that write HEIC use Display P3: shown as if it were sRGB, colours would be pale.
  if (profile === undefined || profile.length > MOST_PROFILE_BYTES) return raw;
  return { type: 'encoded', bytes: tiffWithProfile(raw, profile) };
}

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8ClampedArray;
}

async function decode(bytes: Buffer, header: Header): Promise<Pixels> {
  const heic = await import('heic-decode');
  let images: Awaited<ReturnType<typeof heic.all>> | undefined;
  try {
    images = await heic.all({ buffer: bytes });
    const image = images[header.metadata?.pagePrimary ?? 0];
    // What was judged by its header must be what is decoded.
    if (image?.width !== header.width || image.height !== header.height) throw new Unreadable(DAMAGED);
    return await image.decode();
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(DAMAGED, { cause: error });
  } finally {
    images?.dispose();
  }
}

const DAMAGED = 'the image is damaged';
