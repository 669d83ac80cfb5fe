// A few frames of a video as a tiny video of their own: key frames, which need no others to be decoded. So a decoder sees a
// few hundred kilobytes, whatever the size of the original.
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
  const codec = await known(track.getCodec());
  const decoderConfig = await known(track.getDecoderConfig());
  const packets = await keyPackets(track, duration, most);
  if (!codec || !decoderConfig || packets.length === 0) return undefined;
  const format = codec === 'prores' ? new MovOutputFormat({ fastStart: 'in-memory' }) : new MkvOutputFormat();
  const target = new BufferTarget();
  const output = new Output({ format, target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  await output.start();
  for (const [second, packet] of packets.entries()) {
    await source.add(packet.clone({ timestamp: second, duration: 1, type: 'key' }), { decoderConfig });
  }
  await output.finalize();
  if (!target.buffer) return undefined;
  const demuxer = codec === 'prores' ? 'mov' : 'matroska';
  return { input: { bytes: Buffer.from(target.buffer), demuxer }, count: packets.length };
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
