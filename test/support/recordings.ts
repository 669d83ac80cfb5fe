// Recordings that tests make, and what the decoder of video and audio finds in them.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import type { MediaFacts } from '../../src/core/ports.ts';
import type { RunFfmpeg } from '../../src/drivers/media/av/ffmpeg.ts';
import { audioVideoBy } from '../../src/drivers/media/av/index.ts';
import type { Bytes, Drawing } from '../../src/drivers/media/decoder.ts';

export const recording = (name: string): Buffer => readFileSync(new URL(`../fixtures/av/${name}`, import.meta.url));

export interface Read extends Bytes {
  /** Of all reads together. */
  readonly readBytes: () => number;
}

/** A file of `sizeBytes` that begins with the bytes; what follows is zero. */
export function bytesOf(content: Buffer, mimeType: string, sizeBytes = content.length): Read {
  let readBytes = 0;
  return {
    sizeBytes,
    mimeType,
    readBytes: () => readBytes,
    async read(start, length) {
      const piece = Buffer.alloc(Math.max(0, Math.min(length, sizeBytes - start)));
      if (start < content.length) content.copy(piece, 0, start);
      readBytes += piece.length;
      return piece;
    },
  };
}

export interface Found {
  readonly facts: MediaFacts;
  readonly drawing: Drawing | undefined;
  readonly reason: string | undefined;
}

/** With pictures of at most 320 pixels a side, by the FFmpeg given. */
export async function examined(bytes: Bytes, runFfmpeg: RunFfmpeg, largestSide = 320): Promise<Found> {
  let found: Found = { facts: {}, drawing: undefined, reason: undefined };
  for await (const finding of audioVideoBy(runFfmpeg).examine(bytes, largestSide)) {
    if (finding.type === 'facts') found = { ...found, facts: { ...found.facts, ...finding.facts } };
    if (finding.type === 'drawing') found = { ...found, drawing: finding.drawing };
    if (finding.type === 'reason') found = { ...found, reason: finding.reason };
  }
  return found;
}

/** Width, height, and the mean of red, green and blue in a quarter: 0 top left, 1 top right, 2 bottom left, 3 bottom right. */
export async function look(drawing: Drawing | undefined, quarter = 0) {
  if (!drawing) throw new Error('no drawing');
  const { bytes } = drawing;
  const { data, info } = await (drawing.type === 'raw' ? sharp(bytes, { raw: drawing }) : sharp(bytes))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const width = Math.floor(info.width / 2);
  const height = Math.floor(info.height / 2);
  const region = { left: (quarter % 2) * width, top: Math.floor(quarter / 2) * height, width, height };
  const raw = { width: info.width, height: info.height, channels: info.channels };
  // Of a file of its own: statistics are those of the input.
  const { channels } = await sharp(await sharp(data, { raw }).extract(region).png().toBuffer()).stats();
  return { width: info.width, height: info.height, colour: channels.map(({ mean }) => Math.round(mean)) };
}

const chunk = (id: string, ...content: Buffer[]): Buffer => {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8, id, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
};
const list = (kind: string, ...content: Buffer[]): Buffer => chunk('LIST', Buffer.from(kind, 'latin1'), ...content);

const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [i, value] of values.entries()) bytes.writeUInt32LE(value, i * 4);
  return bytes;
};
const fourCc = (code: string): number => Buffer.from(code, 'latin1').readUInt32LE();

/** A video of JPEGs, one per second (AVI, as Microsoft's "AVI RIFF File Reference" has it), each 320 x 240. */
export async function motionJpeg(colours: readonly string[], { width = 320, height = 240 } = {}): Promise<Buffer> {
  const frames = await Promise.all(colours.map((colour) => frame(colour)));
  const largest = Math.max(...frames.map(({ length }) => length));
  const avih = words(1_000_000, largest, 0, 0x10, frames.length, 0, 1, largest, width, height, 0, 0, 0, 0);
  const strh = [
    fourCc('vids'),
    fourCc('MJPG'),
    0,
    0,
    0,
    1,
    1,
    0,
    frames.length,
    largest,
    0,
    0,
    0,
    width | (height << 16),
  ];
  const strf = words(40, width, height, 1 | (24 << 16), fourCc('MJPG'), width * height * 3, 0, 0, 0, 0);
  const movi = frames.map((jpeg) => chunk('00dc', jpeg));
  let at = 4;
  const index = movi.map((piece) => {
    const entry = words(fourCc('00dc'), 0x10, at, piece.readUInt32LE(4));
    at += piece.length;
    return entry;
  });
  const header = list('hdrl', chunk('avih', avih), list('strl', chunk('strh', words(...strh)), chunk('strf', strf)));
  return chunk('RIFF', Buffer.from('AVI '), header, list('movi', ...movi), chunk('idx1', ...index));
}

/** The colour, and a white upper right quarter. Black is black all over. */
async function frame(background: string): Promise<Buffer> {
  const image = sharp({ create: { width: 320, height: 240, channels: 3, background } });
  const white = await sharp({ create: { width: 160, height: 120, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  const marked = background === 'black' ? image : image.composite([{ input: white, left: 160, top: 0 }]);
  return marked.jpeg().toBuffer();
}

/** Mono PCM of 8 kHz, 16 bits: a tone of each loudness (0 to 1) for a second. */
export function tones(loudness: readonly number[]): Buffer {
  const rate = 8000;
  const samples = Buffer.alloc(rate * loudness.length * 2);
  for (let i = 0; i < rate * loudness.length; i++) {
    const share = loudness[Math.floor(i / rate)] ?? 0;
    samples.writeInt16LE(Math.round(30_000 * share * Math.sin((i * 440 * 2 * Math.PI) / rate)), i * 2);
  }
  const format = words(16, 1 | (1 << 16), rate, rate * 2, 2 | (16 << 16)).subarray(4);
  return chunk('RIFF', Buffer.from('WAVE'), chunk('fmt ', format), chunk('data', samples));
}

/** With an ID3v2.3 tag of a title and a picture (id3.org/id3v2.3.0) instead of its own. */
export function withCover(mp3: Buffer, title: string, picture: Buffer, claimedType = 'image/jpeg'): Buffer {
  const part = (id: string, ...content: Buffer[]): Buffer => {
    const body = Buffer.concat(content);
    const head = Buffer.alloc(10, 0);
    head.write(id, 'latin1');
    head.writeUInt32BE(body.length, 4);
    return Buffer.concat([head, body]);
  };
  const tag = Buffer.concat([
    part('TIT2', Buffer.from(`\0${title}`, 'latin1')),
    part('APIC', Buffer.from(`\0${claimedType}\0\x03\0`, 'latin1'), picture),
  ]);
  const ownBytes = mp3.subarray(6, 10).reduce((size, part) => size * 128 + part, 0) + 10;
  const sevenBits = [21, 14, 7, 0].map((shift) => (tag.length >> shift) & 0x7f);
  return Buffer.concat([Buffer.from('ID3\x03\0\0', 'latin1'), Buffer.from(sevenBits), tag, mp3.subarray(ownBytes)]);
}

export interface Canary extends AsyncDisposable {
  /** Where a connection would be noticed. */
  readonly url: string;
  /** A file, a video at that, whose reading would be noticed. */
  readonly path: string;
  /** What was opened of the two. */
  disturbed(): Promise<string[]>;
}

export async function canary(video: Buffer): Promise<Canary> {
  const connections: string[] = [];
  const server = createServer((socket) => {
    connections.push('a connection');
    socket.destroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const folder = await mkdtemp(join(tmpdir(), 'vitrine-canary-'));
  const path = join(folder, 'canary.mp4');
  await writeFile(path, video);
  // Read before it was written: then even a file system that saves such notes takes one.
  await utimes(path, 1000, new Date());
  return {
    url: `http://127.0.0.1:${address.port}/canary.ts`,
    path,
    async disturbed() {
      const { atimeMs } = await stat(path);
      return atimeMs === 1_000_000 ? connections : [...connections, 'the file'];
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** Texts that lead a player to other places. */
export const playlists = ({ url, path }: Canary): Record<string, Buffer> => ({
  'an HLS playlist of addresses': Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${url}\n#EXT-X-ENDLIST\n`),
  'an HLS playlist of files': Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\n${path}\n#EXT-X-ENDLIST\n`),
  'a list of FFmpeg': Buffer.from(`ffconcat version 1.0\nfile '${path}'\nfile '${url}'\n`),
  'a session description': Buffer.from('v=0\nc=IN IP4 127.0.0.1\nm=video 5000 RTP/AVP 96\na=rtpmap:96 H264/90000\n'),
});
