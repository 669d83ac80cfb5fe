// Where every byte of an archive lies, held as columns of about 100 bytes per entry, and the parts that make up any
// range of it. Leaves out where the entries come from (plan.ts) and the bytes of blobs (stream.ts).
import type { ByteRange, Sha256 } from '../../core/ports.ts';
import {
  centralRecord,
  centralRecordBytes,
  type EntryRecord,
  endRecords,
  localHeader,
  localHeaderBytes,
} from './records.ts';

const HASH_BYTES = 32;
/** Neighbouring records are handed on together, in pieces of about this size. */
const PIECE_BYTES = 64 * 1024;

/** What is known of directories and entries before they are laid out; all columns of a group are of one length. */
export interface Columns {
  /** UTF-8 names back to back: those of the directories, each with its `/`, then those of the entries. */
  readonly names: Buffer;
  /** Directory 0 is the root, its own parent, with an empty name. Parents come before their children. */
  readonly directoryParents: Uint32Array;
  readonly directoryNameEnds: Uint32Array;
  readonly directoryPathBytes: Uint32Array;
  /** The directory an entry lies in. An entry without a name is that directory itself. */
  readonly directories: Uint32Array;
  readonly nameEnds: Uint32Array;
  readonly sizes: Float64Array;
  readonly crcs: Uint32Array;
  readonly seconds: Uint32Array;
  readonly hashes: Buffer;
}

export interface Layout extends Columns {
  readonly entryCount: number;
  /** Where each local header begins in the archive. */
  readonly offsets: Float64Array;
  /** Where each central record begins in the central directory. */
  readonly centralStarts: Float64Array;
  readonly centralOffset: number;
  readonly centralBytes: number;
  readonly end: Buffer;
  readonly sizeBytes: number;
}

/** Bytes that are at hand, or (part of) a blob. */
export type Part = Uint8Array | BlobPart;

export interface BlobPart {
  readonly entry: number;
  readonly sha256: Sha256;
  /** Absent for the whole blob. */
  readonly range: ByteRange | undefined;
  readonly sizeBytes: number;
  /** CRC-32 of the whole blob; absent for a part of it. */
  readonly checksum?: number;
}

export function layOut(columns: Columns): Layout {
  const entryCount = columns.directories.length;
  const offsets = new Float64Array(entryCount);
  const centralStarts = new Float64Array(entryCount);
  let offset = 0;
  let centralBytes = 0;
  for (let i = 0; i < entryCount; i++) {
    const path = pathBytes(columns, i);
    const size = at(columns.sizes, i);
    const seconds = at(columns.seconds, i);
    offsets[i] = offset;
    centralStarts[i] = centralBytes;
    centralBytes += centralRecordBytes(path, size, seconds, offset);
    offset += localHeaderBytes(path, size, seconds) + size;
  }
  const end = endRecords(entryCount, centralBytes, offset);
  return {
    ...columns,
    entryCount,
    offsets,
    centralStarts,
    centralOffset: offset,
    centralBytes,
    end,
    sizeBytes: offset + centralBytes + end.length,
  };
}

/** What makes up `range`, in order; the range lies within the archive. */
export function* partsOf(layout: Layout, range: ByteRange): Generator<Part, undefined> {
  const { entryCount, offsets, centralStarts, centralOffset } = layout;
  const record = recordReader(layout);
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  const add = (bytes: Buffer, position: number): void => {
    const isInside = range.start <= position && position + bytes.length <= range.end + 1;
    const clipped = isInside
      ? bytes
      : bytes.subarray(Math.max(0, range.start - position), Math.max(0, range.end + 1 - position));
    pending.push(clipped);
    pendingBytes += clipped.length;
  };
  const take = (): Buffer => {
    const piece = Buffer.concat(pending, pendingBytes);
    pending = [];
    pendingBytes = 0;
    return piece;
  };

  const firstEntry = range.start < centralOffset ? lastUpTo(offsets, range.start) : entryCount;
  for (let i = firstEntry; i < entryCount && at(offsets, i) <= range.end; i++) {
    const header = localHeader(record(i));
    add(header, at(offsets, i));
    const blob = blobPart(layout, i, at(offsets, i) + header.length, range);
    if (pendingBytes > 0 && (blob || pendingBytes >= PIECE_BYTES)) yield take();
    if (blob) yield blob;
  }

  const firstRecord = lastUpTo(centralStarts, range.start - centralOffset);
  for (let i = firstRecord; i < entryCount && centralOffset + at(centralStarts, i) <= range.end; i++) {
    add(centralRecord(record(i), at(offsets, i)), centralOffset + at(centralStarts, i));
    if (pendingBytes >= PIECE_BYTES) yield take();
  }

  add(layout.end, centralOffset + layout.centralBytes);
  if (pendingBytes > 0) yield take();
}

/** The central directory and what follows it, then the name of every blob: all that determines the archive's bytes. */
export function* fingerprintOf(layout: Layout): Generator<Uint8Array, undefined> {
  for (const part of partsOf(layout, { start: layout.centralOffset, end: layout.sizeBytes - 1 })) {
    if (part instanceof Uint8Array) yield part;
  }
  yield layout.hashes;
}

function blobPart(layout: Layout, i: number, position: number, range: ByteRange): BlobPart | undefined {
  const size = at(layout.sizes, i);
  const start = Math.max(0, range.start - position);
  const end = Math.min(size, range.end + 1 - position) - 1;
  if (start > end) return undefined;
  const sha256 = layout.hashes.toString('hex', i * HASH_BYTES, (i + 1) * HASH_BYTES);
  return start === 0 && end === size - 1
    ? { entry: i, sha256, range: undefined, sizeBytes: size, checksum: at(layout.crcs, i) }
    : { entry: i, sha256, range: { start, end }, sizeBytes: end - start + 1 };
}

/** Entry by entry; remembers the path of the last directory, as neighbours mostly share it. */
function recordReader(columns: Columns): (i: number) => EntryRecord {
  const firstName = at(columns.directoryNameEnds, columns.directoryNameEnds.length - 1);
  let known = 0;
  let knownPath: Uint8Array = Buffer.alloc(0);
  return (i) => {
    const directory = at(columns.directories, i);
    if (directory !== known) {
      known = directory;
      knownPath = directoryPath(columns, directory);
    }
    const name = columns.names.subarray(i === 0 ? firstName : at(columns.nameEnds, i - 1), at(columns.nameEnds, i));
    return {
      path: name.length === 0 ? knownPath : knownPath.length === 0 ? name : Buffer.concat([knownPath, name]),
      directory: name.length === 0,
      sizeBytes: at(columns.sizes, i),
      crc32: at(columns.crcs, i),
      modifiedSeconds: at(columns.seconds, i),
    };
  };
}

function directoryPath(columns: Columns, directory: number): Uint8Array {
  const path = Buffer.alloc(at(columns.directoryPathBytes, directory));
  let end = path.length;
  for (let i = directory; i > 0; i = at(columns.directoryParents, i)) {
    const name = columns.names.subarray(at(columns.directoryNameEnds, i - 1), at(columns.directoryNameEnds, i));
    end -= name.length;
    path.set(name, end);
  }
  return path;
}

function pathBytes(columns: Columns, i: number): number {
  const ends = columns.directoryNameEnds;
  const start = i === 0 ? at(ends, ends.length - 1) : at(columns.nameEnds, i - 1);
  return at(columns.directoryPathBytes, at(columns.directories, i)) + at(columns.nameEnds, i) - start;
}

/** The index of the last of the ascending `values` that is at most `wanted`; 0 when there is none. */
function lastUpTo(values: Float64Array, wanted: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (at(values, middle) <= wanted) low = middle;
    else high = middle - 1;
  }
  return low;
}

function at(column: Float64Array | Uint32Array, i: number): number {
  const value = column[i];
  if (value === undefined) throw new RangeError(`no entry ${i} in the layout of an archive`);
  return value;
}
