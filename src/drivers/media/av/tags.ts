// What a recording says about itself: title, artist, album, when it was made, its cover. By music-metadata, which walks
// from tag to tag.
import { type IAudioMetadata, parseBlob, selectCover } from 'music-metadata';
import { DAY_MS } from '../../../core/durations.ts';
import type { MediaFacts } from '../../../core/ports.ts';
import type { Bytes } from '../decoder.ts';
import { readablePicture } from '../embedded-pictures.ts';
import { oneLine } from '../words.ts';
import { windowed } from './limited.ts';

/** Before there were recordings of bytes; also what clocks that were never set say: 1904, 1970. */
const EARLIEST = Date.UTC(1970, 0, 2);

export interface Tags {
  readonly facts: MediaFacts;
  /** Of a format that sharp reads; hostile as any other. */
  readonly cover: Buffer | undefined;
  /** Bits per second of the sound alone; undefined where that takes reading all of it. */
  readonly bitRate: number | undefined;
  /** All of them were read, and there is no picture among them. */
  readonly isSmall: boolean;
}

/** Nothing where there are no tags, or they can not be read. */
export async function readTags(bytes: Bytes): Promise<Tags> {
  try {
    const metadata = await parseBlob(blobOf(windowed(bytes), 0, bytes.sizeBytes), { duration: false });
    const isSmall = (metadata.common.picture ?? []).length === 0;
    return { facts: tagFacts(metadata), cover: coverOf(metadata), bitRate: bitRateOf(metadata), isSmall };
  } catch {
    return { facts: {}, cover: undefined, bitRate: undefined, isSmall: false };
  }
}

function tagFacts({ common, format }: IAudioMetadata): MediaFacts {
  const takenAt = format.creationTime && saneTime(format.creationTime);
  return {
    ...text('title', common.title),
    ...text('artist', common.artist),
    ...text('album', common.album),
    ...(takenAt !== undefined && { takenAt }),
    // Its layers are one format to Mediabunny.
    ...(format.codec?.endsWith('Layer 2') && { audioCodec: 'mp2' }),
  };
}

/** Without a duration it is that of the first frames alone. */
function bitRateOf({ format: { bitrate, duration } }: IAudioMetadata): number | undefined {
  return bitrate !== undefined && duration !== undefined && Number.isFinite(bitrate) && bitrate >= 1
    ? bitrate
    : undefined;
}

function text(name: 'title' | 'artist' | 'album', value: string | undefined): MediaFacts {
  const line = oneLine(value);
  return line === '' ? {} : { [name]: line };
}

/** ISO 8601; undefined for a time that no clock which was set can have shown. */
export function saneTime(time: Date): string | undefined {
  const at = time.getTime();
  if (!(at >= EARLIEST && at <= Date.now() + DAY_MS)) return undefined;
  return time.toISOString().replace('.000Z', 'Z');
}

const coverOf = ({ common }: IAudioMetadata): Buffer | undefined => asCover(selectCover(common.picture)?.data);

/** Undefined for what is no picture. */
export function asCover(data: Uint8Array | undefined): Buffer | undefined {
  if (!data) return undefined;
  const cover = Buffer.from(data.buffer, data.byteOffset, data.byteLength);
  return readablePicture(cover);
}

/** Read as it is asked for, where a Blob of Node would want all of its bytes at once. */
function blobOf(bytes: Bytes, start: number, end: number): Blob {
  const read = async (): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await bytes.read(start, end - start));
  const stream = (): ReadableStream<Uint8Array<ArrayBuffer>> =>
    new ReadableStream({
      async pull(controller) {
        controller.enqueue(await read());
        controller.close();
      },
    });
  return {
    size: end - start,
    type: '',
    slice: (from = 0, to = end - start) => blobOf(bytes, start + from, Math.min(end, start + to)),
    bytes: read,
    arrayBuffer: async () => (await read()).buffer,
    text: async () => Buffer.from(await read()).toString(),
    stream,
    textStream: () => stream().pipeThrough(new TextDecoderStream()),
  };
}
