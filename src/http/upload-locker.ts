// One request at a time per upload, at whichever node: the locks of tus over those that the stores' processes share.
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Lock, Locker, RequestRelease } from '@tus/server';
import { MINUTE_MS } from '../core/durations.ts';
import { CoreError, type HeldLock, type Locks } from '../core/index.ts';

/** Longer than a request that is asked to make room takes to do so (`lockDrainTimeout`), and to put away what it has. */
const PATIENCE_MS = 20_000;
/** A large one has to be read and stored as a whole. */
const FINISHING_PATIENCE_MS = MINUTE_MS;
const ASK_EVERY_MS = 50;

export class UploadLocker implements Locker {
  readonly #locks: Locks;
  readonly #request = new AsyncLocalStorage<{ lost?: AbortSignal }>();
  readonly #releases = new Set<RequestRelease>();

  constructor(locks: Locks) {
    this.#locks = locks;
  }

  /** Handles a request, whose locks are then its own: the same upload may have gone to another that came later. */
  handling<T>(work: () => T): T {
    return this.#request.run({}, work);
  }

  newLock(id: string): Lock {
    let unlock: (() => Promise<void>) | undefined;
    return {
      lock: async (signal, requestRelease) => {
        const held = await this.#hold(writeName(id), requestRelease, signal);
        const request = this.#request.getStore();
        if (request) request.lost = held.lost;
        this.#releases.add(requestRelease);
        unlock = () => {
          this.#releases.delete(requestRelease);
          return held.release();
        };
      },
      unlock: async () => unlock?.(),
    };
  }

  /** Asks every request under way to make room, as one for the same upload would. */
  wantAll(): void {
    for (const requestRelease of this.#releases) void requestRelease();
  }

  /** Aborted when the request that is handled has lost its upload. */
  lostSignal(): AbortSignal {
    const lost = this.#request.getStore()?.lost;
    if (!lost) throw new Error('the upload is not locked');
    return lost;
  }

  /** While nobody else turns the same upload into an asset. */
  async whileFinishing<T>(id: string, work: () => Promise<T>): Promise<T> {
    const held = await this.#hold(finishName(id), () => undefined, undefined, FINISHING_PATIENCE_MS);
    try {
      return await work();
    } catch (error) {
      // Whatever went wrong, somebody else may have it by now.
      if (held.lost.aborted) throw taken(error);
      throw error;
    } finally {
      await held.release();
    }
  }

  /** While nobody is at the upload in any way. Answers whether that was so, at once. */
  async ifFree(id: string, work: () => Promise<void>): Promise<boolean> {
    const held = await this.#locks.tryHold(writeName(id), () => undefined);
    try {
      const finishing = held && (await this.#locks.tryHold(finishName(id), () => undefined));
      if (!finishing) return false;
      try {
        await work();
        return true;
      } finally {
        await finishing.release();
      }
    } finally {
      await held?.release();
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
    throw taken();
  }
}

const writeName = (id: string): string => `${id}.lock`;
const finishName = (id: string): string => `${id}.finish`;

const taken = (cause?: unknown): CoreError =>
  new CoreError('unavailable', 'Another request is at this upload.', { cause, retryAfterSeconds: 2 });
