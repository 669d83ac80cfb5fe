// The child's end of the pipe that originals come through: asks for a piece, waits until all of it is there.
import { Socket } from 'node:net';

export class BytesPipe {
  readonly #input: Socket;
  readonly #ask: (start: number, length: number) => void;
  /** One piece at a time, in the order asked for. */
  #last: Promise<unknown> = Promise.resolve();
  /** Counts originals. */
  #original = 0;

  constructor(fd: number, ask: (start: number, length: number) => void) {
    this.#input = new Socket({ fd, readable: true, writable: false });
    this.#input.pause();
    this.#ask = ask;
  }

  /** Fewer bytes than `length` only where the original of `sizeBytes` ends before. Throws once that is done with. */
  read(start: number, length: number, sizeBytes: number): Promise<Buffer> {
    const available = Math.max(0, Math.min(length, sizeBytes - start));
    if (start < 0 || available === 0) return Promise.resolve(Buffer.alloc(0));
    const original = this.#original;
    const piece = this.#last.then(() => {
      if (original !== this.#original) throw new Error('the original is done with');
      return this.#fetch(start, available);
    });
    this.#last = piece.catch(() => undefined);
    return piece;
  }

  /**
   * The original is done with. What a reader ahead still waits for is not asked for any more: it would be asked of the next
   * original.
   */
  async finish(): Promise<void> {
    this.#original++;
    await this.#last;
  }

  #fetch(start: number, length: number): Promise<Buffer> {
    return new Promise((resolve) => {
      // Of its own, and no larger: nothing of another original is within reach.
      const bytes = Buffer.allocUnsafeSlow(length);
      let filled = 0;
      const take = (chunk: Buffer): void => {
        filled += chunk.copy(bytes, filled);
        if (filled < length) return;
        this.#input.off('data', take).pause();
        resolve(bytes);
      };
      this.#input.on('data', take).resume();
      this.#ask(start, length);
    });
  }
}
