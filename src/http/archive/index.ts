// An archive as a file: a ZIP of immutable blobs, stored, whose every byte is known before the first is sent, so that
// it has an exact length, a strong ETag and any range, on any node. Leaves out headers (http/download), who may read
// what, and how many entries are allowed.
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { CoreError } from '../../core/errors.ts';
import type { ByteRange } from '../../core/ports.ts';
import { fingerprintOf, type Layout, layOut, partsOf } from './layout.ts';
import { type ArchiveEntries, collectColumns } from './plan.ts';
import { type BlobSource, streamParts } from './stream.ts';

export type { ArchiveEntry, ArchiveFile } from './plan.ts';
export type { BlobSource } from './stream.ts';

/** Part of the ETag; to be raised when local headers come out differently for the same entries. */
const FORMAT = 'zip-1';

export interface Archive {
  readonly sizeBytes: number;
  /** Strong and in its quotes (RFC 9110, section 8.8.3): equal for equal bytes alone. */
  readonly etag: string;
  /** Files and listed directories. */
  readonly entryCount: number;
  readonly layout: Layout;
}

/**
 * Lays out an archive of `entries`, in their order: the same entries in the same order are the same archive at any
 * time, on any node. Holds some 100 bytes per entry and no bytes of files.
 *
 * Names are made safe (see `safeName`) and otherwise kept. Names that some file system takes for one (in Unicode's
 * canonical forms, in upper and lower case) are told apart within a directory: the first file keeps its name, later
 * ones become `a (2).jpg`. Directories of equal names in the same directory are merged under the name that came first,
 * their files told apart as above; a file makes way for a directory. Folders nested deeper than any system could unpack
 * (3,500 bytes of path) are merged into the last one that fits.
 *
 * Throws CoreError `internal` for an entry that can not be a blob, `too_large` beyond 2^53 bytes, the error of
 * `entries`, and the reason of `signal` when it is aborted.
 */
export async function planArchive(entries: ArchiveEntries, signal?: AbortSignal): Promise<Archive> {
  const layout = layOut(await collectColumns(entries, signal));
  if (!Number.isSafeInteger(layout.sizeBytes)) throw new CoreError('too_large', 'the archive would be too large');
  const hash = createHash('sha256').update(FORMAT);
  for (const bytes of fingerprintOf(layout)) hash.update(bytes);
  return {
    sizeBytes: layout.sizeBytes,
    etag: `"${hash.digest('base64url')}"`,
    entryCount: layout.entryCount,
    layout,
  };
}

export interface Opening {
  /** Both ends inclusive and within the archive; all of it when absent. */
  readonly range?: ByteRange | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Awaited before bytes of an entry are opened. What it throws destroys the stream. */
  readonly before?: ((entry: number) => Promise<void>) | undefined;
}

/**
 * Exactly the bytes of the range. Nothing is opened before the first read. Destroying the stream, or aborting the signal,
 * destroys what is open and opens nothing more. A blob that is absent or of another size than planned destroys the stream with
 * CoreError `internal`; errors of the blob store are passed on.
 */
export function openArchive(archive: Archive, blobs: BlobSource, { range, ...opening }: Opening = {}): Readable {
  const { start, end } = range ?? { start: 0, end: archive.sizeBytes - 1 };
  const isInside = 0 <= start && start <= end && end < archive.sizeBytes;
  if (!isInside || !Number.isSafeInteger(start) || !Number.isSafeInteger(end))
    throw new CoreError('internal', `range ${start}-${end} is not within an archive of ${archive.sizeBytes} bytes`);
  return streamParts(partsOf(archive.layout, { start, end }), blobs, opening);
}
