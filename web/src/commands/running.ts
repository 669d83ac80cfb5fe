// Which commands can be done now, and the keys that do them: one listener for the whole page.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { createObservable } from '../app/observable.ts';
import { remember, remembered } from '../app/remembered.ts';
import { takeEarlyKeys } from './early-keys.ts';
import { createSequence, isSingleCharacter, spell } from './keys.ts';
import { COMMAND_IDS, type CommandId, commandOf } from './table.ts';

interface Doing {
  readonly run: () => void;
  /** Absent: always. */
  readonly when?: () => boolean;
}

/** Of each command, those who can do it: the last one who came does. */
const doers = new Map<CommandId, Doing[]>();

export const isApple = /mac|iphone|ipad/i.test(navigator.userAgent);

/** Whether keys with one character do anything; the user may switch them off. */
export const singleKeys = createObservable(remembered('single-keys') !== 'off');

export function chooseSingleKeys(isOn: boolean): void {
  remember('single-keys', isOn ? null : 'off');
  singleKeys.set(isOn);
}

/** While the component is there, the command is done by `run`; `isEnabled` false takes it back. */
export function useCommand(id: CommandId, run: () => void, isEnabled = true): void {
  const latest = useRef({ run, isEnabled });
  useLayoutEffect(() => {
    latest.current = { run, isEnabled };
  });
  useEffect(() => {
    const doing: Doing = { run: () => latest.current.run(), when: () => latest.current.isEnabled };
    doers.set(id, [...(doers.get(id) ?? []), doing]);
    if (awaited?.id === id && performance.now() < awaited.untilMs) {
      awaited = undefined;
      // Once all that came along with it is there.
      setTimeout(() => runCommand(id));
    }
    return () => {
      doers.set(
        id,
        (doers.get(id) ?? []).filter((one) => one !== doing),
      );
    };
  }, [id]);
}

/** Those that can be done, also when that changes by what is drawn at the same time. */
export function useRunnable<T extends CommandId>(ids: readonly T[]): readonly T[] {
  const [runnable, setRunnable] = useState<readonly T[]>([]);
  useEffect(() => {
    const now = ids.filter(canRun);
    setRunnable((before) => (before.join() === now.join() ? before : now));
  });
  return runnable;
}

export const canRun = (id: CommandId): boolean => doerOf(id) !== undefined;

/** Answers whether it could be done. */
export function runCommand(id: CommandId): boolean {
  const doing = doerOf(id);
  doing?.run();
  return doing !== undefined;
}

const doerOf = (id: CommandId): Doing | undefined => doers.get(id)?.findLast(({ when }) => when?.() ?? true);

/** What was asked for before the part of the page that does it was there. */
let awaited: { readonly id: CommandId; readonly untilMs: number } | undefined;
const AWAITED_MS = 1_500;

/** Answers what ends it. */
export function listenForKeys(): () => void {
  const follow = createSequence();
  let isCovered = false;
  // Before whatever lies over the preview is closed by the same press.
  const look = (): void => {
    isCovered = document.querySelector(COVERED_PREVIEW) !== null;
  };
  const listener = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = spell(event, isApple);
    if (stroke === undefined) return;
    const isTyping = isEditable(event.target);
    // What has no focus at all is in the preview, where there is one.
    awaited = undefined;
    const popup = (event.target instanceof Element && event.target.closest(POPUP)) || document.querySelector(PREVIEW);
    for (const keys of follow(stroke, event.timeStamp)) {
      if (isTyping && (!keys.includes('Mod+') || OF_TEXT.has(keys))) continue;
      // Marked text is what is meant then.
      if (keys === 'Mod+C' && getSelection()?.isCollapsed === false) continue;
      if (isSingleCharacter(keys) && !singleKeys.get()) continue;
      const meant = COMMAND_IDS.filter((one) => isMeant(one, keys, popup, isCovered));
      const id = meant.find(canRun);
      if (id === undefined) {
        const coming = meant.find((one) => (doers.get(one) ?? []).length === 0);
        if (coming !== undefined) awaited ??= { id: coming, untilMs: event.timeStamp + AWAITED_MS };
        continue;
      }
      event.preventDefault();
      runCommand(id);
      return;
    }
  };
  window.addEventListener('keydown', look, { capture: true });
  window.addEventListener('keydown', listener);
  for (const event of takeEarlyKeys()) listener(event);
  return () => {
    window.removeEventListener('keydown', look, { capture: true });
    window.removeEventListener('keydown', listener);
  };
}

/** What these do to text. */
const OF_TEXT = new Set(['Mod+A', 'Mod+C', 'Mod+V', 'Mod+X', 'Mod+Z']);
const PREVIEW = '[data-preview]';
/** While a dialog is over it, which makes everything else inert. */
const COVERED_PREVIEW = '[data-preview]:is([inert], [aria-hidden="true"], [data-base-ui-inert])';
/** Notices call themselves dialogs, and take no keys away from the page. */
const POPUP = ':is([role="dialog"], [role="alertdialog"], [role="menu"], dialog):not([data-notice])';

function isMeant(id: CommandId, keys: string, popup: Element | null, isCovered: boolean): boolean {
  const command = commandOf(id);
  if (command.keys?.includes(keys) !== true) return false;
  return (
    popup === null ||
    command.isForDialogs === true ||
    (command.isForPreview === true && !isCovered && popup.matches(PREVIEW))
  );
}

/** Whether keys are text there. */
function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement)
    return !['button', 'checkbox', 'radio', 'range', 'reset', 'submit', 'color', 'file', 'image'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}
