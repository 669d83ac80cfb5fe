// The memory of a sync that failed. The kernel reports lost pages once and calls them clean from then on, so that another sync of the
// same file proves nothing: only what is written anew, and synced, does.
import { CoreError } from './errors.ts';

/** For so long not even a good probe counts: a failing disk has good moments, and readiness is polled. */
const SETTLE_MS = 10_000;

export class SyncHealth {
  readonly #what: string;
  #failure: { readonly atMs: number; readonly cause: unknown } | undefined;

  /** `what` is kept there, for the message. */
  constructor(what: 'bytes' | 'records') {
    this.#what = what;
  }

  failed(cause?: unknown): void {
    this.#failure = { atMs: performance.now(), cause };
  }

  /** Throws CoreError `unavailable` until `probe`, which writes something, has succeeded after the last failure. */
  async check(probe: () => Promise<unknown>): Promise<void> {
    const failure = this.#failure;
    if (failure === undefined) return;
    if (performance.now() - failure.atMs < SETTLE_MS)
      throw new CoreError('unavailable', `The disk has failed to store ${this.#what}.`, { cause: failure.cause });
    await probe();
    if (this.#failure === failure) this.#failure = undefined;
  }
}
