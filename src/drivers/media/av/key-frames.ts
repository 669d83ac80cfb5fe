// A few frames of a video as a tiny video of their own: key frames, which need no others to be decoded, or one with those that
// follow it. So a decoder sees a few hundred kilobytes, whatever the size of the original.
import {
  BufferTarget,
  type EncodedPacket,
  EncodedPacketSink,
  EncodedVideoPacketSource,
  type InputVideoTrack,
  MkvOutputFormat,
  MovOutputFormat,
  Output,
} from 'mediabunny';
import { known } from './container.ts';
import type { FfmpegInput } from './ffmpeg.ts';

/** Shares of the duration in the order they are preferred in: the beginning is often black. */
const PLACES = [0.1, 0.3, 0.5, 0];
const BYTES_OF_ALL = 24 * 2 ** 20;
const BYTES_OF_RUN = 8 * 2 ** 20;
const SECONDS_OF_RUN = 15;

export interface KeyFrames {
  readonly input: FfmpegInput;
  readonly count: number;
}

/** `duration` in seconds, 0 where it is not known. Undefined where no key frame can be read, or its codec is unknown to Mediabunny. */
export async function cutKeyFrames(
  track: InputVideoTrack,
  duration: number,
  most: number,
): Promise<KeyFrames | undefined> {
  const packets = await keyPackets(track, duration, most);
  const input = await written(
    track,
    packets.map((packet, second) => packet.clone({ timestamp: second, duration: 1, type: 'key' })),
  );
  return input && { input, count: packets.length };
}

export interface Run {
  readonly input: FfmpegInput;
  /** From the first frame to the last. */
  readonly seconds: number;
}

/** The preferred key frame and at most `most` frames that follow it. Undefined as above, or where none follows. */
export async function cutRun(track: InputVideoTrack, duration: number, most: number): Promise<Run | undefined> {
  const sink = new EncodedPacketSink(track);
  const [first] = await keyPackets(track, duration, 1);
  const packets: EncodedPacket[] = [];
  let bytesLeft = BYTES_OF_RUN;
  let seconds = 0;
  for (let packet = first; first && packet; packet = (await known(sink.getNextPacket(packet))) ?? undefined) {
    const timestamp = packet.timestamp - first.timestamp;
    bytesLeft -= packet.byteLength;
    if (packets.length > most || timestamp > SECONDS_OF_RUN || bytesLeft < 0) break;
    // Shown before the key frame, and made of frames that are not here.
    if (timestamp < 0) continue;
    seconds = Math.max(seconds, timestamp);
    packets.push(packet.clone({ timestamp }));
  }
  const input = seconds > 0 ? await written(track, packets) : undefined;
  return input && { input, seconds };
}

async function written(track: InputVideoTrack, packets: readonly EncodedPacket[]): Promise<FfmpegInput | undefined> {
  const codec = await known(track.getCodec());
  const decoderConfig = await known(track.getDecoderConfig());
  if (!codec || !decoderConfig || packets.length === 0) return undefined;
  const format = codec === 'prores' ? new MovOutputFormat({ fastStart: 'in-memory' }) : new MkvOutputFormat();
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  await output.start();
  for (const packet of packets) await source.add(packet, { decoderConfig });
  await output.finalize();
  if (!target.buffer) return undefined;
  return { bytes: Buffer.from(target.buffer), demuxer: codec === 'prores' ? 'mov' : 'matroska' };
}

async function keyPackets(track: InputVideoTrack, duration: number, most: number): Promise<EncodedPacket[]> {
  const sink = new EncodedPacketSink(track);
  // Of a damaged file it is the first one that most likely can be read, and it costs the least.
  const first = await known(sink.getFirstKeyPacket({ verifyKeyPackets: true }));
  const start = first?.timestamp ?? 0;
  const packets: EncodedPacket[] = [];
  let bytesLeft = BYTES_OF_ALL;
  for (const place of PLACES.slice(0, most)) {
    const packet =
      place === 0 ? first : await known(sink.getKeyPacket(start + place * duration, { verifyKeyPackets: true }));
    if (!packet || packets.some(({ timestamp }) => timestamp === packet.timestamp)) continue;
    bytesLeft -= packet.byteLength;
    if (bytesLeft >= 0) packets.push(packet);
  }
  if (packets.length === 0 && first && first.byteLength <= BYTES_OF_ALL) packets.push(first);
  return packets;
}
