import { describe, expect, it } from 'vitest';
import { Gathering } from '../../src/core/gathering.ts';

/** Turns that end when they are told to. */
function gather() {
  const turns: { readonly items: readonly string[]; readonly end: PromiseWithResolvers<void> }[] = [];
  const gathering = new Gathering<string>((items) => {
    const end = Promise.withResolvers<void>();
    turns.push({ items, end });
    return end.promise;
  });
  return { turns, gathering };
}

describe('work that is gathered', () => {
  it('begins at once where nothing is under way, and takes all that came meanwhile together after it', async () => {
    const { turns, gathering } = gather();
    const first = gathering.add('a');
    const others = ['b', 'c', 'd'].map((item) => gathering.add(item));
    expect(turns.map(({ items }) => items)).toEqual([['a']]);
    turns[0]?.end.resolve();
    await first;
    expect(turns.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd']]);
    const last = gathering.add('e');
    turns[1]?.end.resolve();
    await Promise.all(others);
    turns[2]?.end.resolve();
    await last;
    expect(turns.map(({ items }) => items)).toEqual([['a'], ['b', 'c', 'd'], ['e']]);
    expect(gathering.isIdle).toBe(true);
  });

  it('tells those of a turn that failed, and goes on with the others', async () => {
    const { turns, gathering } = gather();
    const first = gathering.add('a');
    const second = gathering.add('b');
    turns[0]?.end.reject(new Error('no'));
    await expect(first).rejects.toThrow('no');
    turns[1]?.end.resolve();
    await second;
    expect(gathering.isIdle).toBe(true);
  });
});
