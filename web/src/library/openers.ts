// What other parts of the console open over a list: the preview and the sheet of facts. Each says what opens it for as long as
// it is there; until then, files open in a tab of their own and there is no sheet of facts.
import { addressOf } from '../app/base.ts';
import { createObservable, type Observable } from '../app/observable.ts';
import type { EntryList } from './entry-list.ts';
import { type Entry, isFolder } from './rows.ts';
import { focusOn, type Selection } from './selection.ts';

/** A list as it is shown now, for whoever goes through it: rows by position (`list.rowAt`, `list.load`), their number, and being told. */
export interface OpenList {
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  /** Scrolls the list to an entry and makes it the one that has the focus when the list is gone back to. */
  show(index: number): void;
}

/** The list of the page at hand, for those who stand beside it. */
export const shownList = createObservable<OpenList | undefined>(undefined);

type Opener<T extends unknown[]> = ((...what: T) => void) | undefined;

export const previewOpener = createObservable<Opener<[OpenList, number]>>(undefined);
export const propertiesOpener = createObservable<Opener<[OpenList]>>(undefined);

/** Of assets; what lies in the trash can not be looked at. */
export function openPreview(open: OpenList, index: number): void {
  const row = open.list.rowAt(index);
  if (row === undefined || isFolder(row) || row.type !== 'asset') return;
  open.selection.set(focusOn(open.selection.get(), index));
  const opener = previewOpener.get();
  if (opener) opener(open, index);
  else window.open(contentUrl(row), '_blank', 'noopener');
}

/** The file itself, to be shown. */
const contentUrl = (row: Entry): string => addressOf(`/api/store/asset/${row.id}/content`);
