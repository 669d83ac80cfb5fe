// Which commands can be done in a list, with what is selected there now, and what they do.
import { type RefObject, useCallback, useState } from 'react';
import { useLocation } from 'wouter';
import { type Observable, useObservable } from '../app/observable.ts';
import { useCommand } from '../commands/running.ts';
import { useTranslation } from '../i18n/index.ts';
import { openShare } from '../sharing/open-share.ts';
import { notify } from '../ui/toast.tsx';
import type { ViewHandle } from './asset-view.tsx';
import { cut } from './cutting.ts';
import type { Taken } from './dragging.ts';
import type { EntryList } from './entry-list.ts';
import { applyEdit, copyLinks, downloadSelected, placeRestoredTo, selectedRows } from './list-actions.ts';
import { type OpenList, openPreview, propertiesOpener } from './openers.ts';
import { refreshKeeping } from './refreshing.ts';
import type { Entry } from './rows.ts';
import { countOf, isSelected, type Selection, selectAll, selectNone } from './selection.ts';
import type { Scope } from './sources.ts';
import { forgetTree } from './tree-nodes.ts';
import { undoLast } from './undoing.ts';

export type OpenDialog =
  | { readonly type: 'move' | 'tag' | 'purge'; readonly selection: Selection }
  | { readonly type: 'folder' }
  | { readonly type: 'link'; readonly text: string };

interface ListCommands {
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  readonly handle: RefObject<ViewHandle | undefined>;
  readonly scope: Scope;
  readonly parent: string | null | undefined;
  readonly canWrite: boolean;
  readonly open: OpenList;
  readonly openAt: (index: number) => void;
  readonly toggleView: () => void;
  /** Of what is selected, at the entry that has the focus. */
  readonly openMenu: () => void;
}

export interface Doing {
  readonly dialog: OpenDialog | undefined;
  closeDialog(): void;
  /** The entry whose name is being written. */
  readonly renaming: Entry | undefined;
  endRenaming(): void;
  changed(): void;
  moveTo(taken: Taken, folder: string | null, name: string): void;
}

export function useListCommands(target: ListCommands): Doing {
  const { list, selection, handle, scope, canWrite, open } = target;
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const [, navigate] = useLocation();
  const [dialog, setDialog] = useState<OpenDialog>();
  const [renaming, setRenaming] = useState<Entry>();
  const now = useObservable(selection);
  const preparedCut = useObservable(cut);
  const properties = useObservable(propertiesOpener);
  const count = countOf(now);
  const focused = list.rowAt(now.focus);
  const single = count === 1 && isSelected(now, now.focus) ? focused : undefined;
  const isTrash = scope.type === 'trash';
  const canChange = canWrite && !isTrash;
  const hasSome = count > 0;

  const changed = useCallback(() => {
    forgetTree();
    void refreshKeeping(list, selection);
  }, [list, selection]);

  const put = (edit: Parameters<typeof applyEdit>[2], say?: (shown: string) => string): void => {
    const taken = selection.get();
    selection.set(selectNone(taken));
    void applyEdit(list, taken, edit, changed, say);
    handle.current?.focus();
  };

  const moveTo = (taken: Taken, folder: string | null, name: string): void => {
    if (taken.list === list) selection.set(selectNone(selection.get()));
    void applyEdit(taken.list, taken.selection, { type: 'move', folder }, changed, (shown) =>
      words.did.moveTo(shown, name),
    );
  };

  useCommand('entry.open', () => target.openAt(now.focus), focused !== undefined && !isTrash && count <= 1);
  useCommand('entry.preview', () => openPreview(open, now.focus), focused?.type === 'asset' && count <= 1);
  useCommand('entry.rename', () => setRenaming(focused), canChange && single !== undefined);
  useCommand(
    'entry.locate',
    () =>
      single?.type === 'asset' &&
      navigate(`${single.folder === null ? '/' : `/folder/${single.folder}`}?show=${single.id}`),
    single?.type === 'asset' && scope.type !== 'folder',
  );
  useCommand('entry.properties', () => properties?.(open), properties !== undefined && !isTrash);
  useCommand(
    'entry.share',
    () => {
      if (single?.type === 'asset' || single?.type === 'folder')
        openShare({ type: single.type, id: single.id, name: single.name });
    },
    canChange && single !== undefined,
  );
  useCommand('entries.move', () => setDialog({ type: 'move', selection: now }), canChange && hasSome);
  useCommand('entries.tag', () => setDialog({ type: 'tag', selection: now }), canChange && hasSome);
  useCommand('entries.download', () => void downloadSelected(list, now), hasSome && !isTrash);
  useCommand(
    'entries.copyLink',
    () => void copyLinks(list, now).then((text) => text !== undefined && setDialog({ type: 'link', text })),
    hasSome && !isTrash,
  );
  useCommand(
    'entries.cut',
    () => {
      // Those that are here are shown as cut; which ones are meant, the selection says.
      void selectedRows(list, now, 1_000).then((rows) =>
        cut.set({ list, selection: now, ids: new Set(rows.map(({ id }) => id)) }),
      );
      notify({ text: words.cut(count, formats.number(count)) });
    },
    canChange && hasSome,
  );
  useCommand(
    'entries.paste',
    () => {
      if (preparedCut === undefined || scope.type !== 'folder') return;
      cut.set(undefined);
      void applyEdit(preparedCut.list, preparedCut.selection, { type: 'move', folder: scope.folder }, changed);
    },
    canChange && preparedCut !== undefined && scope.type === 'folder',
  );
  useCommand('entries.trash', () => put({ type: 'trash' }), canChange && hasSome);
  useCommand(
    'entries.restore',
    () => {
      const taken = now;
      void placeRestoredTo(list, taken).then((place) =>
        put(
          { type: 'restore' },
          place === undefined
            ? undefined
            : (shown) => words.did.restoreTo(shown, place === '/' ? words.topLevel : place),
        ),
      );
    },
    canWrite && isTrash && hasSome,
  );
  useCommand('entries.purge', () => setDialog({ type: 'purge', selection: now }), canWrite && hasSome);
  useCommand(
    'entries.all',
    () => {
      selection.set(selectAll(selection.get(), list.total() ?? 0));
      // What is pressed next is about them.
      handle.current?.focus();
    },
    (list.total() ?? 0) > 0,
  );
  useCommand(
    'entries.none',
    () => {
      if (preparedCut) cut.set(undefined);
      selection.set(selectNone(selection.get()));
    },
    hasSome || preparedCut !== undefined,
  );
  useCommand('changes.undo', undoLast);
  useCommand('folder.create', () => setDialog({ type: 'folder' }), canChange && scope.type === 'folder');
  useCommand(
    'folder.up',
    () => navigate(target.parent === null ? '/' : `/folder/${target.parent}`),
    target.parent !== undefined,
  );
  useCommand('view.toggle', target.toggleView);
  useCommand('entries.menu', target.openMenu, focused !== undefined);

  return {
    dialog,
    closeDialog: () => {
      setDialog(undefined);
    },
    renaming,
    endRenaming: () => {
      setRenaming(undefined);
      requestAnimationFrame(() => handle.current?.focus());
    },
    changed,
    moveTo,
  };
}
