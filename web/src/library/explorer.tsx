// A list with all that belongs to it: where one is, what is shown and how, what is selected, and what can be done with that.
import { type ReactNode, useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { useLocation } from 'wouter';
import { explain } from '../api/errors.ts';
import { deferred } from '../app/deferred.tsx';
import { Failure } from '../app/error-boundary.tsx';
import { createObservable, useObservable } from '../app/observable.ts';
import { useParams } from '../app/use-params.ts';
import { useMessages } from '../i18n/index.ts';
import { loadToasts } from '../ui/toast.tsx';
import { AssetView, type ViewHandle } from './asset-view.tsx';
import { dragged } from './dragging.ts';
import { EntryMenu } from './entry-menu.tsx';
import { FilterBar } from './filter-bar.tsx';
import { findById, findByName } from './finding.ts';
import { LineHead } from './line-head.tsx';
import { ListHead } from './list-head.tsx';
import { LIST_PARAMS } from './list-params.ts';
import { chooseViewMode, density, rowHeightOf, tileWidthOf, viewMode } from './look.ts';
import { NewsPill } from './news-pill.tsx';
import { openPreview, shownList } from './openers.ts';
import { RenameField } from './rename-field.tsx';
import { keepPlace, placeHere } from './scroll-places.ts';
import { NOTHING, type Selection } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';
import { openList, orderOf, type Scope, sourceOf } from './sources.ts';
import { useListCommands } from './use-list-commands.ts';
import { usePending } from './use-pending.ts';

const loadDialogs = () => import('./list-dialogs.tsx');
const ListDialogs = deferred(async () => (await loadDialogs()).ListDialogs);
/** After the list is there. */
const REST_AFTER_MS = 3_000;

interface ExplorerProps {
  readonly scope: Scope;
  /** What it is a list of. */
  readonly title: string;
  /** The way to it, in place of the title. */
  readonly way?: ReactNode;
  /** undefined: it has none. */
  readonly parent?: string | null | undefined;
  /** Only what can be done in this list. */
  readonly canWrite: boolean;
  /** In place of a list without entries. */
  readonly empty: ReactNode;
  readonly actions?: ReactNode;
}

export function Explorer(props: ExplorerProps) {
  const [params] = useParams(LIST_PARAMS);
  const source = useMemo(() => sourceOf(props.scope, params), [props.scope, params]);
  // Another list begins anew: what is selected belongs to one.
  return <List key={source.key} {...props} source={source} />;
}

function List({ source, ...props }: ExplorerProps & { readonly source: ReturnType<typeof sourceOf> }) {
  const { scope, title, canWrite } = props;
  const messages = useMessages();
  const [params, change] = useParams(LIST_PARAMS);
  const [, navigate] = useLocation();
  const list = useMemo(() => openList(source), [source]);
  usePending(list, useSyncExternalStore(list.subscribe, list.version));
  const firstPlace = useMemo(() => placeHere(list.key), [list]);
  const selection = useMemo(
    () => createObservable<Selection>({ ...NOTHING, focus: firstPlace?.focus ?? 0, anchor: firstPlace?.focus ?? 0 }),
    [firstPlace],
  );
  const handle = useRef<ViewHandle>(undefined);
  const [menuAt, setMenuAt] = useState<{ x: number; y: number }>();
  const preferred = useObservable(viewMode);
  const mode = params.view === '' ? preferred : params.view;
  const chosenDensity = useObservable(density);
  const total = list.total();

  useEffect(() => () => list.rest(), [list]);
  useEffect(() => {
    if (list.freshAt() > 0 && Date.now() - list.freshAt() > 5_000) list.refresh().catch(() => undefined);
  }, [list]);

  // `?show=` leads to one entry, which the links to a location have.
  const wanted = useMemo(() => new URLSearchParams(location.search).get('show'), []);
  const isKnown = total !== undefined;
  useEffect(() => {
    if (!isKnown) return;
    const timer = setTimeout(() => {
      loadToasts();
      if (navigator.onLine) loadDialogs().catch(() => undefined);
    }, REST_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isKnown]);
  useEffect(() => {
    if (wanted === null || !isKnown) return;
    void findById(list, wanted).then((index) => {
      if (index === undefined) return;
      selection.set({ ranges: [[index, index]], base: [], anchor: index, focus: index });
      handle.current?.reveal(index);
    });
  }, [list, wanted, isKnown, selection]);

  const open = useMemo(
    () => ({ list, selection, show: (index: number) => handle.current?.reveal(index) }),
    [list, selection],
  );
  useEffect(() => {
    shownList.set(open);
    return () => {
      if (shownList.get() === open) shownList.set(undefined);
    };
  }, [open]);
  const openAt = useCallback(
    (index: number) => {
      const row = list.rowAt(index);
      const place = handle.current?.place();
      if (place) keepPlace(list.key, { ...place, focus: index });
      if (row?.type === 'folder') navigate(`/folder/${row.id}`);
      else openPreview(open, index);
    },
    [list, open, navigate],
  );
  const onTyped = useCallback(
    (start: string) => {
      findByName(list, start, selection.get().focus + (start.length === 1 ? 1 : 0)).then(
        (index) => {
          if (index === undefined) return;
          selection.set({ ranges: [[index, index]], base: [], anchor: index, focus: index });
          handle.current?.reveal(index);
        },
        () => undefined,
      );
    },
    [list, selection],
  );
  const onRest = useCallback(() => {
    const place = handle.current?.place();
    if (place) keepPlace(list.key, place);
  }, [list]);
  const doing = useListCommands({
    list,
    selection,
    handle,
    scope,
    parent: props.parent,
    canWrite,
    open,
    openAt,
    openMenu: () => {
      const rect = handle.current?.focused()?.getBoundingClientRect();
      if (rect) setMenuAt({ x: rect.left + rect.width / 2, y: rect.top + rect.height / 2 });
    },
    toggleView: () => {
      const next = mode === 'grid' ? 'list' : 'grid';
      chooseViewMode(next);
      change({ view: '' });
    },
  });

  const error = list.error();
  if (total === undefined && error !== undefined) return <Failure lead={explain(error)} />;
  const isEmpty = total === 0;
  return (
    <div className="relative flex h-full flex-col" data-list={list.key}>
      <ListHead {...props} list={list} mode={mode} order={orderOf(scope, params)} />
      {scope.type !== 'trash' && <FilterBar />}
      {isEmpty ? (
        <div className="min-h-0 flex-1 overflow-y-auto">{props.empty}</div>
      ) : (
        <>
          {mode === 'list' && <LineHead scope={scope} order={orderOf(scope, params)} />}
          <AssetView
            list={list}
            selection={selection}
            mode={mode}
            tileWidth={tileWidthOf(chosenDensity)}
            rowHeight={rowHeightOf(chosenDensity)}
            label={messages.library.list(title)}
            showsPath={scope.type === 'found' || (scope.type === 'everything' && mode === 'list')}
            handle={handle}
            firstPlace={firstPlace}
            onOpen={openAt}
            onTyped={onTyped}
            onMenu={(x, y) => setMenuAt({ x, y })}
            onRest={onRest}
            onDrop={
              canWrite && scope.type !== 'trash'
                ? (folder) => {
                    const taken = dragged.get();
                    if (taken) doing.moveTo(taken, folder.id, folder.name);
                  }
                : undefined
            }
            overlay={(layout) => (
              <RenameField
                layout={layout}
                list={list}
                renaming={doing.renaming}
                onEnd={doing.endRenaming}
                onChanged={doing.changed}
              />
            )}
          />
        </>
      )}
      <NewsPill
        list={list}
        scope={scope}
        selection={selection}
        isAtTop={() => handle.current?.isAtTop() !== false && doing.renaming === undefined}
      />
      <SelectionBar list={list} selection={selection} scope={scope} canWrite={canWrite} />
      <EntryMenu at={menuAt} onClose={() => setMenuAt(undefined)} scope={scope} handle={handle} />
      {doing.dialog !== undefined && (
        <ListDialogs dialog={doing.dialog} doing={doing} list={list} selection={selection} scope={scope} />
      )}
    </div>
  );
}
