// Small blobs in memory, in front of a store that is far away. What lies here is right for ever, since it is named by its hash; who
// may have it, and whether it is still there, was asked of the records before.
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { NO_OBSERVER, type Observer, observe } from '../core/observation.ts';
import type { BlobStore, ByteRange, Sha256 } from '../core/ports.ts';
import { delegating } from './delegating.ts';

export interface BlobCacheOptions {
  /** Of all that is kept. */
  readonly maxBytes: number;
  readonly observer?: Observer;
}

/** One blob does not drive out all others. */
const LARGEST_SHARE = 1 / 16;
const LARGEST_BYTES = 1024 * 1024;
/** What an entry takes besides its bytes, so that many tiny ones are within the bound too. */
const ENTRY_BYTES = 512;

/**
 * Keeps what is read in one go: those used last, within a bound. Ranges of it are given from here as well; `pieces` always asks the
 * store, since that is how the store is verified. Several who read the same at once have it fetched once.
 */
export function withBlobCache(blobs: BlobStore, { maxBytes, observer = NO_OBSERVER }: BlobCacheOptions): BlobStore {
  if (maxBytes === 0) return blobs;
  const kept = new RecentBytes(maxBytes);
  const underWay = new Map<Sha256, Promise<Buffer | undefined>>();
  const look = (sha256: Sha256): Promise<Buffer | undefined> =>
    observe(
      observer,
      { kind: 'cached blob', name: 'get' },
      async () => kept.get(sha256),
      (found) => (found ? 'ok' : 'absent'),
    );

  async function fetch(sha256: Sha256): Promise<Buffer | undefined> {
    const bytes = await blobs.read(sha256);
    // Damaged ones are nobody's but of whoever asked.
    if (bytes && kept.mayKeep(bytes) && hashOf(bytes) === sha256) kept.add(sha256, bytes);
    return bytes;
  }

  return delegating(blobs, {
    async read(sha256) {
      const found = await look(sha256);
      if (found) return found;
      const fetching = underWay.get(sha256) ?? fetch(sha256).finally(() => underWay.delete(sha256));
      underWay.set(sha256, fetching);
      return fetching;
    },
    async open(sha256, range) {
      const found = await look(sha256);
      return found && holds(found, range) ? streamOf(found, range) : blobs.open(sha256, range);
    },
    async remove(sha256, unmodifiedSince) {
      const outcome = await blobs.remove(sha256, unmodifiedSince);
      // Afterwards, as it may be read meanwhile.
      if (outcome !== 'kept') kept.remove(sha256);
      return outcome;
    },
  });
}

const hashOf = (bytes: Buffer): Sha256 => createHash('sha256').update(bytes).digest('hex');

const holds = (bytes: Buffer, range: ByteRange | undefined): boolean =>
  range === undefined || (range.start <= range.end && range.end < bytes.byteLength);

function streamOf(bytes: Buffer, { start, end }: ByteRange = { start: 0, end: bytes.byteLength - 1 }): Readable {
  const range = bytes.subarray(start, end + 1);
  return Readable.from(range.byteLength > 0 ? [range] : [], { objectMode: false });
}

class RecentBytes {
  readonly #maxBytes: number;
  /** Those used last come last. */
  readonly #entries = new Map<Sha256, Buffer>();
  #sizeBytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  mayKeep({ byteLength }: Buffer): boolean {
    return byteLength <= LARGEST_BYTES && byteLength + ENTRY_BYTES <= this.#maxBytes * LARGEST_SHARE;
  }

  get(sha256: Sha256): Buffer | undefined {
    const bytes = this.#entries.get(sha256);
    if (!bytes) return undefined;
    this.#entries.delete(sha256);
    this.#entries.set(sha256, bytes);
    return bytes;
  }

  add(sha256: Sha256, bytes: Buffer): void {
    this.remove(sha256);
    this.#entries.set(sha256, alone(bytes));
    this.#sizeBytes += bytes.byteLength + ENTRY_BYTES;
    for (const oldest of this.#entries.keys()) {
      if (this.#sizeBytes <= this.#maxBytes) return;
      this.remove(oldest);
    }
  }

  remove(sha256: Sha256): void {
    const bytes = this.#entries.get(sha256);
    if (!bytes) return;
    this.#entries.delete(sha256);
    this.#sizeBytes -= bytes.byteLength + ENTRY_BYTES;
  }
}

/** Not as a part of some larger piece of memory, which would be kept with it. */
const alone = (bytes: Buffer): Buffer =>
  bytes.byteLength === bytes.buffer.byteLength ? bytes : Buffer.from(Uint8Array.from(bytes).buffer);
