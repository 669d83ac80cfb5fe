// What keys do in a list: they move, extend what is selected, and find by name. Everything that has a name of its own is a command.
import { useRef } from 'react';
import type { Observable } from '../app/observable.ts';
import { SEQUENCE_MS, spell } from '../commands/keys.ts';
import { canRun, isApple, singleKeys } from '../commands/running.ts';
import { COMMAND_IDS, commandOf } from '../commands/table.ts';
import { type Layout, type Move, moveFrom } from './layout.ts';
import { extend, focusOn, type Selection, selectOnly, toggle } from './selection.ts';

const MOVES: Readonly<Record<string, Move>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'home',
  End: 'end',
};

/** How long letters belong to one word. */
const TYPING_MS = 1_000;

export interface KeyTarget {
  readonly layout: Layout;
  readonly pageHeight: number;
  readonly selection: Observable<Selection>;
  /** After every move: it has to be seen. */
  readonly onMoved: (index: number) => void;
  readonly onOpen: (index: number) => void;
  readonly onTyped: (name: string) => void;
  readonly onMenu: (index: number) => void;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly timeStamp: number;
  preventDefault(): void;
  stopPropagation(): void;
}

export function useViewKeys(target: KeyTarget): (event: Key) => void {
  const typed = useRef({ text: '', atMs: 0 });
  /** Until when the second of two keys may come. */
  const sequence = useRef(0);
  return (event) => {
    const { layout, selection, onMoved } = target;
    if (layout.total === 0 || event.altKey) return;
    const isMod = isApple ? event.metaKey : event.ctrlKey;
    const now = selection.get();
    const move = MOVES[event.key];
    if (move !== undefined) {
      const inReading = move === 'left' || move === 'right' ? mirrored(move) : move;
      const index = moveFrom(layout, now.focus, inReading, target.pageHeight);
      event.preventDefault();
      if (event.shiftKey) selection.set(extend(now, index, isMod));
      else selection.set(isMod ? focusOn(now, index) : selectOnly(index));
      onMoved(index);
      return;
    }
    if (event.key === ' ' && isMod) {
      event.preventDefault();
      selection.set(toggle(now, now.focus));
    } else if (event.key === ' ' && event.shiftKey) {
      event.preventDefault();
      selection.set(extend(now, now.focus));
    } else if (event.key === 'Enter' && !isMod && !event.shiftKey) {
      // What opens may take the focus, and must not take this press with it.
      event.preventDefault();
      event.stopPropagation();
      target.onOpen(now.focus);
    } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
      event.preventDefault();
      target.onMenu(now.focus);
    } else if (!isMod && [...event.key].length === 1) type(event);
  };

  function type(event: Key): void {
    const isGoingOn = event.timeStamp - typed.current.atMs < TYPING_MS && typed.current.text !== '';
    // What begins a command, or goes on with one of two keys, is no name.
    if (!isGoingOn && (event.key === ' ' || event.timeStamp < sequence.current || isCommand(event))) {
      sequence.current = beginsSequence(event) ? event.timeStamp + SEQUENCE_MS : 0;
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    typed.current = { text: (isGoingOn ? typed.current.text : '') + event.key, atMs: event.timeStamp };
    target.onTyped(typed.current.text);
  }
}

const mirrored = (move: 'left' | 'right'): Move =>
  document.documentElement.dir === 'rtl' ? (move === 'left' ? 'right' : 'left') : move;

function isCommand(event: Key): boolean {
  const spelled = spell(event, isApple);
  return singleKeys.get() && has((keys) => keys === spelled || keys.startsWith(`${spelled} `));
}

function beginsSequence(event: Key): boolean {
  const spelled = spell(event, isApple);
  return has((keys) => keys.startsWith(`${spelled} `));
}

const has = (isMeant: (keys: string) => boolean): boolean =>
  COMMAND_IDS.some((id) => commandOf(id).keys?.some(isMeant) === true && canRun(id));
