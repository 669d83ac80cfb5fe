// The bytes of an answer as one stream: one or several sections of a file, each preceded by a head of its own. Owns what
// it opens: whichever way the connection or the stream ends, nothing stays open.
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { ChecksumCheck } from '../../core/blob-reading.ts';
import { CoreError, damagedBytes } from '../../core/errors.ts';
import type { ByteRange, ByteStream } from '../../core/ports.ts';

export type Open = (range?: ByteRange) => Promise<ByteStream | undefined>;

export interface Section {
  /** Sent before the section's bytes. */
  readonly head: string;
  /** Undefined for the whole file. */
  readonly range: ByteRange | undefined;
  readonly sizeBytes: number;
}

export interface WholeFile {
  readonly sizeBytes: number;
  /** CRC-32. */
  checksum(): Promise<number>;
}

/**
 * Sections that are the whole file are held against the checksum of `whole`. Resolves once the first byte is there, so that
 * bytes which can not be read are still an orderly error. Later trouble, a source that is longer or shorter than promised
 * included, errors the stream.
 */
export async function openBody(
  open: Open,
  sections: readonly Section[],
  tail: string,
  connection: Socket,
  whole?: WholeFile,
): Promise<Readable> {
  let gone = connection.destroyed;
  let source: ByteStream | undefined;
  let body: Readable | undefined;

  const release = (): void => {
    gone = true;
    connection.off('close', release);
    source?.destroy();
    body?.destroy();
  };
  // The response's own 'close' would not do: it never comes for a pipelined response whose turn had not come.
  connection.on('close', release);

  /** Each has left when the next one is asked for. */
  async function* chunks(): AsyncGenerator<Buffer, void, void> {
    for (const { head, range, sizeBytes } of sections) {
      source = await open(range);
      if (source === undefined) throw damagedBytes();
      if (gone) source.destroy();
      const incoming: AsyncIterable<Buffer> = source;
      let pending = Buffer.from(head);
      let leftBytes = sizeBytes;
      const check = whole && whole.sizeBytes === sizeBytes ? new ChecksumCheck(await whole.checksum()) : undefined;
      for await (const chunk of incoming) {
        leftBytes -= chunk.length;
        if (leftBytes < 0) throw new CoreError('internal', 'a file is longer than its record says');
        check?.take(chunk);
        // Before its last bytes have left, so that nobody takes wrong ones for the file.
        if (leftBytes === 0) check?.prove();
        yield pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        pending = NOTHING;
        source.giveBack?.(chunk);
      }
      if (leftBytes > 0) throw new CoreError('internal', 'a file is shorter than its record says');
    }
    if (tail !== '') yield Buffer.from(tail);
  }

  const rest = chunks();
  try {
    const stream = new Body(await rest.next(), rest, release);
    body = stream;
    if (gone) stream.destroy();
    return stream;
  } catch (error) {
    release();
    throw error;
  }
}

const NOTHING = Buffer.alloc(0);

/**
 * To be piped, once, and not read otherwise. A pipe of Node's own does not tell when a chunk has left, so that its memory could
 * not be used again; and without that every download of 100 MB costs several collections of all garbage there is.
 */
class Body extends Readable {
  readonly #first: IteratorResult<Buffer, void>;
  readonly #rest: AsyncIterator<Buffer, void>;
  readonly #release: () => void;

  constructor(first: IteratorResult<Buffer, void>, rest: AsyncIterator<Buffer, void>, release: () => void) {
    super();
    this.#first = first;
    this.#rest = rest;
    this.#release = release;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T): T {
    this.#send(destination).catch((error: unknown) =>
      this.destroy(error instanceof Error ? error : new Error(String(error))),
    );
    return destination;
  }

  override _read(): void {
    // What there is goes to the destination.
  }

  async #send(destination: NodeJS.WritableStream): Promise<void> {
    for (let next = this.#first; next.done !== true; next = await this.#rest.next()) {
      await written(destination, next.value);
      if (this.destroyed) return;
    }
    destination.end();
    this.push(null);
    this.resume();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#release();
    callback(error);
  }
}

const written = (destination: NodeJS.WritableStream, chunk: Buffer): Promise<void> =>
  new Promise((resolve, reject) => {
    destination.write(chunk, (error) => (error ? reject(error) : resolve()));
  });
