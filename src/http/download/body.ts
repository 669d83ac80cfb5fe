// The bytes of an answer as one stream: one or several sections of a file, each preceded by a head of its own. Owns what
// it opens: whichever way the connection or the stream ends, nothing stays open.
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { CoreError } from '../../core/errors.ts';
import type { ByteRange } from '../../core/ports.ts';

export type Open = (range?: ByteRange) => Promise<Readable | undefined>;

export interface Section {
  /** Sent before the section's bytes. */
  readonly head: string;
  /** Undefined for the whole file. */
  readonly range: ByteRange | undefined;
  readonly sizeBytes: number;
}

/**
 * Resolves once the first byte is there, so that bytes which can not be read are still an orderly error. Later trouble, a
 * source that is longer or shorter than promised included, errors the stream.
 */
export async function openBody(
  open: Open,
  sections: readonly Section[],
  tail: string,
  connection: Socket,
): Promise<Readable> {
  let gone = connection.destroyed;
  let source: Readable | undefined;
  let body: Readable | undefined;

  const release = (): void => {
    gone = true;
    connection.off('close', release);
    source?.destroy();
    body?.destroy();
  };
  // The response's own 'close' would not do: it never comes for a pipelined response whose turn had not come.
  connection.on('close', release);

  async function* chunks(): AsyncGenerator<Buffer, void, void> {
    for (const { head, range, sizeBytes } of sections) {
      source = await open(range);
      if (source === undefined) throw new CoreError('internal', 'the bytes of a file are missing');
      if (gone) source.destroy();
      const incoming: AsyncIterable<Buffer> = source;
      let pending = Buffer.from(head);
      let leftBytes = sizeBytes;
      for await (const chunk of incoming) {
        leftBytes -= chunk.length;
        if (leftBytes < 0) throw new CoreError('internal', 'a file is longer than its record says');
        yield pending.length === 0 ? chunk : Buffer.concat([pending, chunk]);
        pending = Buffer.alloc(0);
      }
      if (leftBytes > 0) throw new CoreError('internal', 'a file is shorter than its record says');
    }
    if (tail !== '') yield Buffer.from(tail);
  }

  const rest = chunks();
  try {
    let ready: IteratorResult<Buffer, void> | undefined = await rest.next();
    const stream = new Readable({
      read() {
        const next = ready === undefined ? rest.next() : Promise.resolve(ready);
        ready = undefined;
        next.then(
          (result) => stream.push(result.done === true ? null : result.value),
          (error: unknown) => stream.destroy(error instanceof Error ? error : new Error(String(error))),
        );
      },
      destroy(error, callback) {
        release();
        callback(error);
      },
    });
    body = stream;
    if (gone) stream.destroy();
    return stream;
  } catch (error) {
    release();
    throw error;
  }
}
