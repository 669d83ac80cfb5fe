// Blobs as files of one directory tree. Several processes may share it. Knows nothing of records.
import { randomUUID } from 'node:crypto';
import { access, constants, opendir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CoreError } from '../../core/errors.ts';
import type { BlobStat, BlobStore, BlobWriter, ByteRange, ByteStream, Offload, Sha256 } from '../../core/ports.ts';
import { SyncHealth } from '../../core/sync-health.ts';
import { closeQuietly, datasync, isReadableByGroup, lstat, openNew, readdir, unlink, writeAll } from './descriptors.ts';
import { diskError, inOurTerms, unlessAbsent } from './failures.ts';
import {
  blobPath,
  isBlobName,
  type Layout,
  layoutOf,
  makeDirectories,
  SHARDS,
  shardOf,
  shardPath,
  syncDirectory,
} from './layout.ts';
import { quarantineBlob } from './quarantine.ts';
import { openFile, PieceBuffers, piecesOf, readFile, statFile, streamFile } from './reading.ts';
import { type RemovalOutcome, removeBlob, undoBrokenOff, whereverItIs } from './removal.ts';
import { ShardDirectories } from './shards.ts';
import { Space } from './space.ts';
import { DiskBlobWriter } from './writer.ts';

export interface DiskBlobStoreOptions {
  /** Space that blobs leave to the database. Default: 256 MiB, or 2 % of a smaller disk, but 16 MiB at least. */
  readonly reserveBytes?: number | undefined;
  /** For reading alone: makes and mends nothing, so that a backup may lie where nothing can be written. */
  readonly readOnly?: boolean | undefined;
  /**
   * Begin of the addresses, ending in a slash, by which a proxy of our group knows the folder `blobs`. Blobs are readable to the
   * group then.
   */
  readonly proxyPath?: string | undefined;
}

const SMALLEST_FILE_BYTES = 4096;
const STATS_AT_ONCE = 32;
const TEMPORARY_NAME = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Makes the directories where missing. The file system must know hard links. Throws CoreError `unavailable` or `internal`. */
export async function openDiskBlobStore(root: string, options: DiskBlobStoreOptions = {}): Promise<BlobStore> {
  const { proxyPath } = options;
  const layout = layoutOf(resolve(root), proxyPath !== undefined);
  const store = new DiskBlobStore(layout, new Space(layout.root, options.reserveBytes), proxyPath);
  if (options.readOnly === true) return store;
  try {
    await makeDirectories(layout);
    await store.recover();
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw diskError(error, 'being opened');
  }
  return store;
}

class DiskBlobStore implements BlobStore {
  readonly #layout: Layout;
  readonly #space: Space;
  readonly #health = new SyncHealth('bytes');
  readonly #shards: ShardDirectories;
  readonly #writers = new Map<string, DiskBlobWriter>();
  readonly #buffers = new PieceBuffers();
  readonly offload?: NonNullable<BlobStore['offload']>;
  #closed = false;

  constructor(layout: Layout, space: Space, proxyPath: string | undefined) {
    this.#layout = layout;
    this.#space = space;
    this.#shards = new ShardDirectories(layout, this.#health);
    if (proxyPath !== undefined)
      this.offload = (sha256, _as, sizeBytes) => forProxy(layout, proxyPath, sha256, sizeBytes);
  }

  async create(): Promise<BlobWriter> {
    await this.#space.take(SMALLEST_FILE_BYTES);
    if (this.#closed) throw new Error('the blob store is closed');
    const name = randomUUID();
    const writer = new DiskBlobWriter(
      {
        layout: this.#layout,
        space: this.#space,
        shards: this.#shards,
        health: this.#health,
        writers: () => this.#writers.size,
        ended: (temporaryName) => this.#writers.delete(temporaryName),
      },
      name,
    );
    this.#writers.set(name, writer);
    return writer;
  }

  async open(sha256: Sha256, range?: ByteRange): Promise<ByteStream | undefined> {
    if (range !== undefined) checkRange(range);
    return inOurTerms('reading a blob', () =>
      whereverItIs(this.#layout, sha256, (path) => streamFile(path, sha256, range)),
    );
  }

  async *pieces(sha256: Sha256, range: ByteRange): AsyncGenerator<Uint8Array> {
    checkRange(range);
    const file = await inOurTerms('reading a blob', () => whereverItIs(this.#layout, sha256, openFile));
    if (file === undefined) throw new CoreError('internal', `blob ${sha256} is missing`);
    yield* piecesOf(file, sha256, range, this.#buffers);
  }

  async read(sha256: Sha256): Promise<Buffer | undefined> {
    return inOurTerms('reading a blob', () =>
      whereverItIs(this.#layout, sha256, (path) => readFile(path, sha256, this.#buffers)),
    );
  }

  giveBack(bytes: Buffer): void {
    this.#buffers.takeBack(bytes);
  }

  async stat(sha256: Sha256): Promise<BlobStat | undefined> {
    return inOurTerms('looking for a blob', () => whereverItIs(this.#layout, sha256, (path) => statFile(path, sha256)));
  }

  async remove(sha256: Sha256, unmodifiedSince: Date): Promise<RemovalOutcome> {
    return inOurTerms('removing a blob', () => removeBlob(this.#layout, this.#shards, sha256, unmodifiedSince));
  }

  async quarantine(sha256: Sha256): Promise<'taken' | 'kept' | 'absent'> {
    return inOurTerms('taking a damaged blob aside', () => quarantineBlob(this.#layout, this.#shards, sha256));
  }

  async *list(after?: Sha256): AsyncIterable<BlobStat> {
    const first = after === undefined ? '' : shardOf(after);
    for (const shard of SHARDS) {
      if (shard < first) continue;
      const names = await inOurTerms('listing blobs', () => readdir(shardPath(this.#layout, shard)));
      const wanted = names.filter((name) => isBlobName(name) && name.startsWith(shard) && name > (after ?? '')).sort();
      for (let start = 0; start < wanted.length; start += STATS_AT_ONCE) {
        const batch = wanted.slice(start, start + STATS_AT_ONCE);
        const stats = await inOurTerms('listing blobs', () =>
          Promise.all(batch.map((name) => statFile(blobPath(this.#layout, name), name))),
        );
        yield* stats.filter((stat) => stat !== undefined);
      }
    }
  }

  async sweepAbandoned(olderThan: Date): Promise<number> {
    return inOurTerms('sweeping', async () => {
      let swept = 0;
      for await (const entry of await opendir(this.#layout.temporary)) {
        if (!entry.isFile() || !TEMPORARY_NAME.test(entry.name) || this.#writers.has(entry.name)) continue;
        const path = join(this.#layout.temporary, entry.name);
        const stat = await unlessAbsent(lstat(path));
        if (stat === undefined || stat.mtime >= olderThan) continue;
        await unlessAbsent(unlink(path));
        swept += 1;
      }
      await undoBrokenOff(this.#layout, this.#shards, olderThan);
      return swept;
    });
  }

  /** Writes nothing while all is well: it may be asked often, and by anyone. */
  async check(): Promise<void> {
    try {
      // A mount that the kernel has turned read-only after an error says so here.
      await access(this.#layout.temporary, constants.W_OK);
      await this.#space.take(SMALLEST_FILE_BYTES);
      await this.#health.check(() => this.#probe());
    } catch (cause) {
      const error = diskError(cause, 'being checked');
      if (error.code === 'unavailable' || error.code === 'storage_full') throw error;
      throw new CoreError('unavailable', error.message, { cause });
    }
  }

  /** Puts back what a crash in the middle of a removal took aside. */
  async recover(): Promise<void> {
    await undoBrokenOff(this.#layout, this.#shards);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#writers.values()].map((writer) => writer[Symbol.asyncDispose]()));
    await this.#shards[Symbol.asyncDispose]();
  }

  async #probe(): Promise<void> {
    const path = join(this.#layout.temporary, randomUUID());
    const fd = await openNew(path);
    try {
      await writeAll(fd, [Buffer.alloc(SMALLEST_FILE_BYTES, 1)]);
      await datasync(fd);
      await syncDirectory(this.#layout.temporary);
    } finally {
      closeQuietly(fd);
      await unlessAbsent(unlink(path));
    }
  }
}

/** Not of a blob that was stored before the group might read it, nor of one that a removal under way has taken aside. */
async function forProxy(
  layout: Layout,
  proxyPath: string,
  sha256: Sha256,
  sizeBytes: number,
): Promise<Offload | undefined> {
  const path = blobPath(layout, sha256);
  const stat = await inOurTerms('looking for a blob', () => unlessAbsent(lstat(path)));
  if (!stat?.isFile() || stat.size !== sizeBytes || !isReadableByGroup(stat)) return undefined;
  return { kind: 'proxy', path: `${proxyPath}${shardOf(sha256)}/${sha256}` };
}

function checkRange({ start, end }: ByteRange): void {
  if (!(start >= 0 && start <= end)) throw new RangeError('not a range');
}
