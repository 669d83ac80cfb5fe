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
  readonly patienceMs: number;
  readonly start: (turn: Turn) => void;
  readonly giveUp: (error: Error) => void;
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

  /**
   * Waits as long as others get on, however slowly. Throws CoreError `unavailable` when one of them has failed and for
   * `patienceMs` nobody else got on: each of them gives up by itself when nothing comes or goes.
   */
  take(weight: number, patienceMs: number): Promise<Turn> {
    const bounded = Math.min(weight, this.#total);
    if (this.#waiting.length === 0 && bounded <= this.#free) return Promise.resolve(this.#begin(bounded, 0));
    const { promise, resolve, reject } = Promise.withResolvers<Turn>();
    this.#waiting.push({ weight: bounded, sinceMs: performance.now(), patienceMs, start: resolve, giveUp: reject });
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
        else this.#sendAway();
        this.#startNext();
      },
    };
  }

  #startNext(): void {
    for (let next = this.#waiting[0]; next !== undefined && next.weight <= this.#free; next = this.#waiting[0]) {
      this.#waiting.shift();
      next.start(this.#begin(next.weight, this.#stalledMs(next)));
    }
  }

  #sendAway(): void {
    const isPatient = (waiting: Waiting): boolean => this.#stalledMs(waiting) < waiting.patienceMs;
    const impatient = this.#waiting.filter((waiting) => !isPatient(waiting));
    this.#waiting = this.#waiting.filter(isPatient);
    for (const { giveUp } of impatient)
      giveUp(unavailable('the blob store does not get on with what was asked before'));
  }

  #stalledMs({ sinceMs }: Waiting): number {
    return performance.now() - Math.max(sinceMs, this.#progressedAtMs);
  }
}
