// Removing bytes that nothing names any more: records first (they went long ago), bytes after a period of grace.
import { findBlobs, listUnreferenced } from '../database/blobs.ts';
import type { Context } from './context.ts';

const BATCH = 500;
/** Twice as long as the server lets a request take (http/server.ts). */
const ABANDONED_MS = 2 * 60 * 60 * 1000;

export interface SweepResult {
  readonly blobs: number;
  readonly abandonedUploads: number;
}

/** Removes what has been unnamed for longer than the grace, and the remains of writers that died. */
export async function sweepBlobs(context: Context, now = Date.now()): Promise<SweepResult> {
  const before = now - context.settings.sweepGraceMs;
  let blobs = 0;
  for (;;) {
    const hashes = await listUnreferenced(context.db, before, BATCH);
    let forgotten = 0;
    for (const sha256 of hashes) {
      const blob = await context.write.forgetBlob(sha256);
      if (!blob) continue;
      forgotten++;
      const outcome = await context.blobs.remove(sha256, new Date(before));
      if (outcome === 'removed') blobs++;
      // The same bytes were stored again meanwhile. Whoever did that may name them yet, or may have died.
      if (outcome === 'kept') await context.write.noteUnusedBlob(blob);
    }
    if (forgotten === 0) break;
  }
  const abandonedUploads = await context.blobs.sweepAbandoned(new Date(now - ABANDONED_MS));
  return { blobs, abandonedUploads };
}

/** Bytes in the store that no record knows of, older than the grace, in the order of their names. */
export async function* findOrphans(
  context: Context,
  now = Date.now(),
): AsyncGenerator<{ sha256: string; sizeBytes: number }> {
  const before = now - context.settings.sweepGraceMs;
  let batch: { sha256: string; sizeBytes: number }[] = [];
  for await (const blob of context.blobs.list()) {
    if (blob.modifiedAt.getTime() < before) batch.push(blob);
    if (batch.length < BATCH) continue;
    yield* await unknownOf(context, batch);
    batch = [];
  }
  yield* await unknownOf(context, batch);
}

async function unknownOf(context: Context, batch: readonly { sha256: string; sizeBytes: number }[]) {
  const known = await findBlobs(
    context.db,
    batch.map((blob) => blob.sha256),
  );
  return batch.filter((blob) => !known.has(blob.sha256));
}
