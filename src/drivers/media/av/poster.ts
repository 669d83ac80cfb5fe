// The picture that stands for a video: one of its frames, upright, and not a black one.
import type { Drawing } from '../decoder.ts';
import type { FfmpegInput, RunFfmpeg } from './ffmpeg.ts';

const CHANNELS = 3;
/** Of 255: what is darker, or more even than that, shows nothing. */
const DARK = 24;
const EVEN = 6;

export interface PosterSize {
  readonly width: number;
  readonly height: number;
}

/** Upright size within the square; a frame is never enlarged. */
export function fitted(size: PosterSize, largestSide: number): PosterSize {
  const scale = Math.min(1, largestSide / Math.max(size.width, size.height));
  return {
    width: Math.max(1, Math.round(size.width * scale)),
    height: Math.max(1, Math.round(size.height * scale)),
  };
}

const TURNS: Readonly<Record<number, readonly string[]>> = {
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

export interface Frames {
  readonly input: FfmpegInput;
  /** At most so many are looked at. */
  readonly count: number;
  /** Seconds that must lie between two of them; 0: every one is taken. */
  readonly apart: number;
  /** Clockwise degrees. */
  readonly rotation: number;
  readonly size: PosterSize;
}

export interface Poster {
  readonly drawing: Drawing;
  /** Neither nearly black nor all of one colour. */
  readonly isTelling: boolean;
}

/** The first frame that shows something, else the one that shows most; undefined where none can be decoded. */
export async function drawPoster(frames: Frames, runFfmpeg: RunFfmpeg): Promise<Poster | undefined> {
  const { width, height } = frames.size;
  const frameBytes = width * height * CHANNELS;
  const filters = [
    ...(frames.apart > 0 ? [`select=isnan(prev_selected_t)+gte(t-prev_selected_t\\,${frames.apart})`] : []),
    // One per second, so that at `-r 1` none is dropped or doubled.
    'setpts=N/TB',
    ...(TURNS[frames.rotation] ?? []),
    `scale=${width}:${height}:flags=area`,
  ];
  const args = [
    ...['-map', '0:V:0', '-an', '-sn', '-dn', '-map_metadata', '-1', '-vf', filters.join(','), '-r', '1'],
    ...['-frames:v', String(frames.count), '-pix_fmt', 'rgb24', '-f', 'rawvideo'],
  ];
  const output = await runFfmpeg(frames.input, args, frameBytes * frames.count);
  const decoded = Array.from({ length: Math.floor(output.length / frameBytes) }, (_, i) =>
    output.subarray(i * frameBytes, (i + 1) * frameBytes),
  );
  const judged = decoded.map((bytes) => ({ bytes, ...light(bytes) }));
  const telling = judged.find(({ mean, spread }) => mean > DARK && spread > EVEN);
  const best = telling ?? judged.toSorted((a, b) => b.spread - a.spread)[0];
  if (!best) return undefined;
  const drawing = { type: 'raw', bytes: best.bytes, width, height, channels: CHANNELS } as const;
  return { drawing, isTelling: telling !== undefined };
}

/** Mean and standard deviation of the luma (BT.601), 0 to 255. */
function light(bytes: Buffer): { mean: number; spread: number } {
  let sum = 0;
  let squares = 0;
  for (let i = 0; i + 2 < bytes.length; i += CHANNELS) {
    const luma = 0.299 * (bytes[i] ?? 0) + 0.587 * (bytes[i + 1] ?? 0) + 0.114 * (bytes[i + 2] ?? 0);
    sum += luma;
    squares += luma * luma;
  }
  const pixels = bytes.length / CHANNELS;
  const mean = sum / pixels;
  return { mean, spread: Math.sqrt(Math.max(0, squares / pixels - mean * mean)) };
}
