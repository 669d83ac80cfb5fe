// What is found in videos and sounds. Frames are decoded by FFmpeg in WebAssembly, which is there on every machine; the native
// one has its tests in test/machine/ffmpeg.test.ts. Hostile and damaged recordings: av-hostile.test.ts.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type RunFfmpeg, wasmFfmpeg } from '../../src/drivers/media/av/ffmpeg.ts';
import { bytesOf, examined, look, motionJpeg, recording, tones, withCover } from '../support/recordings.ts';

const video = (content: Buffer) => examined(bytesOf(content, 'video/mp4'), wasmFfmpeg);
const audio = (content: Buffer) => examined(bytesOf(content, 'audio/mpeg'), wasmFfmpeg);

/** Recorded from ffprobe 5.1 and exiftool 12.57. Bit rates of sounds: of the stream where ffprobe knows it. */
const EXPECTED = {
  'clip.mp4': {
    ...{ duration: 0.0667, width: 640, height: 356, rotation: 0, videoCodec: 'h264', audioCodec: 'aac' },
    ...{ sampleRate: 48_000, channels: 2, bitRate: 6_659_965, takenAt: '2015-09-17T16:26:22Z' },
  },
  'clip.mkv': {
    ...{ duration: 1132.048, width: 720, height: 404, frameRate: 23.976, videoCodec: 'h264', audioCodec: 'aac' },
    ...{ sampleRate: 48_000, channels: 2, bitRate: 723, takenAt: '2016-11-10T13:55:43Z' },
  },
  // 36 frames in 4.24 seconds; ffprobe repeats the 30 that the container claims.
  'clip.webm': { duration: 4.244, width: 1920, height: 1080, videoCodec: 'vp8', bitRate: 646_857, frameRate: 8.3 },
  'tagged.mp3': {
    ...{ duration: 2.4635, audioCodec: 'mp3', sampleRate: 44_100, channels: 1, bitRate: 128_000 },
    ...{ title: 'Test Title', artist: 'Test Artist', album: 'Test Album' },
  },
  'sound.ogg': { duration: 0.7667, audioCodec: 'vorbis', sampleRate: 44_100, channels: 2, bitRate: 96_000 },
  // Without the 8 KiB of padding that ffprobe counts in.
  'sound.flac': { duration: 1.225, audioCodec: 'flac', sampleRate: 44_100, channels: 2, bitRate: 452_089 },
  'sound.wav': { duration: 1.225, audioCodec: 'pcm_s16le', sampleRate: 22_050, channels: 2, bitRate: 705_600 },
  'book.m4a': {
    ...{ duration: 991.213, audioCodec: 'aac', sampleRate: 44_100, channels: 1, bitRate: 62_735 },
    ...{ title: 'Babys Songbook', artist: 'Walter Crane', album: "The Baby's Songbook" },
    takenAt: '2013-02-12T17:40:58Z',
  },
};

describe('facts', () => {
  it.each(Object.entries(EXPECTED))('of %s are those that ffprobe and exiftool tell', async (name, expected) => {
    const type = name.startsWith('clip') ? 'video/mp4' : 'audio/mpeg';
    const { facts } = await examined(bytesOf(recording(name), type), wasmFfmpeg, 0);
    const near = Object.entries(expected).map(([fact, value]) => [
      fact,
      // Half a per cent: an MP3 without a header of its own has no exact duration.
      typeof value === 'number' ? expect.closeTo(value, 2 - Math.ceil(Math.log10(value + 1))) : value,
    ]);
    expect(facts).toMatchObject(Object.fromEntries(near));
  });

  it('are found in containers that only MediaInfo knows', async () => {
    const { facts } = await video(await motionJpeg(['red', 'lime', 'blue']));
    expect(facts).toMatchObject({ duration: 3, width: 320, height: 240, frameRate: 1, videoCodec: 'mjpeg' });
  });

  it('count no cover into the bit rate of a sound, however large it is', async () => {
    for (const mebibytes of [2, 30]) {
      const cover = Buffer.concat([Buffer.from('\xff\xd8\xff\xe0', 'latin1'), Buffer.alloc(mebibytes * 2 ** 20)]);
      const content = withCover(recording('tagged.mp3'), 'Covered', cover);
      const { facts } = await examined(bytesOf(content, 'audio/mpeg'), wasmFfmpeg, 0);
      expect(Math.abs((facts.bitRate ?? 0) - 128_000), `${mebibytes} MiB: ${facts.bitRate}`).toBeLessThan(2560);
    }
  });

  it('give the size of a turned video as it is seen', async () => {
    const { facts } = await video(turned(recording('clip.mp4')));
    expect(facts).toMatchObject({ width: 356, height: 640, rotation: 90 });
  });

  it('of a file of many gigabytes cost no more reading than those of a small one', async () => {
    const bytes = bytesOf(recording('clip.mp4'), 'video/mp4', 8 * 2 ** 30);
    const { facts, drawing } = await examined(bytes, wasmFfmpeg);
    expect(facts).toMatchObject({ width: 640, height: 356 });
    expect(drawing).toBeDefined();
    expect(bytes.readBytes()).toBeLessThan(2 * 2 ** 20);
  });
});

describe('the picture of a video', () => {
  it.each(['clip.mp4', 'corrupt.mkv'])('is a frame of it: %s', async (name) => {
    const { drawing, reason } = await video(recording(name));
    const { width, height, colour } = await look(drawing, 2);
    expect(reason).toBeUndefined();
    expect([width, height]).toEqual([320, 178]);
    const [red = 0, green = 0, blue = 0] = colour;
    expect(green, `a meadow is ${colour}`).toBeGreaterThan(Math.max(red, blue + 40));
  });

  it('is upright', async () => {
    const lying = await look((await video(recording('clip.mp4'))).drawing, 2);
    const { width, height, colour } = await look((await video(turned(recording('clip.mp4')))).drawing, 0);
    expect([width, height]).toEqual([178, 320]);
    for (const [i, value] of colour.entries()) expect(Math.abs(value - (lying.colour[i] ?? 0))).toBeLessThan(8);
  });

  it('is not black where the video is not', async () => {
    const { drawing } = await video(
      await motionJpeg(['black', 'black', 'black', 'blue', 'blue', 'blue', 'blue', 'blue']),
    );
    const [red = 255, green = 255, blue = 0] = (await look(drawing)).colour;
    expect(blue).toBeGreaterThan(200);
    expect(Math.max(red, green)).toBeLessThan(40);
  });

  it('is a later frame where the only key frame is black, and that one where no other comes in time', async () => {
    const { drawing } = await video(recording('clip.mkv'));
    expect(Math.min(...(await look(drawing)).colour)).toBeGreaterThan(90);
    const bounds: (number | undefined)[] = [];
    const slow: RunFfmpeg = (input, ...rest) => {
      bounds.push(input.mostMs);
      return input.mostMs === undefined ? wasmFfmpeg(input, ...rest) : Promise.resolve(Buffer.alloc(0));
    };
    const black = await examined(bytesOf(recording('clip.mkv'), 'video/matroska'), slow);
    expect((await look(black.drawing)).colour).toEqual([0, 0, 0]);
    expect(bounds).toEqual([undefined, 3000]);
  });

  it('is black where all of it is', async () => {
    const { drawing, reason } = await video(await motionJpeg(['black', 'black', 'black']));
    expect(reason).toBeUndefined();
    expect((await look(drawing)).colour).toEqual([0, 0, 0]);
  });

  it('is never larger than the video', async () => {
    const { drawing } = await examined(bytesOf(recording('clip.mp4'), 'video/mp4'), wasmFfmpeg, 2000);
    expect(await look(drawing)).toMatchObject({ width: 640, height: 356 });
  });

  it('is not drawn when none is wanted', async () => {
    const refuse: RunFfmpeg = () => Promise.reject(new Error('FFmpeg was asked'));
    expect(await examined(bytesOf(recording('clip.mp4'), 'video/mp4'), refuse, 0)).toMatchObject({
      drawing: undefined,
      reason: undefined,
    });
  });

  it('is missing with a reason where there is no FFmpeg', async () => {
    const absent: RunFfmpeg = () => Promise.reject(new Error('not installed'));
    const found = await examined(bytesOf(recording('clip.mp4'), 'video/mp4'), absent);
    expect(found.reason).toBe('its frames can not be decoded here');
    expect(found.facts).toMatchObject({ width: 640, videoCodec: 'h264' });
  });
});

describe('the picture of a sound', () => {
  it('is its cover', async () => {
    const cover = await sharp({ create: { width: 60, height: 50, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    // Of a type that its tag gets wrong, as many do.
    const { facts, drawing } = await audio(withCover(recording('tagged.mp3'), 'Covered', cover));
    expect(facts.title).toBe('Covered');
    expect(drawing).toEqual({ type: 'encoded', bytes: cover });
  });

  it('is its cover in MP4, too', async () => {
    expect(await look((await audio(recording('book.m4a'))).drawing)).toMatchObject({ width: 300, height: 300 });
  });

  it('is a waveform where its cover is no picture', async () => {
    const html = Buffer.from('<html><img src="http://127.0.0.1/"></html>');
    const { drawing } = await audio(withCover(recording('tagged.mp3'), 'Covered', html, 'image/svg+xml'));
    expect(await look(drawing)).toMatchObject({ width: 1600, height: 400 });
  });

  it.each(['sound.wav', 'sound.flac', 'sound.ogg', 'tagged.mp3'])(
    'is a waveform where there is no cover: %s',
    async (name) => {
      const { drawing, reason } = await audio(recording(name));
      expect(reason).toBeUndefined();
      expect(await look(drawing)).toMatchObject({ width: 1600, height: 400 });
    },
  );

  it('shows how loud it is', async () => {
    const { drawing } = await audio(tones([0, 1, 0.5, 0.25]));
    const heights = [...String(drawing?.bytes).matchAll(/height="(\d+)" rx/g)].map(([, height]) => Number(height));
    const at = (second: number): number | undefined => heights[Math.floor(((second + 0.5) / 4) * heights.length)];
    const highest = at(1) ?? 0;
    expect(highest).toBeGreaterThan(300);
    expect(at(0)).toBeLessThan(10);
    expect(at(2)).toBeCloseTo(highest / 2, -1);
    expect(at(3)).toBeCloseTo(highest / 4, -1);
  });
});

/** By a quarter clockwise: the matrix of the video's track header (ISO/IEC 14496-12, 8.3.2). */
function turned(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  const header = copy.lastIndexOf('tkhd');
  const matrix = [0, 1, 0, -1, 0, 0, 0, 0, 1].map((value, i) => value * (i % 3 === 2 ? 0x4000_0000 : 0x1_0000));
  for (const [i, value] of matrix.entries()) copy.writeInt32BE(value, header + 4 + 40 + i * 4);
  return copy;
}
