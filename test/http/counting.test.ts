import { describe, expect, it } from 'vitest';
import { countInSteps } from '../../src/http/counting.ts';

const IDS = Array.from({ length: 1_234 }, (_, i) => `asset ${i}`);

describe('the downloads of an archive', () => {
  it('are all counted, in order and one step after the other, by whoever has only begun', async () => {
    const counted: string[] = [];
    const all = Promise.withResolvers<void>();
    let underWay = 0;
    const counting = countInSteps(IDS, async (some) => {
      expect(++underWay).toBe(1);
      await Promise.resolve();
      underWay--;
      counted.push(...some);
      if (counted.length === IDS.length) all.resolve();
    });
    await counting.begin();
    await all.promise;
    expect(counted).toEqual(IDS);
  });

  it('are counted before any byte of theirs, and the first byte does not wait for the last of them', async () => {
    const counted = new Set<string>();
    const last = Promise.withResolvers<void>();
    const counting = countInSteps(IDS, async (some) => {
      if (some.includes('asset 1233')) await last.promise;
      for (const id of some) counted.add(id);
    });
    await counting.begin();
    expect(counted).toContain('asset 0');
    expect(counted).not.toContain('asset 1233');
    await counting.reach(700);
    expect(counted).toContain('asset 700');
    const reached = counting.reach(1233);
    last.resolve();
    await reached;
    expect(counted.size).toBe(IDS.length);
  });

  it('keep nobody waiting where they are not counted, as for the rest of an archive that was begun before', async () => {
    const counting = countInSteps(IDS, () => Promise.reject(new Error('counted')));
    await counting.reach(0);
    await counting.reach(1233);
  });

  it('cut an archive that can not be counted any further', async () => {
    const counting = countInSteps(IDS, async (some) => {
      if (!some.includes('asset 0')) throw new Error('no more');
    });
    await counting.begin();
    await expect(counting.reach(700)).rejects.toThrow('no more');
  });
});
