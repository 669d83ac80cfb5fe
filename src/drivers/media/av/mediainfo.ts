// Facts of the containers and codecs that Mediabunny does not know, by MediaInfo in WebAssembly: AVI, FLV, MPEG
// programme streams, Windows Media, old QuickTime and many more.
import type { AudioTrack, GeneralTrack, MediaInfoResult, VideoTrack } from 'mediainfo.js';
import type { MediaFacts } from '../../../core/ports.ts';
import type { Bytes } from '../decoder.ts';
import { audioOfMediaInfo, type Demuxer, demuxerOfMediaInfo, type StreamFormat, videoOfMediaInfo } from './codecs.ts';
import { isPositive } from './container.ts';
import { saneTime } from './tags.ts';

const CHUNK_BYTES = 256 * 2 ** 10;

/** Its duration of these is that of the bytes it has looked at. */
const WITHOUT_DURATION: ReadonlySet<Demuxer> = new Set(['caf', 'au']);

export interface Inspection {
  readonly demuxer: Demuxer;
  readonly hasVideo: boolean;
  readonly facts: MediaFacts;
}

/** Undefined for what is no recording, such as a playlist, or can not be read at all. */
export async function inspect(bytes: Bytes): Promise<Inspection | undefined> {
  const { default: mediaInfoFactory } = await import('mediainfo.js');
  const analyzer = await mediaInfoFactory({ format: 'object', chunkSize: CHUNK_BYTES });
  try {
    const read = (length: number, start: number): Promise<Buffer> =>
      // No more bytes: it then tells what it has found so far.
      bytes.read(start, length).catch(() => Buffer.alloc(0));
    return inspection(await analyzer.analyzeData(bytes.sizeBytes, read));
  } catch {
    return undefined;
  } finally {
    analyzer.close();
  }
}

function inspection(result: MediaInfoResult): Inspection | undefined {
  const tracks = result.media?.track ?? [];
  const general = tracks.find((track) => track['@type'] === 'General');
  const video = tracks.find((track) => track['@type'] === 'Video');
  const audio = tracks.find((track) => track['@type'] === 'Audio');
  const demuxer = demuxerOfMediaInfo(general?.Format ?? '');
  if (!general || !demuxer || (!video && !audio)) return undefined;
  const facts = {
    ...(!WITHOUT_DURATION.has(demuxer) && durationFacts(general)),
    ...generalFacts(general),
    ...(video && videoFacts(video)),
    ...(audio && audioFacts(audio)),
  };
  return { demuxer, hasVideo: video !== undefined, facts };
}

const durationFacts = ({ Duration }: GeneralTrack): MediaFacts => (isPositive(Duration) ? { duration: Duration } : {});

function generalFacts(track: GeneralTrack): MediaFacts {
  const takenAt = saneTime(new Date(utc(track.Encoded_Date ?? '')));
  return {
    ...(track.Title && { title: track.Title }),
    ...(track.Performer && { artist: track.Performer }),
    ...(track.Album && { album: track.Album }),
    ...(takenAt !== undefined && { takenAt }),
  };
}

/** It writes `2008-09-04 11:28:54 UTC`. */
const utc = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC$/, '$1T$2Z');

function videoFacts(track: VideoTrack): MediaFacts {
  const { Width, Height, FrameRate } = track;
  const rotation = quarterTurns(Number(track.Rotation ?? 0));
  const videoCodec = videoOfMediaInfo(streamFormat(track));
  return {
    ...(isPositive(Width) && isPositive(Height) && upright(Width, Height, track.PixelAspectRatio ?? 1, rotation)),
    ...(isPositive(FrameRate) && { frameRate: FrameRate }),
    rotation,
    ...(videoCodec !== undefined && { videoCodec }),
  };
}

const quarterTurns = (degrees: number): number =>
  Number.isFinite(degrees) ? (((Math.round(degrees / 90) % 4) + 4) % 4) * 90 : 0;

function upright(width: number, height: number, pixelAspect: number, rotation: number): MediaFacts {
  const wide = isPositive(pixelAspect) && pixelAspect > 1 ? Math.round(width * pixelAspect) : width;
  const high = isPositive(pixelAspect) && pixelAspect < 1 ? Math.round(height / pixelAspect) : height;
  return rotation % 180 === 0 ? { width: wide, height: high } : { width: high, height: wide };
}

function audioFacts(track: AudioTrack): MediaFacts {
  const audioCodec = audioOfMediaInfo(streamFormat(track));
  return {
    ...(audioCodec !== undefined && { audioCodec }),
    ...(isPositive(track.SamplingRate) && { sampleRate: track.SamplingRate }),
    ...(isPositive(track.Channels) && { channels: track.Channels }),
  };
}

const streamFormat = (track: VideoTrack | AudioTrack): StreamFormat => ({
  format: track.Format ?? '',
  version: track.Format_Version ?? '',
  profile: track.Format_Profile ?? '',
  codecId: track.CodecID ?? '',
  bits: track.BitDepth ?? 0,
  sign: ('Format_Settings_Sign' in track && track.Format_Settings_Sign) || '',
  endianness: ('Format_Settings_Endianness' in track && track.Format_Settings_Endianness) || '',
});
