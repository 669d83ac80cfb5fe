// Recordings that are damaged, lie about themselves, or are something else: what can be found is found, soon, and nothing but
// their own bytes is read.
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { ByteRange } from '../../src/core/ports.ts';
import { type RunFfmpeg, wasmFfmpeg } from '../../src/drivers/media/av/ffmpeg.ts';
import { Unreadable } from '../../src/drivers/media/decoder.ts';
import { createMediaDecoder } from '../../src/drivers/media/index.ts';
import { sourceOf } from '../support/images.ts';
import { bytesOf, canary, examined, motionJpeg, playlists, recording, tones } from '../support/recordings.ts';

const FILES = [
  ...['clip.mp4', 'clip.mkv', 'clip.webm', 'corrupt.mkv'],
  ...['tagged.mp3', 'sound.ogg', 'sound.flac', 'sound.wav', 'book.m4a'],
];
const MIB = 2 ** 20;
const refuse: RunFfmpeg = () => Promise.reject(new Error('FFmpeg was asked'));

/** Park and Miller's minimal standard generator: the same numbers in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function* damaged(content: Buffer, seed: number, count: number): Generator<Buffer> {
  const random = numbers(seed);
  for (let i = 0; i < count; i++) {
    yield content.subarray(0, Math.floor(random() * content.length));
    const flipped = Buffer.from(content);
    // The first part has what leads to all the rest.
    const reach = i % 2 === 0 ? flipped.length : Math.min(flipped.length, 4096);
    for (let bit = 0; bit < 20; bit++) {
      const at = Math.floor(random() * reach);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << Math.floor(random() * 8));
    }
    yield flipped;
  }
}

// In a process of its own: some damaged containers keep their reader busy for ever.
const decoder = createMediaDecoder({ concurrency: 2 });
afterAll(() => decoder[Symbol.asyncDispose]());

describe('a damaged recording', () => {
  it.each(FILES)('gives a picture or a reason: %s', async (name) => {
    for (const content of damaged(recording(name), 7, 2)) {
      const { pictures, reason } = await decoder.examine(sourceOf(content, 'video/mp4'), [64]);
      if (pictures.length === 0) expect(reason).toMatch(/^(it|its|the) /);
    }
  });

  it('of which nothing came is empty', async () => {
    await expect(examined(bytesOf(Buffer.alloc(0), 'video/mp4'), refuse)).rejects.toThrow('it is empty');
  });

  it('cut off in its middle still has its facts and its first frame', async () => {
    const content = recording('clip.webm').subarray(0, 100_000);
    const { facts, drawing } = await examined(bytesOf(content, 'video/webm'), wasmFfmpeg);
    expect(facts).toMatchObject({ width: 1920, height: 1080, videoCodec: 'vp8' });
    expect(drawing).toBeDefined();
  });
});

describe('a film that lost its index', () => {
  it('has no frame, where nothing is said of sound', async () => {
    const film = recording('clip.mp4');
    const content = Buffer.concat([
      film.subarray(0, film.indexOf('moov') - 4),
      film.subarray(film.indexOf('wide') - 4),
    ]);
    const { drawing, reason } = await examined(bytesOf(content, 'video/mp4'), wasmFfmpeg);
    expect(drawing).toBeUndefined();
    expect(reason).toBe('it has no frame that can be read');
  });
});

describe('something else', () => {
  it('is unreadable', async () => {
    const random = numbers(3);
    const noise = Buffer.from(Array.from({ length: 100_000 }, () => Math.floor(random() * 256)));
    for (const content of [noise, Buffer.from('not a video'), Buffer.alloc(5000)]) {
      await expect(examined(bytesOf(content, 'video/mp4'), refuse)).rejects.toThrow(Unreadable);
    }
  });

  it('is not read on and on', async () => {
    for (const content of [Buffer.alloc(100), recording('clip.mp4'), recording('sound.ogg'), recording('tagged.mp3')]) {
      const bytes = bytesOf(content, 'video/mp4', 8 * 1024 * MIB);
      await examined(bytes, refuse).catch((error: unknown) => expect(error).toBeInstanceOf(Unreadable));
      expect(bytes.readBytes()).toBeLessThan(100 * MIB);
    }
  });

  it('that leads a player to other files and servers leads nowhere', async () => {
    await using bird = await canary(recording('clip.mp4'));
    for (const [what, content] of Object.entries(playlists(bird))) {
      await expect(examined(bytesOf(content, 'video/mp4'), wasmFfmpeg), what).rejects.toThrow(Unreadable);
    }
    expect(await bird.disturbed()).toEqual([]);
  });
});

describe('a container that keeps its reader busy for ever', () => {
  it('is read by another on the second try', async () => {
    const film = recording('clip.mkv');
    const endless = {
      sizeBytes: 8 * 1024 * MIB,
      mimeType: 'video/matroska',
      open: ({ start, end }: ByteRange) => {
        const bytes = Buffer.alloc(end - start + 1);
        film.copy(bytes, 0, Math.min(start, film.length));
        return Readable.from([bytes]);
      },
    };
    const { facts, pictures } = await decoder.examine(endless, [320]);
    expect(facts).toMatchObject({ width: 720, height: 404, videoCodec: 'h264' });
    expect(pictures).toHaveLength(1);
  });
});

describe('FFmpeg', () => {
  const RAW = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo'];
  const PCM = ['-c:a', 'pcm_s16le', '-f', 's16le'];

  it('follows no playlist, whatever it is said to be', async () => {
    await using bird = await canary(recording('clip.mp4'));
    for (const content of Object.values(playlists(bird))) {
      for (const demuxer of ['mov', 'mpegts'] as const) {
        expect(await wasmFfmpeg({ bytes: content, demuxer }, RAW, MIB)).toHaveLength(0);
      }
    }
    expect(await bird.disturbed()).toEqual([]);
  });

  it('is not asked about frames of more pixels than are decoded', async () => {
    const content = await motionJpeg(['red', 'red'], { width: 20_000, height: 20_000 });
    const { facts, drawing, reason } = await examined(bytesOf(content, 'video/x-msvideo'), refuse);
    expect(facts).toMatchObject({ width: 20_000, height: 20_000 });
    expect(drawing).toBeUndefined();
    expect(reason).toBe('its frames are 20000 x 20000 pixels, too many to be decoded');
  });

  it('is stopped when it gives more than was asked for', async () => {
    const sound = { bytes: tones([1, 1]), demuxer: 'wav' } as const;
    expect(await wasmFfmpeg(sound, PCM, MIB)).toHaveLength(32_000);
    await expect(wasmFfmpeg(sound, PCM, 10_000)).rejects.toThrow('FFmpeg gave more than was asked for');
  });

  it('is stopped when it takes longer than it may', async () => {
    expect(await wasmFfmpeg({ bytes: tones([1, 1]), demuxer: 'wav', mostMs: 1 }, PCM, MIB)).toHaveLength(0);
  });
});
