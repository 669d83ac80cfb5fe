// What was done last and how it is taken back, the latest first; until the page is left.
import { currentTranslation } from '../i18n/index.ts';
import { notify } from '../ui/toast.tsx';

type Undo = () => Promise<void> | void;

const MOST = 50;
let done: Undo[] = [];

/** Answers what takes it back, once: by whichever way it is asked for first. */
export function noteUndo(undo: Undo): () => void {
  const once = (): void => {
    if (!done.includes(once)) return;
    done = done.filter((one) => one !== once);
    void undo();
  };
  done = [...done, once].slice(-MOST);
  return once;
}

export function undoLast(): void {
  const last = done.at(-1);
  if (last) void last();
  else notify({ text: currentTranslation().messages.library.nothingToUndo });
}
