// Zip archives as documents use them: their entries by name, each read in a stream within bounds of what it may become.
// Nothing is written anywhere, and no archive within an archive is looked into.
import { pipeline, Readable } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import yauzl, { type Entry, RandomAccessReader, type ZipFile } from 'yauzl';
import { type Bytes, Unreadable } from '../decoder.ts';

const MOST_ENTRIES = 10_000;
/** Bytes that come out, whatever the archive says about it. */
const MOST_PER_ENTRY = 64 * 2 ** 20;
const MOST_IN_ALL = 128 * 2 ** 20;
/** How many times its size an entry may become, once it is larger than `RATIO_FROM` bytes. */
const MOST_RATIO = 100;
const RATIO_FROM = 4 * 2 ** 20;

const READ_AT_ONCE = 2 ** 16;
const LOCAL_HEADER = 30;

export interface Archive {
  /** In any case of letters, where there is none of exactly this name. */
  has(name: string): boolean;
  /** The chunks of an entry. Throws `Unreadable` when there is none of this name, it is damaged, or becomes too much. */
  open(name: string): AsyncIterable<Buffer>;
  /** An entry of at most so many bytes, in one. Absent when there is none; throws as `open` does. */
  read(name: string, mostBytes: number): Promise<Buffer | undefined>;
  /** Some entry needs a password. */
  readonly isEncrypted: boolean;
}

/** Throws `Unreadable` when it is no archive, is damaged, or its entries share bytes, as those of some bombs do. */
export async function openArchive(bytes: Bytes): Promise<Archive> {
  const reader = new BytesReader(bytes);
  const zip = await orDamaged(
    reader,
    yauzl.fromRandomAccessReaderPromise(reader, bytes.sizeBytes, { autoClose: false }),
  );
  if (zip.entryCount > MOST_ENTRIES) throw new Unreadable(`it has more than ${MOST_ENTRIES} parts`);
  const all = await orDamaged(reader, listEntries(zip));
  refuseOverlaps(all);
  return archiveOf(bytes, reader, zip, all);
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  return entries;
}

function refuseOverlaps(entries: readonly Entry[]): void {
  const sorted = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const entry of sorted) {
    if (entry.relativeOffsetOfLocalHeader < end) throw new Unreadable('its parts overlap');
    end = entry.relativeOffsetOfLocalHeader + LOCAL_HEADER + entry.compressedSize;
  }
}

function archiveOf(bytes: Bytes, reader: BytesReader, zip: ZipFile, all: readonly Entry[]): Archive {
  const byName = new Map(all.map((entry) => [entry.fileName.toLowerCase(), entry]));
  for (const entry of all) byName.set(entry.fileName, entry);
  const find = (name: string) => byName.get(name) ?? byName.get(name.toLowerCase());
  let produced = 0;

  async function* open(name: string): AsyncGenerator<Buffer> {
    const entry = find(name);
    if (!entry) throw new Unreadable('a part of it is missing');
    const { fileDataStart } = await orDamaged(reader, zip.readLocalFileHeaderPromise(entry, { minimal: true }));
    let size = 0;
    for await (const chunk of decoded(bytes, entry, fileDataStart)) {
      size += chunk.length;
      produced += chunk.length;
      if (size > entry.uncompressedSize) throw new Unreadable('a part of it is larger than it says');
      if (size > MOST_PER_ENTRY || produced > MOST_IN_ALL) throw new Unreadable('it is too large once it is unpacked');
      if (size > RATIO_FROM && size > MOST_RATIO * entry.compressedSize) {
        throw new Unreadable('it is packed like a zip bomb');
      }
      yield chunk;
    }
    if (size < entry.uncompressedSize) throw new Unreadable('a part of it ends early');
  }

  return {
    has: (name) => find(name) !== undefined,
    open,
    async read(name, mostBytes) {
      const size = find(name)?.uncompressedSize;
      if (size === undefined) return undefined;
      if (size > mostBytes) throw new Unreadable('a part of it is too large');
      const chunks: Buffer[] = [];
      for await (const chunk of open(name)) chunks.push(chunk);
      return Buffer.concat(chunks);
    },
    isEncrypted: all.some((entry) => entry.isEncrypted()),
  };
}

async function* decoded(bytes: Bytes, entry: Entry, start: number): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new Unreadable('it needs a password');
  const packed = packedBytes(bytes, start, start + entry.compressedSize);
  if (entry.compressionMethod === 0) return yield* packed;
  if (entry.compressionMethod !== 8) throw new Unreadable('it is packed by a method that is not known');
  const inflate = createInflateRaw();
  // What goes wrong in either is thrown by the loop below; whoever leaves it early destroys both.
  pipeline(Readable.from(packed), inflate, () => undefined);
  try {
    for await (const chunk of inflate) if (Buffer.isBuffer(chunk)) yield chunk;
  } catch (error) {
    throw isOfZlib(error) ? new Unreadable('a part of it is damaged', { cause: error }) : error;
  }
}

async function* packedBytes(bytes: Bytes, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += READ_AT_ONCE) {
    yield await bytes.read(at, Math.min(READ_AT_ONCE, end - at));
  }
}

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_');

/** What yauzl finds wrong as `Unreadable`; a failure to get the bytes as itself. */
async function orDamaged<T>(reader: BytesReader, result: Promise<T>): Promise<T> {
  try {
    return await result;
  } catch (error) {
    if (reader.failure !== undefined) throw reader.failure;
    throw new Unreadable('it is damaged, or no document', { cause: error });
  }
}

/**
 * What yauzl reads headers by, which it takes as a subclass only. It asks for a few bytes at a time, one after the other:
 * they are read a page at a time.
 */
class BytesReader extends RandomAccessReader {
  failure: unknown;
  readonly #bytes: Bytes;
  #page: Buffer = Buffer.alloc(0);
  #pageStart = 0;

  constructor(bytes: Bytes) {
    super();
    this.#bytes = bytes;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.#copy(buffer, offset, length, position).then(
      (bytesRead) => callback(null, bytesRead),
      (error: unknown) => {
        this.failure = error;
        callback(error instanceof Error ? error : new Error('no bytes', { cause: error }));
      },
    );
  }

  async #copy(buffer: Buffer, offset: number, length: number, position: number): Promise<number> {
    const isPaged = position >= this.#pageStart && position + length <= this.#pageStart + this.#page.length;
    if (!isPaged) {
      this.#page = await this.#bytes.read(position, Math.max(length, READ_AT_ONCE));
      this.#pageStart = position;
    }
    const from = position - this.#pageStart;
    return this.#page.copy(buffer, offset, from, from + length);
  }
}
