// What is selected in a list of any length: ranges of positions, so that a hundred thousand selected entries cost nothing. Values;
// every function answers a new one.
import type { Range } from './layout.ts';

export interface Selection {
  /** Ascending, disjoint, never side by side. */
  readonly ranges: readonly Range[];
  /** From where Shift extends. */
  readonly anchor: number;
  /** The one that keys are about. */
  readonly focus: number;
  /** What was selected when the anchor was set: Shift with Ctrl adds to it. */
  readonly base: readonly Range[];
}

export const NOTHING: Selection = { ranges: [], anchor: 0, focus: 0, base: [] };

export const isSelected = ({ ranges }: Selection, index: number): boolean => indexOfRange(ranges, index) >= 0;

export const countOf = ({ ranges }: Selection): number => sizeOf(ranges);

export const sizeOf = (ranges: readonly Range[]): number =>
  ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);

export const selectOnly = (index: number): Selection => ({
  ranges: [[index, index]],
  anchor: index,
  focus: index,
  base: [],
});

export function toggle(selection: Selection, index: number): Selection {
  const ranges = isSelected(selection, index)
    ? without(selection.ranges, [index, index])
    : union(selection.ranges, [[index, index]]);
  return { ranges, anchor: index, focus: index, base: ranges };
}

/** From the anchor to `index`, in place of what was selected, or (`isAdded`) beside it. */
export function extend(selection: Selection, index: number, isAdded = false): Selection {
  const range: Range = [Math.min(selection.anchor, index), Math.max(selection.anchor, index)];
  return { ...selection, focus: index, ranges: isAdded ? union(selection.base, [range]) : [range] };
}

export const focusOn = (selection: Selection, index: number): Selection => ({ ...selection, focus: index });

export const selectAll = (selection: Selection, total: number): Selection => {
  const ranges: Range[] = total === 0 ? [] : [[0, total - 1]];
  return { ...selection, ranges, base: ranges };
};

export const selectNone = (selection: Selection): Selection => ({
  ...selection,
  ranges: [],
  base: [],
  anchor: selection.focus,
});

/** What a frame touches; beside what was selected before it was begun. */
export const selectRanges = (before: Selection, ranges: readonly Range[], isAdded: boolean): Selection => ({
  ...before,
  ranges: union(isAdded ? before.ranges : [], ranges),
});

/** For a list that has become shorter. */
export function within(selection: Selection, total: number): Selection {
  const last = total - 1;
  const { ranges, anchor, focus } = selection;
  if (focus <= last && anchor <= last && (ranges.at(-1)?.[1] ?? 0) <= last) return selection;
  const kept = total === 0 ? [] : intersect(ranges, [0, last]);
  return {
    ranges: kept,
    base: kept,
    anchor: Math.max(0, Math.min(anchor, last)),
    focus: Math.max(0, Math.min(focus, last)),
  };
}

export function union(one: readonly Range[], other: readonly Range[]): Range[] {
  const sorted = [...one, ...other].sort((a, b) => a[0] - b[0]);
  const merged: Range[] = [];
  for (const range of sorted) {
    const before = merged.at(-1);
    if (before && range[0] <= before[1] + 1) merged[merged.length - 1] = [before[0], Math.max(before[1], range[1])];
    else merged.push(range);
  }
  return merged;
}

export const without = (ranges: readonly Range[], [first, last]: Range): Range[] =>
  ranges.flatMap(([from, to]) => {
    if (to < first || from > last) return [[from, to] as const];
    const rest: Range[] = [];
    if (from < first) rest.push([from, first - 1]);
    if (to > last) rest.push([last + 1, to]);
    return rest;
  });

export const intersect = (ranges: readonly Range[], [first, last]: Range): Range[] =>
  ranges.flatMap(([from, to]) =>
    to < first || from > last ? [] : [[Math.max(from, first), Math.min(to, last)] as const],
  );

/** What lies between the ranges. */
export const holesOf = (ranges: readonly Range[]): Range[] =>
  ranges.flatMap((range, index) => {
    const next = ranges[index + 1];
    return next === undefined ? [] : [[range[1] + 1, next[0] - 1] as const];
  });

/** -1: in none. */
function indexOfRange(ranges: readonly Range[], index: number): number {
  let [low, high] = [0, ranges.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, -1];
    if (index < first) high = middle - 1;
    else if (index > last) low = middle + 1;
    else return middle;
  }
  return -1;
}
