// The FFmpeg that is installed on a machine: it shows the same frames as the one in WebAssembly, and follows nothing either.
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { nativeFfmpeg, wasmFfmpeg } from '../../src/drivers/media/av/ffmpeg.ts';
import { findProgram } from '../../src/drivers/media/programs.ts';
import { bytesOf, canary, examined, look, motionJpeg, playlists, recording } from '../support/recordings.ts';

const program = findProgram('ffmpeg', process.env['PATH'] ?? '');
if (program === undefined) throw new Error('this machine has no ffmpeg');
const native = nativeFfmpeg(program);

describe('native FFmpeg', () => {
  it.each(['clip.mp4', 'clip.mkv', 'clip.webm', 'corrupt.mkv', 'sound.flac', 'tagged.mp3'])(
    'draws the same picture as the one in WebAssembly: %s',
    async (name) => {
      const of = async (run: typeof native) => (await examined(bytesOf(recording(name), 'video/mp4'), run)).drawing;
      const expected = await look(await of(wasmFfmpeg));
      const { width, height, colour } = await look(await of(native));
      expect([width, height]).toEqual([expected.width, expected.height]);
      for (const [i, value] of colour.entries()) expect(Math.abs(value - (expected.colour[i] ?? 0))).toBeLessThan(3);
    },
  );

  it('decodes what only it can take apart, and leaves no file behind', async () => {
    const content = await motionJpeg(['black', 'black', 'black', 'blue', 'blue', 'blue', 'blue', 'blue']);
    const { drawing } = await examined(bytesOf(content, 'video/x-msvideo'), native);
    const [red = 255, green = 255, blue = 0] = (await look(drawing)).colour;
    expect(blue).toBeGreaterThan(200);
    expect(Math.max(red, green)).toBeLessThan(40);
    expect((await readdir(tmpdir())).filter((name) => name.startsWith('ffcache'))).toEqual([]);
  });

  it('follows no playlist, whatever it is said to be', async () => {
    await using bird = await canary(recording('clip.mp4'));
    const raw = ['-frames:v', '1', '-pix_fmt', 'rgb24', '-f', 'rawvideo'];
    for (const bytes of Object.values(playlists(bird))) {
      for (const demuxer of ['mov', 'matroska', 'mpegts', 'mpeg', 'avi', 'asf', 'flv', 'mp3', 'ogg'] as const) {
        expect(await native({ bytes, demuxer }, raw, 2 ** 20)).toHaveLength(0);
      }
    }
    expect(await bird.disturbed()).toEqual([]);
  });
});
