// The one view of lists of any length: a grid or lines, of which only what can be seen is in the page. One stop for Tab; the entry
// that has the focus is always there, wherever the list is scrolled to.
import {
  type ReactNode,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Observable, useObservable } from '../app/observable.ts';
import { cut } from './cutting.ts';
import type { EntryList } from './entry-list.ts';
import { boxOf, type Layout, layoutOf, rangeBetween, type ViewMode } from './layout.ts';
import type { Entry } from './rows.ts';
import { isSelected, type Selection, within } from './selection.ts';
import { Tile } from './tile.tsx';
import { useViewport, useWindowSize } from './use-viewport.ts';
import { useViewDrag } from './view-drag.ts';
import { useViewKeys } from './view-keys.ts';
import { createFrame, indexOf, useViewPointer } from './view-pointer.ts';

export interface ScrollPlace {
  readonly index: number;
  /** Pixels of the layout between the top edge and that entry. */
  readonly offset: number;
  readonly focus: number;
}

export interface ViewHandle {
  /** Shows an entry; `isFocused`: and gives it the focus of the keyboard. */
  reveal(index: number, isFocused?: boolean): void;
  focus(): void;
  /** The entry that keys are about, where it is in the page. */
  focused(): HTMLElement | null;
  /** Where an entry is on the screen, if it is. */
  rectOf(index: number): DOMRect | undefined;
  place(): ScrollPlace | undefined;
  isAtTop(): boolean;
}

interface AssetViewProps {
  readonly list: EntryList;
  readonly selection: Observable<Selection>;
  readonly mode: ViewMode;
  readonly tileWidth: number;
  readonly rowHeight: number;
  readonly label: string;
  readonly showsPath: boolean;
  readonly handle: { current: ViewHandle | undefined };
  readonly firstPlace: ScrollPlace | undefined;
  readonly onOpen: (index: number) => void;
  readonly onTyped: (name: string) => void;
  /** At a point of the window. */
  readonly onMenu: (x: number, y: number) => void;
  /** When scrolling or moving has come to rest. */
  readonly onRest: () => void;
  /** Absent: nothing can be dragged. */
  readonly onDrop?: ((folder: Entry) => void) | undefined;
  /** What lies over an entry, such as the field for its name; gets where that is. */
  readonly overlay?: ((layout: Layout) => ReactNode) | undefined;
  readonly head?: ReactNode;
}

const OVERSCAN_ROWS = 3;
/** Tiles are placed from here on, so that no number gets so large that it is rounded. */
const BASE_STEP = 1_000_000;
const RESTS_AFTER_MS = 160;

export function AssetView(props: AssetViewProps) {
  const { list, selection, mode, tileWidth, rowHeight, label, showsPath, handle, firstPlace, onOpen } = props;
  useSyncExternalStore(list.subscribe, list.version);
  const selected = useObservable(selection);
  const isCut = useObservable(cut);
  const scroller = useRef<HTMLDivElement>(null);
  const listbox = useRef<HTMLDivElement>(null);
  const size = useWindowSize(scroller);
  const total = list.total() ?? 0;
  const folders = list.folders();
  const layout = useMemo(
    () => layoutOf({ mode, folders, assets: total - folders, width: size.width, tileWidth, rowHeight }),
    [mode, folders, total, size.width, tileWidth, rowHeight],
  );
  const viewport = useViewport(scroller, layout, size.height);
  const { top, scrolling, scrollTop, isFast, scrollTo } = viewport;
  const isPassing = useObservable(isFast);
  const frame = useMemo(createFrame, []);
  const now = useRef({ top, layout, height: size.height });
  now.current = { top, layout, height: size.height };

  const overscan = OVERSCAN_ROWS * (layout.sections.at(-1)?.rowHeight ?? rowHeight);
  const shown = rangeBetween(layout, top - overscan, top + size.height + overscan);
  const [first, last] = shown ?? [0, -1];
  const isMeasured = size.height > 0;
  const isKnown = list.total() !== undefined;
  useEffect(() => {
    if (isPassing || !isMeasured) return;
    // One more screen in both directions, since that is where one looks next.
    const span = isKnown ? last - first + 1 : 0;
    list.want(Math.max(0, first - span), isKnown ? Math.min(total - 1, last + span) : 0);
  }, [list, first, last, isPassing, isMeasured, isKnown, total]);

  useEffect(() => {
    if (isKnown) selection.set(within(selection.get(), total));
  }, [selection, isKnown, total]);

  const wantsFocus = useRef(false);
  const reveal = useCallback(
    (index: number, isFocused = true) => {
      const box = boxOf(now.current.layout, index);
      const { top: from, height } = now.current;
      const margin = mode === 'grid' ? 12 : 0;
      if (box.y - margin < from) scrollTo(Math.max(0, index === 0 ? 0 : box.y - margin));
      else if (box.y + box.height + margin > from + height) scrollTo(box.y + box.height + margin - height);
      if (isFocused) wantsFocus.current = true;
    },
    [mode, scrollTo],
  );

  useLayoutEffect(() => {
    if (!wantsFocus.current && listbox.current?.contains(document.activeElement) !== true) return;
    const target = listbox.current?.querySelector<HTMLElement>(`[data-index="${selected.focus}"]`);
    if (target === null || target === undefined) return;
    wantsFocus.current = false;
    if (document.activeElement !== target) target.focus({ preventScroll: true });
  });

  // Where one was, once it is known how long the list is; and the same entry at the top when the layout changes.
  const restored = useRef(false);
  const kept = useRef<{ readonly layout: Layout; readonly place: ScrollPlace | undefined }>({
    layout,
    place: undefined,
  });
  useLayoutEffect(() => {
    if (!isKnown || !isMeasured) return;
    if (!restored.current) {
      restored.current = true;
      if (firstPlace) scrollTo(boxOf(layout, Math.min(firstPlace.index, total - 1)).y - firstPlace.offset);
    } else if (kept.current.layout !== layout && kept.current.place && kept.current.layout.total === layout.total) {
      const { index, offset } = kept.current.place;
      if (index > 0) scrollTo(boxOf(layout, index).y - offset);
    }
    kept.current = { layout, place: placeOf() };
  });

  function placeOf(): ScrollPlace | undefined {
    const { top: from, layout: at } = now.current;
    const range = rangeBetween(at, from, from + 1) ?? rangeBetween(at, from, from + 100);
    if (range === undefined) return undefined;
    return { index: range[0], offset: boxOf(at, range[0]).y - from, focus: selection.get().focus };
  }

  const focused = (): HTMLElement | null => listbox.current?.querySelector<HTMLElement>('[tabindex="0"]') ?? null;

  useEffect(() => {
    handle.current = {
      reveal: (index, isFocused) => reveal(index, isFocused),
      focus: () => focused()?.focus({ preventScroll: true }),
      focused,
      rectOf: (index) => listbox.current?.querySelector(`[data-index="${index}"]`)?.getBoundingClientRect(),
      place: placeOf,
      isAtTop: () => now.current.top < 60,
    };
    return () => {
      handle.current = undefined;
    };
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: each of these begins the rest anew
  useEffect(() => {
    const timer = setTimeout(props.onRest, RESTS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [scrollTop, selected.focus, props.onRest]);

  const focusListbox = (): void => {
    wantsFocus.current = true;
  };
  const onKeyDown = useViewKeys({
    layout,
    pageHeight: size.height,
    selection,
    onMoved: reveal,
    onOpen,
    onTyped: props.onTyped,
    onMenu: (index) => {
      const rect = handle.current?.rectOf(index);
      if (rect) props.onMenu(rect.left + rect.width / 2, rect.top + rect.height / 2);
    },
  });
  const pointer = useViewPointer(
    { scroller, layout, selection, top: () => now.current.top, onOpen, onFocus: focusListbox },
    frame,
  );
  const drag = useViewDrag({ list, selection, onDrop: props.onDrop, onOpen });

  const base = Math.floor(top / BASE_STEP) * BASE_STEP;
  const shift = scrollTop - top + base;
  const indices: number[] = [];
  for (let index = first; index <= last; index++) indices.push(index);
  if (total > 0 && (selected.focus < first || selected.focus > last) && selected.focus < total)
    indices.push(selected.focus);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a pointer alone does something beside the entries, and keys do the same
    <div
      ref={scroller}
      data-view={mode}
      className="asset-scroller relative min-h-0 flex-1 overflow-x-clip overflow-y-auto overscroll-contain"
      onScroll={viewport.onScroll}
      onPointerDown={pointer.onPointerDown}
      onPointerMove={pointer.onPointerMove}
      onPointerUp={pointer.onPointerUp}
      onPointerCancel={pointer.onPointerCancel}
      onContextMenu={(event) => {
        event.preventDefault();
        // A finger that rests selects; its menu is the bar below.
        if (!pointer.isTouch.current) props.onMenu(event.clientX, event.clientY);
      }}
    >
      {props.head}
      <div className="relative" style={{ blockSize: Math.max(scrolling.scrollHeight, 1) }}>
        <div
          ref={listbox}
          role="listbox"
          aria-label={label}
          aria-multiselectable
          className="entries absolute inset-0"
          style={{ transform: `translateY(${shift}px)` }}
          onKeyDown={onKeyDown}
          onClick={pointer.onClick}
          onDoubleClick={pointer.onDoubleClick}
          onFocus={(event) => {
            const index = indexOf(event.target);
            if (index !== undefined && index !== selection.get().focus)
              selection.set({ ...selection.get(), focus: index });
          }}
          {...drag.listeners}
        >
          {indices.map((index) => {
            const box = boxOf(layout, index);
            const row = list.rowAt(index);
            const isFar = index < first || index > last;
            return (
              <Tile
                key={index}
                index={index}
                total={total}
                row={row}
                x={box.x}
                // What is far away and kept for its focus must not lengthen the page.
                y={isFar ? top - base - 2 * box.height - 100 : box.y - base}
                width={box.width}
                height={box.height}
                mode={mode}
                isSelected={isSelected(selected, index)}
                isFocused={index === selected.focus}
                isCut={row !== undefined && isCut?.ids.has(row.id) === true}
                isTarget={drag.target === index}
                showsPath={showsPath}
                isFast={isFast}
              />
            );
          })}
        </div>
        <div className="pointer-events-none absolute inset-0" style={{ transform: `translateY(${shift - base}px)` }}>
          <Frame frame={frame} />
          {props.overlay?.(layout)}
        </div>
      </div>
    </div>
  );
}

function Frame({
  frame,
}: {
  readonly frame: Observable<{ x: number; y: number; width: number; height: number } | undefined>;
}) {
  const [box, setBox] = useState(frame.get());
  useEffect(() => frame.subscribe(() => setBox(frame.get())), [frame]);
  if (box === undefined) return null;
  return (
    <div
      className="absolute z-10 rounded border border-accent bg-accent/15"
      style={{ transform: `translate(${box.x}px, ${box.y}px)`, inlineSize: box.width, blockSize: box.height }}
    />
  );
}
