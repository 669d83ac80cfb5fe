// The records of a ZIP file as bytes (PKWARE APPNOTE 6.3.10), for entries that are stored and wholly known in advance.
// Leaves out where each record lies (layout.ts).

export interface EntryRecord {
  /** UTF-8, with `/` between and, for a directory, at the end. */
  readonly path: Uint8Array;
  readonly directory: boolean;
  readonly sizeBytes: number;
  readonly crc32: number;
  /** Unix time, from EARLIEST_SECONDS to LATEST_SECONDS. */
  readonly modifiedSeconds: number;
}

/** 1980-01-01, where DOS dates begin. */
export const EARLIEST_SECONDS = Date.UTC(1980, 0, 1) / 1000;
/** February 2106; DOS dates end in 2107. */
export const LATEST_SECONDS = 0xffff_ffff;

const LOCAL_BYTES = 30;
const CENTRAL_BYTES = 46;
const UNIX_TIME_BYTES = 9;
const END_BYTES = 22;
const ZIP64_END_BYTES = 56;
const ZIP64_LOCATOR_BYTES = 20;

const MAX_16 = 0xffff;
const MAX_32 = 0xffff_ffff;

const VERSION_PLAIN = 20;
const VERSION_ZIP64 = 45;
const MADE_BY_UNIX = (3 << 8) | VERSION_ZIP64;
/** Bit 11: the name is UTF-8. Bit 3 (sizes follow the data) is never needed. */
const FLAGS = 0x0800;
const DIRECTORY_ATTRIBUTES = ((0o040755 << 16) | 0x10) >>> 0;
const FILE_ATTRIBUTES = (0o100644 << 16) >>> 0;

/** All-ones marks a value that stands in the ZIP64 record, so a value that is all ones must stand there, too. */
const isLong = (value: number): boolean => value >= MAX_32;
/** The extended timestamp is a signed 32-bit number; later times are left to the DOS fields. */
const unixTimeBytes = (seconds: number): number => (seconds <= 0x7fff_ffff ? UNIX_TIME_BYTES : 0);

export function localHeaderBytes(pathBytes: number, sizeBytes: number, modifiedSeconds: number): number {
  return LOCAL_BYTES + pathBytes + unixTimeBytes(modifiedSeconds) + (isLong(sizeBytes) ? 20 : 0);
}

/** APPNOTE 4.3.7. */
export function localHeader(entry: EntryRecord): Buffer {
  const { path, sizeBytes, modifiedSeconds } = entry;
  const long = isLong(sizeBytes);
  const bytes = Buffer.allocUnsafe(localHeaderBytes(path.length, sizeBytes, modifiedSeconds));
  bytes.writeUInt32LE(0x04034b50, 0);
  writeCommon(bytes, 4, entry, long);
  bytes.writeUInt16LE(bytes.length - LOCAL_BYTES - path.length, 28);
  bytes.set(path, LOCAL_BYTES);
  const at = writeUnixTime(bytes, LOCAL_BYTES + path.length, modifiedSeconds);
  if (long) writeZip64(bytes, at, [sizeBytes, sizeBytes]);
  return bytes;
}

export function centralRecordBytes(
  pathBytes: number,
  sizeBytes: number,
  modifiedSeconds: number,
  offset: number,
): number {
  const longs = (isLong(sizeBytes) ? 2 : 0) + (isLong(offset) ? 1 : 0);
  return CENTRAL_BYTES + pathBytes + unixTimeBytes(modifiedSeconds) + (longs ? 4 + 8 * longs : 0);
}

/** APPNOTE 4.3.12; `offset` is that of the local header. */
export function centralRecord(entry: EntryRecord, offset: number): Buffer {
  const { path, sizeBytes, modifiedSeconds } = entry;
  const longs = isLong(sizeBytes) ? [sizeBytes, sizeBytes] : [];
  if (isLong(offset)) longs.push(offset);
  const bytes = Buffer.allocUnsafe(centralRecordBytes(path.length, sizeBytes, modifiedSeconds, offset));
  bytes.writeUInt32LE(0x02014b50, 0);
  bytes.writeUInt16LE(MADE_BY_UNIX, 4);
  writeCommon(bytes, 6, entry, longs.length > 0);
  bytes.writeUInt16LE(bytes.length - CENTRAL_BYTES - path.length, 30);
  bytes.fill(0, 32, 38); // no comment, first disk, no internal attributes
  bytes.writeUInt32LE(entry.directory ? DIRECTORY_ATTRIBUTES : FILE_ATTRIBUTES, 38);
  bytes.writeUInt32LE(Math.min(offset, MAX_32), 42);
  bytes.set(path, CENTRAL_BYTES);
  const at = writeUnixTime(bytes, CENTRAL_BYTES + path.length, modifiedSeconds);
  if (longs.length > 0) writeZip64(bytes, at, longs);
  return bytes;
}

/** The fields that local header and central record share: from "version needed" to the length of the name. */
function writeCommon(bytes: Buffer, at: number, entry: EntryRecord, zip64: boolean): void {
  bytes.writeUInt16LE(zip64 ? VERSION_ZIP64 : VERSION_PLAIN, at);
  bytes.writeUInt16LE(FLAGS, at + 2);
  bytes.writeUInt16LE(0, at + 4); // stored
  bytes.writeUInt32LE(dosTime(entry.modifiedSeconds), at + 6);
  bytes.writeUInt32LE(entry.crc32, at + 10);
  bytes.writeUInt32LE(Math.min(entry.sizeBytes, MAX_32), at + 14);
  bytes.writeUInt32LE(Math.min(entry.sizeBytes, MAX_32), at + 18);
  bytes.writeUInt16LE(entry.path.length, at + 22);
}

/** Time in the low, date in the high half. In UTC, so that every node writes the same; DOS means local time. */
function dosTime(seconds: number): number {
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  if (day !== lastDay.day) lastDay = { day, date: dosDate(day) };
  const inDay = seconds - day * SECONDS_PER_DAY;
  const hours = Math.floor(inDay / 3600);
  const minutes = Math.floor(inDay / 60) % 60;
  return ((lastDay.date << 16) | (hours << 11) | (minutes << 5) | ((inDay % 60) >> 1)) >>> 0;
}

const SECONDS_PER_DAY = 86_400;
/** Neighbours are mostly of the same day, and the calendar is most of what a record costs. */
let lastDay = { day: 0, date: dosDate(0) };

function dosDate(day: number): number {
  const at = new Date(day * SECONDS_PER_DAY * 1000);
  return ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
}

/** Info-ZIP's extended timestamp: the exact second, in UTC. Answers where the next extra field begins. */
function writeUnixTime(bytes: Buffer, at: number, seconds: number): number {
  if (unixTimeBytes(seconds) === 0) return at;
  bytes.writeUInt16LE(0x5455, at);
  bytes.writeUInt16LE(UNIX_TIME_BYTES - 4, at + 2);
  bytes.writeUInt8(1, at + 4); // the time of modification alone
  bytes.writeUInt32LE(seconds, at + 5);
  return at + UNIX_TIME_BYTES;
}

/** APPNOTE 4.5.3: only the fields whose 32-bit place is all ones, in this order: size, stored size, offset. */
function writeZip64(bytes: Buffer, at: number, values: readonly number[]): void {
  bytes.writeUInt16LE(0x0001, at);
  bytes.writeUInt16LE(8 * values.length, at + 2);
  for (const [index, value] of values.entries()) bytes.writeBigUInt64LE(BigInt(value), at + 4 + 8 * index);
}

/** What closes the file: the end of the central directory, preceded by its ZIP64 form where a value needs it. */
export function endRecords(entryCount: number, centralBytes: number, centralOffset: number): Buffer {
  const zip64 = entryCount >= MAX_16 || isLong(centralBytes) || isLong(centralOffset);
  const zip64Bytes = zip64 ? ZIP64_END_BYTES + ZIP64_LOCATOR_BYTES : 0;
  const bytes = Buffer.alloc(zip64Bytes + END_BYTES);
  if (zip64) {
    // APPNOTE 4.3.14, then the locator, 4.3.15.
    bytes.writeUInt32LE(0x06064b50, 0);
    bytes.writeBigUInt64LE(BigInt(ZIP64_END_BYTES - 12), 4);
    bytes.writeUInt16LE(MADE_BY_UNIX, 12);
    bytes.writeUInt16LE(VERSION_ZIP64, 14);
    bytes.writeBigUInt64LE(BigInt(entryCount), 24);
    bytes.writeBigUInt64LE(BigInt(entryCount), 32);
    bytes.writeBigUInt64LE(BigInt(centralBytes), 40);
    bytes.writeBigUInt64LE(BigInt(centralOffset), 48);
    bytes.writeUInt32LE(0x07064b50, ZIP64_END_BYTES);
    bytes.writeBigUInt64LE(BigInt(centralOffset + centralBytes), ZIP64_END_BYTES + 8);
    bytes.writeUInt32LE(1, ZIP64_END_BYTES + 16);
  }
  // APPNOTE 4.3.16.
  bytes.writeUInt32LE(0x06054b50, zip64Bytes);
  bytes.writeUInt16LE(Math.min(entryCount, MAX_16), zip64Bytes + 8);
  bytes.writeUInt16LE(Math.min(entryCount, MAX_16), zip64Bytes + 10);
  bytes.writeUInt32LE(Math.min(centralBytes, MAX_32), zip64Bytes + 12);
  bytes.writeUInt32LE(Math.min(centralOffset, MAX_32), zip64Bytes + 16);
  return bytes;
}
