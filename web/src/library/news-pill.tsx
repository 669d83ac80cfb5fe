// Says quietly that a list has changed elsewhere; what is on the screen stays until one asks for the new. At the top of a list in
// which nothing is selected, new things come by themselves.
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Observable } from '../app/observable.ts';
import { useMessages } from '../i18n/index.ts';
import { useArrivals } from '../upload/arrivals.ts';
import type { EntryList } from './entry-list.ts';
import { refreshKeeping } from './refreshing.ts';
import { countOf, type Selection } from './selection.ts';
import type { Scope } from './sources.ts';
import { forgetTree } from './tree-nodes.ts';

const LOOKS_EVERY_MS = 20_000;

interface NewsPillProps {
  readonly list: EntryList;
  readonly scope: Scope;
  readonly selection: Observable<Selection>;
  readonly isAtTop: () => boolean;
}

export function NewsPill({ list, scope, selection, isAtTop }: NewsPillProps) {
  const { library } = useMessages();
  const [hasNews, setNews] = useState(false);
  const latest = useRef(isAtTop);
  latest.current = isAtTop;

  const refresh = useCallback(() => {
    setNews(false);
    void refreshKeeping(list, selection);
  }, [list, selection]);

  const look = useCallback(() => {
    if (document.visibilityState !== 'visible' || list.total() === undefined) return;
    list.isOutdated().then(
      (isOutdated) => {
        if (!isOutdated) setNews(false);
        else if (latest.current() && countOf(selection.get()) === 0) refresh();
        else setNews(true);
      },
      () => undefined,
    );
  }, [list, selection, refresh]);

  useEffect(() => {
    const timer = setInterval(look, LOOKS_EVERY_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [look]);

  useArrivals(
    useCallback(
      ({ folderIds, parentIds }) => {
        if (parentIds.size > 0) forgetTree();
        if (scope.type === 'trash') return;
        if (scope.type !== 'folder' || folderIds.has(scope.folder) || parentIds.has(scope.folder)) look();
      },
      [scope, look],
    ),
  );

  if (!hasNews) return null;
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-16 z-20 flex justify-center">
      <button
        type="button"
        onClick={refresh}
        className="popup pointer-events-auto flex h-9 items-center gap-3 rounded-full ps-4 pe-3 text-sm font-medium hover:bg-sunken"
      >
        {library.newThings}
        <span className="font-semibold text-accent-ink">{library.showNew}</span>
      </button>
    </div>
  );
}
