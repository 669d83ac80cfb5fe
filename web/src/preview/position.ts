// Which asset of a list the preview shows, by its position: on to the next ones, and following when the list changes below it.
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { findById } from '../library/finding.ts';
import type { OpenList } from '../library/openers.ts';
import type { AssetRow } from '../library/rows.ts';
import { selectOnly } from '../library/selection.ts';

export interface Position {
  readonly id: string;
  /** undefined: it is in no list, or nobody knows yet where. */
  readonly index: number | undefined;
  /** undefined: not here. */
  readonly row: AssetRow | undefined;
  /** Of the assets in the list: from 0, and how many. */
  readonly place: { readonly at: number; readonly total: number } | undefined;
  move(to: 'next' | 'previous' | 'first' | 'last'): void;
}

const nothing = (): (() => void) => () => undefined;
const NEIGHBOURS = 2;

/** `onGone`: there is nothing left to show. `onMoved`: also when what was shown has gone, and the next took its place. */
export function usePosition(
  open: OpenList | undefined,
  wanted: string,
  onMoved: (id: string) => void,
  onGone: () => void,
): Position {
  const [current, setCurrent] = useState(() => ({ id: wanted, index: open?.list.indexOf(wanted) }));
  const list = open?.list;
  const version = useSyncExternalStore(list?.subscribe ?? nothing, () => list?.version() ?? 0);
  const total = list?.total();
  const before = useRef({ wanted, total, list });
  const latest = useRef({ onMoved, onGone });
  useEffect(() => {
    latest.current = { onMoved, onGone };
  });

  const go = useCallback((id: string, index: number): void => {
    setCurrent({ id, index });
    latest.current.onMoved(id);
  }, []);

  // Another address than the one that was written here.
  useEffect(() => {
    if (before.current.wanted === wanted) return;
    before.current.wanted = wanted;
    setCurrent((now) => (now.id === wanted ? now : { id: wanted, index: list?.indexOf(wanted) }));
  }, [wanted, list]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every change of the list is looked at
  useEffect(() => {
    if (list === undefined || total === undefined) return;
    const { id, index } = current;
    const hasShrunk =
      before.current.list === list && before.current.total !== undefined && total < before.current.total;
    before.current = { ...before.current, list, total };
    const isThere = index !== undefined && list.rowAt(index)?.id === id;
    if (isThere) return;
    let isOver = false;
    const settle = async (): Promise<void> => {
      const known = list.indexOf(id) ?? (hasShrunk || index === undefined ? await findById(list, id) : index);
      if (isOver) return;
      if (known !== undefined && (list.rowAt(known)?.id ?? id) === id) {
        if (known !== index) setCurrent({ id, index: known });
        else if (list.rowAt(known) === undefined) await list.load(known, known);
        return;
      }
      if (index === undefined) return;
      const next = Math.min(index, total - 1);
      if (next < list.folders()) return latest.current.onGone();
      const [row] = await list.load(next, next);
      if (!isOver && row?.type === 'asset') go(row.id, next);
    };
    settle().catch(() => undefined);
    return () => {
      isOver = true;
    };
  }, [list, version, total, current, go]);

  const { id, index } = current;
  const found = index === undefined ? undefined : list?.rowAt(index);
  const row = found?.type === 'asset' && found.id === id ? found : undefined;

  // What is shown is what the list's commands are about, and where the list is when it is gone back to.
  const rowId = row?.id;
  useEffect(() => {
    if (open === undefined || index === undefined || rowId === undefined) return;
    open.selection.set(selectOnly(index));
    open.show(index);
  }, [open, index, rowId]);

  const first = list?.folders() ?? 0;
  const move = (to: 'next' | 'previous' | 'first' | 'last'): void => {
    if (list === undefined || index === undefined || total === undefined) return;
    const target = { next: index + 1, previous: index - 1, first, last: total - 1 }[to];
    if (target < first || target >= total || target === index) return;
    list.load(target, target).then(
      ([next]) => next?.type === 'asset' && go(next.id, target),
      () => undefined,
    );
  };
  const place = index === undefined || total === undefined ? undefined : { at: index - first, total: total - first };
  return { id, index, row, place, move };
}

/** The next ones in both directions, once they are here; what is near may be looked at in a moment. */
export function useNeighbours({ index }: Position, open: OpenList | undefined, onNear: (row: AssetRow) => void): void {
  const latest = useRef(onNear);
  useEffect(() => {
    latest.current = onNear;
  });
  useEffect(() => {
    const list = open?.list;
    if (list === undefined || index === undefined) return;
    const [first, last] = [
      Math.max(list.folders(), index - NEIGHBOURS),
      Math.min((list.total() ?? 1) - 1, index + NEIGHBOURS),
    ];
    const timer = setTimeout(() => {
      list.load(first, last).then(
        (rows) => {
          for (const row of rows) if (row.type === 'asset') latest.current(row);
        },
        () => undefined,
      );
    }, 150);
    return () => clearTimeout(timer);
  }, [open, index]);
}
