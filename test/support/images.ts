// Images as the tests of the decoder give them: sources of bytes, and files that are made to be a burden.
import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import type { MediaSource } from '../../src/core/ports.ts';

/** Comes in chunks, as from a store. */
export function sourceOf(bytes: Buffer, mimeType: string): MediaSource {
  const chunkBytes = 64 * 1024;
  const chunks = function* (start: number, end: number) {
    for (let at = start; at < end; at += chunkBytes) yield bytes.subarray(at, Math.min(at + chunkBytes, end));
  };
  return {
    sizeBytes: bytes.length,
    mimeType,
    open: ({ start, end }) => Readable.from(chunks(start, end + 1)),
  };
}

export const plain = (width: number, height: number, background = '#3366cc') =>
  sharp({ create: { width, height, channels: 3, background } });

/** A JPEG that names its owner (`CANARY`) and where it was taken, in the colours of another profile. */
export const telltalePhoto = (): Promise<Buffer> =>
  plain(64, 48)
    .withExif({ IFD0: { Artist: 'CANARY' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="CANARY"/></x:xmpmeta>')
    .withIccProfile('p3')
    .jpeg()
    .toBuffer();

/** Takes many seconds to draw, and little memory. */
export function slowSvg(): Buffer {
  const rect = '<rect width="1000" height="1000" filter="url(#f)"/>';
  return svg(
    1000,
    1000,
    `<filter id="f"><feTurbulence baseFrequency="0.5" numOctaves="9"/></filter>${rect.repeat(400)}`,
  );
}

export const svg = (width: number, height: number, content: string): Buffer =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`);

/** A PNG that claims these dimensions and has hardly any pixels. */
export function pngClaiming(width: number, height: number): Buffer {
  const dimensions = Buffer.alloc(13);
  dimensions.writeUInt32BE(width, 0);
  dimensions.writeUInt32BE(height, 4);
  dimensions.set([8, 2], 8);
  const chunks = [pngChunk('IHDR', dimensions), pngChunk('IDAT', deflateSync(Buffer.alloc(1024))), pngChunk('IEND')];
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...chunks]);
}

function pngChunk(type: string, data = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
