// Entries that are dragged from here to a folder. The drag carries a type of its own, by which it is told from files of the system.
import { createObservable } from '../app/observable.ts';
import { INTERNAL_DRAG } from '../upload/target.ts';
import type { EntryList } from './entry-list.ts';
import { countOf, isSelected, type Selection } from './selection.ts';

export interface Taken {
  readonly list: EntryList;
  readonly selection: Selection;
}

/** What is on its way; undefined when nothing is. */
export const dragged = createObservable<Taken | undefined>(undefined);

/** How long a folder is hovered over before it opens. */
export const OPENS_AFTER_MS = 600;

export const carriesEntries = (transfer: DataTransfer): boolean => transfer.types.includes(INTERNAL_DRAG);

/** Whether a folder is among what is dragged, as far as that is here. */
export function isTaken(list: EntryList, { selection }: Taken, id: string): boolean {
  const index = list.indexOf(id);
  return index !== undefined && isSelected(selection, index);
}

export function beginDrag(transfer: DataTransfer, taken: Taken, label: string): void {
  dragged.set(taken);
  transfer.effectAllowed = 'move';
  transfer.setData(INTERNAL_DRAG, String(countOf(taken.selection)));
  const image = document.createElement('div');
  image.textContent = label;
  image.className = 'drag-image';
  document.body.append(image);
  transfer.setDragImage(image, -12, -8);
  setTimeout(() => image.remove());
}
