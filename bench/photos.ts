// Photographs that nobody took, in which decoders and encoders find as much to do as in real ones, and any number of files of
// one picture that differ in their bytes.
import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** Sizes of the noise, in shares of the width, and how much of each: coarse shapes, textures, and the grain of a sensor. */
const LAYERS = [
  { share: 1 / 400, weight: 0.5 },
  { share: 1 / 60, weight: 0.25 },
  { share: 1 / 8, weight: 0.13 },
  { share: 1, weight: 0.12 },
] as const;

export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly format: 'jpeg' | 'png';
  readonly isProgressive?: boolean;
}

/** About 0.3 bytes a pixel as a JPEG. */
export async function makePhoto({ width, height, format, isProgressive = false }: Photo): Promise<Buffer> {
  const pixels = new Float32Array(width * height * 3);
  for (const { share, weight } of LAYERS) {
    const [columns, rows] = [Math.ceil(width * share) + 2, Math.ceil(height * share) + 2];
    const layer = await sharp(randomBytes(columns * rows * 3), { raw: { width: columns, height: rows, channels: 3 } })
      .resize({ width, height, fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let i = 0; i < pixels.length; i++) pixels[i] = (pixels[i] ?? 0) + weight * (layer[i] ?? 0);
  }
  const image = sharp(Buffer.from(Uint8Array.from(pixels)), { raw: { width, height, channels: 3 } });
  return format === 'png'
    ? image.png({ compressionLevel: 3 }).toBuffer()
    : image.jpeg({ quality: 85, progressive: isProgressive }).toBuffer();
}

/** The same picture in other bytes: with a comment that no other has. */
export function distinct(photo: Buffer): Buffer {
  const isPng = photo.readUInt8(0) === 0x89;
  // After the signature and the header that have to come first.
  const at = isPng ? 33 : 2;
  return Buffer.concat([photo.subarray(0, at), isPng ? pngComment() : jpegComment(), photo.subarray(at)]);
}

const jpegComment = (): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe, 0, 18]), randomBytes(16)]);

function pngComment(): Buffer {
  const body = Buffer.from(`tEXtComment\0${randomBytes(16).toString('hex')}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  chunk.set(body, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}
