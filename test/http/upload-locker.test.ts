import { describe, expect, it } from 'vitest';
import type { HeldLock, Locks } from '../../src/core/index.ts';
import { UploadLocker } from '../../src/http/upload-locker.ts';

/** Of one process, and taken away from all that hold them when it is asked to. */
class LosableLocks implements Locks {
  readonly #held = new Map<string, AbortController>();

  async tryHold(name: string): Promise<HeldLock | undefined> {
    if (this.#held.has(name)) return undefined;
    const lost = new AbortController();
    this.#held.set(name, lost);
    const release = async (): Promise<void> => {
      if (this.#held.get(name) === lost) this.#held.delete(name);
    };
    return { lost: lost.signal, release };
  }

  loseAll(): void {
    const lost = [...this.#held.values()];
    this.#held.clear();
    for (const one of lost) one.abort();
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

const nobody = (): void => undefined;
const going = new AbortController().signal;

describe('a request that has lost its upload to a later one', () => {
  it('takes nothing from that one when it ends', async () => {
    await using locks = new LosableLocks();
    const locker = new UploadLocker(locks);
    const [early, late] = [locker.newLock('a'), locker.newLock('a')];
    await early.lock(going, nobody);
    locks.loseAll();
    await late.lock(going, nobody);
    await early.unlock();
    expect(await locks.tryHold('a.lock')).toBeUndefined();
    await late.unlock();
    expect(await locks.tryHold('a.lock')).toBeDefined();
  });

  it('may not write on the strength of that one`s lock', async () => {
    await using locks = new LosableLocks();
    const locker = new UploadLocker(locks);
    await locker.handling(async () => {
      await locker.newLock('a').lock(going, nobody);
      locks.loseAll();
      await locker.handling(() => locker.newLock('a').lock(going, nobody));
      expect(locker.lostSignal().aborted).toBe(true);
    });
  });

  it('is still asked to make room with all others', async () => {
    await using locks = new LosableLocks();
    const locker = new UploadLocker(locks);
    const asked: string[] = [];
    await locker.newLock('a').lock(going, () => void asked.push('early'));
    locks.loseAll();
    await locker.newLock('a').lock(going, () => void asked.push('late'));
    asked.length = 0;
    locker.wantAll();
    expect(asked).toEqual(['early', 'late']);
  });
});
