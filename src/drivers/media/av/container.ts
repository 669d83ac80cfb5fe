// Containers that Mediabunny reads: it looks at their index alone, so a file of many gigabytes takes as long as a small
// one. What is in them; which of their frames are shown is in key-frames.ts.
import {
  ADTS,
  CustomSource,
  FLAC,
  Input,
  type InputAudioTrack,
  type InputVideoTrack,
  MATROSKA,
  MP3,
  MP4,
  MPEG_TS,
  OGG,
  QTFF,
  WAVE,
  WEBM,
} from 'mediabunny';
import type { MediaFacts } from '../../../core/ports.ts';
import type { Bytes } from '../decoder.ts';
import { type Demuxer, demuxerOfBunny, nameOfAudio, nameOfVideo } from './codecs.ts';
import { asCover } from './tags.ts';

// Never HLS, which names other files.
const FORMATS = [MP4, QTFF, MATROSKA, WEBM, OGG, WAVE, MP3, FLAC, ADTS, MPEG_TS];
const CACHE_BYTES = 4 * 2 ** 20;
const FRAMES_LOOKED_AT = 256;
const PACKETS_COUNTED = 1000;
const MOST_FRAMES_PER_SECOND = 1000;

export interface Container {
  readonly demuxer: Demuxer | undefined;
  readonly video: InputVideoTrack | undefined;
  readonly audio: InputAudioTrack | undefined;
}

/** To be disposed by the caller. */
export function openInput(bytes: Bytes): Input {
  const source = new CustomSource({
    getSize: () => bytes.sizeBytes,
    read: (start, end) => bytes.read(start, end - start),
    prefetchProfile: 'fileSystem',
    maxCacheSize: CACHE_BYTES,
    // Of reading ahead: what is really needed is asked for again, and fails there.
    handleUnhandledError: () => {},
  });
  return new Input({ formats: FORMATS, source });
}

/** Undefined where Mediabunny does not know the container, or can read nothing of it. */
export async function readContainer(input: Input): Promise<Container | undefined> {
  const format = await known(input.getFormat());
  if (!format) return undefined;
  return {
    demuxer: demuxerOfBunny(format.name),
    video: (await known(input.getPrimaryVideoTrack())) ?? undefined,
    audio: (await known(input.getPrimaryAudioTrack())) ?? undefined,
  };
}

/** Without the frame rate: that takes reading on, which may not come to an end in a damaged file. */
export async function containerFacts(input: Input, { video, audio }: Container): Promise<MediaFacts> {
  return {
    ...(await durationOf(input, video ?? audio)),
    ...(video && (await videoFacts(video))),
    ...(audio && (await audioFacts(audio))),
  };
}

/** Many formats of sound alone tell their duration only to those who read on to their end. */
async function durationOf(input: Input, track: InputVideoTrack | InputAudioTrack | undefined): Promise<MediaFacts> {
  if (!track) return {};
  const told = await known(input.getDurationFromMetadata([track]));
  const duration = told ?? (track.isAudioTrack() ? await known(input.computeDuration([track])) : undefined);
  return isPositive(duration) ? { duration } : {};
}

async function videoFacts(track: InputVideoTrack): Promise<MediaFacts> {
  const width = await known(track.getDisplayWidth());
  const height = await known(track.getDisplayHeight());
  const rotation = await known(track.getRotation());
  const codec = await known(track.getCodec());
  return {
    ...(isPositive(width) && isPositive(height) && { width: Math.round(width), height: Math.round(height) }),
    ...(rotation !== undefined && { rotation }),
    ...(codec && { videoCodec: nameOfVideo(codec) }),
  };
}

/** As counted: the average where frames do not come regularly. Nothing where there are too few of them to tell. */
export async function frameRateOf(track: InputVideoTrack): Promise<MediaFacts> {
  const metrics = await known(track.computeFrameRateMetrics({ targetPacketCount: FRAMES_LOOKED_AT }));
  if (!metrics || metrics.probedPacketCount < 2) return {};
  const rate = metrics.underlyingFrameRate ?? metrics.averageFrameRate;
  return isPositive(rate) && rate <= MOST_FRAMES_PER_SECOND ? { frameRate: Math.round(rate * 1000) / 1000 } : {};
}

/** Bits per second, without what lies around the sound; that of its first part where it is long. */
export async function countedBitRate(track: InputAudioTrack): Promise<number | undefined> {
  const stats = await known(track.computePacketStats(PACKETS_COUNTED));
  return stats && isPositive(stats.averageBitrate) ? stats.averageBitrate : undefined;
}

async function audioFacts(track: InputAudioTrack): Promise<MediaFacts> {
  const codec = await known(track.getCodec());
  const sampleRate = await known(track.getSampleRate());
  const channels = await known(track.getNumberOfChannels());
  return {
    ...(codec && { audioCodec: nameOfAudio(codec) }),
    ...(isPositive(sampleRate) && { sampleRate }),
    ...(isPositive(channels) && { channels }),
  };
}

/** Of a damaged file, whose tags only Mediabunny may still find. */
export async function containerCover(input: Input): Promise<Buffer | undefined> {
  const tags = await known(input.getMetadataTags());
  return asCover(tags?.images?.[0]?.data);
}

export const isPositive = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value > 0;

/** Undefined where it can not be found out: one damaged piece leaves the others their worth. */
export const known = <T>(finding: Promise<T>): Promise<T | undefined> => finding.catch(() => undefined);
