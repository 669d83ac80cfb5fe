// Video and audio: what they say of themselves, and a picture of them. Mediabunny reads the containers it knows, MediaInfo the
// others, music-metadata the tags; FFmpeg decodes the frames (ffmpeg.ts).
import type { MediaFacts } from '../../../core/ports.ts';
import { type Bytes, type Decoder, type Drawing, type Finding, Unreadable } from '../decoder.ts';
import type { Demuxer } from './codecs.ts';
import { type Container, containerCover, containerFacts, frameRateOf, openInput, readContainer } from './container.ts';
import { type FfmpegInput, nativeFfmpeg, type RunFfmpeg, wasmFfmpeg } from './ffmpeg.ts';
import { cutKeyFrames } from './key-frames.ts';
import { limited } from './limited.ts';
import { inspect } from './mediainfo.ts';
import { drawPoster, fitted } from './poster.ts';
import { readTags } from './tags.ts';
import { drawWaveform } from './waveform.ts';

const MOST_PIXELS = 50_000_000;
const MOST_SIDE_PIXELS = 16_384;
/** Frames of more pixels take their time: fewer of them are looked at. */
const LARGE_PIXELS = 9_000_000;
const FRAMES = 4;
const FRAMES_OF_LARGE = 2;
/** How much each of the parsers may read: an index of ten hours has 15 MiB, key frames come on top; a cover has one. */
const INDEX_BYTES = 32 * 2 ** 20;
const INSPECTED_BYTES = 16 * 2 ** 20;
const TAG_BYTES = 16 * 2 ** 20;
/** Of a file whose container only FFmpeg can take apart, it is given the beginning. */
const MOST_PREFIX_BYTES = 32 * 2 ** 20;

/** For `video/*` and `audio/*`. `ffmpeg`: path of the program; undefined: the one in WebAssembly. */
export const audioVideo = (ffmpeg: string | undefined): Decoder =>
  audioVideoBy(ffmpeg === undefined ? wasmFfmpeg : nativeFfmpeg(ffmpeg));

export function audioVideoBy(runFfmpeg: RunFfmpeg): Decoder {
  return { examine: (bytes, largestSide) => examine(bytes, largestSide, runFfmpeg) };
}

interface Recording {
  readonly facts: MediaFacts;
  readonly hasVideo: boolean;
  readonly container: Container | undefined;
  readonly demuxer: Demuxer | undefined;
}

async function* examine(bytes: Bytes, largestSide: number, runFfmpeg: RunFfmpeg): AsyncGenerator<Finding> {
  const { sizeBytes } = bytes;
  if (sizeBytes === 0) throw new Unreadable('it is empty');
  const input = openInput(limited(bytes, INDEX_BYTES));
  try {
    // Some damaged containers keep Mediabunny busy for ever.
    const container = bytes.isSecondTry ? undefined : await readContainer(input);
    const told = container ? await containerFacts(input, container) : {};
    if (container) yield facts(told, sizeBytes);
    const read = container?.video ? { ...told, ...(await frameRateOf(container.video)) } : told;
    if (container) yield facts(read, sizeBytes);

    const inspection = isComplete(read, container, bytes.mimeType)
      ? undefined
      : await inspect(limited(bytes, INSPECTED_BYTES));
    if (inspection) yield facts({ ...inspection.facts, ...read }, sizeBytes);

    const tags = await readTags(limited(bytes, TAG_BYTES));
    yield { type: 'facts', facts: tags.facts };
    const cover = tags.cover ?? (container && (await containerCover(input)));

    const recording: Recording = {
      facts: { ...inspection?.facts, ...read },
      hasVideo: container?.video !== undefined || inspection?.hasVideo === true,
      container,
      demuxer: container?.demuxer ?? inspection?.demuxer,
    };
    if (!recording.demuxer && !cover) throw new Unreadable('it is damaged, or of a format that is not known');
    if (largestSide === 0) return;
    if (recording.hasVideo) yield* videoPicture(bytes, recording, largestSide, runFfmpeg);
    else if (cover) yield drawn({ type: 'encoded', bytes: cover });
    else yield* soundPicture(bytes, recording, runFfmpeg);
  } finally {
    input.dispose();
  }
}

function facts(found: MediaFacts, sizeBytes: number): Finding {
  if (found.duration === undefined) return { type: 'facts', facts: found };
  const duration = Math.max(0.001, Math.round(found.duration * 1000) / 1000);
  return { type: 'facts', facts: { ...found, duration, bitRate: Math.round((sizeBytes * 8) / found.duration) } };
}

/** Nothing is missing that MediaInfo might know. */
function isComplete(read: MediaFacts, container: Container | undefined, mimeType: string): boolean {
  if (read.duration === undefined) return false;
  const { videoCodec, width, frameRate } = read;
  if (container?.video && [videoCodec, width, frameRate].includes(undefined)) return false;
  if (container?.audio && read.audioCodec === undefined) return false;
  return container?.video !== undefined || !mimeType.startsWith('video/');
}

const drawn = (drawing: Drawing): Finding => ({ type: 'drawing', drawing });
const reason = (words: string): Finding => ({ type: 'reason', reason: words });

async function* videoPicture(
  bytes: Bytes,
  recording: Recording,
  largestSide: number,
  runFfmpeg: RunFfmpeg,
): AsyncGenerator<Finding> {
  const { width = 0, height = 0, rotation = 0, duration = 0 } = recording.facts;
  if (Math.max(width, height) > MOST_SIDE_PIXELS || width * height > MOST_PIXELS) {
    yield reason(`its frames are ${width} x ${height} pixels, too many to be decoded`);
    return;
  }
  const most = width * height > LARGE_PIXELS ? FRAMES_OF_LARGE : FRAMES;
  const size = fitted({ width, height }, largestSide);
  const track = recording.container?.video;
  const cut = track && (await cutKeyFrames(track, duration, most).catch(() => undefined));
  const prefix = cut ? undefined : await beginning(bytes, recording.demuxer);
  const input = cut?.input ?? prefix;
  if (width === 0 || height === 0 || !input) {
    yield reason('it has no frame that can be read');
    return;
  }
  const shown = Math.min(1, MOST_PREFIX_BYTES / bytes.sizeBytes) * duration;
  const frames = cut
    ? { input, count: cut.count, apart: 0, rotation, size }
    : { input: { ...input, keyFramesOnly: true }, count: most, apart: shown / (most + 1), rotation, size };
  yield* picture(drawPoster(frames, runFfmpeg), 'its frames can not be decoded here');
}

async function* soundPicture(bytes: Bytes, recording: Recording, runFfmpeg: RunFfmpeg): AsyncGenerator<Finding> {
  const input = await beginning(bytes, recording.demuxer);
  if (input) yield* picture(drawWaveform(input, runFfmpeg), 'its sound can not be decoded here');
}

async function* picture(drawing: Promise<Drawing | undefined>, otherwise: string): AsyncGenerator<Finding> {
  const found = await drawing.catch(() => undefined);
  yield found ? drawn(found) : reason(otherwise);
}

async function beginning(bytes: Bytes, demuxer: Demuxer | undefined): Promise<FfmpegInput | undefined> {
  if (!demuxer) return undefined;
  return { bytes: await bytes.read(0, Math.min(bytes.sizeBytes, MOST_PREFIX_BYTES)), demuxer };
}
