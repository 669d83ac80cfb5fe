// A writer of one blob: what fits into one part is put at its final key in one request; more goes up in parts under a key
// of its own, and is copied to the final one when it is whole.
import type { CoreError } from '../../core/errors.ts';
import type { BlobWriter, Sha256 } from '../../core/ports.ts';
import type { Connection } from './client.ts';
import { s3Error } from './failures.ts';
import { blobKey, type Layout, newIncomingKey } from './layout.ts';
import { type Content, PartBuffer, type WriterMemory } from './memory.ts';
import { Multipart } from './multipart.ts';
import { Patience } from './patience.ts';
import { copyBlob, putBlob } from './storing.ts';

export interface WriterSurroundings {
  readonly connection: Connection;
  readonly layout: Layout;
  readonly memory: WriterMemory;
  /** All parts but the last have that size: some stores insist on it. */
  readonly partBytes: number;
  /** Called with what is removed in the background. */
  readonly inBackground: (work: Promise<void>) => void;
  /** Called once, when the writer takes no more. */
  readonly ended: (writer: S3BlobWriter, error: CoreError | undefined) => void;
}

type State = { readonly is: 'open' } | { readonly is: 'ended' } | { readonly is: 'failed'; readonly error: CoreError };

export class S3BlobWriter implements BlobWriter {
  readonly #around: WriterSurroundings;
  readonly #part: PartBuffer;
  #multipart: Multipart | undefined;
  #sizeBytes = 0;
  #state: State = { is: 'open' };
  #lastTurn: Promise<void> = Promise.resolve();

  constructor(around: WriterSurroundings) {
    this.#around = around;
    this.#part = new PartBuffer(around.memory);
  }

  /** Of the upload that is under way, for the sweep to leave alone. */
  get incomingKey(): string | undefined {
    return this.#multipart?.key;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.#mustBeOpen();
    await this.#inTurn(async () => {
      for (let rest = chunk; rest.byteLength > 0; ) {
        if (this.#part.sizeBytes === this.#around.partBytes) await this.#sendPart();
        const fits = rest.subarray(0, this.#around.partBytes - this.#part.sizeBytes);
        await this.#part.append(fits);
        this.#sizeBytes += fits.byteLength;
        rest = rest.subarray(fits.byteLength);
      }
    });
  }

  async commit(sha256: Sha256): Promise<void> {
    const key = blobKey(this.#around.layout, sha256);
    await this.#inTurn(async () => {
      const patience = new Patience();
      if (this.#multipart === undefined) await this.#put(key, patience);
      else await this.#finish(this.#multipart, key, patience);
      await this.#end({ is: 'ended' });
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#lastTurn = this.#lastTurn.then(async () => {
      if (this.#state.is !== 'open') return;
      // What can not be removed now is left to the sweep.
      const removed = this.#multipart?.remove().catch(() => undefined);
      this.#multipart = undefined;
      await this.#end({ is: 'ended' });
      await removed;
    });
    await this.#lastTurn;
  }

  async #put(key: string, patience: Patience): Promise<void> {
    const content = await this.#part.take(patience.leftMs);
    patience.lose(content.turn.stalledMs);
    try {
      await putBlob(this.#around.connection, key, content, patience);
      content.turn.end(true);
    } finally {
      content.turn.end(false);
    }
  }

  async #finish(multipart: Multipart, key: string, patience: Patience): Promise<void> {
    await this.#sendPart();
    await multipart.complete(this.#sizeBytes, patience);
    await copyBlob(this.#around.connection, multipart.key, key, this.#sizeBytes, patience);
    await multipart.remove().catch(() => undefined);
    this.#multipart = undefined;
  }

  async #sendPart(): Promise<void> {
    const { connection, layout } = this.#around;
    this.#multipart ??= await Multipart.begin(connection, newIncomingKey(layout));
    const content: Content = await this.#part.take(new Patience().leftMs);
    await this.#multipart.send(content);
  }

  /** One thing after the other: an upload may be abandoned while a write of it is under way. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#lastTurn.then(async () => {
      this.#mustBeOpen();
      try {
        await work();
      } catch (cause) {
        const error = s3Error(cause, 'writing a blob');
        // Whoever waits is told at once; removing may take as long as the failure took.
        if (this.#multipart !== undefined) this.#around.inBackground(this.#multipart.remove());
        this.#multipart = undefined;
        await this.#end({ is: 'failed', error });
        throw error;
      }
    });
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #end(state: State): Promise<void> {
    this.#state = state;
    this.#around.ended(this, state.is === 'failed' ? state.error : undefined);
    await this.#part.discard();
  }

  #mustBeOpen(): void {
    if (this.#state.is === 'failed') throw this.#state.error;
    if (this.#state.is === 'ended') throw new Error('the blob writer has ended');
  }
}
