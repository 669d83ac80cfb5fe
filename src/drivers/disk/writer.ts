// A writer of one blob: gathers bytes, writes them under a temporary name, and makes them durable under their own.
import fs from 'node:fs';
import { join } from 'node:path';
import type { BlobWriter, Sha256 } from '../../core/ports.ts';
import type { SyncHealth } from '../../core/sync-health.ts';
import { closeQuietly, datasync, GROUP_FILE_MODE, openNew, rename, setMode, unlink, writeAll } from './descriptors.ts';
import { diskError } from './failures.ts';
import { blobPath, type Layout, shardOf } from './layout.ts';
import type { ShardDirectories } from './shards.ts';
import type { Space } from './space.ts';

/** Per writer, which writes as many behind the back of the next ones. Larger writes are hardly faster. */
const GATHER_BYTES = 256 * 1024;
/** All writers together, while there are hundreds: then each waits for what it writes. */
const GATHER_ALL_BYTES = 8 * 1024 * 1024;
/** So much of a large file is made durable while more of it comes: its sender waits for the last of it alone. */
const SYNC_EVERY_BYTES = 32 * 1024 * 1024;
/** What one writev takes (IOV_MAX); also bounds the memory that a flood of one-byte chunks costs. */
const GATHER_CHUNKS = 1024;

export interface WriterSurroundings {
  readonly layout: Layout;
  readonly space: Space;
  readonly shards: ShardDirectories;
  readonly health: SyncHealth;
  /** How many there are that have not ended. */
  readonly writers: () => number;
  /** Called once, when the writer holds nothing any more. */
  readonly ended: (temporaryName: string) => void;
}

type State = { readonly is: 'open' } | { readonly is: 'ended' } | { readonly is: 'failed'; readonly error: Error };

/** The file is made with the first bytes that leave memory: an upload that breaks off early never touches the disk. */
export class DiskBlobWriter implements BlobWriter {
  readonly #around: WriterSurroundings;
  readonly #temporaryName: string;
  readonly #temporaryPath: string;
  #fd: number | undefined;
  #onDisk = false;
  #gathered: Uint8Array[] = [];
  #gatheredBytes = 0;
  #unsyncedBytes = 0;
  #earlySync: Promise<void> | undefined;
  #state: State = { is: 'open' };
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(around: WriterSurroundings, temporaryName: string) {
    this.#around = around;
    this.#temporaryName = temporaryName;
    this.#temporaryPath = join(around.layout.temporary, temporaryName);
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    if (chunk.byteLength === 0) return;
    const mostBytes = Math.min(GATHER_BYTES, GATHER_ALL_BYTES / 2 / this.#around.writers());
    // The newest chunk always stays behind, so that commit() has something to write: that makes the file's time the
    // time of the commit, however long the upload took, and remove() goes by that time.
    const full = this.#gatheredBytes + chunk.byteLength > mostBytes || this.#gathered.length === GATHER_CHUNKS;
    if (full && this.#gatheredBytes > 0) {
      await this.#lastTurn;
      this.#mustBeOpen();
      const chunks = this.#takeGathered();
      const written = this.#inTurn(() => this.#put(chunks));
      // What goes wrong behind its back is thrown by the next call.
      if (mostBytes === GATHER_BYTES) written.catch(() => undefined);
      else await written;
    }
    this.#gathered.push(chunk);
    this.#gatheredBytes += chunk.byteLength;
  }

  async commit(sha256: Sha256): Promise<void> {
    const path = blobPath(this.#around.layout, sha256);
    await this.#inTurn(async () => {
      const fd = await this.#put(this.#takeGathered());
      if (this.#around.layout.groupReads) await setMode(fd, GROUP_FILE_MODE);
      await this.#earlySync;
      await this.#sync(fd);
      this.#fd = undefined;
      // Nothing is left to be written, so this does not wait for the disk; a trip to the thread pool would cost more.
      fs.closeSync(fd);
      await rename(this.#temporaryPath, path);
      this.#onDisk = false;
      // When this fails the name stays: it may have been there before, with records that refer to it.
      await this.#around.shards.sync(shardOf(sha256));
      this.#end({ is: 'ended' });
      this.#around.ended(this.#temporaryName);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(async () => {
      if (this.#state.is === 'open') await this.#abandon({ is: 'ended' });
    });
    await this.#lastTurn;
  }

  /** One thing after the other: an upload may be abandoned while a write of it is under way. */
  #inTurn(work: () => Promise<unknown>): Promise<void> {
    const turn = this.#lastTurn.then(async () => {
      this.#mustBeOpen();
      try {
        await work();
      } catch (cause) {
        const error = diskError(cause, 'writing a blob');
        await this.#abandon({ is: 'failed', error });
        throw error;
      }
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  #takeGathered(): Uint8Array[] {
    const chunks = this.#gathered;
    this.#gathered = [];
    this.#gatheredBytes = 0;
    return chunks;
  }

  async #put(chunks: readonly Uint8Array[]): Promise<number> {
    const sizeBytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
    await this.#around.space.take(sizeBytes);
    if (this.#fd === undefined) {
      this.#fd = await openNew(this.#temporaryPath);
      this.#onDisk = true;
    }
    const fd = this.#fd;
    await writeAll(fd, chunks);
    this.#unsyncedBytes += sizeBytes;
    if (this.#unsyncedBytes >= SYNC_EVERY_BYTES) {
      // The kernel tells of a failed write-back once: whatever this one heard, no later one would.
      await this.#earlySync;
      this.#unsyncedBytes = 0;
      this.#earlySync = this.#sync(fd);
      this.#earlySync.catch(() => undefined);
    }
    return fd;
  }

  async #sync(fd: number): Promise<void> {
    try {
      await datasync(fd);
    } catch (error) {
      const failure = diskError(error, 'making bytes durable');
      this.#around.health.failed(failure);
      throw failure;
    }
  }

  async #abandon(state: State): Promise<void> {
    this.#end(state);
    // The number of a closed descriptor is given away again.
    await this.#earlySync?.catch(() => undefined);
    if (this.#fd !== undefined) closeQuietly(this.#fd);
    this.#fd = undefined;
    if (this.#onDisk) {
      // What can not be removed now is left to the sweep; what led here is the error to report.
      await unlink(this.#temporaryPath).catch(() => undefined);
      this.#onDisk = false;
    }
    this.#around.ended(this.#temporaryName);
  }

  #end(state: State): void {
    this.#state = state;
    this.#gathered = [];
    this.#gatheredBytes = 0;
  }

  #mustBeOpen(): void {
    if (this.#state.is === 'failed') throw this.#state.error;
    if (this.#state.is === 'ended') throw new Error('the blob writer has ended');
  }
}
