// Reading blobs: whole into memory, or a range as a stream. Nothing but a regular file counts as a blob.
import fs from 'node:fs';
import { Readable } from 'node:stream';
import { CoreError } from '../../core/errors.ts';
import type { BlobStat, ByteRange, ByteStream, Sha256 } from '../../core/ports.ts';
import { closeQuietly, lstat, openToRead, read, readFromStart } from './descriptors.ts';
import { diskError, systemCode, unlessAbsent } from './failures.ts';

/** Twice that would be faster still, but a slow download holds two of these, and there may be hundreds. */
const READ_BYTES = 128 * 1024;
/** Read one after the other, and few at a time. */
const PIECE_BYTES = 256 * 1024;
const MOST_FREE_BUFFERS = 16;
/** Smaller files cost less memory of their own than they would waste of such a buffer. */
const LEAST_LENT_BYTES = 16 * 1024;

export async function statFile(path: string, sha256: Sha256): Promise<BlobStat | undefined> {
  const stat = await unlessAbsent(lstat(path));
  return stat?.isFile() ? { sha256, sizeBytes: stat.size, modifiedAt: stat.mtime } : undefined;
}

/** Into memory of `buffers` where it fits. Undefined when there is no regular file of that path. */
export async function readFile(path: string, sha256: Sha256, buffers?: PieceBuffers): Promise<Buffer | undefined> {
  const file = await openFile(path);
  if (file === undefined) return undefined;
  try {
    const bytes = buffers?.lend(file.sizeBytes) ?? Buffer.allocUnsafe(file.sizeBytes);
    const found = await readFromStart(file.fd, bytes);
    if (found < file.sizeBytes) throw tooShort(sha256, found, file.sizeBytes);
    return bytes;
  } finally {
    closeQuietly(file.fd);
  }
}

/** Undefined when there is no regular file of that path. */
export async function streamFile(path: string, sha256: Sha256, range?: ByteRange): Promise<ByteStream | undefined> {
  const file = await openFile(path);
  if (file === undefined) return undefined;
  const start = range?.start ?? 0;
  const endBefore = range === undefined ? file.sizeBytes : range.end + 1;
  if (endBefore > file.sizeBytes) {
    closeQuietly(file.fd);
    throw tooShort(sha256, file.sizeBytes, endBefore);
  }
  return new BlobStream(file.fd, sha256, start, endBefore);
}

export interface OpenFile {
  readonly fd: number;
  readonly sizeBytes: number;
}

/** To be closed by the caller. Undefined when there is no regular file of that path. */
export async function openFile(path: string): Promise<OpenFile | undefined> {
  const fd = await openUnlessForeign(path);
  if (fd === undefined) return undefined;
  try {
    // The inode has just been loaded, so this does not wait for the disk; a trip to the thread pool would cost more.
    const stat = fs.fstatSync(fd);
    if (stat.isFile()) return { fd, sizeBytes: stat.size };
  } catch (error) {
    closeQuietly(fd);
    throw error;
  }
  closeQuietly(fd);
  return undefined;
}

async function openUnlessForeign(path: string): Promise<number | undefined> {
  try {
    return await openToRead(path);
  } catch (error) {
    const code = systemCode(error);
    // ELOOP: a symlink (O_NOFOLLOW). ENXIO: a socket.
    if (code === 'ENOENT' || code === 'ELOOP' || code === 'ENXIO') return undefined;
    throw error;
  }
}

/** Memory that pieces are read into, again and again: each allocation of that size brings the next garbage collection nearer. */
export class PieceBuffers {
  readonly #free: Buffer[] = [];
  readonly #lent = new WeakSet<ArrayBufferLike>();

  /** Undefined where so many bytes do not fit, or are too few to be worth it. What does not come back is no loss. */
  lend(sizeBytes: number): Buffer | undefined {
    if (sizeBytes < LEAST_LENT_BYTES || sizeBytes > PIECE_BYTES) return undefined;
    const buffer = this.take();
    this.#lent.add(buffer.buffer);
    return buffer.subarray(0, sizeBytes);
  }

  /** Of what was lent; anything else is left alone. */
  takeBack({ buffer }: Buffer): void {
    if (this.#lent.delete(buffer)) this.give(Buffer.from(buffer));
  }

  take(): Buffer {
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(PIECE_BYTES);
  }

  give(buffer: Buffer): void {
    if (this.#free.length < MOST_FREE_BUFFERS) this.#free.push(buffer);
  }
}

/** Closes the file. */
export async function* piecesOf(
  { fd, sizeBytes }: OpenFile,
  sha256: Sha256,
  { start, end }: ByteRange,
  buffers: PieceBuffers,
): AsyncGenerator<Uint8Array> {
  const buffer = buffers.take();
  try {
    if (end >= sizeBytes) throw tooShort(sha256, sizeBytes, end + 1);
    for (let position = start; position <= end; ) {
      const found = await readAt(fd, buffer, Math.min(PIECE_BYTES, end + 1 - position), position);
      if (found === 0) throw tooShort(sha256, position, end + 1);
      position += found;
      yield buffer.subarray(0, found);
    }
  } finally {
    closeQuietly(fd);
    buffers.give(buffer);
  }
}

async function readAt(fd: number, buffer: Buffer, length: number, position: number): Promise<number> {
  try {
    return (await read(fd, buffer, 0, length, position)).bytesRead;
  } catch (error) {
    throw diskError(error, 'reading a blob');
  }
}

const tooShort = (sha256: Sha256, sizeBytes: number, wantedBytes: number): CoreError =>
  new CoreError('internal', `blob ${sha256} is damaged: it ends at byte ${sizeBytes} of ${wantedBytes}`);

class BlobStream extends Readable implements ByteStream {
  readonly #fd: number;
  readonly #sha256: Sha256;
  readonly #endBefore: number;
  #position: number;
  #afterRead: (() => void) | undefined;
  #reading = false;
  #free: Buffer | undefined;

  constructor(fd: number, sha256: Sha256, start: number, endBefore: number) {
    super({ highWaterMark: READ_BYTES });
    this.#fd = fd;
    this.#sha256 = sha256;
    this.#position = start;
    this.#endBefore = endBefore;
  }

  override _read(): void {
    const left = this.#endBefore - this.#position;
    if (left === 0) {
      this.push(null);
      return;
    }
    const sizeBytes = Math.min(READ_BYTES, left);
    const buffer = this.#free?.subarray(0, sizeBytes) ?? Buffer.allocUnsafeSlow(sizeBytes);
    this.#free = undefined;
    this.#reading = true;
    fs.read(this.#fd, buffer, 0, buffer.byteLength, this.#position, (error, bytesRead) => {
      this.#reading = false;
      if (this.#afterRead !== undefined) this.#afterRead();
      else if (error !== null) this.destroy(diskError(error, 'reading a blob'));
      else if (bytesRead === 0) this.destroy(tooShort(this.#sha256, this.#position, this.#endBefore));
      else this.#take(buffer.subarray(0, bytesRead));
    });
  }

  giveBack(chunk: Buffer): void {
    if (chunk.byteLength === READ_BYTES) this.#free = chunk;
  }

  #take(bytes: Buffer): void {
    this.#position += bytes.byteLength;
    this.push(bytes);
    if (this.#position === this.#endBefore && !this.destroyed) this.push(null);
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const close = (): void => {
      closeQuietly(this.#fd);
      callback(error);
    };
    // The number of a closed descriptor is given away again: a read under way would then read someone else's file.
    if (this.#reading) this.#afterRead = close;
    else close();
  }
}
