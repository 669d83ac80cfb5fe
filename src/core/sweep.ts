// Removing bytes that nothing names any more: records first (they went long ago), bytes after a period of grace.
import { findBlobs, listUnreferenced } from '../database/blobs.ts';
import type { Removal } from './blobs.ts';
import type { Context } from './context.ts';
import { HOUR_MS } from './durations.ts';

const BATCH = 500;
/** Twice as long as the server lets a request take (http/server.ts). */
const ABANDONED_MS = 2 * HOUR_MS;

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
    let settled = 0;
    for (const sha256 of hashes) {
      const outcome = await removeBytes(context, await context.write.beginBlobRemoval(sha256, before), before);
      if (outcome !== undefined) settled++;
      if (outcome === 'removed') blobs++;
    }
    if (settled === 0) break;
  }
  const abandonedUploads = await context.blobs.sweepAbandoned(new Date(now - ABANDONED_MS));
  return { blobs, abandonedUploads };
}

/**
 * Removes what was claimed, unless it was stored again since `before`: whoever did that may name it yet, or may have died.
 * Undefined without a claim.
 */
async function removeBytes(
  { blobs, write }: Context,
  removal: Removal | undefined,
  before: number,
): Promise<'removed' | 'kept' | 'absent' | undefined> {
  if (!removal) return undefined;
  const outcome = await blobs.remove(removal.sha256, new Date(before));
  await write.endBlobRemoval(removal, outcome);
  return outcome;
}

/** Removes bytes that no record knows of, if that is still so; answers whether they are gone. */
export async function removeOrphan(
  context: Context,
  orphan: { sha256: string; sizeBytes: number },
  before: number,
): Promise<boolean> {
  return (await removeBytes(context, await context.write.beginOrphanRemoval(orphan), before)) === 'removed';
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
