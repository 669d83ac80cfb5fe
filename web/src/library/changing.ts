// Changes of all that is selected: asked for, followed while they run, told of when they are done, and taken back.

import { fetchSignedIn } from '../api/client.ts';
import { explain } from '../api/errors.ts';
import { BASE_PATH } from '../app/base.ts';
import { currentTranslation } from '../i18n/index.ts';
import { notify, notifyWork, type Work } from '../ui/toast.tsx';
import { askConsole } from './rows.ts';
import type { SentSelection } from './selected.ts';
import { noteUndo } from './undoing.ts';

export type Edit =
  | { readonly type: 'move'; readonly folder: string | null }
  | { readonly type: 'tag'; readonly add: readonly string[]; readonly remove: readonly string[] }
  | { readonly type: 'trash' | 'restore' | 'purge' };

interface Change {
  readonly id: string;
  readonly state: 'running' | 'done' | 'undoing' | 'undone';
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly failures: readonly { readonly id: string; readonly name: string | null; readonly reason: string }[];
  readonly is_undoable: boolean;
}

/** What takes longer than this is shown as it goes. */
const SHOWN_AFTER_MS = 400;
const ASK_EVERY_MS = 400;

export interface ChangeRequest {
  readonly selections: readonly SentSelection[];
  readonly edit: Edit;
  /** What to say when it is done; absent: how many were changed. */
  readonly words?: (count: string) => string;
  /** After it is done, and after it was taken back. */
  readonly onChanged: () => void;
}

/** Answers whether anything was changed. Says by itself what has failed. */
export async function changeAll({ selections, edit, words, onChanged }: ChangeRequest): Promise<boolean> {
  const { doing, did } = texts();
  const work = delayedWork(doing[edit.type]);
  try {
    const changes: Change[] = [];
    for (const selection of selections) changes.push(await finished(await begin(selection, edit), work.progress));
    const total = changes.reduce((sum, { total: size }) => sum + size, 0);
    const failed = changes.reduce((sum, { failed: size }) => sum + size, 0);
    onChanged();
    const undoable = changes.filter(({ is_undoable }) => is_undoable).map(({ id }) => id);
    const undo = undoable.length === 0 ? undefined : noteUndo(() => undoAll(undoable, onChanged));
    if (total > failed) work.end({ text: (words ?? did[edit.type])(entries(total - failed)), ...(undo && { undo }) });
    else work.end();
    if (failed > 0) notify({ text: failureOf(changes, failed), isError: true });
    return total > failed;
  } catch (error) {
    work.end({ text: explain(error), isError: true });
    onChanged();
    return false;
  }
}

async function undoAll(ids: readonly string[], onChanged: () => void): Promise<void> {
  const { doing, did } = texts();
  const work = delayedWork(doing.undo);
  try {
    const changes: Change[] = [];
    for (const id of ids.toReversed()) changes.push(await finished(await send(`changes/${id}/undo`), work.progress));
    const done = changes.reduce((sum, change) => sum + change.total - change.failed, 0);
    work.end({ text: did.undo(entries(done)) });
    const failed = changes.reduce((sum, change) => sum + change.failed, 0);
    if (failed > 0) notify({ text: failureOf(changes, failed), isError: true });
  } catch (error) {
    work.end({ text: explain(error), isError: true });
  }
  onChanged();
}

const texts = () => currentTranslation().messages.library;

function entries(count: number): string {
  const { messages, formats } = currentTranslation();
  return messages.library.entries(count, formats.number(count));
}

function failureOf(changes: readonly Change[], failed: number): string {
  const reason = changes.flatMap(({ failures }) => failures)[0];
  const name = reason?.name ?? '';
  return texts().failedSome(entries(failed), [name, reason?.reason ?? ''].filter(Boolean).join(': '));
}

const begin = (selection: SentSelection, change: Edit): Promise<Change> => send('changes', { selection, change });

async function send(path: string, body?: unknown): Promise<Change> {
  const response = await fetchSignedIn(
    new Request(`${location.origin}${BASE_PATH}/api/console/${path}`, {
      method: 'POST',
      ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    }),
  );
  return response.json();
}

async function finished(change: Change, onProgress: (change: Change) => void): Promise<Change> {
  let latest = change;
  while (latest.state === 'running' || latest.state === 'undoing') {
    onProgress(latest);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
    latest = await askConsole<Change>(`changes/${latest.id}`, {});
  }
  return latest;
}

/** Shown only when it takes long enough to wonder. */
function delayedWork(words: (count: string) => string) {
  let shown: Work | undefined;
  let count = 0;
  const timer = setTimeout(() => {
    shown = notifyWork(words(count === 0 ? '' : entries(count)));
  }, SHOWN_AFTER_MS);
  return {
    progress({ total, done }: Change): void {
      count = total;
      shown?.progress(total === 0 ? 0 : done / total);
    },
    end(notice?: Parameters<Work['end']>[0]): void {
      clearTimeout(timer);
      if (notice === undefined) shown?.close();
      else if (shown) shown.end(notice);
      else notify(notice);
    },
  };
}
