// Long work on every blob a database knows, several at a time, and being told how far it is.
import { type BlobRecord, listBlobs, totalBlobs } from '../database/blobs.ts';
import type { Db } from '../database/db.ts';
import { inParallel } from './parallel.ts';
import type { BlobStat, BlobStore, Sha256 } from './ports.ts';

/** Told how far long work is: in bytes, where nothing else is said. */
export interface Progress {
  start(total: number): void;
  advance(step: number): void;
}

export const NO_PROGRESS: Progress = { start: () => undefined, advance: () => undefined };

const BLOBS_AT_ONCE = 16;
const PAGE = 500;

/**
 * `advance` is for bytes as they are read; those it is not told of count as soon as `work` is done with the blob. `held`: what the
 * store beside which the walk goes has of it.
 */
export type BlobWork = (
  blob: BlobRecord,
  advance: (bytes: number) => void,
  held: BlobStat | undefined,
) => Promise<void>;

export interface WalkOptions {
  readonly progress?: Progress;
  /**
   * A store that is listed along the way, which takes fewer questions than asking it for each blob; what comes or goes meanwhile may
   * not be seen.
   */
  readonly beside?: BlobStore;
  /** Hashes: from behind the one to the other, which is in it. */
  readonly after?: Sha256 | '';
  readonly upTo?: string | undefined;
  /** How many blobs are worked on at once; with 1 each is done before the next one is looked at. */
  readonly width?: number;
}

/** In the order of the hashes. Throws what `work` throws first, once everything under way has ended. */
export async function walkBlobs(db: Db, work: BlobWork, options: WalkOptions = {}): Promise<void> {
  const { progress, beside, after = '', upTo, width = BLOBS_AT_ONCE } = options;
  progress?.start((await totalBlobs(db)).bytes);
  const blobs = eachBlob(db, after, upTo);
  await inParallel(beside ? eachBeside(blobs, beside, after) : eachAlone(blobs), width, async ({ blob, held }) => {
    let advanced = 0;
    const advance = (bytes: number): void => {
      advanced += bytes;
      progress?.advance(bytes);
    };
    await work(blob, advance, held);
    progress?.advance(blob.sizeBytes - advanced);
  });
}

interface Met {
  readonly blob: BlobRecord;
  readonly held?: BlobStat | undefined;
}

async function* eachAlone(blobs: AsyncIterable<BlobRecord>): AsyncGenerator<Met> {
  for await (const blob of blobs) yield { blob };
}

async function* eachBeside(
  blobs: AsyncIterable<BlobRecord>,
  store: BlobStore,
  after: Sha256 | '',
): AsyncGenerator<Met> {
  const stored = store.list(after === '' ? undefined : after)[Symbol.asyncIterator]();
  try {
    let next: IteratorResult<BlobStat> | undefined;
    for await (const blob of blobs) {
      next ??= await stored.next();
      while (!next.done && next.value.sha256 < blob.sha256) next = await stored.next();
      yield { blob, held: !next.done && next.value.sha256 === blob.sha256 ? next.value : undefined };
    }
  } finally {
    await stored.return?.();
  }
}

async function* eachBlob(db: Db, after: string, upTo: string | undefined): AsyncGenerator<BlobRecord> {
  for (let page = await listBlobs(db, after, PAGE); page.length > 0; ) {
    for (const blob of page) {
      if (upTo !== undefined && blob.sha256 > upTo) return;
      yield blob;
    }
    const last = page.at(-1);
    page = last === undefined || page.length < PAGE ? [] : await listBlobs(db, last.sha256, PAGE);
  }
}
