// Pictures that can be made again, as files: within a bound, those not used for the longest time removed first. Nothing here
// is made durable; a checksum tells what a power cut left half written.
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from '@node-rs/crc32';
import { MINUTE_MS } from '../../core/durations.ts';
import type { PictureCache } from '../../core/ports.ts';
import { readFile } from './reading.ts';
import { Space } from './space.ts';

export interface PictureCacheOptions {
  readonly maxBytes: number;
}

const KEY = /^[0-9a-f]{32,128}$/;
const CHECKSUM_BYTES = 4;
/** A file takes whole blocks of the disk: many small ones take much more than they hold. */
const BLOCK_BYTES = 4096;
/** The times of files tell the order of use after a restart: as exactly as is worth a write. */
const TOUCH_EVERY_MS = 10 * MINUTE_MS;
/** One picture does not drive out all others. */
const LARGEST_SHARE = 1 / 8;

interface Entry {
  /** On the disk. */
  readonly sizeBytes: number;
  touchedAt: number;
}

/** With the first use it looks at what is in the folder, in the background; meanwhile it works already. */
export function openPictureCache(folder: string, { maxBytes }: PictureCacheOptions): PictureCache {
  return new DiskPictureCache(folder, maxBytes);
}

const onDisk = (bytes: number): number => Math.ceil(bytes / BLOCK_BYTES) * BLOCK_BYTES;

class DiskPictureCache implements PictureCache {
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #space: Space;
  /** Those used last come last. */
  #entries = new Map<string, Entry>();
  #sizeBytes = 0;
  #written = 0;
  /** Of what was in the folder before; undefined until it is first used. */
  #loaded: Promise<void> | undefined;
  #tasks = new Set<Promise<unknown>>();

  constructor(folder: string, maxBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#space = new Space(folder, undefined);
  }

  async get(key: string): Promise<Buffer | undefined> {
    this.#loaded ??= this.#load().catch(() => undefined);
    const file = await readFile(this.#pathOf(key), key).catch(() => undefined);
    if (!file) {
      this.#forget(key);
      return undefined;
    }
    const bytes = file.subarray(CHECKSUM_BYTES);
    if (file.length <= CHECKSUM_BYTES || file.readUInt32BE(0) !== crc32(bytes)) {
      await this.#remove(key);
      return undefined;
    }
    this.#noteUse(key, onDisk(file.length));
    return bytes;
  }

  async put(key: string, bytes: Buffer): Promise<void> {
    this.#loaded ??= this.#load().catch(() => undefined);
    const sizeBytes = onDisk(bytes.length + CHECKSUM_BYTES);
    if (sizeBytes > this.#maxBytes * LARGEST_SHARE) return;
    const checksum = Buffer.alloc(CHECKSUM_BYTES);
    checksum.writeUInt32BE(crc32(bytes));
    const path = this.#pathOf(key);
    const temporary = `${path}.${process.pid}-${this.#written++}.tmp`;
    try {
      await mkdir(this.#shardOf(key), { recursive: true, mode: 0o700 });
      await this.#space.take(sizeBytes);
      await writeFile(temporary, Buffer.concat([checksum, bytes]), { mode: 0o600 });
      await rename(temporary, path);
    } catch {
      // Without space, or without a folder, there is no cache; the picture is there all the same.
      await rm(temporary, { force: true }).catch(() => undefined);
      return;
    }
    this.#forget(key);
    this.#add(key, { sizeBytes, touchedAt: Date.now() });
    await this.#evict();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#loaded;
    await Promise.all(this.#tasks);
  }

  #shardOf(key: string): string {
    return join(this.#folder, key.slice(0, 2));
  }

  #pathOf(key: string): string {
    if (!KEY.test(key)) throw new TypeError('a key is hex');
    return join(this.#shardOf(key), key);
  }

  #noteUse(key: string, sizeBytes: number): void {
    const entry = this.#entries.get(key) ?? { sizeBytes, touchedAt: 0 };
    this.#forget(key);
    this.#add(key, entry);
    const now = Date.now();
    if (now - entry.touchedAt < TOUCH_EVERY_MS) return;
    entry.touchedAt = now;
    this.#inBackground(utimes(this.#pathOf(key), new Date(now), new Date(now)));
  }

  #add(key: string, entry: Entry): void {
    this.#entries.set(key, entry);
    this.#sizeBytes += entry.sizeBytes;
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (!entry) return;
    this.#entries.delete(key);
    this.#sizeBytes -= entry.sizeBytes;
  }

  async #remove(key: string): Promise<void> {
    this.#forget(key);
    await rm(this.#pathOf(key), { force: true }).catch(() => undefined);
  }

  async #evict(): Promise<void> {
    while (this.#sizeBytes > this.#maxBytes) {
      const [oldest] = this.#entries.keys();
      if (oldest === undefined) return;
      await this.#remove(oldest);
    }
  }

  /** What was used since then counts as used later than all that is found. */
  async #load(): Promise<void> {
    const found: { key: string; sizeBytes: number; touchedAt: number }[] = [];
    for (const shard of await readdir(this.#folder)) {
      // Others may put something of their own here, as file systems do at their root: that does not count.
      for (const name of await readdir(join(this.#folder, shard)).catch(() => [])) {
        const path = join(this.#folder, shard, name);
        if (!KEY.test(name)) {
          if (name.endsWith('.tmp') && !name.includes(`.${process.pid}-`)) await rm(path, { force: true });
          continue;
        }
        const stats = await stat(path).catch(() => undefined);
        if (stats) found.push({ key: name, sizeBytes: onDisk(stats.size), touchedAt: stats.mtimeMs });
      }
    }
    const since = this.#entries;
    this.#entries = new Map();
    this.#sizeBytes = 0;
    found.sort((a, b) => a.touchedAt - b.touchedAt);
    for (const { key, ...entry } of found) if (!since.has(key)) this.#add(key, entry);
    for (const [key, entry] of since) this.#add(key, entry);
    await this.#evict();
  }

  #inBackground(work: Promise<unknown>): void {
    const task = work.catch(() => undefined).finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }
}
