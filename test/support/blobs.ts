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

/** The names of all blobs after `after`, in the store's order. */
export async function blobNames(of: BlobStore, after?: Sha256): Promise<Sha256[]> {
  return (await Array.fromAsync(of.list(after))).map((stat) => stat.sha256);
}
