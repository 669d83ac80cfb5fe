// Storing and naming bytes in tests, without a word of the test runner: child processes use it as well.
import { createHash } from 'node:crypto';
import type { BlobStore, Sha256 } from '../../src/core/ports.ts';

export const sha256Of = (bytes: Uint8Array): Sha256 => createHash('sha256').update(bytes).digest('hex');

/** Commits `bytes` in chunks of `chunkBytes`; answers their name. */
export async function storeBytes(into: BlobStore, bytes: Uint8Array, chunkBytes = 64 * 1024): Promise<Sha256> {
  await using writer = await into.create();
  for (let start = 0; start < bytes.byteLength; start += chunkBytes) {
    await writer.write(bytes.subarray(start, start + chunkBytes));
  }
  const sha256 = sha256Of(bytes);
  await writer.commit(sha256);
  return sha256;
}

/** Takes the bytes away, whatever the records say. */
export async function loseBlob(from: BlobStore, sha256: Sha256): Promise<void> {
  await from.remove(sha256, new Date(Date.now() + 3_600_000));
}

/** Leaves all but the last byte. */
export async function cutBlobShort(within: BlobStore, sha256: Sha256): Promise<void> {
  const bytes = await within.read(sha256);
  if (bytes === undefined) throw new Error(`there is no blob ${sha256}`);
  await loseBlob(within, sha256);
  await using writer = await within.create();
  await writer.write(bytes.subarray(0, -1));
  await writer.commit(sha256);
}

/** The names of all blobs after `after`, in the store's order. */
export async function blobNames(of: BlobStore, after?: Sha256): Promise<Sha256[]> {
  return (await Array.fromAsync(of.list(after))).map((stat) => stat.sha256);
}
