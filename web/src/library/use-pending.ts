// Files that nobody has looked at yet have no thumbnail: a list that shows some asks again, less and less often.
import { useEffect } from 'react';
import type { EntryList } from './entry-list.ts';

const FIRST_MS = 1_000;
const LONGEST_MS = 30_000;

/** `version`: of the list; after every change of it one begins anew. */
export function usePending(list: EntryList, version: number): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what has come or was scrolled to may be pending
  useEffect(() => {
    let waitMs = FIRST_MS;
    let isOver = false;
    let timer = setTimeout(look, waitMs);
    function look(): void {
      waitMs = Math.min(LONGEST_MS, waitMs * 1.5);
      const again = (): void => {
        if (!isOver) timer = setTimeout(look, waitMs);
      };
      if (document.visibilityState === 'visible') list.renewPending().then((isAny) => isAny && again(), again);
      else again();
    }
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [list, version]);
}
