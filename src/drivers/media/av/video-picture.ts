// The picture of a video: a few key frames are looked at, and where none of them shows anything, what follows one of them.
import type { MediaFacts } from '../../../core/ports.ts';
import { type Bytes, type Finding, LONGEST_INPUT_SIDE, MOST_INPUT_PIXELS } from '../decoder.ts';
import type { Demuxer } from './codecs.ts';
import type { Container } from './container.ts';
import { beginning, type FfmpegInput, MOST_PREFIX_BYTES, type RunFfmpeg } from './ffmpeg.ts';
import { cutKeyFrames, cutRun } from './key-frames.ts';
import { drawPoster, type Frames, fitted } from './poster.ts';

/** Frames of more pixels take their time: fewer of them are looked at. */
const LARGE_PIXELS = 9_000_000;
const FRAMES = 4;
const FRAMES_OF_LARGE = 2;

/** What follows a key frame is all decoded, but only some of it is looked at. In WebAssembly 1080p takes 30 ms a frame. */
const RUN_FRAMES = 150;
const RUN_PIXELS = 200_000_000;
const RUN_SAMPLES = 12;
const RUN_MS = 3000;
const SECONDS_APART = 0.5;

export const NO_FRAME = 'it has no frame that can be read';

export interface Recording {
  readonly facts: MediaFacts;
  readonly hasVideo: boolean;
  readonly container: Container | undefined;
  readonly demuxer: Demuxer | undefined;
}

export async function videoPicture(
  bytes: Bytes,
  recording: Recording,
  largestSide: number,
  runFfmpeg: RunFfmpeg,
): Promise<Finding> {
  const { width = 0, height = 0, rotation = 0, duration = 0 } = recording.facts;
  if (Math.max(width, height) > LONGEST_INPUT_SIDE || width * height > MOST_INPUT_PIXELS) {
    return reason(`its frames are ${width} x ${height} pixels, too many to be decoded`);
  }
  const most = width * height > LARGE_PIXELS ? FRAMES_OF_LARGE : FRAMES;
  const track = recording.container?.video;
  const cut = track && (await cutKeyFrames(track, duration, most).catch(() => undefined));
  const prefix = cut ? undefined : await beginning(bytes, recording.demuxer);
  const input = cut?.input ?? prefix;
  if (width === 0 || height === 0 || !input) return reason(NO_FRAME);

  const seen = { rotation, size: fitted({ width, height }, largestSide) };
  const shown = Math.min(1, MOST_PREFIX_BYTES / bytes.sizeBytes) * duration;
  const keyFrames = cut
    ? { input, count: cut.count, apart: 0 }
    : { input: { ...input, keyFramesOnly: true }, count: most, apart: shown / (most + 1) };
  const poster = await drawPoster({ ...keyFrames, ...seen }, runFfmpeg).catch(() => undefined);
  if (!poster) return reason('its frames can not be decoded here');
  if (poster.isTelling) return { type: 'drawing', drawing: poster.drawing };

  const run = await runOf(recording, prefix).catch(() => undefined);
  const later = run && (await drawPoster({ ...run, ...seen }, runFfmpeg).catch(() => undefined));
  return { type: 'drawing', drawing: (later?.isTelling ? later : poster).drawing };
}

/** Undefined where nothing follows. */
async function runOf(
  { facts: { width = 1, height = 1, duration = 0 }, container }: Recording,
  prefix: FfmpegInput | undefined,
): Promise<Pick<Frames, 'input' | 'count' | 'apart'> | undefined> {
  if (prefix) return { input: { ...prefix, mostMs: RUN_MS }, count: RUN_SAMPLES, apart: SECONDS_APART };
  const most = Math.min(RUN_FRAMES, Math.floor(RUN_PIXELS / (width * height)));
  const run = container?.video && (await cutRun(container.video, duration, most));
  // The first and the last included.
  return run && { input: { ...run.input, mostMs: RUN_MS }, count: RUN_SAMPLES + 1, apart: run.seconds / RUN_SAMPLES };
}

const reason = (words: string): Finding => ({ type: 'reason', reason: words });
