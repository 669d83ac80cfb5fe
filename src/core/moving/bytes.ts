// The bytes of a library on their way to another store: each blob is hashed while it is copied, and passed over where it is already.
import { type Blob, listNamedBlobs } from '../../database/blobs.ts';
import { chunks } from '../../database/chunks.ts';
import type { Row } from '../../database/copying/rows.ts';
import type { Db } from '../../database/db.ts';
import { type BlobFault, copyBlob } from '../blob-reading.ts';
import { NO_PROGRESS, type Progress, walkBlobs } from '../blob-walk.ts';
import { DAY_MS } from '../durations.ts';
import { CoreError } from '../errors.ts';
import { inParallel } from '../parallel.ts';
import type { BlobStat, BlobStore, Sha256 } from '../ports.ts';

const AT_ONCE = 16;
/** Nothing in the new store is anybody else's: what a clock that differs says must not keep it. */
const LONG_AFTER_MS = DAY_MS;

export interface CopiedBytes {
  blobs: number;
  bytes: number;
}

export class Bytes {
  readonly #from: BlobStore;
  readonly #to: BlobStore;
  readonly copied: CopiedBytes = { blobs: 0, bytes: 0 };
  /** What the old store has not, or not as recorded. */
  readonly damaged = new Map<Sha256, BlobFault>();

  constructor(from: BlobStore, to: BlobStore) {
    this.#from = from;
    this.#to = to;
  }

  /** Every blob that the database knows, in one pass over both. */
  async copyAll(db: Db, progress: Progress = NO_PROGRESS): Promise<void> {
    await walkBlobs(db, (blob, advance, held) => this.#copy(blob, held, advance), { progress, beside: this.#to });
  }

  /** Those that these records are of. */
  async copyNamed(rows: readonly Row[]): Promise<void> {
    await this.#copySome(
      rows.map(({ sha256, size, crc32 }) => ({
        sha256: String(sha256),
        sizeBytes: Number(size),
        crc32: Number(crc32),
      })),
    );
  }

  /** What could not be copied before, as far as anything still names it. */
  async copyDamagedAgain(db: Db): Promise<void> {
    for (const some of chunks([...this.damaged.keys()])) {
      for (const sha256 of some) this.damaged.delete(sha256);
      await this.#copySome(await listNamedBlobs(db, some));
    }
  }

  async #copySome(blobs: readonly Blob[]): Promise<void> {
    await inParallel(eachOf(blobs), AT_ONCE, async (blob) =>
      this.#copy(blob, await this.#to.stat(blob.sha256), () => undefined),
    );
  }

  async remove(hashes: readonly Sha256[]): Promise<void> {
    await inParallel(eachOf(hashes), AT_ONCE, async (sha256) => {
      this.damaged.delete(sha256);
      await this.#to.remove(sha256, new Date(Date.now() + LONG_AFTER_MS));
    });
  }

  async #copy(blob: Blob, held: BlobStat | undefined, advance: (bytes: number) => void): Promise<void> {
    if (held?.sizeBytes === blob.sizeBytes) return;
    const fault = await copyBlob(this.#from, this.#to, blob, advance);
    // Whether it is whole can not be told now.
    if (fault === 'unavailable')
      throw new CoreError('unavailable', `The bytes of ${blob.sha256} can not be read at the moment.`);
    if (fault !== undefined) {
      this.damaged.set(blob.sha256, fault);
      return;
    }
    this.damaged.delete(blob.sha256);
    this.copied.blobs++;
    this.copied.bytes += blob.sizeBytes;
  }
}

async function* eachOf<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}
