// Reading all of a blob and holding it against what is known of it; copying goes the same way.
import { createHash } from 'node:crypto';
import { crc32 } from '@node-rs/crc32';
import type { Blob } from '../database/blobs.ts';
import { CoreError, damagedBytes } from './errors.ts';
import { type BlobStore, wholeRange } from './ports.ts';

/**
 * - `wrong_size`, `wrong_bytes`: what is there is not the blob.
 * - `unreadable`: the store fails to give the bytes; `unavailable`: it does, and trying again may help.
 */
export type BlobFault = 'missing' | 'wrong_size' | 'wrong_bytes' | 'unreadable' | 'unavailable';

/**
 * Undefined when the bytes in the store have the size, the SHA-256 and the CRC-32 of the record. Throws only what `take`
 * throws, which gets every chunk before it is known whether all are right; the memory of a chunk is used again for the next one.
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
    return await readAll(store, blob, pass);
  } catch (error) {
    if ('error' in refused) throw refused.error;
    return faultOfError(error);
  }
}

/** Of what can be told without reading. */
export async function findQuickFault(store: BlobStore, blob: Blob): Promise<BlobFault | undefined> {
  try {
    const stat = await store.stat(blob.sha256);
    if (stat === undefined) return 'missing';
    return stat.sizeBytes === blob.sizeBytes ? undefined : 'wrong_size';
  } catch (error) {
    return faultOfError(error);
  }
}

const faultOfError = (error: unknown): BlobFault =>
  error instanceof CoreError && error.code === 'unavailable' ? 'unavailable' : 'unreadable';

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
    await writer.write(Buffer.from(chunk));
  });
  if (fault === undefined) await writer.commit(blob.sha256);
  return fault;
}

type Take = (chunk: Uint8Array) => Promise<void>;

async function readAll(store: BlobStore, blob: Blob, take: Take): Promise<BlobFault | undefined> {
  const digest = createHash('sha256');
  let checksum = 0;
  let sizeBytes = 0;
  const range = wholeRange(blob.sizeBytes);
  // Unlike what is read for somebody, this is neither taken from memory nor kept there.
  for await (const chunk of range ? store.pieces(blob.sha256, range) : []) {
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

/** All of a blob as it was read, of which the checksum may be unknown. Throws `internal` when the bytes are absent, or others. */
export function checkWhole(
  bytes: Buffer | undefined,
  known: { readonly sizeBytes: number; readonly crc32: number | undefined },
): Buffer {
  if (bytes?.length !== known.sizeBytes) throw damagedBytes();
  if (known.crc32 !== undefined && crc32(bytes) !== known.crc32) throw damagedBytes();
  return bytes;
}

/** Of bytes that pass by on their way to somebody: the checksum takes next to no time, and finds what disks do to them. */
export class ChecksumCheck {
  readonly #expected: number;
  #checksum = 0;

  constructor(expected: number) {
    this.#expected = expected;
  }

  take(chunk: Uint8Array): void {
    this.#checksum = crc32(chunk, this.#checksum);
  }

  /** After the last one. Throws `internal` when they are not those of the record. */
  prove(): void {
    if (this.#checksum !== this.#expected) throw damagedBytes();
  }
}
