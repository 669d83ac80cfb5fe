// A blob as something to look at.
import { CoreError } from './errors.ts';
import type { BlobStore, MediaSource } from './ports.ts';

interface TypedBlob {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mimeType: string;
}

export function blobSource(blobs: BlobStore, { sha256, sizeBytes, mimeType }: TypedBlob): MediaSource {
  return {
    sizeBytes,
    mimeType,
    open: async (range) => {
      const stream = await blobs.open(sha256, range);
      if (!stream) throw new CoreError('internal', 'The bytes of the asset are missing.');
      return stream;
    },
  };
}
