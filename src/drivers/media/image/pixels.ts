// Pixels as they come out of sharp and go into it again.
import sharp, { type Sharp } from 'sharp';

export interface Pixels {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** 1 or 2: grey; 2 or 4: the last is alpha, not premultiplied. */
  readonly channels: 1 | 2 | 3 | 4;
}

/** All steps so far, done: 8-bit sRGB. */
export async function pixelsOf(image: Sharp): Promise<Pixels> {
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const channels: number = info.channels;
  if (channels === 1 || channels === 2 || channels === 3 || channels === 4) return { data, width, height, channels };
  return { data: firstThree(data, channels), width, height, channels: 3 };
}

export const fromPixels = ({ data, width, height, channels }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels } });

/** Of images for print: what comes after the colours are masks and inks, of which sharp takes none in. */
function firstThree(data: Buffer, channels: number): Buffer {
  const colours = Buffer.allocUnsafe((data.length / channels) * 3);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) {
    for (let i = 0; i < 3; i++) colours[to + i] = data[from + i] ?? 0;
  }
  return colours;
}
