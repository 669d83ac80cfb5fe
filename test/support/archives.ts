// Sources of blobs for tests of archives, and yauzl as the independent reader of what comes out.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import yauzl from 'yauzl';
import type { ByteRange } from '../../src/core/ports.ts';
import type { Archive, ArchiveFile, BlobSource } from '../../src/http/archive/index.ts';
import { openArchive } from '../../src/http/archive/index.ts';

const CHUNK_BYTES = 64 * 1024;
const ZEROS = Buffer.alloc(CHUNK_BYTES);

export interface MemoryBlobs extends BlobSource {
  /** An entry over `bytes`, which are kept under their name. */
  file(path: readonly string[], bytes: string | Buffer, modifiedAt?: number): ArchiveFile;
  /** What a damaged store would hold under a name. */
  damage(sha256: string, bytes: Buffer | undefined): void;
}

export function memoryBlobs(): MemoryBlobs {
  const blobs = new Map<string, Buffer>();
  return {
    file(path, content, modifiedAt = Date.UTC(2024, 4, 17, 9, 30, 58)) {
      const bytes = Buffer.from(content);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      blobs.set(sha256, bytes);
      return { kind: 'file', path, sha256, crc32: crc32(bytes), sizeBytes: bytes.length, modifiedAt };
    },
    damage(sha256, bytes) {
      if (bytes) blobs.set(sha256, bytes);
      else blobs.delete(sha256);
    },
    async open(sha256, range) {
      const bytes = blobs.get(sha256);
      return bytes && Readable.from([slice(bytes, range)], { objectMode: false });
    },
  };
}

export const slice = (bytes: Buffer, range?: ByteRange): Buffer =>
  range ? bytes.subarray(range.start, range.end + 1) : bytes;

/** Larger ones are never read as a whole, or say their checksum. */
const ADDED_UP_BYTES = 64 * 1024 * 1024;
const checksums = new Map<number, number>();

function checksumOfZeros(sizeBytes: number): number {
  if (sizeBytes > ADDED_UP_BYTES) return 0;
  const known = checksums.get(sizeBytes) ?? crc32(Buffer.alloc(sizeBytes));
  checksums.set(sizeBytes, known);
  return known;
}

/** A blob of `sizeBytes` zeros, given without ever being there as a whole; its name is its size. */
export function zeroFile(
  path: readonly string[],
  sizeBytes: number,
  checksum = checksumOfZeros(sizeBytes),
): ArchiveFile {
  return {
    kind: 'file',
    path,
    sha256: sizeBytes.toString(16).padStart(64, '0'),
    crc32: checksum,
    sizeBytes,
    modifiedAt: 0,
  };
}

export const zeroBlobs: BlobSource = {
  async open(sha256, range) {
    let leftBytes = range ? range.end - range.start + 1 : Number.parseInt(sha256, 16);
    return new Readable({
      read() {
        const chunk = ZEROS.subarray(0, Math.min(leftBytes, CHUNK_BYTES));
        leftBytes -= chunk.length;
        this.push(chunk.length > 0 ? chunk : null);
      },
    });
  },
};

export const readArchive = (archive: Archive, blobs: BlobSource, range?: ByteRange): Promise<Buffer> =>
  buffer(openArchive(archive, blobs, { range }));

const TAIL_BYTES = 16 * 1024 * 1024;

/** Reads an archive through ranges alone; its end, which yauzl reads in tiny steps, as one range. */
class RangeReader extends yauzl.RandomAccessReader {
  readonly #open: (range: ByteRange) => Readable;
  readonly #tail: Buffer;
  readonly #tailStart: number;

  constructor(open: (range: ByteRange) => Readable, tail: Buffer, tailStart: number) {
    super();
    this.#open = open;
    this.#tail = tail;
    this.#tailStart = tailStart;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.#open({ start, end: end - 1 });
  }

  override read(
    into: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null) => void,
  ): void {
    if (position < this.#tailStart) {
      super.read(into, offset, length, position, done);
      return;
    }
    const start = position - this.#tailStart;
    this.#tail.copy(into, offset, start, start + length);
    process.nextTick(done, null);
  }
}

export interface Unzipped {
  readonly zip: ZipFile;
  readonly entries: readonly Entry[];
}

/** Opens an archive with yauzl, which refuses names that lead astray. */
export async function unzip(archive: Archive, blobs: BlobSource): Promise<Unzipped> {
  const tailStart = Math.max(0, archive.sizeBytes - TAIL_BYTES);
  const tail = await readArchive(archive, blobs, { start: tailStart, end: archive.sizeBytes - 1 });
  const reader = new RangeReader((range) => openArchive(archive, blobs, { range }), tail, tailStart);
  const zip = await yauzl.fromRandomAccessReaderPromise(reader, archive.sizeBytes, {
    strictFileNames: true,
    autoClose: false,
  });
  return { zip, entries: await Array.fromAsync(zip.eachEntry()) };
}

export async function namesIn(archive: Archive, blobs: BlobSource): Promise<string[]> {
  return (await unzip(archive, blobs)).entries.map((entry) => entry.fileName);
}
