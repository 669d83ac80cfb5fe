// Work that leaves most of the time to others: for each moment that it takes it rests for several.
import { setTimeout as pause } from 'node:timers/promises';

/** Rests are no shorter: the timers are no more exact. */
const LEAST_BUSY_MS = 10;

export class Pace {
  readonly #restRatio: number;
  readonly #signal: AbortSignal | undefined;
  #busySince = performance.now();

  /** `share`: of the time, for the work; 1: all of it. */
  constructor(share: number, signal?: AbortSignal) {
    this.#restRatio = 1 / share - 1;
    this.#signal = signal;
  }

  /**
   * To be called often. What took long because others were at the same disk is rested for as well, so that they have more of it.
   * Throws the reason of the signal.
   */
  async rest(): Promise<void> {
    this.#signal?.throwIfAborted();
    const busyMs = performance.now() - this.#busySince;
    if (busyMs < LEAST_BUSY_MS || this.#restRatio === 0) return;
    await pause(busyMs * this.#restRatio, undefined, { signal: this.#signal });
    this.#busySince = performance.now();
  }
}
