import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxOf, layoutOf, moveFrom, rangeBetween, rangesIn, scrollingOf } from '../../web/src/library/layout.ts';

const grid = (folders: number, assets: number, width = 1_000) =>
  layoutOf({ mode: 'grid', folders, assets, width, tileWidth: 172, rowHeight: 48 });
const lines = (assets: number) =>
  layoutOf({ mode: 'list', folders: 0, assets, width: 800, tileWidth: 172, rowHeight: 48 });

describe('layouts', () => {
  test('assets begin in a row of their own after the folders', () => {
    const layout = grid(3, 10);
    expect(layout.columns).toBe(5);
    expect(boxOf(layout, 3).y).toBeGreaterThan(boxOf(layout, 2).y);
    expect(boxOf(layout, 3).x).toBe(boxOf(layout, 0).x);
    expect(boxOf(layout, 8).y).toBeGreaterThan(boxOf(layout, 7).y);
  });

  test('up and down keep the column over the border between folders and assets', () => {
    const layout = grid(3, 10);
    expect(moveFrom(layout, 1, 'down', 600)).toBe(4);
    expect(moveFrom(layout, 4, 'up', 600)).toBe(1);
    expect(moveFrom(layout, 7, 'up', 600)).toBe(2);
    expect(moveFrom(layout, 12, 'down', 600)).toBe(12);
    expect(moveFrom(layout, 0, 'left', 600)).toBe(0);
    expect(moveFrom(layout, 2, 'right', 600)).toBe(3);
    expect(moveFrom(layout, 5, 'home', 600)).toBe(0);
    expect(moveFrom(layout, 5, 'end', 600)).toBe(12);
  });

  test('a page down and a page up lead to the same column', () => {
    const layout = grid(0, 1_000);
    const below = moveFrom(layout, 7, 'page-down', 1_000);
    expect(below % 5).toBe(2);
    expect(below).toBeGreaterThan(12);
    expect(moveFrom(layout, below, 'page-up', 1_000)).toBe(7);
    expect(moveFrom(lines(3), 1, 'page-down', 700)).toBe(2);
  });

  test('what lies at the place of an entry is that entry, in any layout', () => {
    fc.assert(
      fc.property(
        fc.nat(40),
        fc.nat(500),
        fc.integer({ min: 320, max: 3_000 }),
        fc.nat(600),
        (folders, assets, width, at) => {
          const layout = grid(folders, assets, width);
          const index = Math.min(at, layout.total - 1);
          if (index < 0) return;
          const box = boxOf(layout, index);
          const [first, last] = rangeBetween(layout, box.y + 1, box.y + 1) ?? [0, -1];
          expect(index).toBeGreaterThanOrEqual(first);
          expect(index).toBeLessThanOrEqual(last);
          expect(box.x + box.width).toBeLessThanOrEqual(width);
          expect(rangesIn(layout, { x: box.x + 1, y: box.y + 1, width: 2, height: 2 })).toEqual([[index, index]]);
        },
      ),
    );
  });

  test('a million rows are reached from end to end in a box that a browser can scroll', () => {
    const layout = lines(1_000_000);
    const scrolling = scrollingOf(layout.height, 700);
    expect(scrolling.scrollHeight).toBe(8_000_000);
    expect(scrolling.toLayout(scrolling.scrollHeight - 700)).toBeCloseTo(layout.height - 700, 0);
    expect(scrolling.toLayout(0)).toBe(0);
    expect(scrolling.toLayout(scrolling.toScroll(20_000_000))).toBeCloseTo(20_000_000, 0);
    expect(scrolling.toScroll(1e12)).toBe(scrolling.scrollHeight - 700);
  });

  test('a short list is scrolled as it is', () => {
    const scrolling = scrollingOf(1_500, 700);
    expect(scrolling.scrollHeight).toBe(1_500);
    expect(scrolling.toLayout(123)).toBe(123);
    expect(scrollingOf(300, 700).toLayout(0)).toBe(0);
  });
});
