// Parts of an archive as one stream: opens blobs when their turn is near, keeps to the reader's pace, and never ends as
// if whole when a blob is not. Leaves out which parts there are (layout.ts).
import { addAbortSignal, Readable } from 'node:stream';
import { ChecksumCheck } from '../../core/blob-reading.ts';
import { CoreError } from '../../core/errors.ts';
import type { BlobStore } from '../../core/ports.ts';
import type { BlobPart, Part } from './layout.ts';

export type BlobSource = Pick<BlobStore, 'open'>;

const BUFFER_BYTES = 64 * 1024;
/** Blobs that begin this near ahead are opened already: many small ones would otherwise cost a round trip each. */
const READ_AHEAD_BYTES = 256 * 1024;
const READ_AHEAD_PARTS = 16;

/**
 * Nothing is opened before the first read. Destroying the stream, or aborting `signal`, destroys what is open and opens
 * nothing more. A blob that is absent or of another size than planned is CoreError `internal`; errors of the blob store
 * are passed on.
 */
export function streamParts(
  parts: Iterator<Part>,
  blobs: BlobSource,
  { signal, before }: { signal?: AbortSignal | undefined; before?: ((entry: number) => Promise<void>) | undefined },
): Readable {
  const opened = new Set<Readable>();
  let isStarted = false;
  let isWanted = false;
  let wake: (() => void) | undefined;

  const output = new Readable({
    highWaterMark: BUFFER_BYTES,
    read() {
      isWanted = true;
      wake?.();
      if (isStarted) return;
      isStarted = true;
      run().catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
    },
    destroy(error, callback) {
      for (const blob of opened) blob.destroy();
      wake?.();
      callback(error);
    },
  });

  async function run(): Promise<void> {
    for await (const chunk of readAhead()) {
      isWanted = false;
      if (!output.push(chunk) && !isWanted && !output.destroyed) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    }
    if (!output.destroyed) output.push(null);
  }

  async function* readAhead(): AsyncGenerator<Uint8Array, undefined> {
    const queue: { part: Part; opening: Promise<Readable> | undefined }[] = [];
    let queuedBytes = 0;
    for (;;) {
      while (queue.length === 0 || (queue.length < READ_AHEAD_PARTS && queuedBytes < READ_AHEAD_BYTES)) {
        if (output.destroyed) return;
        const { done, value: part } = parts.next();
        if (done) break;
        queue.push({ part, opening: part instanceof Uint8Array ? undefined : openSoon(part) });
        queuedBytes += sizeOf(part);
      }
      const next = queue.shift();
      if (next === undefined) return;
      queuedBytes -= sizeOf(next.part);
      if (next.part instanceof Uint8Array) yield next.part;
      else if (next.opening) yield* readWhole(next.part, await next.opening);
    }
  }

  function openSoon(part: BlobPart): Promise<Readable> {
    const opening = open(part);
    opening.catch(() => undefined); // reported when its turn comes, and not at all when it never does
    return opening;
  }

  async function open(part: BlobPart): Promise<Readable> {
    await before?.(part.entry);
    if (output.destroyed) throw new CoreError('unavailable', 'nobody reads the archive any more');
    const blob = await blobs.open(part.sha256, part.range);
    if (blob === undefined) throw new CoreError('internal', `blob ${part.sha256} of an archive is absent`);
    opened.add(blob);
    blob.once('close', () => opened.delete(blob));
    blob.on('error', () => undefined); // reported when its turn comes
    if (output.destroyed) blob.destroy();
    else blob.read(0); // fills the blob's own buffer without taking from it
    return blob;
  }

  return signal === undefined ? output : addAbortSignal(signal, output);
}

const sizeOf = (part: Part): number => (part instanceof Uint8Array ? part.length : part.sizeBytes);

async function* readWhole(part: BlobPart, blob: Readable): AsyncGenerator<Uint8Array, undefined> {
  let leftBytes = part.sizeBytes;
  const check = part.checksum === undefined ? undefined : new ChecksumCheck(part.checksum);
  for await (const chunk of blob) {
    if (!(chunk instanceof Uint8Array)) throw new CoreError('internal', `blob ${part.sha256} is not a stream of bytes`);
    leftBytes -= chunk.length;
    if (leftBytes < 0) break;
    check?.take(chunk);
    if (leftBytes === 0) check?.prove();
    yield chunk;
  }
  if (leftBytes !== 0) throw new CoreError('internal', `blob ${part.sha256} is not of its recorded size`);
}
