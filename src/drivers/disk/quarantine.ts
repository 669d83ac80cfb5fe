// Taking damaged bytes aside while others, also in other processes, may be storing the right ones under the same name.
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { Sha256 } from '../../core/ports.ts';
import { lstat, rename } from './descriptors.ts';
import { systemCode, unlessAbsent } from './failures.ts';
import { blobPath, type Layout, shardOf } from './layout.ts';
import { openFile, PieceBuffers, piecesOf } from './reading.ts';
import { moveToQuarantine, privateNameOf, settle } from './removal.ts';
import type { ShardDirectories } from './shards.ts';

/**
 * "Hash, then rename" would lose bytes: a commit may put the right ones there between the two. So the file is first renamed to a
 * private name, as a removal does it: readers still find it there, a crash is undone, and what turns out to be right is put back.
 */
export async function quarantineBlob(
  layout: Layout,
  shards: ShardDirectories,
  sha256: Sha256,
): Promise<'taken' | 'kept' | 'absent'> {
  const path = blobPath(layout, sha256);
  if ((await unlessAbsent(lstat(path))) === undefined) return 'absent';
  const privateName = privateNameOf(sha256);
  const privatePath = join(layout.removing, privateName);
  try {
    await rename(path, privatePath);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return 'absent';
    throw error;
  }
  const putBack = () => settle(layout, shards, privateName, new Date(0));
  try {
    if (await isRight(privatePath, sha256)) {
      await putBack();
      return 'kept';
    }
  } catch (error) {
    await putBack();
    throw error;
  }
  // A process that has just started may have taken it for what a crash left aside, and put it back.
  if (!(await moveToQuarantine(layout, privateName))) return quarantineBlob(layout, shards, sha256);
  await shards.sync(shardOf(sha256));
  return 'taken';
}

/** Nothing but a regular file is. */
async function isRight(path: string, sha256: Sha256): Promise<boolean> {
  const file = await openFile(path);
  if (file === undefined) return false;
  const digest = createHash('sha256');
  const range = { start: 0, end: file.sizeBytes - 1 };
  for await (const piece of piecesOf(file, sha256, range, new PieceBuffers())) digest.update(piece);
  return digest.digest('hex') === sha256;
}
