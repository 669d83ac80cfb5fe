// A blob as something to look at.
import type { BlobStore, MediaSource } from './ports.ts';

interface TypedBlob {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mimeType: string;
}

export const blobSource = (blobs: BlobStore, { sha256, sizeBytes, mimeType }: TypedBlob): MediaSource => ({
  sizeBytes,
  mimeType,
  open: (range) => blobs.pieces(sha256, range),
});
