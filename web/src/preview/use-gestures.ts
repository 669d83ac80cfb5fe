// Fingers, mouse and wheel over a picture: enlarging around what is pointed at, moving what is enlarged, and swiping to the next
// one where nothing is.
import { type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import { type Frame, panBy, STEP, type Zoom, zoomAt } from './zoom.ts';

/** By how many pixels a finger moves aside before it is a swipe. */
const SWIPE_PX = 60;
const TAP_PX = 10;
const DOUBLE_TAP_MS = 300;

export interface Gestures {
  readonly zoom: () => Zoom;
  readonly frame: () => Frame;
  /** `isFollowing`: what a hand does right now, which is shown without delay. */
  readonly onZoom: (zoom: Zoom, isFollowing: boolean) => void;
  /** -1: back, 1: on. */
  readonly onSwipe: (direction: -1 | 1) => void;
  /** A double click, or two taps. */
  readonly onDouble: (x: number, y: number) => void;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

type Pointed = Pick<MouseEvent, 'clientX' | 'clientY'>;

interface Touch {
  readonly pointers: Map<number, Point>;
  start: Point | undefined;
  /** How many fingers there were at most. */
  most: number;
  lastTapMs: number;
}

export function useGestures(stage: RefObject<HTMLElement | null>, gestures: Gestures) {
  const latest = useRef(gestures);
  useEffect(() => {
    latest.current = gestures;
  });
  const touch = useRef<Touch>({ pointers: new Map(), start: undefined, most: 0, lastTapMs: -DOUBLE_TAP_MS });

  const placeOf = (event: Pointed): Point => placeIn(stage.current, event);

  // React listens for wheels passively, and the page must not be enlarged instead.
  useEffect(() => {
    const element = stage.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      event.preventDefault();
      const { zoom, frame, onZoom } = latest.current;
      const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
      const factor = Math.exp((-event.deltaY * lines) / (event.ctrlKey ? 100 : 300));
      onZoom(zoomAt(zoom(), Math.min(STEP, Math.max(1 / STEP, factor)), placeIn(element, event), frame()), true);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [stage]);

  function onPointerDown(event: PointerEvent<HTMLElement>): void {
    if (event.pointerType === 'mouse' && event.button !== 0) return;
    const { pointers } = touch.current;
    event.currentTarget.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, placeOf(event));
    if (pointers.size === 1) Object.assign(touch.current, { start: placeOf(event), most: 1 });
    touch.current.most = Math.max(touch.current.most, pointers.size);
  }

  function onPointerMove(event: PointerEvent<HTMLElement>): void {
    const { pointers } = touch.current;
    const before = pointers.get(event.pointerId);
    if (before === undefined) return;
    const { zoom, frame, onZoom } = latest.current;
    const now = placeOf(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    pointers.set(event.pointerId, now);
    if (other !== undefined) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      const factor = distance(now, other) / Math.max(1, distance(before, other));
      const moved = panBy(zoom(), (now.x - before.x) / 2, (now.y - before.y) / 2, frame());
      onZoom(zoomAt(moved, factor, middle, frame()), true);
    } else if (zoom().scale > 1) onZoom(panBy(zoom(), now.x - before.x, now.y - before.y, frame()), true);
  }

  function onPointerUp(event: PointerEvent<HTMLElement>): void {
    const { pointers, start, most, lastTapMs } = touch.current;
    if (!pointers.delete(event.pointerId) || pointers.size > 0 || start === undefined || event.type === 'pointercancel')
      return;
    const { zoom, onZoom, onSwipe, onDouble } = latest.current;
    onZoom(zoom(), false);
    if (event.pointerType === 'mouse' || most > 1) return;
    const end = placeOf(event);
    const [dx, dy] = [end.x - start.x, end.y - start.y];
    if (zoom().scale === 1 && Math.abs(dx) > SWIPE_PX && Math.abs(dx) > 1.5 * Math.abs(dy)) {
      onSwipe(dx < 0 === (document.documentElement.dir !== 'rtl') ? 1 : -1);
      return;
    }
    if (Math.hypot(dx, dy) > TAP_PX) return;
    const isSecond = event.timeStamp - lastTapMs < DOUBLE_TAP_MS;
    touch.current.lastTapMs = isSecond ? -DOUBLE_TAP_MS : event.timeStamp;
    if (isSecond) onDouble(end.x, end.y);
  }

  return {
    onPointerDown,
    onPointerMove,
    onPointerUp,
    onPointerCancel: onPointerUp,
    // Of fingers, two taps are counted above, which no browser does alike.
    onDoubleClick: (event: Pointed) => {
      if (touch.current.lastTapMs !== -DOUBLE_TAP_MS) return;
      const { x, y } = placeOf(event);
      latest.current.onDouble(x, y);
    },
  };
}

const distance = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

/** From its middle. */
function placeIn(element: HTMLElement | null, { clientX, clientY }: Pointed): Point {
  const box = element?.getBoundingClientRect();
  if (box === undefined) return { x: 0, y: 0 };
  return { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 };
}
