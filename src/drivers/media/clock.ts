// A time limit that stands still while others are waited for.

export class Clock implements Disposable {
  readonly #limitMs: number;
  readonly #onEnd: () => void;
  #leftMs: number;
  #startedAt = 0;
  #timer: NodeJS.Timeout | undefined;

  /** Stands still until it is started. */
  constructor(limitMs: number, onEnd: () => void) {
    this.#limitMs = limitMs;
    this.#leftMs = limitMs;
    this.#onEnd = onEnd;
  }

  /** Goes on with what is left. */
  start(): this {
    this.#startedAt = performance.now();
    this.#timer = setTimeout(this.#onEnd, this.#leftMs);
    return this;
  }

  stop(): void {
    if (this.#timer === undefined) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - this.#startedAt));
  }

  /** Begins anew with the whole time. */
  restart(): void {
    this.stop();
    this.#leftMs = this.#limitMs;
    this.start();
  }

  [Symbol.dispose](): void {
    this.stop();
  }
}
