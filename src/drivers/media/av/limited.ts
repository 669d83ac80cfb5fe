// A bound on how much of an original is read. Without one a container whose index leads round and round could keep a
// decoder reading for ever.
import type { Bytes } from '../decoder.ts';

const MOST_READS = 1000;
const WINDOW_BYTES = 64 * 2 ** 10;
const MOST_STEPS = 20_000;

/** Reading throws once it would be more than `mostBytes` in all, or more often than any sound recording needs. */
export function limited(bytes: Bytes, mostBytes: number): Bytes {
  let bytesLeft = mostBytes;
  let readsLeft = MOST_READS;
  return {
    sizeBytes: bytes.sizeBytes,
    mimeType: bytes.mimeType,
    async read(start, length) {
      const wanted = Math.max(0, Math.min(length, bytes.sizeBytes - start));
      if (wanted === 0) return Buffer.alloc(0);
      bytesLeft -= wanted;
      readsLeft -= 1;
      if (bytesLeft < 0 || readsLeft < 0) throw new Error('more of the recording would be read than is allowed');
      return bytes.read(start, wanted);
    },
  };
}

/** Bundles the small reads of a parser that goes forward in steps of a few bytes. Too many of them throw, too. */
export function windowed(bytes: Bytes): Bytes {
  let window: Buffer = Buffer.alloc(0);
  let windowStart = 0;
  let stepsLeft = MOST_STEPS;
  return {
    sizeBytes: bytes.sizeBytes,
    mimeType: bytes.mimeType,
    async read(start, length) {
      stepsLeft -= 1;
      if (stepsLeft < 0) throw new Error('more steps would be taken through the recording than are allowed');
      if (length > WINDOW_BYTES) return bytes.read(start, length);
      if (start < windowStart || start + length > windowStart + window.length) {
        window = await bytes.read(start, WINDOW_BYTES);
        windowStart = start;
      }
      return window.subarray(start - windowStart, start - windowStart + length);
    },
  };
}
