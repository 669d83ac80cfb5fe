// Reading blobs by ranged requests. A body that is cut is asked for again from where it ended, and one that its reader leaves
// waiting gives its connection up until more is wanted.
import { Readable } from 'node:stream';
import { CoreError } from '../../core/errors.ts';
import type { ByteRange, Sha256 } from '../../core/ports.ts';
import type { Body, Connection } from './client.ts';
import { s3Error, statusOf } from './failures.ts';
import { Patience, READING, RESUMING } from './patience.ts';

const BUFFERED_BYTES = 128 * 1024;
/** Less than that between two cuts does not count as getting on. */
const PROGRESS_BYTES = 64 * 1024;
/** With a connection for so long, a download gives it to others who wait. */
const HELD_MS = 2000;

const CONTENT_RANGE = /^bytes (\d+)-(\d+)\/(\d+|\*)$/;

export interface BlobBytes {
  readonly stream: Readable;
  readonly sizeBytes: number;
}

/** Undefined when there is no such blob. */
export async function openBlob(
  connection: Connection,
  key: string,
  sha256: Sha256,
  range: ByteRange | undefined,
): Promise<BlobBytes | undefined> {
  const body = await ask(connection, key, sha256, range, new Patience(READING));
  if (body === undefined) return undefined;
  const start = range?.start ?? 0;
  const endBefore = range === undefined ? (body.contentLength ?? 0) : range.end + 1;
  const stream = new S3BlobStream(connection, key, sha256, body, start, endBefore);
  return { stream, sizeBytes: endBefore - start };
}

/** The whole blob in memory. */
export async function readBlob(connection: Connection, key: string, sha256: Sha256): Promise<Buffer | undefined> {
  const blob = await openBlob(connection, key, sha256, undefined);
  if (blob === undefined) return undefined;
  const bytes = Buffer.allocUnsafe(blob.sizeBytes);
  let position = 0;
  for await (const chunk of blob.stream) {
    if (!Buffer.isBuffer(chunk)) throw new TypeError('not bytes');
    position += chunk.copy(bytes, position);
  }
  return bytes;
}

/** A body of exactly those bytes, as far as its headers tell. */
async function ask(
  connection: Connection,
  key: string,
  sha256: Sha256,
  range: ByteRange | undefined,
  patience: Patience,
  signal?: AbortSignal,
): Promise<Body | undefined> {
  const header = range && `bytes=${range.start}-${range.end}`;
  const body = await connection.openBody(key, header, patience, signal).catch((error: unknown) => {
    if (range !== undefined && statusOf(error) === 416) throw damaged(sha256, `it ends before byte ${range.start}`);
    throw error;
  });
  const fault = body && faultOf(body, range);
  if (body === undefined || fault === undefined) return body;
  close(body);
  throw damaged(sha256, fault);
}

function faultOf(body: Body, range: ByteRange | undefined): string | undefined {
  const length = body.contentLength;
  if (range === undefined) return length === undefined ? 'its length was not told' : undefined;
  const wanted = range.end + 1;
  const [, start, end, total] = CONTENT_RANGE.exec(body.contentRange ?? '') ?? [];
  if (start === undefined) {
    // Some answer the whole for what is the whole.
    if (body.status === 200 && range.start === 0 && length === wanted) return undefined;
    return length !== undefined && length < wanted ? `it ends at byte ${length} of ${wanted}` : 'ranges are ignored';
  }
  if (Number(total) < wanted) return `it ends at byte ${total} of ${wanted}`;
  return Number(start) === range.start && Number(end) === range.end ? undefined : 'another range was answered';
}

const damaged = (sha256: Sha256, how: string): CoreError =>
  new CoreError('internal', `blob ${sha256} is damaged or misread: ${how}`);

function close(body: Body): void {
  // What else goes wrong with it concerns nobody any more.
  body.stream.on('error', () => undefined);
  body.stream.destroy();
  body.turn.end(true);
}

class S3BlobStream extends Readable {
  readonly #connection: Connection;
  readonly #key: string;
  readonly #sha256: Sha256;
  readonly #endBefore: number;
  readonly #gone = new AbortController();
  #position: number;
  #body: Body | undefined;
  #heldSinceMs = 0;
  #isOpening = false;
  #isWanted = false;
  #patience = new Patience(RESUMING);
  #patientSince = 0;

  constructor(connection: Connection, key: string, sha256: Sha256, body: Body, start: number, endBefore: number) {
    super({ highWaterMark: BUFFERED_BYTES });
    this.#connection = connection;
    this.#key = key;
    this.#sha256 = sha256;
    this.#position = start;
    this.#endBefore = endBefore;
    this.#attach(body);
    if (start === endBefore) this.#end();
  }

  override _read(): void {
    this.#isWanted = true;
    if (this.#position === this.#endBefore) return;
    if (this.#body !== undefined) this.#body.stream.resume();
    else if (!this.#isOpening) this.#reopen();
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.#gone.abort();
    // One that was read to its end is left alone: its connection is used again.
    if (this.#position < this.#endBefore) this.#drop();
    callback(error);
  }

  #attach(body: Body): void {
    this.#body = body;
    this.#heldSinceMs = performance.now();
    body.stream
      .on('data', (chunk: Buffer) => this.#take(body, chunk))
      .on('error', (error) => this.#lost(body, error))
      .on('close', () => this.#lost(body, undefined));
    if (!this.#isWanted) body.stream.pause();
  }

  #take(body: Body, chunk: Buffer): void {
    if (body !== this.#body || this.destroyed) return;
    const bytes = chunk.subarray(0, this.#endBefore - this.#position);
    this.#position += bytes.byteLength;
    if (this.#position - this.#patientSince >= PROGRESS_BYTES) {
      this.#patience = new Patience(RESUMING);
      this.#patientSince = this.#position;
    }
    this.#isWanted = this.push(bytes);
    if (this.#position === this.#endBefore) {
      this.#end();
    } else if (this.#connection.downloads.isWanted && performance.now() - this.#heldSinceMs > HELD_MS) {
      this.#drop();
      if (this.#isWanted) this.#reopen();
    } else if (!this.#isWanted) {
      body.stream.pause();
    }
  }

  #end(): void {
    this.#body?.stream.resume();
    this.push(null);
  }

  /** After its end, or before: whoever waits for more gets it by another request. */
  #lost(body: Body, error: unknown): void {
    body.turn.end(true);
    if (body !== this.#body) return;
    this.#body = undefined;
    if (this.#position < this.#endBefore && this.#isWanted && !this.destroyed) this.#reopen(error ?? 'cut');
  }

  #drop(): void {
    const body = this.#body;
    this.#body = undefined;
    if (body !== undefined) close(body);
  }

  #reopen(failure?: unknown): void {
    this.#isOpening = true;
    this.#askAgain(failure).then(
      (body) => {
        this.#isOpening = false;
        if (this.destroyed) close(body);
        else this.#attach(body);
      },
      (error: unknown) => {
        this.#isOpening = false;
        this.destroy(s3Error(error, 'reading a blob'));
      },
    );
  }

  async #askAgain(failure: unknown): Promise<Body> {
    if (failure !== undefined && !(await this.#patience.again(failure))) {
      throw new CoreError('unavailable', 'the blob store breaks off again and again');
    }
    const rest = { start: this.#position, end: this.#endBefore - 1 };
    const { signal } = this.#gone;
    const body = await ask(this.#connection, this.#key, this.#sha256, rest, this.#patience, signal);
    if (body === undefined) throw new CoreError('internal', `blob ${this.#sha256} has vanished`);
    return body;
  }
}
