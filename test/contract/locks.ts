// What every driver of the port Locks must do. A driver's test calls describeLocks with a way to open two processes' worth.
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { HeldLock, Locks } from '../../src/core/ports.ts';

export interface LocksUnderTest extends AsyncDisposable {
  readonly one: Locks;
  readonly other: Locks;
}

const nobody = (): void => undefined;

/** Asks until it is there, as callers do. */
export async function hold(locks: Locks, name: string, onWanted = nobody): Promise<HeldLock> {
  for (let left = 500; left > 0; left--) {
    const held = await locks.tryHold(name, onWanted);
    if (held) return held;
    await pause(10);
  }
  throw new Error(`${name} was never free`);
}

export function describeLocks(name: string, open: () => Promise<LocksUnderTest>): void {
  describe(`${name}`, () => {
    it('gives a name to one at a time, in one process and in two', async () => {
      await using under = await open();
      const held = await hold(under.one, 'a');
      expect(await under.one.tryHold('a', nobody)).toBeUndefined();
      expect(await under.other.tryHold('a', nobody)).toBeUndefined();
      expect(await under.other.tryHold('b', nobody)).toBeDefined();
      await held.release();
      await held.release();
      expect(await under.other.tryHold('a', nobody)).toBeDefined();
      expect(await under.one.tryHold('a', nobody)).toBeUndefined();
    });

    it('is given back by its holder alone: who had it before takes nothing from who has it now', async () => {
      await using under = await open();
      const before = await hold(under.one, 'a');
      await before.release();
      const now = await hold(under.one, 'a');
      await before.release();
      expect(await under.one.tryHold('a', nobody)).toBeUndefined();
      expect(await under.other.tryHold('a', nobody)).toBeUndefined();
      await now.release();
      await (await hold(under.other, 'a')).release();
    });

    it('tells its holder that another wants it, of this process or of another', async () => {
      await using under = await open();
      for (const asking of [under.one, under.other]) {
        let held: HeldLock | undefined;
        held = await hold(under.one, 'a', () => void held?.release());
        await (await hold(asking, 'a')).release();
      }
    });

    it('never gives a name to two, however many ask', async () => {
      await using under = await open();
      let holders = 0;
      let most = 0;
      const rounds = async (locks: Locks): Promise<void> => {
        for (let round = 0; round < 25; round++) {
          const held = await hold(locks, 'a');
          most = Math.max(most, ++holders);
          await pause(Math.random() * 2);
          holders--;
          await held.release();
        }
      };
      await Promise.all([rounds(under.one), rounds(under.other), rounds(under.one), rounds(under.other)]);
      expect(most).toBe(1);
    });

    it('frees everything when it is disposed', async () => {
      await using under = await open();
      await hold(under.one, 'a');
      await under.one[Symbol.asyncDispose]();
      await hold(under.other, 'a');
    });
  });
}
