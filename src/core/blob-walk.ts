// Long work on every blob a database knows, several at a time, and being told how far it is.
import { type BlobRecord, listBlobs, totalBlobs } from '../database/blobs.ts';
import type { Db } from '../database/db.ts';
import { inParallel } from './parallel.ts';

/** Told how far long work is: in bytes, where nothing else is said. */
export interface Progress {
  start(total: number): void;
  advance(step: number): void;
}

export const NO_PROGRESS: Progress = { start: () => undefined, advance: () => undefined };

const BLOBS_AT_ONCE = 16;
const PAGE = 500;

/** `advance` is for bytes as they are read; those it is not told of count as soon as `work` is done with the blob. */
export type BlobWork = (blob: BlobRecord, advance: (bytes: number) => void) => Promise<void>;

/** In the order of the hashes. Throws what `work` throws first, once everything under way has ended. */
export async function walkBlobs(db: Db, progress: Progress, work: BlobWork): Promise<void> {
  progress.start((await totalBlobs(db)).bytes);
  await inParallel(eachBlob(db), BLOBS_AT_ONCE, async (blob) => {
    let advanced = 0;
    await work(blob, (bytes) => {
      advanced += bytes;
      progress.advance(bytes);
    });
    progress.advance(blob.sizeBytes - advanced);
  });
}

async function* eachBlob(db: Db): AsyncGenerator<BlobRecord> {
  for (let page = await listBlobs(db, '', PAGE); page.length > 0; ) {
    yield* page;
    const last = page.at(-1);
    page = last === undefined || page.length < PAGE ? [] : await listBlobs(db, last.sha256, PAGE);
  }
}
