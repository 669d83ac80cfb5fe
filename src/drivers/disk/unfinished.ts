// Bytes of uploads that come in pieces, each upload a file that grows, and begins with how many of its bytes are durable: its sender,
// once told of them, may not have them any more.
import { constants, createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import type { UnfinishedStore } from '../../core/ports.ts';
import { DIRECTORY_MODE } from './descriptors.ts';
import { inOurTerms, unlessAbsent } from './failures.ts';
import { syncDirectory } from './layout.ts';
import { Space } from './space.ts';

const NAME = /^[0-9a-f]{32}$/;
const FILE_MODE = 0o600;
/** Hundreds may be read at once. */
const READ_BYTES = 64 * 1024;
const HEAD_BYTES = 8;
/** What a crash takes of one long request at most. */
const KEEP_EVERY_BYTES = 32 * 1024 * 1024;

/** Makes the folder where missing. */
export async function openDiskUnfinished(folder: string): Promise<UnfinishedStore> {
  const made = await mkdir(folder, { recursive: true, mode: DIRECTORY_MODE });
  if (made !== undefined) await syncDirectory(dirname(folder));
  return new DiskUnfinished(folder, new Space(folder, undefined));
}

class DiskUnfinished implements UnfinishedStore {
  readonly #folder: string;
  readonly #space: Space;

  constructor(folder: string, space: Space) {
    this.#folder = folder;
    this.#space = space;
  }

  async size(name: string): Promise<number> {
    return inOurTerms('looking for an upload', async () => {
      const file = await unlessAbsent(open(this.#pathOf(name), 'r'));
      if (file === undefined) return 0;
      try {
        return await readEnd(file);
      } finally {
        await file.close();
      }
    });
  }

  async append(name: string, offset: number, bytes: AsyncIterable<Uint8Array>, lost: AbortSignal): Promise<number> {
    const working = <T>(work: () => Promise<T>): Promise<T> => inOurTerms('keeping an upload', work);
    const file = await working(() => this.#openToWrite(name, offset));
    try {
      if ((await working(() => readEnd(file))) !== offset)
        throw new CoreError('conflict', 'The upload does not end there.');
      let end = offset;
      let durable = offset;
      const keep = async (): Promise<void> => {
        lost.throwIfAborted();
        await working(() => writeEnd(file, durable, end));
        durable = end;
      };
      try {
        for await (const chunk of bytes) {
          await this.#space.take(chunk.byteLength);
          for (let from = 0; from < chunk.byteLength; ) {
            lost.throwIfAborted();
            const at = HEAD_BYTES + end;
            const { bytesWritten } = await working(() => file.write(chunk, from, chunk.byteLength - from, at));
            from += bytesWritten;
            end += bytesWritten;
          }
          if (end - durable >= KEEP_EVERY_BYTES) await keep();
        }
      } finally {
        // Also what came before a cut is told of when its sender asks where to go on.
        if (end > durable && !lost.aborted) await keep();
      }
      return end;
    } finally {
      await file.close();
    }
  }

  async *open(name: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
    if ((await this.size(name)) < sizeBytes) throw new CoreError('internal', 'The bytes of an upload are missing.');
    if (sizeBytes === 0) return;
    const part = { start: HEAD_BYTES, end: HEAD_BYTES + sizeBytes - 1, highWaterMark: READ_BYTES };
    const stream = createReadStream(this.#pathOf(name), part);
    try {
      yield* stream;
    } catch (error) {
      await inOurTerms('reading an upload', () => Promise.reject(error));
    } finally {
      stream.destroy();
    }
  }

  async remove(name: string): Promise<void> {
    await inOurTerms('removing an upload', () => rm(this.#pathOf(name), { force: true }));
  }

  async sweep(before: Date): Promise<number> {
    return inOurTerms('sweeping uploads', async () => {
      let swept = 0;
      for (const name of await readdir(this.#folder)) {
        const path = join(this.#folder, name);
        const found = await unlessAbsent(stat(path));
        if (!found?.isFile() || found.mtime >= before) continue;
        await rm(path, { force: true });
        swept++;
      }
      return swept;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {}

  async #openToWrite(name: string, offset: number): Promise<FileHandle> {
    const path = this.#pathOf(name);
    if (offset > 0) return open(path, 'r+');
    const file = await open(path, constants.O_RDWR | constants.O_CREAT, FILE_MODE);
    try {
      await syncDirectory(this.#folder);
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  #pathOf(name: string): string {
    if (!NAME.test(name)) throw new TypeError('not the name of an upload');
    return join(this.#folder, name);
  }
}

/** 0 of a file that was made and no more. */
async function readEnd(file: FileHandle): Promise<number> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
  return bytesRead < HEAD_BYTES ? 0 : Number(buffer.readBigUInt64BE());
}

/** The bytes first: a disk that is cut off in between may have the length of a file, and none of what is in it. */
async function writeEnd(file: FileHandle, before: number, end: number): Promise<void> {
  const write = (value: number) => file.write(headOf(value), 0, HEAD_BYTES, 0);
  await file.datasync();
  try {
    await write(end);
    await file.datasync();
  } catch (error) {
    // Or it would be told of, from memory, and never reach the disk.
    await write(before).catch(() => undefined);
    throw error;
  }
}

function headOf(end: number): Buffer {
  const head = Buffer.alloc(HEAD_BYTES);
  head.writeBigUInt64BE(BigInt(end));
  return head;
}
