// Text that is saved by itself: a moment after the last key, when the field is left, and when it goes.
import { useCallback, useEffect, useRef, useState } from 'react';
import { explain } from '../api/errors.ts';

export type SaveState =
  | { readonly is: 'saved' | 'waiting' | 'saving' | 'untouched' }
  | { readonly is: 'failed'; readonly reason: string };

const SAVED_AFTER_MS = 800;

export interface Autosaved<T> {
  /** What is shown: the draft, or what is saved. */
  readonly value: T;
  readonly state: SaveState;
  change(draft: T): void;
  /** At once, if anything waits. */
  flush(): void;
  /** Back to what is saved. */
  revert(): void;
}

/** `save` throws ApiError; answering a text refuses the draft with that as its reason. */
export function useAutosave<T>(saved: T, save: (draft: T) => Promise<string | undefined>): Autosaved<T> {
  const [draft, setDraft] = useState<{ readonly value: T }>();
  const [state, setState] = useState<SaveState>({ is: 'untouched' });
  const waiting = useRef<{ draft: { readonly value: T }; timer: number }>(undefined);
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });

  const flush = useCallback(() => {
    const due = waiting.current;
    if (due === undefined) return;
    waiting.current = undefined;
    clearTimeout(due.timer);
    setState({ is: 'saving' });
    latest.current(due.draft.value).then(
      (refusal) => {
        if (typeof refusal === 'string') return setState({ is: 'failed', reason: refusal });
        setState((now) => (now.is === 'saving' ? { is: 'saved' } : now));
        // What is saved is shown from now on, unless there is a newer draft.
        setDraft((now) => (now === due.draft ? undefined : now));
      },
      (error: unknown) => setState({ is: 'failed', reason: explain(error) }),
    );
  }, []);

  const change = (value: T): void => {
    const next = { value };
    setDraft(next);
    setState({ is: 'waiting' });
    clearTimeout(waiting.current?.timer);
    waiting.current = { draft: next, timer: window.setTimeout(flush, SAVED_AFTER_MS) };
  };
  const revert = (): void => {
    clearTimeout(waiting.current?.timer);
    waiting.current = undefined;
    setDraft(undefined);
    setState({ is: 'untouched' });
  };
  useEffect(() => flush, [flush]);
  return { value: draft === undefined ? saved : draft.value, state, change, flush, revert };
}
