// The picture that stands for a sound without a cover: how loud it is from its beginning to its end.
import type { Drawing } from '../decoder.ts';
import type { FfmpegInput, RunFfmpeg } from './ffmpeg.ts';

/** Telephone quality is plenty for bars. */
const SAMPLES_PER_SECOND = 8000;
const BYTES_PER_SAMPLE = 2;
/** What comes later is not shown. */
const MOST_SECONDS = 600;

const WIDTH = 1600;
const HEIGHT = 400;
const BARS = 200;
const BAR_WIDTH = 5;
const HIGHEST = 0.86 * HEIGHT;
const BACKGROUND = '#f4f5f7';
const COLOUR = '#5b6b82';

/** Undefined where nothing of the sound can be decoded. */
export async function drawWaveform(input: FfmpegInput, runFfmpeg: RunFfmpeg): Promise<Drawing | undefined> {
  const args = [
    ...['-map', '0:a:0', '-vn', '-sn', '-dn', '-map_metadata', '-1', '-t', String(MOST_SECONDS)],
    ...['-ac', '1', '-ar', String(SAMPLES_PER_SECOND), '-c:a', 'pcm_s16le', '-f', 's16le'],
  ];
  const samples = await runFfmpeg(input, args, (MOST_SECONDS + 1) * SAMPLES_PER_SECOND * BYTES_PER_SAMPLE);
  if (samples.length < BYTES_PER_SAMPLE * BARS) return undefined;
  return { type: 'encoded', bytes: Buffer.from(svg(loudness(samples))) };
}

/** Per bar the effective value, as a share of that of the loudest one. */
function loudness(samples: Buffer): number[] {
  const count = Math.floor(samples.length / BYTES_PER_SAMPLE);
  const effective = Array.from({ length: BARS }, (_, bar) => {
    const from = Math.floor((bar * count) / BARS);
    const to = Math.floor(((bar + 1) * count) / BARS);
    let squares = 0;
    for (let i = from; i < to; i++) squares += samples.readInt16LE(i * BYTES_PER_SAMPLE) ** 2;
    return Math.sqrt(squares / Math.max(1, to - from));
  });
  // Silence stays silent, whatever it is a share of.
  const loudest = Math.max(1, ...effective);
  return effective.map((value) => value / loudest);
}

function svg(bars: readonly number[]): string {
  const step = WIDTH / BARS;
  const lines = bars.map((share, i) => {
    const height = Math.max(BAR_WIDTH, Math.round(share * HIGHEST));
    const x = Math.round(i * step + (step - BAR_WIDTH) / 2);
    const y = Math.round((HEIGHT - height) / 2);
    return `<rect x="${x}" y="${y}" width="${BAR_WIDTH}" height="${height}" rx="${BAR_WIDTH / 2}"/>`;
  });
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="0 0 ${WIDTH} ${HEIGHT}">` +
    `<rect width="100%" height="100%" fill="${BACKGROUND}"/><g fill="${COLOUR}">${lines.join('')}</g></svg>`
  );
}
