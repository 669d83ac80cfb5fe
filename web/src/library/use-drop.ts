// Dropping what is dragged within the console on one element that stands for a folder, such as a step of the way to it.
import { type DragEvent, useState } from 'react';
import { useMessages } from '../i18n/index.ts';
import { carriesEntries, dragged, isTaken, type Taken } from './dragging.ts';
import { applyEdit } from './list-actions.ts';
import { refreshLists } from './sources.ts';
import { forgetTree } from './tree-nodes.ts';

/** Moves it there, and says so. `folder`: null is the top level. */
export function useMoveInto(): (taken: Taken, folder: string | null, name: string) => void {
  const { library } = useMessages();
  return ({ list, selection }, folder, name) => {
    const changed = (): void => {
      forgetTree();
      refreshLists(list).catch(() => undefined);
    };
    void applyEdit(list, selection, { type: 'move', folder }, changed, (count) => library.did.moveTo(count, name));
  };
}

/** Into the trash, and says so. */
export function usePutInTrash(): (taken: Taken) => void {
  return ({ list, selection }) => {
    const changed = (): void => {
      forgetTree();
      refreshLists(list).catch(() => undefined);
    };
    void applyEdit(list, selection, { type: 'trash' }, changed);
  };
}

/** To be spread over the element, which has `data-target` while something would fall into it. */
export function useDrop(folder: string | null, onDrop: ((taken: Taken) => void) | undefined) {
  const [isTarget, setTarget] = useState(false);
  const takenBy = (event: DragEvent): Taken | undefined => {
    const taken = dragged.get();
    if (onDrop === undefined || taken === undefined || !carriesEntries(event.dataTransfer)) return undefined;
    if (taken.list.isTrash) return undefined;
    return folder !== null && isTaken(taken.list, taken, folder) ? undefined : taken;
  };
  return {
    'data-target': isTarget || undefined,
    onDragOver(event: DragEvent) {
      const isMeant = takenBy(event) !== undefined;
      if (isMeant) {
        event.preventDefault();
        event.dataTransfer.dropEffect = 'move';
      }
      if (isMeant !== isTarget) setTarget(isMeant);
    },
    onDragLeave: () => setTarget(false),
    onDrop(event: DragEvent) {
      const taken = takenBy(event);
      setTarget(false);
      if (taken === undefined) return;
      event.preventDefault();
      dragged.set(undefined);
      onDrop?.(taken);
    },
  };
}
