// Removing a blob while others, also in other processes, may be committing, reading or removing the same one.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Sha256 } from '../../core/ports.ts';
import { link, lstat, readdir, rename, unlink } from './descriptors.ts';
import { systemCode, unlessAbsent } from './failures.ts';
import { blobPath, isBlobName, type Layout, mkdirUnlessThere, shardOf, syncDirectory } from './layout.ts';
import type { ShardDirectories } from './shards.ts';

export type RemovalOutcome = 'removed' | 'kept' | 'absent';

/**
 * "Look at the time, then unlink" would lose bytes: a commit may rename a fresh file over the name between the two, and
 * the unlink would hit that one. So the file is first renamed to a private name. From then on no commit can replace
 * what we look at: a file found old is unlinked, a file found young is linked back (unless a commit has meanwhile put
 * the same bytes there, with a time at least as young).
 *
 * For the moment that takes, a young blob is not under its own name. Readers look for it under the private one (see
 * `whereverItIs`), and a crash in that moment is undone by `undoBrokenOff`.
 */
export async function removeBlob(
  layout: Layout,
  shards: ShardDirectories,
  sha256: Sha256,
  unmodifiedSince: Date,
): Promise<RemovalOutcome> {
  const path = blobPath(layout, sha256);
  const stat = await unlessAbsent(lstat(path));
  if (stat === undefined) return settleBrokenOff(layout, shards, sha256, unmodifiedSince);
  if (!stat.isFile()) return 'absent';
  if (stat.mtime >= unmodifiedSince) return 'kept';
  const privateName = privateNameOf(sha256);
  try {
    await rename(path, join(layout.removing, privateName));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
  return settle(layout, shards, privateName, unmodifiedSince);
}

/**
 * Runs `use` on the blob's path, or where a removal under way has put it; undefined when `use` finds it nowhere. The
 * last look is for a removal that had put it back before the directory was read.
 */
export async function whereverItIs<T>(
  layout: Layout,
  sha256: Sha256,
  use: (path: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  const path = blobPath(layout, sha256);
  const found = await use(path);
  if (found !== undefined) return found;
  for (const privateName of await privateNamesOf(layout, sha256)) {
    const aside = await use(join(layout.removing, privateName));
    if (aside !== undefined) return aside;
  }
  return use(path);
}

/**
 * Puts back what removals took aside and never settled: whether it may go was not decided. Only what was taken before
 * `olderThan`, when given.
 */
export async function undoBrokenOff(layout: Layout, shards: ShardDirectories, olderThan?: Date): Promise<void> {
  for (const name of await readdir(layout.removing)) {
    const [sha256, takenAt] = name.split('.');
    if (sha256 === undefined || takenAt === undefined || !isBlobName(sha256)) continue;
    if (olderThan !== undefined && Number(takenAt) >= olderThan.getTime()) continue;
    await settle(layout, shards, name, new Date(0));
  }
}

/** A removal that is repeated after a crash finds its blob taken aside already. */
async function settleBrokenOff(
  layout: Layout,
  shards: ShardDirectories,
  sha256: Sha256,
  unmodifiedSince: Date,
): Promise<RemovalOutcome> {
  let outcome: RemovalOutcome = 'absent';
  for (const privateName of await privateNamesOf(layout, sha256)) {
    const settled = await settle(layout, shards, privateName, unmodifiedSince);
    if (outcome === 'absent' || settled === 'kept') outcome = settled;
  }
  return outcome;
}

/** Of no other file, and telling of which blob it is and since when it is aside. */
export const privateNameOf = (sha256: Sha256): string => `${sha256}.${Date.now()}.${randomUUID()}`;

/** Safe to run twice at once on the same name: at worst the blob stays. */
export async function settle(
  layout: Layout,
  shards: ShardDirectories,
  privateName: string,
  unmodifiedSince: Date,
): Promise<RemovalOutcome> {
  const sha256 = privateName.slice(0, privateName.indexOf('.'));
  const privatePath = join(layout.removing, privateName);
  const stat = await unlessAbsent(lstat(privatePath));
  if (stat === undefined) return 'absent';
  // A folder, say, that lay in the place of a blob: it can not be linked back, and was no blob.
  if (!stat.isFile()) {
    await moveToQuarantine(layout, privateName);
    return 'absent';
  }
  const young = stat.mtime >= unmodifiedSince;
  if (young) {
    await linkUnlessThere(privatePath, blobPath(layout, sha256));
    await shards.sync(shardOf(sha256));
  }
  await unlessAbsent(unlink(privatePath));
  if (!young) await shards.sync(shardOf(sha256));
  return young ? 'kept' : 'removed';
}

/** From what lies aside. Answers whether it still did. */
export async function moveToQuarantine(layout: Layout, privateName: string): Promise<boolean> {
  await mkdirUnlessThere(layout.quarantine);
  try {
    await rename(join(layout.removing, privateName), join(layout.quarantine, privateName));
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return false;
    throw error;
  }
  await syncDirectory(layout.quarantine);
  await syncDirectory(layout.root);
  return true;
}

async function linkUnlessThere(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const code = systemCode(error);
    if (code !== 'EEXIST' && code !== 'ENOENT') throw error;
  }
}

async function privateNamesOf(layout: Layout, sha256: Sha256): Promise<string[]> {
  // Copies of a backup may come without their empty folders.
  const names = (await unlessAbsent(readdir(layout.removing))) ?? [];
  return names.filter((name) => name.startsWith(`${sha256}.`));
}
