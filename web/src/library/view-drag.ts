// Dragging entries of a list onto its folders. A folder that is hovered over for a while opens.
import { type DragEvent, useEffect, useRef, useState } from 'react';
import type { Observable } from '../app/observable.ts';
import { currentTranslation } from '../i18n/index.ts';
import { beginDrag, carriesEntries, dragged, isTaken, OPENS_AFTER_MS } from './dragging.ts';
import type { EntryList } from './entry-list.ts';
import type { Entry } from './rows.ts';
import { countOf, type Selection } from './selection.ts';
import { indexOf } from './view-pointer.ts';

interface DragTarget {
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  readonly onDrop: ((folder: Entry) => void) | undefined;
  readonly onOpen: (index: number) => void;
}

export function useViewDrag({ list, selection, onDrop, onOpen }: DragTarget) {
  const [target, setTarget] = useState<number>();
  const hovered = useRef({ index: -1, timer: 0 });
  const leave = (): void => {
    clearTimeout(hovered.current.timer);
    hovered.current = { index: -1, timer: 0 };
    setTarget(undefined);
  };
  useEffect(() => () => clearTimeout(hovered.current.timer), []);

  function folderAt(event: DragEvent): { index: number; row: Entry } | undefined {
    const taken = dragged.get();
    if (onDrop === undefined || taken === undefined || !carriesEntries(event.dataTransfer)) return undefined;
    const index = indexOf(event.target);
    const row = index === undefined ? undefined : list.rowAt(index);
    if (index === undefined || row?.type !== 'folder' || isTaken(list, taken, row.id)) return undefined;
    return { index, row };
  }

  return {
    target,
    listeners: {
      onDragStart(event: DragEvent) {
        const index = indexOf(event.target);
        const row = index === undefined ? undefined : list.rowAt(index);
        if (onDrop === undefined || row === undefined) return event.preventDefault();
        const { messages, formats } = currentTranslation();
        const count = countOf(selection.get());
        const label = count === 1 ? row.name : messages.library.entries(count, formats.number(count));
        beginDrag(event.dataTransfer, { list, selection: selection.get() }, label);
      },
      onDragOver(event: DragEvent) {
        const over = folderAt(event);
        if (over === undefined) return leave();
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
        if (hovered.current.index === over.index) return;
        leave();
        setTarget(over.index);
        const open = (): void => {
          leave();
          onOpen(over.index);
        };
        hovered.current = { index: over.index, timer: window.setTimeout(open, OPENS_AFTER_MS) };
      },
      onDragLeave(event: DragEvent) {
        if (!(event.relatedTarget instanceof Node) || !event.currentTarget.contains(event.relatedTarget)) leave();
      },
      onDrop(event: DragEvent) {
        const over = folderAt(event);
        leave();
        if (over === undefined) return;
        event.preventDefault();
        onDrop?.(over.row);
        dragged.set(undefined);
      },
      onDragEnd() {
        leave();
        dragged.set(undefined);
      },
    },
  };
}
