// Keeps room on the disk for the database: blobs stop before the last bytes are gone.
import { statfs } from 'node:fs/promises';
import { diskError, noRoom } from './failures.ts';

const FRESH_MS = 1000;
const DEFAULT_RESERVE_BYTES = 256 * 1024 * 1024;
const DEFAULT_RESERVE_SHARE = 0.02;
/** The write-ahead log takes some megabytes before it begins anew; without room for it nothing could be removed any more. */
const LEAST_RESERVE_BYTES = 16 * 1024 * 1024;

export class Space {
  readonly #path: string;
  readonly #reserveBytes: number | undefined;
  #usableBytes = 0;
  #readAtMs = Number.NEGATIVE_INFINITY;
  #refreshing: Promise<void> | undefined;

  /** `reserveBytes` undefined: 256 MiB, or 2 % of a smaller disk, but 16 MiB at least. */
  constructor(path: string, reserveBytes: number | undefined) {
    this.#path = path;
    this.#reserveBytes = reserveBytes;
  }

  /** Accounts for bytes about to be written. Throws CoreError `storage_full` when they would eat into the reserve. */
  async take(sizeBytes: number): Promise<void> {
    if (performance.now() - this.#readAtMs >= FRESH_MS) await this.#refresh();
    // Between two looks the figure only goes down, though space may have been freed: nobody is refused on an old one.
    if (this.#usableBytes < sizeBytes) await this.#refresh();
    if (this.#usableBytes < sizeBytes) throw noRoom();
    this.#usableBytes -= sizeBytes;
  }

  #refresh(): Promise<void> {
    this.#refreshing ??= this.#look().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  async #look(): Promise<void> {
    try {
      const { bavail, blocks, bsize } = await statfs(this.#path);
      const reserve = this.#reserveBytes ?? defaultReserve(blocks * bsize);
      // Some network file systems do not tell their size.
      this.#usableBytes = blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize - reserve;
      this.#readAtMs = performance.now();
    } catch (error) {
      throw diskError(error, 'looking for space');
    }
  }
}

const defaultReserve = (diskBytes: number): number =>
  Math.min(DEFAULT_RESERVE_BYTES, Math.max(LEAST_RESERVE_BYTES, diskBytes * DEFAULT_RESERVE_SHARE));
