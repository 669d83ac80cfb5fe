// Reading all of a blob and holding it against what is known of it; copying goes the same way.
import { createHash, hash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Blob } from '../database/blobs.ts';
import { CoreError } from './errors.ts';
import type { BlobStore } from './ports.ts';

/**
 * - `wrong_size`, `wrong_bytes`: what is there is not the blob.
 * - `unreadable`: the store fails to give the bytes; `unavailable`: it does, and trying again may help.
 */
export type BlobFault = 'missing' | 'wrong_size' | 'wrong_bytes' | 'unreadable' | 'unavailable';

/** Read in one call, which is faster; larger ones are streamed. */
const WHOLE_BYTES = 512 * 1024;

/**
 * Undefined when the bytes in the store have the size, the SHA-256 and the CRC-32 of the record. Throws only what `take`
 * throws, which gets every chunk before it is known whether all are right.
 */
export async function findFault(
  store: BlobStore,
  blob: Blob,
  take: (chunk: Uint8Array) => Promise<void> | void = () => undefined,
): Promise<BlobFault | undefined> {
  const refused: { error?: unknown } = {};
  const pass = async (chunk: Uint8Array): Promise<void> => {
    try {
      await take(chunk);
    } catch (error) {
      refused.error = error;
      throw error;
    }
  };
  try {
    const stat = await store.stat(blob.sha256);
    if (stat === undefined) return 'missing';
    // Before anything is read, so that a small blob that has grown does not fill the memory.
    if (stat.sizeBytes !== blob.sizeBytes) return 'wrong_size';
    return await (blob.sizeBytes <= WHOLE_BYTES ? readWhole(store, blob, pass) : readStream(store, blob, pass));
  } catch (error) {
    if ('error' in refused) throw refused.error;
    return error instanceof CoreError && error.code === 'unavailable' ? 'unavailable' : 'unreadable';
  }
}

/** Commits nothing unless every byte is right. Throws what the destination throws. */
export async function copyBlob(
  from: BlobStore,
  to: BlobStore,
  blob: Blob,
  advance: (bytes: number) => void,
): Promise<BlobFault | undefined> {
  await using writer = await to.create();
  const fault = await findFault(from, blob, async (chunk) => {
    advance(chunk.length);
    await writer.write(chunk);
  });
  if (fault === undefined) await writer.commit(blob.sha256);
  return fault;
}

type Take = (chunk: Uint8Array) => Promise<void>;

async function readWhole(store: BlobStore, blob: Blob, take: Take): Promise<BlobFault | undefined> {
  const bytes = await store.read(blob.sha256);
  if (bytes === undefined) return 'missing';
  await take(bytes);
  return faultOf(blob, bytes.length, hash('sha256', bytes), crc32(bytes));
}

async function readStream(store: BlobStore, blob: Blob, take: Take): Promise<BlobFault | undefined> {
  const stream = await store.open(blob.sha256);
  if (stream === undefined) return 'missing';
  const digest = createHash('sha256');
  let checksum = 0;
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    sizeBytes += chunk.length;
    digest.update(chunk);
    checksum = crc32(chunk, checksum);
    await take(chunk);
  }
  return faultOf(blob, sizeBytes, digest.digest('hex'), checksum);
}

function faultOf(blob: Blob, sizeBytes: number, sha256: string, checksum: number): BlobFault | undefined {
  if (sizeBytes !== blob.sizeBytes) return 'wrong_size';
  return sha256 === blob.sha256 && checksum === blob.crc32 ? undefined : 'wrong_bytes';
}
