// The memory that all writers of a store may use together for bytes on their way, and the bytes of one part: in memory while
// there is some left, else in a file that has no name any more.
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import { type Turn, Turns } from './turns.ts';

/** Of each writer besides, and so the most that many small uploads cost. */
const TAIL_BYTES = 128 * 1024;
/** Bounds what a flood of one-byte chunks costs. */
const TAIL_CHUNKS = 1024;

/**
 * What writers hold, at most: `gathering` of bytes that have come in, `sending` of bodies that are being sent, and 128 KiB each.
 * What does not fit waits on disk, so that slow clients keep nobody out.
 */
export class WriterMemory {
  /** Where bytes wait that do not fit. */
  readonly spillFolder: string;
  readonly #sending: Turns;
  #left: number;

  constructor(gatheringBytes: number, sendingBytes: number, spillFolder: string) {
    this.#left = gatheringBytes;
    this.#sending = new Turns(sendingBytes);
    this.spillFolder = spillFolder;
  }

  take(sizeBytes: number): boolean {
    if (sizeBytes > this.#left) return false;
    this.#left -= sizeBytes;
    return true;
  }

  give(sizeBytes: number): void {
    this.#left += sizeBytes;
  }

  takeToSend(sizeBytes: number, patienceMs: number): Promise<Turn> {
    return this.#sending.take(sizeBytes, patienceMs);
  }
}

/** To be given back by ending the turn, when it was sent. */
export interface Content {
  readonly bytes: Buffer;
  /** Base64, as in Content-MD5 (RFC 1864). */
  readonly md5: string;
  /** What S3 calls it unless it encrypts with keys of its own. */
  readonly etag: string;
  readonly turn: Turn;
}

/** One after the other: taking the content empties it for the next part. */
export class PartBuffer {
  readonly #memory: WriterMemory;
  #tail: Uint8Array[] = [];
  #tailBytes = 0;
  #blocks: Buffer[] = [];
  #blockBytes = 0;
  #file: FileHandle | undefined;
  #fileBytes = 0;
  #md5: Hash = createHash('md5');

  constructor(memory: WriterMemory) {
    this.#memory = memory;
  }

  get sizeBytes(): number {
    return this.#fileBytes + this.#blockBytes + this.#tailBytes;
  }

  async append(chunk: Uint8Array): Promise<void> {
    this.#md5.update(chunk);
    this.#tail.push(chunk);
    this.#tailBytes += chunk.byteLength;
    if (this.#tailBytes >= TAIL_BYTES || this.#tail.length === TAIL_CHUNKS) await this.#moveTail();
  }

  /** Waits for memory to send it from. */
  async take(patienceMs: number): Promise<Content> {
    const sizeBytes = this.sizeBytes;
    const turn = await this.#memory.takeToSend(sizeBytes, patienceMs);
    try {
      const bytes = this.#fileBytes > 0 ? await this.#readBack() : Buffer.concat([...this.#blocks, ...this.#tail]);
      const digest = this.#md5.digest();
      this.#empty();
      return { bytes, md5: digest.toString('base64'), etag: digest.toString('hex'), turn };
    } catch (error) {
      turn.end(true);
      throw error;
    }
  }

  async discard(): Promise<void> {
    this.#empty();
    const file = this.#file;
    this.#file = undefined;
    await file?.close();
  }

  async #moveTail(): Promise<void> {
    if (this.#fileBytes === 0 && this.#memory.take(this.#tailBytes)) {
      // Chunks are pieces of larger buffers, which they would keep.
      this.#blocks.push(Buffer.concat(this.#tail));
      this.#blockBytes += this.#tailBytes;
      this.#dropTail();
    } else {
      await this.#spill();
    }
  }

  async #spill(): Promise<void> {
    try {
      this.#file ??= await openNameless(this.#memory.spillFolder);
      const { bytesWritten } = await this.#file.writev([...this.#blocks, ...this.#tail], this.#fileBytes);
      if (bytesWritten < this.#blockBytes + this.#tailBytes) throw new Error('short write');
      this.#fileBytes += bytesWritten;
    } catch (cause) {
      throw new CoreError('storage_full', 'no space left for bytes on their way to the blob store', { cause });
    }
    this.#memory.give(this.#blockBytes);
    this.#blocks = [];
    this.#blockBytes = 0;
    this.#dropTail();
  }

  async #readBack(): Promise<Buffer> {
    const bytes = Buffer.allocUnsafeSlow(this.sizeBytes);
    const found = await this.#file?.read(bytes, 0, this.#fileBytes, 0);
    if (found?.bytesRead !== this.#fileBytes) throw new CoreError('internal', 'bytes on their way have got lost');
    Buffer.concat(this.#tail).copy(bytes, this.#fileBytes);
    return bytes;
  }

  #dropTail(): void {
    this.#tail = [];
    this.#tailBytes = 0;
  }

  #empty(): void {
    this.#memory.give(this.#blockBytes);
    this.#blocks = [];
    this.#blockBytes = 0;
    this.#fileBytes = 0;
    this.#dropTail();
    this.#md5 = createHash('md5');
  }
}

/** Without a name from the start: nothing is left of it, however the process ends. */
async function openNameless(folder: string): Promise<FileHandle> {
  const path = join(folder, `vitrine-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  return file;
}
