// So much of something at a time, first come first served: connections, or bytes in memory.
import { unavailable } from './failures.ts';

/** To be ended once it is no longer needed; ending it again does nothing. */
export interface Turn {
  /** How long it had to be waited for while nobody got on. */
  readonly stalledMs: number;
  /** `progressed`: S3 was at work. Those who wait are patient as long as others get on. */
  end(progressed: boolean): void;
}

interface Waiting {
  readonly weight: number;
  readonly sinceMs: number;
  readonly start: (turn: Turn) => void;
}

export class Turns {
  readonly #total: number;
  #free: number;
  #waiting: Waiting[] = [];
  #progressedAtMs = performance.now();

  constructor(total: number) {
    this.#total = total;
    this.#free = total;
  }

  get isWanted(): boolean {
    return this.#waiting.length > 0;
  }

  /** Throws CoreError `unavailable` when for `patienceMs` neither it was its turn nor anybody else got on. */
  take(weight: number, patienceMs: number): Promise<Turn> {
    const bounded = Math.min(weight, this.#total);
    if (this.#waiting.length === 0 && bounded <= this.#free) return Promise.resolve(this.#begin(bounded, 0));
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    const sinceMs = performance.now();
    const look = (): void => {
      const leftMs = Math.max(sinceMs, this.#progressedAtMs) + patienceMs - performance.now();
      if (leftMs > 0) {
        timer = setTimeout(look, leftMs + 1);
        return;
      }
      this.#waiting = this.#waiting.filter((each) => each !== waiting);
      reject(unavailable('the blob store does not get on with what was asked before'));
    };
    let timer = setTimeout(look, patienceMs);
    const waiting: Waiting = {
      weight: bounded,
      sinceMs,
      start: (turn) => {
        clearTimeout(timer);
        resolve(turn);
      },
    };
    this.#waiting.push(waiting);
    return promise;
  }

  #begin(weight: number, stalledMs: number): Turn {
    this.#free -= weight;
    let ended = false;
    return {
      stalledMs,
      end: (progressed) => {
        if (ended) return;
        ended = true;
        this.#free += weight;
        if (progressed) this.#progressedAtMs = performance.now();
        this.#startNext();
      },
    };
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.weight <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      const stalledMs = performance.now() - Math.max(next.sinceMs, this.#progressedAtMs);
      next.start(this.#begin(next.weight, stalledMs));
    }
  }
}
