// What is done with what is selected. Each says by itself what came of it.

import { explain } from '../api/errors.ts';
import { addressOf, BASE_PATH } from '../app/base.ts';
import { currentTranslation } from '../i18n/index.ts';
import { notify } from '../ui/toast.tsx';
import { changeAll, type Edit } from './changing.ts';
import type { EntryList } from './entry-list.ts';
import { createFolder, renameRecord } from './records.ts';
import { type Entry, isFolder } from './rows.ts';
import { sentSelections } from './selected.ts';
import { countOf, type Selection } from './selection.ts';
import { noteUndo } from './undoing.ts';

/** How many the server packs by their ids, which the address has to hold. */
const MOST_DOWNLOADS = 150;

export async function applyEdit(
  list: EntryList,
  selection: Selection,
  edit: Edit,
  onChanged: () => void,
  words?: (count: string) => string,
): Promise<boolean> {
  try {
    const selections = await sentSelections(list, selection);
    return await changeAll({ selections, edit, onChanged, ...(words && { words }) });
  } catch (error) {
    notify({ text: explain(error), isError: true });
    return false;
  }
}

export async function selectedRows(list: EntryList, selection: Selection, most: number): Promise<Entry[]> {
  const rows: Entry[] = [];
  for (const [first, last] of selection.ranges) {
    if (rows.length >= most) break;
    rows.push(...(await list.load(first, Math.min(last, first + most - rows.length - 1))));
  }
  return rows;
}

/** Where one came from: `Press`, or nothing when from several places. */
export async function placeRestoredTo(list: EntryList, selection: Selection): Promise<string | undefined> {
  const rows = await selectedRows(list, selection, 200);
  const places = new Set(rows.map((row) => ('from' in row ? row.from : '')));
  const [place] = places;
  return places.size === 1 && rows.length === countOf(selection) ? place : undefined;
}

export async function downloadSelected(list: EntryList, selection: Selection): Promise<void> {
  const { messages, formats } = currentTranslation();
  if (countOf(selection) > MOST_DOWNLOADS) {
    notify({ text: messages.library.tooManyToDownload(formats.number(MOST_DOWNLOADS)), isError: true });
    return;
  }
  const rows = await selectedRows(list, selection, MOST_DOWNLOADS);
  const assets = rows.filter((row) => row.type === 'asset').map(({ id }) => `id=${id}`);
  const folders = rows.filter((row) => row.type === 'folder');
  // Each is an answer of its own, which the browser begins one after the other.
  if (assets.length > 0) download(`/api/store/asset/download?${assets.join('&')}`);
  for (const { id } of folders) download(`/api/store/folder/${id}/download`);
}

function download(path: string): void {
  const frame = document.createElement('a');
  frame.href = addressOf(path);
  frame.download = '';
  document.body.append(frame);
  frame.click();
  frame.remove();
}

/** The addresses in the console, one in a line. Answers them where the browser does not let the page copy. */
export async function copyLinks(list: EntryList, selection: Selection): Promise<string | undefined> {
  const rows = await selectedRows(list, selection, MOST_DOWNLOADS);
  const links = rows.map(
    (row) =>
      location.origin +
      (isFolder(row) ? `${BASE_PATH}/folder/${row.id}` : `${BASE_PATH}/api/store/asset/${row.id}/content`),
  );
  const text = links.join('\n');
  try {
    await navigator.clipboard.writeText(text);
    notify({ text: currentTranslation().messages.library.copied });
    return undefined;
  } catch {
    return text;
  }
}

/** Shown at once. When the server refuses it, the old name comes back, and why is told. */
export async function rename(list: EntryList, row: Entry, name: string, onChanged: () => void): Promise<void> {
  const put = async (next: string, before: string): Promise<boolean> => {
    list.patch(row.id, { name: next });
    try {
      await renameRecord(isFolder(row) ? 'folder' : 'asset', row.id, next);
      onChanged();
      return true;
    } catch (error) {
      list.patch(row.id, { name: before });
      notify({ text: explain(error), isError: true });
      return false;
    }
  };
  const saving = put(name, row.name);
  // Whoever takes it back before it was saved means it all the same.
  const undo = noteUndo(async () => {
    if (await saving) await put(row.name, name);
  });
  if (await saving) notify({ text: currentTranslation().messages.library.renamed(name), undo });
}

/** Answers its id, or why there is none. */
export async function newFolder(name: string, parent: string | null): Promise<{ id: string } | { refusal: string }> {
  try {
    return { id: (await createFolder(name, parent)).id };
  } catch (error) {
    return { refusal: explain(error) };
  }
}
