// A few words beside what they explain, for those who point at it or come to it by keyboard: of any element with `data-tip`. Says
// nothing that is not also in the name of the thing itself.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';

interface Tip {
  readonly text: string;
  readonly of: Element;
}

const SHOWN_AFTER_MS = 400;
/** Time to get from the thing to the tip, which stays while it is pointed at. */
const HIDDEN_AFTER_MS = 120;
const GAP = 6;
const MARGIN = 4;

/** To be put once into the frame. */
export function Tips() {
  const [tip, setTip] = useState<Tip>();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let timer = 0;
    let near: Element | null = null;
    const tipped = (target: EventTarget | null): Element | null =>
      target instanceof Element ? target.closest('[data-tip]') : null;
    const show = (of: Element): void => {
      const text = of.getAttribute('data-tip');
      if (text && of.isConnected) setTip({ text, of });
    };
    const hide = (): void => {
      clearTimeout(timer);
      near = null;
      setTip(undefined);
    };
    const onOver = (event: PointerEvent): void => {
      if (event.pointerType === 'touch') return;
      if (event.target instanceof Node && box.current?.contains(event.target)) {
        clearTimeout(timer);
        return;
      }
      const of = tipped(event.target);
      if (of === near && of !== null) return;
      near = of;
      clearTimeout(timer);
      timer =
        of === null ? window.setTimeout(hide, HIDDEN_AFTER_MS) : window.setTimeout(() => show(of), SHOWN_AFTER_MS);
    };
    const onFocus = (event: FocusEvent): void => {
      const of = tipped(event.target);
      if (of?.matches(':focus-visible')) show(of);
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') hide();
    };
    const removed = new AbortController();
    const options = { signal: removed.signal, passive: true };
    document.addEventListener('pointerover', onOver, options);
    document.addEventListener('pointerdown', hide, options);
    document.addEventListener('focusin', onFocus, options);
    document.addEventListener('focusout', hide, options);
    document.addEventListener('keydown', onKey, options);
    document.addEventListener('scroll', hide, { ...options, capture: true });
    return () => {
      clearTimeout(timer);
      removed.abort();
    };
  }, []);

  useLayoutEffect(() => {
    const shown = box.current;
    if (shown === null || tip === undefined) return;
    // Over everything, dialogs included.
    shown.showPopover();
    const of = tip.of.getBoundingClientRect();
    const { width, height } = shown.getBoundingClientRect();
    const left = Math.min(Math.max(MARGIN, of.left + (of.width - width) / 2), innerWidth - width - MARGIN);
    const above = of.top - GAP - height;
    shown.style.left = `${left}px`;
    shown.style.top = `${above >= MARGIN ? above : of.bottom + GAP}px`;
  }, [tip]);

  if (tip === undefined) return null;
  return (
    <div
      ref={box}
      key={tip.text}
      popover="manual"
      role="tooltip"
      className="fixed inset-auto m-0 max-w-72 rounded-md border-0 bg-ink px-2 py-1 text-xs font-medium text-canvas shadow-2"
    >
      {tip.text}
    </div>
  );
}
