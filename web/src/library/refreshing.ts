// Asking for a list again without losing what is selected in it: entries keep being selected wherever they lie then.
import type { Observable } from '../app/observable.ts';
import type { EntryList } from './entry-list.ts';
import { countOf, type Selection, selectNone, union } from './selection.ts';
import { refreshLists } from './sources.ts';

/** Of more than these nobody knows where they have gone. */
const MOST_FOLLOWED = 500;

export async function refreshKeeping(list: EntryList, selection: Observable<Selection>): Promise<void> {
  const before = selection.get();
  const total = list.total();
  const focusId = list.rowAt(before.focus)?.id;
  const ids: string[] = [];
  if (countOf(before) <= MOST_FOLLOWED)
    for (const [first, last] of before.ranges)
      for (let index = first; index <= last; index++) ids.push(list.rowAt(index)?.id ?? '');
  try {
    await refreshLists(list);
  } catch {
    return;
  }
  const now = selection.get();
  if (now.ranges !== before.ranges) return;
  const focus = (focusId === undefined ? undefined : list.indexOf(focusId)) ?? now.focus;
  if (countOf(before) > MOST_FOLLOWED) {
    if (list.total() !== total) selection.set(selectNone(now));
    return;
  }
  const found = ids.flatMap((id) => list.indexOf(id) ?? []).sort((one, other) => one - other);
  const ranges = union(
    [],
    found.map((index) => [index, index] as const),
  );
  selection.set({ ranges, base: ranges, focus, anchor: focus });
}
