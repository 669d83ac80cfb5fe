// Bytes of uploads that come in pieces, as objects whose keys say where they begin: each is there as a whole or not at all, and
// together they are the upload, whichever node has put them. Small ones grow before the next begins.
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { CoreError } from '../../core/errors.ts';
import type { UnfinishedStore } from '../../core/ports.ts';
import { Connection, type ConnectionOptions } from './client.ts';
import { inOurTerms, statusOf } from './failures.ts';
import { layoutOf } from './layout.ts';
import { PartBuffer, WriterMemory } from './memory.ts';
import { Patience, READING } from './patience.ts';
import { deleteObject } from './storing.ts';
import { objectsBelow } from './sweeping.ts';

export interface S3UnfinishedOptions extends ConnectionOptions {
  /** Before every key; empty for none. */
  readonly prefix: string;
  /** For bytes on their way that do not fit into memory. */
  readonly spillFolder: string;
}

const MIB = 1024 * 1024;
const NAME = /^[0-9a-f]{32}$/;
const PIECE_BYTES = 8 * MIB;
/** A piece that an interruption has left smaller is put again, with what comes next. */
const SMALL_BYTES = MIB;
/** Of all uploads together; what does not fit waits on disk. */
const GATHERING_BYTES = 64 * MIB;
const SENDING_BYTES = 32 * MIB;
const OFFSET_DIGITS = 16;

interface Piece {
  readonly key: string;
  readonly start: number;
  readonly sizeBytes: number;
}

export const openS3Unfinished = (options: S3UnfinishedOptions): UnfinishedStore => new S3Unfinished(options);

class S3Unfinished implements UnfinishedStore {
  readonly #connection: Connection;
  readonly #root: string;
  readonly #memory: WriterMemory;

  constructor(options: S3UnfinishedOptions) {
    this.#connection = new Connection(options);
    this.#root = layoutOf(options.prefix).uploads;
    this.#memory = new WriterMemory(GATHERING_BYTES, SENDING_BYTES, options.spillFolder);
  }

  async size(name: string): Promise<number> {
    const last = (await this.#piecesOf(name)).at(-1);
    return last ? last.start + last.sizeBytes : 0;
  }

  async append(name: string, offset: number, bytes: AsyncIterable<Uint8Array>, lost: AbortSignal): Promise<number> {
    const last = (await this.#piecesOf(name)).at(-1);
    if ((last ? last.start + last.sizeBytes : 0) !== offset)
      throw new CoreError('conflict', 'The upload does not end there.');
    const part = new PartBuffer(this.#memory);
    let [start, end] = [offset, offset];
    let grown: Piece | undefined;
    const put = async (): Promise<void> => {
      const sizeBytes = part.sizeBytes;
      if (start + sizeBytes === end || sizeBytes === 0) return;
      lost.throwIfAborted();
      await this.#put(this.#keyOf(name, start), part, grown === undefined);
      grown = undefined;
      start += sizeBytes;
      end = start;
    };
    try {
      if (last && last.sizeBytes < SMALL_BYTES) {
        for await (const chunk of this.#read(last)) await part.append(chunk);
        start = last.start;
        grown = last;
      }
      try {
        for await (const chunk of bytes) {
          lost.throwIfAborted();
          for (let rest = chunk; rest.byteLength > 0; ) {
            const fits = rest.subarray(0, PIECE_BYTES - part.sizeBytes);
            rest = rest.subarray(fits.byteLength);
            // The chunk is its sender's again once it is taken.
            await part.append(Uint8Array.from(fits));
            if (part.sizeBytes === PIECE_BYTES) await put();
          }
        }
      } finally {
        if (!lost.aborted) await put();
      }
      return end;
    } finally {
      await part.discard();
    }
  }

  async *open(name: string, sizeBytes: number): AsyncGenerator<Uint8Array> {
    let left = sizeBytes;
    for (const piece of await this.#piecesOf(name)) {
      for await (const chunk of this.#read(piece)) {
        const wanted = chunk.subarray(0, left);
        left -= wanted.byteLength;
        if (wanted.byteLength > 0) yield wanted;
      }
      if (left === 0) return;
    }
    if (left > 0) throw new CoreError('internal', 'The bytes of an upload are missing.');
  }

  async remove(name: string): Promise<void> {
    const prefix = this.#prefixOf(name);
    await inOurTerms('removing an upload', async () => {
      for await (const { key } of objectsBelow(this.#connection, prefix)) await deleteObject(this.#connection, key);
    });
  }

  async sweep(before: Date): Promise<number> {
    return inOurTerms('sweeping uploads', async () => {
      let swept = 0;
      for await (const { key, modifiedAt } of objectsBelow(this.#connection, this.#root)) {
        if (modifiedAt >= before || !this.#isOurs(key)) continue;
        await deleteObject(this.#connection, key);
        swept++;
      }
      return swept;
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#connection.close();
  }

  /** Those that follow each other from the first byte on. */
  async #piecesOf(name: string): Promise<Piece[]> {
    const prefix = this.#prefixOf(name);
    return inOurTerms('looking for an upload', async () => {
      const pieces: Piece[] = [];
      let end = 0;
      for await (const { key, sizeBytes } of objectsBelow(this.#connection, prefix)) {
        const start = Number(key.slice(prefix.length));
        if (start !== end) continue;
        pieces.push({ key, start, sizeBytes });
        end += sizeBytes;
      }
      return pieces;
    });
  }

  async *#read({ key, start, sizeBytes }: Piece): AsyncGenerator<Uint8Array> {
    let left = sizeBytes;
    const patience = new Patience(READING);
    while (left > 0) {
      const from = sizeBytes - left;
      const body = await inOurTerms('reading an upload', () =>
        this.#connection.openBody(key, from === 0 ? undefined : `bytes=${from}-`, patience),
      );
      if (!body) throw new CoreError('internal', `The bytes of an upload are missing from ${start} on.`);
      try {
        for await (const chunk of body.stream) {
          left -= chunk.byteLength;
          yield chunk;
        }
        if (left > 0) throw new CoreError('unavailable', 'the blob store has broken off', { retryAfterSeconds: 5 });
      } catch (error) {
        if (!(await patience.again(error))) throw await asOurs(error);
      } finally {
        body.stream.destroy();
        body.turn.end(left === 0);
      }
    }
  }

  async #put(key: string, part: PartBuffer, isNew: boolean): Promise<void> {
    const patience = new Patience();
    const { bytes, md5, turn } = await part.take(patience.leftMs);
    const command = {
      Bucket: this.#connection.bucket,
      Key: key,
      Body: bytes,
      ContentMD5: md5,
      ContentLength: bytes.byteLength,
      ContentType: 'application/octet-stream',
      // Whoever has lost the upload to another node without knowing puts nothing in the other's place.
      IfNoneMatch: isNew ? '*' : undefined,
    };
    try {
      await inOurTerms('keeping an upload', async () => {
        try {
          await this.#connection.ask((client) => client.send(new PutObjectCommand(command)), patience);
        } catch (error) {
          if (!isNew || (statusOf(error) !== 412 && statusOf(error) !== 409)) throw error;
          // A try of ours whose answer got lost, or another node: looking again tells where the upload ends.
          throw new CoreError('conflict', 'The upload does not end there any more.', { cause: error });
        }
      });
    } finally {
      turn.end(true);
    }
  }

  #prefixOf(name: string): string {
    if (!NAME.test(name)) throw new TypeError('not the name of an upload');
    return `${this.#root}${name}/`;
  }

  #keyOf(name: string, start: number): string {
    return `${this.#prefixOf(name)}${String(start).padStart(OFFSET_DIGITS, '0')}`;
  }

  #isOurs(key: string): boolean {
    const [name = '', offset = '', ...rest] = key.slice(this.#root.length).split('/');
    return NAME.test(name) && /^\d{16}$/.test(offset) && rest.length === 0;
  }
}

const asOurs = (error: unknown): Promise<unknown> =>
  inOurTerms('reading an upload', () => Promise.reject(error)).catch((ours: unknown) => ours);
