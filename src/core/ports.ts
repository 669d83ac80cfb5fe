// What core needs from the outside world and two technologies can give: bytes and pictures. The database engine is
// described beside its queries (database/engine.ts).
import type { Readable } from 'node:stream';

/** Lower-case hex SHA-256 of the bytes it names. */
export type Sha256 = string;

/** Both ends inclusive, as in RFC 9110; always within the blob. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** All of so many bytes; undefined for none, of which there is no range. */
export const wholeRange = (sizeBytes: number): ByteRange | undefined =>
  sizeBytes > 0 ? { start: 0, end: sizeBytes - 1 } : undefined;

/**
 * Immutable bytes, each blob named by its SHA-256. Knows nothing of records. A name that is not 64 lower-case hex digits
 * is a programming error (TypeError). What goes wrong in the store itself is a CoreError: `storage_full`, `unavailable`
 * when trying again may help, else `internal`.
 */
export interface BlobStore extends AsyncDisposable {
  /**
   * A writer for bytes whose name is not known yet. Throws CoreError `storage_full` when there is no space (or no
   * reserve left), here or on any write.
   */
  create(): Promise<BlobWriter>;
  /**
   * The bytes, or undefined when absent. `range` is within the blob's size, which the caller knows. Destroying the
   * stream frees everything it holds. A blob shorter than the range fails the call or errors the stream: it never ends
   * early as if whole. Without a range the length is whatever is there, so ask for the whole range where it matters.
   */
  open(sha256: Sha256, range?: ByteRange): Promise<Readable | undefined>;
  /** All bytes of a small blob in one call, or undefined when absent. */
  read(sha256: Sha256): Promise<Buffer | undefined>;
  stat(sha256: Sha256): Promise<BlobStat | undefined>;
  /**
   * Removes the bytes if they were last committed before `unmodifiedSince`. 'kept' when they are younger: someone has
   * just stored the same bytes and may be about to refer to them. Idempotent.
   */
  remove(sha256: Sha256, unmodifiedSince: Date): Promise<'removed' | 'kept' | 'absent'>;
  /** Every blob in the order of its name, after `after` when given. */
  list(after?: Sha256): AsyncIterable<BlobStat>;
  /** Removes what writers left behind that died before `olderThan`; answers how many. */
  sweepAbandoned(olderThan: Date): Promise<number>;
  /** Throws CoreError `unavailable` or `storage_full` when bytes could not be stored now. */
  check(): Promise<void>;
}

export interface BlobStat {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/**
 * Disposing a writer that was not committed leaves nothing behind, also while a call is under way. After a failed call
 * disposing is all that is left to do.
 */
export interface BlobWriter extends AsyncDisposable {
  /** To be awaited before the next call. The chunk belongs to the writer from now on: its bytes must not change. */
  write(chunk: Uint8Array): Promise<void>;
  /**
   * Makes the bytes durable under their name; after it returns they survive a power cut. Committing a name that is
   * already there is not an error: the bytes are the same, and their time is renewed (see `remove`).
   */
  commit(sha256: Sha256): Promise<void>;
}

/**
 * A folder that holds a whole library: the data folder at rest, or a backup. Blobs, and a few files by name, each of which
 * appears whole or not at all. Throws CoreError `storage_full`, `unavailable` or `internal` as a blob store does.
 */
export interface LibraryFolder {
  /** For people. */
  readonly path: string;
  /** What lies in it; nothing when there is no such folder. */
  names(): Promise<string[]>;
  /** Makes the folder where missing. Throws CoreError `conflict` while another process holds it. */
  claim(): Promise<AsyncDisposable>;
  /** To be disposed by the caller. */
  openBlobs(): Promise<BlobStore>;
  /** Where the blob lies, for people. */
  blobName(sha256: Sha256): string;
  /** Where an engine may write or read a file of that name itself; then `settle` it. */
  pathOf(name: string): string;
  /** Makes what an engine has written durable. */
  settle(name: string): Promise<void>;
  /** The bytes of a file, or undefined when absent. */
  read(name: string): Promise<Readable | undefined>;
  /** Makes or replaces a file: durable when it returns, and untouched when it throws, also what `bytes` throws. */
  put(name: string, bytes: AsyncIterable<Uint8Array>): Promise<void>;
  /** Durable when it returns; replaces what has that name. */
  rename(from: string, to: string): Promise<void>;
  /** Idempotent. */
  remove(name: string): Promise<void>;
}

export interface ImageFacts {
  /** Upright, that is after the EXIF orientation was applied. */
  readonly width: number;
  readonly height: number;
}

export interface Picture {
  readonly bytes: Buffer;
  readonly mimeType: string;
  readonly width: number;
  readonly height: number;
}

/** An image's bytes. Opened only when their turn comes, so that waiting jobs hold no descriptors. */
export interface ImageSource {
  readonly sizeBytes: number;
  /** Exactly `sizeBytes` bytes. What it throws, or its stream errors with, is what `decode` throws. */
  open(): Promise<Readable>;
}

export interface DecodedImage {
  readonly facts: ImageFacts;
  /** One per asked side, in that order; or none at all, and then `reason` is there. */
  readonly pictures: readonly Picture[];
  /** For people: why there are no pictures, or why they show less than the whole image. Absent when all is well. */
  readonly reason?: string;
}

/** Decodes hostile images outside this process, within bounds of time, memory and pixels. */
export interface ImageDecoder extends AsyncDisposable {
  /**
   * Facts of an image and, per entry of `sides`, a picture that fits into a square of that many pixels: upright, sRGB,
   * without metadata, the first frame only. Pixels are never enlarged; a drawing (SVG) is drawn at the size asked for.
   *
   * An image whose header could be read always gives its facts, whatever happens to its pixels (see `reason`). Throws
   * CoreError `invalid` with a plain reason when not even that was possible (unknown format, damaged, timed out): trying
   * again gives the same. Throws `busy` when the queue is full and `unavailable` when no decoder can be started, the
   * bytes stop coming or the decoder is disposed of: trying again may help. Throws the reason of `signal` once aborted.
   */
  decode(source: ImageSource, sides: readonly number[], signal?: AbortSignal): Promise<DecodedImage>;
}
