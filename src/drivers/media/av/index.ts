// Video and audio: what they say of themselves, and a picture of them. Mediabunny reads the containers it knows, MediaInfo the
// others, music-metadata the tags; FFmpeg decodes the frames (ffmpeg.ts).
import type { MediaFacts } from '../../../core/ports.ts';
import { type Bytes, type Decoder, type Finding, Unreadable } from '../decoder.ts';
import {
  type Container,
  containerCover,
  containerFacts,
  countedBitRate,
  frameRateOf,
  openInput,
  readContainer,
} from './container.ts';
import { beginning, nativeFfmpeg, type RunFfmpeg, wasmFfmpeg } from './ffmpeg.ts';
import { limited } from './limited.ts';
import { inspect } from './mediainfo.ts';
import { readTags, type Tags } from './tags.ts';
import { NO_FRAME, type Recording, videoPicture } from './video-picture.ts';
import { drawWaveform } from './waveform.ts';

/** How much each of the parsers may read: an index of ten hours has 15 MiB, key frames come on top; a cover has one. */
const INDEX_BYTES = 32 * 2 ** 20;
const INSPECTED_BYTES = 16 * 2 ** 20;
const TAG_BYTES = 16 * 2 ** 20;

/** For `video/*` and `audio/*`. `ffmpeg`: path of the program; undefined: the one in WebAssembly. */
export const audioVideo = (ffmpeg: string | undefined): Decoder =>
  audioVideoBy(ffmpeg === undefined ? wasmFfmpeg : nativeFfmpeg(ffmpeg));

export function audioVideoBy(runFfmpeg: RunFfmpeg): Decoder {
  return { examine: (bytes, largestSide) => examine(bytes, largestSide, runFfmpeg) };
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
    const recording: Recording = {
      facts: { ...inspection?.facts, ...read },
      hasVideo: container?.video !== undefined || inspection?.hasVideo === true,
      container,
      demuxer: container?.demuxer ?? inspection?.demuxer,
    };
    if (inspection) yield facts(recording.facts, sizeBytes);

    const tags = await readTags(limited(bytes, TAG_BYTES));
    yield { type: 'facts', facts: tags.facts };
    if (!recording.hasVideo) yield { type: 'facts', facts: await soundBitRate(recording, tags, sizeBytes) };
    const cover = tags.cover ?? (container && (await containerCover(input)));

    if (!recording.demuxer && !cover) throw new Unreadable('it is damaged, or of a format that is not known');
    if (largestSide === 0) return;
    if (recording.hasVideo) yield await videoPicture(bytes, recording, largestSide, runFfmpeg);
    else if (cover) yield { type: 'drawing', drawing: { type: 'encoded', bytes: cover } };
    else yield await soundPicture(bytes, recording, runFfmpeg);
  } finally {
    input.dispose();
  }
}

function facts(found: MediaFacts, sizeBytes: number): Finding {
  if (found.duration === undefined) return { type: 'facts', facts: found };
  const duration = Math.max(0.001, Math.round(found.duration * 1000) / 1000);
  const isFilm = found.videoCodec !== undefined || found.width !== undefined;
  return { type: 'facts', facts: { ...found, duration, ...(isFilm && overallBitRate(found.duration, sizeBytes)) } };
}

const overallBitRate = (duration: number, sizeBytes: number): MediaFacts => ({
  bitRate: Math.round((sizeBytes * 8) / duration),
});

/** Its covers and other tags are no part of a sound, and may be many times larger. */
async function soundBitRate(recording: Recording, tags: Tags, sizeBytes: number): Promise<MediaFacts> {
  const { facts: found, container } = recording;
  if (tags.bitRate !== undefined) return { bitRate: Math.round(tags.bitRate) };
  const counted = tags.isSmall || !container?.audio ? undefined : await countedBitRate(container.audio);
  if (counted !== undefined) return { bitRate: Math.round(counted) };
  return found.duration === undefined ? {} : overallBitRate(found.duration, sizeBytes);
}

/** Nothing is missing that MediaInfo might know. */
function isComplete(read: MediaFacts, container: Container | undefined, mimeType: string): boolean {
  if (read.duration === undefined) return false;
  const { videoCodec, width, frameRate } = read;
  if (container?.video && [videoCodec, width, frameRate].includes(undefined)) return false;
  if (container?.audio && read.audioCodec === undefined) return false;
  return container?.video !== undefined || !mimeType.startsWith('video/');
}

async function soundPicture(bytes: Bytes, { demuxer }: Recording, runFfmpeg: RunFfmpeg): Promise<Finding> {
  const input = await beginning(bytes, demuxer);
  const drawing = input && (await drawWaveform(input, runFfmpeg).catch(() => undefined));
  if (drawing) return { type: 'drawing', drawing };
  // Of a film that lost its index nothing is known, not even that it has frames.
  const isFilm = bytes.mimeType.startsWith('video/');
  return { type: 'reason', reason: isFilm ? NO_FRAME : 'its sound can not be decoded here' };
}
