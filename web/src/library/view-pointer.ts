// What mouse and finger do in a list: select, frame many, open. A finger selects only where it rests.
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { createObservable, type Observable } from '../app/observable.ts';
import { isApple } from '../commands/running.ts';
import { type Box, type Layout, rangesIn } from './layout.ts';
import {
  countOf,
  extend,
  focusOn,
  isSelected,
  type Selection,
  selectNone,
  selectOnly,
  selectRanges,
  toggle,
} from './selection.ts';

const LONG_PRESS_MS = 500;
const STILL_PX = 10;
/** How near to the edge a frame begins to scroll. */
const EDGE_PX = 40;

export interface PointerTarget {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly layout: Layout;
  readonly selection: Observable<Selection>;
  /** Of the layout: what is at the top edge. */
  readonly top: () => number;
  readonly onOpen: (index: number) => void;
  readonly onFocus: () => void;
}

/** The frame being drawn, in pixels of the layout. */
export const createFrame = (): Observable<Box | undefined> => createObservable<Box | undefined>(undefined);

export function useViewPointer(target: PointerTarget, frame: Observable<Box | undefined>) {
  const latest = useRef(target);
  useEffect(() => {
    latest.current = target;
  });
  const press = useRef<{ x: number; y: number; timer: number; wasLong: boolean; wasSelected: boolean } | undefined>(
    undefined,
  );
  const isTouch = useRef(false);

  function onPointerDown(event: PointerEvent): void {
    const { selection, onFocus } = latest.current;
    isTouch.current = event.pointerType === 'touch';
    const index = indexOf(event.target);
    const { clientX: x, clientY: y } = event;
    const isMod = isApple ? event.metaKey : event.ctrlKey;
    if (isTouch.current) {
      press.current = {
        x,
        y,
        wasLong: false,
        wasSelected: false,
        timer: window.setTimeout(() => long(index), LONG_PRESS_MS),
      };
      return;
    }
    if (event.button === 2 && index !== undefined) {
      const now = selection.get();
      selection.set(isSelected(now, index) ? focusOn(now, index) : selectOnly(index));
      return;
    }
    if (event.button !== 0) return;
    if (index === undefined) {
      drawFrame(event, isMod || event.shiftKey);
      return;
    }
    const now = selection.get();
    press.current = { x, y, wasLong: false, wasSelected: isSelected(now, index), timer: 0 };
    // At once, so that it is what a drag takes along.
    if (!isMod && !event.shiftKey && !isCheck(event.target) && !isSelected(now, index))
      selection.set(selectOnly(index));
    onFocus();
  }

  function long(index: number | undefined): void {
    if (press.current === undefined || index === undefined) return;
    press.current.wasLong = true;
    navigator.vibrate?.(10);
    latest.current.selection.set(toggle(latest.current.selection.get(), index));
  }

  function onPointerMove(event: PointerEvent): void {
    const start = press.current;
    if (!isTouch.current || start === undefined) return;
    if (Math.hypot(event.clientX - start.x, event.clientY - start.y) > STILL_PX) onPointerCancel();
  }

  function onPointerCancel(): void {
    clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  function onClick(event: {
    readonly target: EventTarget;
    ctrlKey: boolean;
    metaKey: boolean;
    shiftKey: boolean;
  }): void {
    const { selection, onOpen, onFocus } = latest.current;
    const start = press.current;
    clearTimeout(start?.timer);
    press.current = undefined;
    const index = indexOf(event.target);
    if (index === undefined || start?.wasLong === true) return;
    const now = selection.get();
    const isMod = isApple ? event.metaKey : event.ctrlKey;
    if (isTouch.current) {
      if (countOf(now) > 0 || isCheck(event.target)) selection.set(toggle(now, index));
      else {
        selection.set(focusOn(now, index));
        onOpen(index);
      }
      return;
    }
    if (event.shiftKey) selection.set(extend(now, index, isMod));
    else if (isMod || isCheck(event.target)) selection.set(toggle(now, index));
    else selection.set(selectOnly(index));
    onFocus();
  }

  function onDoubleClick(event: { readonly target: EventTarget }): void {
    const index = indexOf(event.target);
    if (index !== undefined && !isTouch.current && !isCheck(event.target)) latest.current.onOpen(index);
  }

  function drawFrame(event: PointerEvent, isAdded: boolean): void {
    const element = latest.current.scroller.current;
    // The bar that scrolls is not ours to draw on.
    if (element === null || event.clientX - element.getBoundingClientRect().left >= element.clientWidth) return;
    const before = latest.current.selection.get();
    const at = (x: number, y: number): { x: number; y: number } => {
      const edge = element.getBoundingClientRect();
      return { x: x - edge.left, y: y - edge.top + latest.current.top() };
    };
    const start = at(event.clientX, event.clientY);
    let pointer = { x: event.clientX, y: event.clientY };
    let ticking = 0;
    const draw = (): void => {
      const now = at(pointer.x, pointer.y);
      const box = {
        x: Math.min(start.x, now.x),
        y: Math.min(start.y, now.y),
        width: Math.abs(now.x - start.x),
        height: Math.abs(now.y - start.y),
      };
      if (frame.get() === undefined && box.width + box.height < 6) return;
      frame.set(box);
      latest.current.selection.set(selectRanges(before, rangesIn(latest.current.layout, box), isAdded));
    };
    const tick = (): void => {
      const { top, bottom } = element.getBoundingClientRect();
      const beyond = pointer.y < top + EDGE_PX ? pointer.y - top - EDGE_PX : Math.max(0, pointer.y - bottom + EDGE_PX);
      if (beyond !== 0 && frame.get() !== undefined) {
        element.scrollTop += Math.max(-30, Math.min(30, beyond / 2));
        draw();
      }
      ticking = requestAnimationFrame(tick);
    };
    const move = (moved: globalThis.PointerEvent): void => {
      pointer = { x: moved.clientX, y: moved.clientY };
      draw();
    };
    const stop = (): void => {
      window.removeEventListener('pointermove', move);
      window.removeEventListener('pointerup', stop);
      window.removeEventListener('pointercancel', stop);
      cancelAnimationFrame(ticking);
      if (frame.get() === undefined && !isAdded)
        latest.current.selection.set(selectNone(latest.current.selection.get()));
      frame.set(undefined);
    };
    window.addEventListener('pointermove', move);
    window.addEventListener('pointerup', stop);
    window.addEventListener('pointercancel', stop);
    ticking = requestAnimationFrame(tick);
    latest.current.onFocus();
    event.preventDefault();
  }

  return { onPointerDown, onPointerMove, onPointerUp: clearTimer, onPointerCancel, onClick, onDoubleClick, isTouch };

  function clearTimer(): void {
    clearTimeout(press.current?.timer);
  }
}

/** Of the entry that is pointed at. */
export function indexOf(target: EventTarget | null): number | undefined {
  const entry = target instanceof Element ? target.closest('[data-index]') : null;
  return entry instanceof HTMLElement ? Number(entry.dataset['index']) : undefined;
}

const isCheck = (target: EventTarget): boolean => target instanceof Element && target.closest('[data-check]') !== null;
