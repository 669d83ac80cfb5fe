// One request at a time per upload, at whichever node: the locks of tus over those that the stores' processes share.
import { setTimeout as pause } from 'node:timers/promises';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { CoreError, type HeldLock, type Locks } from '../core/index.ts';

/** Longer than a request that is asked to make room takes to do so (`lockDrainTimeout`), and to put away what it has. */
const PATIENCE_MS = 20_000;
/** A large one has to be read and stored as a whole. */
const FINISHING_PATIENCE_MS = 60_000;
const ASK_EVERY_MS = 50;

export class UploadLocker implements Locker {
  readonly #locks: Locks;
  readonly #held = new Map<string, HeldLock>();
  readonly #requests = new Map<string, RequestRelease>();

  constructor(locks: Locks) {
    this.#locks = locks;
  }

  newLock(id: string): Lock {
    return {
      lock: async (signal, requestRelease) => {
        this.#held.set(id, await this.#hold(`${id}.lock`, requestRelease, signal));
        this.#requests.set(id, requestRelease);
      },
      unlock: async () => {
        const held = this.#held.get(id);
        this.#held.delete(id);
        this.#requests.delete(id);
        await held?.release();
      },
    };
  }

  /** Asks every request under way to make room, as one for the same upload would. */
  wantAll(): void {
    for (const requestRelease of this.#requests.values()) void requestRelease();
  }

  /** Of the request that has the upload now. */
  lostSignal(id: string): AbortSignal {
    const held = this.#held.get(id);
    if (!held) throw new Error('the upload is not locked');
    return held.lost;
  }

  /** While nobody else turns the same upload into an asset. */
  async whileFinishing<T>(id: string, work: () => Promise<T>): Promise<T> {
    const held = await this.#hold(`${id}.finish`, () => undefined, undefined, FINISHING_PATIENCE_MS);
    try {
      return await work();
    } finally {
      await held.release();
    }
  }

  async #hold(
    name: string,
    requestRelease: RequestRelease,
    signal: AbortSignal | undefined,
    patienceMs = PATIENCE_MS,
  ): Promise<HeldLock> {
    const until = performance.now() + patienceMs;
    while (!signal?.aborted && performance.now() < until) {
      const held = await this.#locks.tryHold(name, () => void requestRelease());
      if (held && !signal?.aborted) {
        held.lost.addEventListener('abort', () => void requestRelease());
        return held;
      }
      await held?.release();
      await pause(ASK_EVERY_MS);
    }
    throw new CoreError('unavailable', 'Another request is at this upload.', { retryAfterSeconds: 2 });
  }
}
