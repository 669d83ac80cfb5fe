// Blobs as objects of an S3 bucket (AWS S3, Ceph and others, see docs/s3.md). Any number of processes may share it. Knows
// nothing of records.
import { tmpdir } from 'node:os';
import type { Readable } from 'node:stream';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { CoreError } from '../../core/errors.ts';
import type { BlobStat, BlobStore, BlobWriter, ByteRange, Offload, Presentation, Sha256 } from '../../core/ports.ts';
import { Connection, type ConnectionOptions } from './client.ts';
import { inOurTerms, s3Error } from './failures.ts';
import { blobKey, blobOfKey, type Layout, layoutOf } from './layout.ts';
import { WriterMemory } from './memory.ts';
import { MOST_PARTS } from './multipart.ts';
import { Readiness } from './readiness.ts';
import { openBlob, readBlob } from './reading.ts';
import { deleteObject, headObject } from './storing.ts';
import { objectsBelow, sweepIncoming } from './sweeping.ts';
import { S3BlobWriter } from './writer.ts';

export interface S3BlobStoreOptions extends ConnectionOptions {
  /** Before every key; empty for none. */
  readonly prefix: string;
  /** Whether clients may be sent to S3, which they must be able to reach under the same address. */
  readonly redirects: boolean;
  /** The largest blob to come: decides on the size of parts. Default: 50 GiB. */
  readonly largestBytes?: number | undefined;
  /** For bytes on their way that do not fit into memory. Default: the system's folder for temporary files. */
  readonly spillFolder?: string | undefined;
}

const MIB = 1024 * 1024;
const SMALLEST_PART_BYTES = 8 * MIB;
const DEFAULT_LARGEST_BYTES = 50 * 1024 * MIB;
/** Together, and 128 KiB per writer, all that uploads hold in memory; two parts at least are to be on their way. */
const GATHERING_BYTES = 24 * MIB;
const SENDING_BYTES = 32 * MIB;
const URL_GOOD_FOR_SECONDS = 300;
/** HTTP tells times of objects in whole seconds, rounded down. */
const TIME_STEP_MS = 1000;

/**
 * Looks at the bucket first: throws CoreError `internal` when it is missing or closed to us. When S3 does not answer the store
 * is opened all the same, and each operation fails with `unavailable` until it does.
 */
export async function openS3BlobStore(options: S3BlobStoreOptions): Promise<BlobStore> {
  const store = new S3BlobStore(options);
  try {
    await store.meetBucket();
  } catch (error) {
    await store[Symbol.asyncDispose]();
    throw error;
  }
  return store;
}

class S3BlobStore implements BlobStore {
  readonly offload?: (sha256: Sha256, as: Presentation) => Promise<Offload>;
  readonly #connection: Connection;
  readonly #layout: Layout;
  readonly #memory: WriterMemory;
  readonly #readiness: Readiness;
  readonly #partBytes: number;
  readonly #writers = new Set<S3BlobWriter>();
  readonly #tasks = new Set<Promise<void>>();
  #closed = false;

  constructor(options: S3BlobStoreOptions) {
    this.#connection = new Connection(options);
    this.#layout = layoutOf(options.prefix);
    this.#partBytes = partBytesFor(options.largestBytes ?? DEFAULT_LARGEST_BYTES);
    this.#memory = new WriterMemory(
      GATHERING_BYTES,
      Math.max(SENDING_BYTES, 2 * this.#partBytes),
      options.spillFolder ?? tmpdir(),
    );
    this.#readiness = new Readiness(this.#connection);
    if (options.redirects) this.offload = (sha256, as) => this.#presign(sha256, as);
  }

  async create(): Promise<BlobWriter> {
    if (this.#closed) throw new Error('the blob store is closed');
    const writer = new S3BlobWriter({
      connection: this.#connection,
      layout: this.#layout,
      memory: this.#memory,
      partBytes: this.#partBytes,
      inBackground: (work) => this.#inBackground(work),
      ended: (ended, error) => {
        this.#writers.delete(ended);
        if (error?.code === 'storage_full') this.#readiness.noteFull(error);
      },
    });
    this.#writers.add(writer);
    return writer;
  }

  async open(sha256: Sha256, range?: ByteRange): Promise<Readable | undefined> {
    const key = blobKey(this.#layout, sha256);
    checkRange(range);
    const blob = await inOurTerms('reading a blob', () => openBlob(this.#connection, key, sha256, range));
    return blob?.stream;
  }

  async *pieces(sha256: Sha256, range: ByteRange): AsyncGenerator<Uint8Array> {
    const stream = await this.open(sha256, range);
    if (stream === undefined) throw new CoreError('internal', `blob ${sha256} is missing`);
    yield* stream;
  }

  async read(sha256: Sha256): Promise<Buffer | undefined> {
    const key = blobKey(this.#layout, sha256);
    return inOurTerms('reading a blob', () => readBlob(this.#connection, key, sha256));
  }

  async stat(sha256: Sha256): Promise<BlobStat | undefined> {
    const key = blobKey(this.#layout, sha256);
    return inOurTerms('looking for a blob', async () => {
      const found = await headObject(this.#connection, key);
      // An answer to HEAD can not tell a missing bucket from a missing blob, and the first is not "absent".
      if (found === undefined) await this.#readiness.look();
      if (found?.ContentLength === undefined || found.LastModified === undefined) return undefined;
      return { sha256, sizeBytes: found.ContentLength, modifiedAt: found.LastModified };
    });
  }

  /**
   * Looks, then deletes: S3 can not do both in one step, so a commit of the same bytes between the two would be undone. Core
   * marks the blob in its database before it calls, and whoever refers to a marked blob stores its bytes again. The time
   * of a blob is S3's: the clocks have to agree to within the period of grace.
   */
  async remove(sha256: Sha256, unmodifiedSince: Date): Promise<'removed' | 'kept' | 'absent'> {
    const stat = await this.stat(sha256);
    if (stat === undefined) return 'absent';
    if (stat.modifiedAt.getTime() + TIME_STEP_MS > unmodifiedSince.getTime()) return 'kept';
    await inOurTerms('removing a blob', () => deleteObject(this.#connection, blobKey(this.#layout, sha256)));
    return 'removed';
  }

  async *list(after?: Sha256): AsyncGenerator<BlobStat> {
    const start = after === undefined ? undefined : blobKey(this.#layout, after);
    try {
      for await (const { key, sizeBytes, modifiedAt } of objectsBelow(this.#connection, this.#layout.blobs, start)) {
        const sha256 = blobOfKey(this.#layout, key);
        if (sha256 !== undefined) yield { sha256, sizeBytes, modifiedAt };
      }
    } catch (error) {
      throw s3Error(error, 'listing blobs');
    }
  }

  async sweepAbandoned(olderThan: Date): Promise<number> {
    const isAlive = (key: string): boolean => [...this.#writers].some((writer) => writer.incomingKey === key);
    return inOurTerms('sweeping', () => sweepIncoming(this.#connection, this.#layout, olderThan, isAlive));
  }

  async check(): Promise<void> {
    await this.#readiness.check();
  }

  async meetBucket(): Promise<void> {
    try {
      await this.#readiness.look();
    } catch (cause) {
      const error = s3Error(cause, 'being opened');
      if (error.code === 'internal') throw error;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#writers].map((writer) => writer[Symbol.asyncDispose]()));
    await Promise.all(this.#tasks);
    this.#connection.close();
  }

  async #presign(sha256: Sha256, { contentType, contentDisposition }: Presentation): Promise<Offload> {
    const command = new GetObjectCommand({
      Bucket: this.#connection.bucket,
      Key: blobKey(this.#layout, sha256),
      ResponseContentType: contentType,
      ResponseContentDisposition: contentDisposition,
    });
    return inOurTerms('signing an address', async () => ({
      kind: 'redirect',
      url: await getSignedUrl(this.#connection.signer, command, { expiresIn: URL_GOOD_FOR_SECONDS }),
    }));
  }

  #inBackground(work: Promise<void>): void {
    const task = work.catch(() => undefined).finally(() => this.#tasks.delete(task));
    this.#tasks.add(task);
  }
}

/** Alike for all parts, and a multiple of a MiB, with room to spare. */
const partBytesFor = (largestBytes: number): number =>
  Math.max(SMALLEST_PART_BYTES, Math.ceil(largestBytes / (MOST_PARTS - 100) / MIB) * MIB);

function checkRange(range: ByteRange | undefined): void {
  if (range !== undefined && !(range.start >= 0 && range.start <= range.end)) throw new RangeError('not a range');
}
