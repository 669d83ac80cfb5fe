// The memory of a sync that failed. The kernel reports lost pages once and calls them clean from then on, so that another sync of the
// same file proves nothing: only what is written anew, and synced, does.
import { CoreError } from '../../core/errors.ts';

/** For so long not even a good probe counts: a failing disk has good moments, and readiness is polled. */
const SETTLE_MS = 10_000;

export class Durability {
  readonly #settleMs: number;
  #failedAtMs: number | undefined;

  constructor(settleMs = SETTLE_MS) {
    this.#settleMs = settleMs;
  }

  failed(): void {
    this.#failedAtMs = performance.now();
  }

  /** Throws CoreError `unavailable` until `probe`, which writes something, has succeeded after the last failure. */
  async check(probe: () => Promise<unknown>): Promise<void> {
    const failedAtMs = this.#failedAtMs;
    if (failedAtMs === undefined) return;
    if (performance.now() - failedAtMs < this.#settleMs)
      throw new CoreError('unavailable', 'The disk has failed to store records.');
    await probe();
    if (this.#failedAtMs === failedAtMs) this.#failedAtMs = undefined;
  }
}
