// The way of files into the queue, which is loaded with the first of them, or when something is left over from before.
import { sessionState } from '../api/session.ts';
import { createObservable } from '../app/observable.ts';
import { currentTranslation } from '../i18n/index.ts';
import { notify } from '../ui/toast.tsx';
import type { UploadEngine } from './engine.ts';
import type { Found } from './items.ts';
import type { UploadTarget } from './target.ts';
import { loadUnfinished, purgeUnfinished } from './unfinished.ts';
import { pickedFiles } from './walk.ts';

/** undefined: nothing was uploaded yet. */
export const uploadEngine = createObservable<UploadEngine | undefined>(undefined);

let opening: Promise<UploadEngine> | undefined;

export async function addUploads(
  found: AsyncIterable<Found> | Iterable<Found>,
  target: UploadTarget,
  isOnlyRest = false,
): Promise<void> {
  const { messages, formats } = currentTranslation();
  try {
    const left = await (await openEngine()).add(found, target, isOnlyRest);
    if (left > 0) notify({ text: messages.upload.notTheSame(left, formats.number(left)), isError: true });
  } catch {
    notify({ text: messages.errors.offline, isError: true });
  }
}

/** From now on; answers what ends it, and everything that is under way. */
export function beginUploads(userId: string): () => void {
  purgeUnfinished(userId);
  if (loadUnfinished(userId).length > 0) void openEngine().catch(() => undefined);
  const unsubscribe = sessionState.subscribe(() => {
    if (sessionState.get()?.state !== 'signed-out') return;
    end();
    purgeUnfinished();
  });
  function end(): void {
    uploadEngine.get()?.dispose();
    uploadEngine.set(undefined);
    opening = undefined;
  }
  return () => {
    unsubscribe();
    end();
  };
}

/** Lets somebody choose files, or one folder with all that is in it. To be called while a click or a key is handled. */
export function pickFiles(kind: 'files' | 'folder', target: UploadTarget, isOnlyRest = false): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.webkitdirectory = kind === 'folder';
  input.hidden = true;
  const done = (): void => input.remove();
  input.addEventListener('cancel', done);
  input.addEventListener('change', () => {
    if (input.files !== null) void addUploads(pickedFiles(input.files), target, isOnlyRest);
    done();
  });
  // Some browsers forget an input that is not in the page.
  document.body.append(input);
  input.click();
}

function openEngine(): Promise<UploadEngine> {
  opening ??= import('./engine.ts').then(
    ({ createUploadEngine }) => {
      const engine = createUploadEngine(currentUserId());
      uploadEngine.set(engine);
      return engine;
    },
    (error: unknown) => {
      opening = undefined;
      throw error;
    },
  );
  return opening;
}

function currentUserId(): string {
  const current = sessionState.get();
  if (current === undefined || current.state === 'signed-out') throw new Error('nobody is signed in');
  return current.session.user?.id ?? current.session.workspace.id;
}
