// Short messages that go away by themselves, with a way to take back what they tell of. What shows them (toast-list) is loaded with the
// first one, or before, once there is time; until then they wait.
import { type ComponentType, useEffect } from 'react';
import { createObservable, useObservable } from '../app/observable.ts';
import { currentTranslation } from '../i18n/index.ts';
import type { ToastManager } from './toast-list.tsx';

interface Notice {
  readonly text: string;
  /** Offered beside the text for as long as it is shown. */
  readonly undo?: () => void;
  readonly isError?: boolean;
}

type Doing = (toasts: ToastManager) => void;

const SHOWN_MS = 6_000;
/** What can be taken back stays for longer. */
const UNDOABLE_MS = 10_000;

const host = createObservable<ComponentType<{ readonly onReady: (manager: ToastManager) => void }> | undefined>(
  undefined,
);
let manager: ToastManager | undefined;
let waiting: Doing[] = [];
/** Also when it is done. */
let isLoading = false;
let last = 0;

export function notify({ text, undo, isError = false }: Notice): void {
  const id = nextId();
  withToasts((toasts) =>
    toasts.add({
      id,
      title: text,
      type: isError ? 'error' : 'notice',
      priority: isError ? 'high' : 'low',
      timeout: undo ? UNDOABLE_MS : SHOWN_MS,
      ...(undo && {
        actionProps: {
          children: currentTranslation().messages.app.undo,
          onClick: () => {
            toasts.close(id);
            undo();
          },
        },
      }),
    }),
  );
}

export interface Work {
  /** `ratio`: from 0 to 1. */
  progress(ratio: number): void;
  /** In place of it. */
  end(notice: Notice): void;
  close(): void;
}

/** Something that takes a while: shown until it is ended. */
export function notifyWork(text: string): Work {
  const id = nextId();
  const close = (): void => withToasts((toasts) => toasts.close(id));
  withToasts((toasts) => toasts.add({ id, title: text, type: 'work', timeout: 0, data: { ratio: null } }));
  return {
    progress: (ratio) => withToasts((toasts) => toasts.update(id, { data: { ratio } })),
    end: (notice) => {
      close();
      notify(notice);
    },
    close,
  };
}

/** To be done before one is wanted, where there is time: without a network there is no way to say that there is none. */
export function loadToasts(): void {
  if (!navigator.onLine) {
    window.addEventListener('online', loadToasts, { once: true });
    return;
  }
  if (isLoading) return;
  isLoading = true;
  import('./toast-list.tsx').then(
    ({ ToastHost }) => host.set(ToastHost),
    () => {
      isLoading = false;
    },
  );
}

export function Toasts() {
  const Host = useObservable(host);
  // What is left is none of the next one's who signs in.
  useEffect(
    () => () => {
      waiting = [];
    },
    [],
  );
  return Host === undefined ? null : <Host onReady={begin} />;
}

const nextId = (): string => `notice-${++last}`;

function withToasts(doing: Doing): void {
  if (manager !== undefined) doing(manager);
  else {
    waiting.push(doing);
    loadToasts();
  }
}

function begin(toasts: ToastManager): void {
  manager = toasts;
  const waited = waiting;
  waiting = [];
  for (const doing of waited) doing(toasts);
}
