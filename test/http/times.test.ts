import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoTime } from '../../src/http/times.ts';

describe('points in time', () => {
  it('are written as the language itself writes them, of every year', () => {
    const same = (at: number): void => {
      expect(isoTime(at)).toBe(new Date(at).toISOString());
    };
    for (const at of [0, -1, 8.64e15, -8.64e15, Date.UTC(999, 11, 31, 23, 59, 59, 999), Date.UTC(10_000, 0)]) same(at);
    fc.assert(fc.property(fc.integer({ min: -8.64e15, max: 8.64e15 }), same));
    fc.assert(fc.property(fc.integer({ min: Date.UTC(1000, 0), max: Date.UTC(9999, 11) }), same));
  });

  it('are refused where they are none', () => {
    expect(() => isoTime(Number.NaN)).toThrow(RangeError);
  });
});
