// Makes names durable: fsync of shard directories, shared by the commits that wait for the same one.
import type { SyncHealth } from '../../core/sync-health.ts';
import { closeQuietly, openDirectory, sync } from './descriptors.ts';
import { diskError } from './failures.ts';
import { type Layout, SHARDS, shardPath } from './layout.ts';

/**
 * Keeps a descriptor per shard that was used (at most 256): saves two calls per commit, and a descriptor that was open
 * before the write is sure to be told of a failed write-back.
 */
export class ShardDirectories implements AsyncDisposable {
  readonly #directories: ReadonlyMap<string, ShardDirectory>;

  constructor(layout: Layout, health: SyncHealth) {
    this.#directories = new Map(SHARDS.map((shard) => [shard, new ShardDirectory(shardPath(layout, shard), health)]));
  }

  /** After it returns, every rename in the shard that was done before the call survives a power cut. */
  sync(shard: string): Promise<void> {
    const directory = this.#directories.get(shard);
    if (directory === undefined) throw new TypeError('not a shard');
    return directory.sync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#directories.values()].map((directory) => directory.close()));
  }
}

class ShardDirectory {
  readonly #path: string;
  readonly #health: SyncHealth;
  #fd: Promise<number> | undefined;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;
  #closed = false;

  constructor(path: string, health: SyncHealth) {
    this.#path = path;
    this.#health = health;
  }

  // A running fsync may have begun before the caller's rename, so the caller needs the one after it; all who come
  // meanwhile share that one.
  sync(): Promise<void> {
    if (this.#running === undefined) return this.#start();
    const start = (): Promise<void> => this.#start();
    this.#next ??= this.#running.then(start, start);
    return this.#next;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled([this.#running, this.#next]);
    const fd = await this.#fd?.catch(() => undefined);
    this.#fd = undefined;
    if (fd !== undefined) closeQuietly(fd);
  }

  #start(): Promise<void> {
    this.#next = undefined;
    this.#running = this.#syncNow().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #syncNow(): Promise<void> {
    const fd = await this.#descriptor();
    try {
      await sync(fd);
    } catch (error) {
      const failure = diskError(error, 'making a name durable');
      this.#health.failed(failure);
      throw failure;
    }
  }

  async #descriptor(): Promise<number> {
    if (this.#closed) throw new Error('the blob store is closed');
    this.#fd ??= openDirectory(this.#path);
    try {
      return await this.#fd;
    } catch (error) {
      this.#fd = undefined;
      throw diskError(error, 'opening a shard');
    }
  }
}
