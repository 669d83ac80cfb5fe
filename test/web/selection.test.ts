import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Range } from '../../web/src/library/layout.ts';
import {
  countOf,
  extend,
  focusOn,
  holesOf,
  isSelected,
  NOTHING,
  type Selection,
  selectAll,
  selectNone,
  selectOnly,
  selectRanges,
  toggle,
  union,
  within,
  without,
} from '../../web/src/library/selection.ts';

const indices = (ranges: readonly Range[]): number[] =>
  ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_none, offset) => first + offset));
const rangesOf = fc.array(fc.tuple(fc.nat(40), fc.nat(8)), { maxLength: 6 }).map((pairs) =>
  union(
    [],
    pairs.map(([first, length]): Range => [first, first + length]),
  ),
);

describe('selections', () => {
  test('a click selects one, with Ctrl one more or less, with Shift all between', () => {
    const one = selectOnly(3);
    expect(indices(one.ranges)).toEqual([3]);
    expect(indices(toggle(one, 5).ranges)).toEqual([3, 5]);
    expect(indices(toggle(toggle(one, 5), 3).ranges)).toEqual([5]);
    expect(indices(extend(one, 6).ranges)).toEqual([3, 4, 5, 6]);
    expect(indices(extend(extend(one, 6), 1).ranges)).toEqual([1, 2, 3]);
  });

  test('Shift with Ctrl adds to what was selected when the range was begun, and gives back what it leaves', () => {
    const begun = toggle(toggle(NOTHING, 1), 10);
    expect(indices(extend(begun, 12, true).ranges)).toEqual([1, 10, 11, 12]);
    expect(indices(extend(extend(begun, 14, true), 11, true).ranges)).toEqual([1, 10, 11]);
  });

  test('after taking one out of the middle, a range goes on from there', () => {
    const holed = toggle(extend(selectOnly(0), 9), 4);
    expect(indices(holed.ranges)).toEqual([0, 1, 2, 3, 5, 6, 7, 8, 9]);
    expect(indices(extend(holed, 6).ranges)).toEqual([4, 5, 6]);
    expect(holesOf(holed.ranges)).toEqual([[4, 4]]);
  });

  test('a hundred thousand are one range, and all but one are two', () => {
    const all = selectAll(NOTHING, 100_000);
    expect(all.ranges).toEqual([[0, 99_999]]);
    expect(countOf(all)).toBe(100_000);
    expect(toggle(all, 50_000).ranges).toHaveLength(2);
    expect(countOf(toggle(all, 50_000))).toBe(99_999);
    expect(selectAll(NOTHING, 0).ranges).toEqual([]);
  });

  test('moving the focus keeps what is selected, and selecting none keeps the focus', () => {
    const moved = focusOn(selectOnly(2), 7);
    expect([indices(moved.ranges), moved.focus]).toEqual([[2], 7]);
    expect(selectNone(moved)).toMatchObject({ ranges: [], focus: 7, anchor: 7 });
  });

  test('a frame selects what it touches, beside what was selected or in place of it', () => {
    const before = selectOnly(20);
    expect(
      indices(
        selectRanges(
          before,
          [
            [1, 2],
            [5, 6],
          ],
          false,
        ).ranges,
      ),
    ).toEqual([1, 2, 5, 6]);
    expect(indices(selectRanges(before, [[1, 2]], true).ranges)).toEqual([1, 2, 20]);
  });

  test('a shorter list keeps what is still in it', () => {
    const selection: Selection = { ...extend(selectOnly(3), 9), focus: 9 };
    expect(within(selection, 6)).toMatchObject({ ranges: [[3, 5]], focus: 5, anchor: 3 });
    expect(within(selection, 0)).toMatchObject({ ranges: [], focus: 0 });
    expect(within(selection, 50)).toBe(selection);
  });

  test('any ranges are what sets of positions are', () => {
    fc.assert(
      fc.property(rangesOf, rangesOf, fc.nat(50), (one, other, index) => {
        const both = union(one, other);
        expect(indices(both)).toEqual([...new Set([...indices(one), ...indices(other)])].sort((a, b) => a - b));
        for (const [position, [first]] of both.entries())
          expect(first).toBeGreaterThan((both[position - 1]?.[1] ?? -2) + 1);
        expect(isSelected({ ...NOTHING, ranges: one }, index)).toBe(indices(one).includes(index));
        const taken: Range = [index, index + 3];
        expect(indices(without(one, taken))).toEqual(indices(one).filter((at) => at < index || at > index + 3));
        expect(countOf({ ...NOTHING, ranges: one })).toBe(indices(one).length);
      }),
    );
  });
});
