// Bytes of uploads that come in pieces, each upload a file that grows. What was answered of one outlives a power cut: its sender may
// not have the bytes any more.
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import type { UnfinishedStore } from '../../core/ports.ts';
import { DIRECTORY_MODE } from './descriptors.ts';
import { inOurTerms, unlessAbsent } from './failures.ts';
import { syncDirectory } from './layout.ts';

const NAME = /^[0-9a-f]{32}$/;
const FILE_MODE = 0o600;

/** Makes the folder where missing. */
export async function openDiskUnfinished(folder: string): Promise<UnfinishedStore> {
  const made = await mkdir(folder, { recursive: true, mode: DIRECTORY_MODE });
  if (made !== undefined) await syncDirectory(dirname(folder));
  return new DiskUnfinished(folder);
}

class DiskUnfinished implements UnfinishedStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async size(name: string): Promise<number> {
    const path = this.#pathOf(name);
    return inOurTerms('looking for an upload', async () => (await unlessAbsent(stat(path)))?.size ?? 0);
  }

  async append(name: string, offset: number, bytes: AsyncIterable<Uint8Array>, lost: AbortSignal): Promise<number> {
    const path = this.#pathOf(name);
    const working = <T>(work: () => Promise<T>): Promise<T> => inOurTerms('keeping an upload', work);
    const file = await working(() => open(path, offset === 0 ? 'a' : 'r+', FILE_MODE));
    try {
      if ((await working(() => file.stat())).size !== offset)
        throw new CoreError('conflict', 'The upload does not end there.');
      let end = offset;
      try {
        for await (const chunk of bytes) {
          for (let from = 0; from < chunk.byteLength; ) {
            lost.throwIfAborted();
            const { bytesWritten } = await working(() => file.write(chunk, from, chunk.byteLength - from, end));
            from += bytesWritten;
            end += bytesWritten;
          }
        }
      } finally {
        // Also what came before a cut is told of when its sender asks where to go on.
        if (end > offset && !lost.aborted) await working(() => this.#makeDurable(file, offset));
      }
      return end;
    } finally {
      await file.close();
    }
  }

  async *open(name: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
    if ((await this.size(name)) < sizeBytes) throw new CoreError('internal', 'The bytes of an upload are missing.');
    if (sizeBytes === 0) return;
    const stream = createReadStream(this.#pathOf(name), { end: sizeBytes - 1, highWaterMark: 256 * 1024 });
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

  async #makeDurable(file: FileHandle, offset: number): Promise<void> {
    try {
      await file.datasync();
      if (offset === 0) await syncDirectory(this.#folder);
    } catch (error) {
      // The kernel takes what it could not write for clean from now on: nothing of it counts.
      await file.truncate(offset);
      throw error;
    }
  }

  #pathOf(name: string): string {
    if (!NAME.test(name)) throw new TypeError('not the name of an upload');
    return join(this.#folder, name);
  }
}
