// What of a long list can be seen: the size of the window over it, how far it is scrolled, and whether faster than anybody can look.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { createObservable, type Observable } from '../app/observable.ts';
import { type Layout, type Scrolling, scrollingOf } from './layout.ts';

/** Pixels in a second above which nothing is asked for. */
const FAST = 6_000;
const CALM_AFTER_MS = 90;

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** 0 until it was measured. */
export function useWindowSize(scroller: RefObject<HTMLElement | null>): WindowSize {
  const [size, setSize] = useState<WindowSize>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const measure = (): void => setSize({ width: element.clientWidth, height: element.clientHeight });
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return size;
}

export interface Viewport {
  readonly scrolling: Scrolling;
  readonly scrollTop: number;
  /** Of the layout. */
  readonly top: number;
  readonly isFast: Observable<boolean>;
  onScroll(): void;
  /** To a height of the layout, at once. */
  scrollTo(top: number): void;
}

export function useViewport(scroller: RefObject<HTMLElement | null>, layout: Layout, height: number): Viewport {
  const [scrollTop, setScrollTop] = useState(0);
  const isFast = useMemo(() => createObservable(false), []);
  const last = useRef({ top: 0, atMs: 0, timer: 0 });
  const scrolling = useMemo(() => scrollingOf(layout.height, height), [layout.height, height]);

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const now = performance.now();
    const { top, atMs, timer } = last.current;
    const speed = (Math.abs(scrolling.toLayout(element.scrollTop) - top) / Math.max(8, now - atMs)) * 1_000;
    clearTimeout(timer);
    // The first step after a rest may be a jump, which has arrived.
    const isMoving = now - atMs < 200 && speed > FAST;
    isFast.set(isMoving || (isFast.get() && now - atMs < CALM_AFTER_MS && speed > FAST / 2));
    last.current = {
      top: scrolling.toLayout(element.scrollTop),
      atMs: now,
      timer: isFast.get() ? window.setTimeout(() => isFast.set(false), CALM_AFTER_MS) : 0,
    };
    flushSync(() => setScrollTop(element.scrollTop));
  }, [scroller, scrolling, isFast]);

  useEffect(() => () => clearTimeout(last.current.timer), []);

  const scrollTo = useCallback(
    (top: number) => {
      const element = scroller.current;
      if (element === null) return;
      element.scrollTop = scrolling.toScroll(top);
      setScrollTop(element.scrollTop);
    },
    [scroller, scrolling],
  );

  return { scrolling, scrollTop, top: scrolling.toLayout(scrollTop), isFast, onScroll, scrollTo };
}
