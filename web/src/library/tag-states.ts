// Which tags many assets have: all of them, or some.
import type { Entry } from './rows.ts';

export type TagState = 'all' | 'some';

/** `isPart`: there are more than these, of which nobody knows. */
export function tagStates(rows: readonly Entry[], isPart: boolean): Map<string, TagState> {
  const assets = rows.flatMap((row) => (row.type === 'asset' ? [row] : []));
  const counts = new Map<string, number>();
  for (const { tags } of assets) for (const tag of tags) counts.set(tag, (counts.get(tag) ?? 0) + 1);
  return new Map([...counts].map(([tag, count]) => [tag, count === assets.length && !isPart ? 'all' : 'some']));
}
