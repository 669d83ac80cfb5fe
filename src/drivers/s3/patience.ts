// How long trouble is put up with: a few tries, and so much lost time in all, whatever the number of requests.
import { setTimeout as sleep } from 'node:timers/promises';
import { timedOut } from './failures.ts';

/** Without a byte in either direction for so long, a connection is given up. */
export const IDLE_MS = 4000;
export const CONNECT_MS = 1900;

interface Limits {
  readonly retries: number;
  readonly lostMs: number;
}

/** Whoever uploads is to hear within ten seconds that S3 does not answer. */
export const WRITING: Limits = { retries: 3, lostMs: 9000 };
/** A gateway that restarts is back within seconds. */
export const READING: Limits = { retries: 8, lostMs: 9000 };
/** Nobody can be told any more that something went wrong, once the first byte is on its way. */
export const RESUMING: Limits = { retries: 12, lostMs: 20_000 };
export const ONCE: Limits = { retries: 0, lostMs: 2 * IDLE_MS };

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/** Of one piece of work; the time is spent from request to request, tries may be begun anew with each. */
export class Patience {
  readonly #limits: Limits;
  #tries = 0;
  #lostMs = 0;

  constructor(limits: Limits = WRITING) {
    this.#limits = limits;
  }

  /** For waiting in a queue, so that there is time left for a request then. */
  get leftMs(): number {
    return this.#limits.lostMs - this.#lostMs - IDLE_MS;
  }

  beginTries(): void {
    this.#tries = 0;
  }

  lose(ms: number): void {
    this.#lostMs += ms;
  }

  /** After a failure: pauses and answers true, or answers false when it is enough. */
  async again(failure: unknown): Promise<boolean> {
    if (timedOut(failure)) this.#lostMs += IDLE_MS;
    const pauseMs = Math.min(FIRST_PAUSE_MS * 2 ** this.#tries, LONGEST_PAUSE_MS) * (0.5 + Math.random() / 2);
    if (this.#tries >= this.#limits.retries || pauseMs > this.leftMs) return false;
    this.#tries += 1;
    this.#lostMs += pauseMs;
    await sleep(pauseMs);
    return true;
  }
}
