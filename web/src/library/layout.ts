// Where everything lies in a list of any length, by arithmetic alone: folders first, then assets, each in rows of one height. The
// browser's scroll box is capped, since none can be as high as a million rows: positions in it are mapped to those of the layout.

export type ViewMode = 'grid' | 'list';

export interface LayoutRequest {
  readonly mode: ViewMode;
  readonly folders: number;
  readonly assets: number;
  /** Of what can be seen of it, in pixels. */
  readonly width: number;
  /** Least width of a tile. */
  readonly tileWidth: number;
  /** Height of a row of the list. */
  readonly rowHeight: number;
}

interface Section {
  /** The index of its first entry. */
  readonly first: number;
  readonly count: number;
  readonly columns: number;
  readonly rowHeight: number;
  readonly top: number;
  readonly rows: number;
}

export interface Layout {
  readonly mode: ViewMode;
  readonly total: number;
  readonly sections: readonly Section[];
  readonly height: number;
  readonly columns: number;
  /** Of one entry; without the gap beside it. */
  readonly cellWidth: number;
  readonly padding: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** First and last index, both in it. */
export type Range = readonly [number, number];

const GAP = 12;
const CAPTION = 46;
const FOLDER_HEIGHT = 52;
const SECTION_GAP = 12;
/** Below what any browser can scroll, at any density of pixels. */
const LARGEST_SCROLL = 8_000_000;

export function layoutOf({ mode, folders, assets, width, tileWidth, rowHeight }: LayoutRequest): Layout {
  const isGrid = mode === 'grid';
  const padding = isGrid ? (width < 560 ? 12 : 20) : width < 560 ? 0 : 8;
  const inner = Math.max(0, width - 2 * padding);
  const gap = isGrid ? GAP : 0;
  const columns = isGrid ? Math.max(width < 560 ? 2 : 1, Math.floor((inner + gap) / (tileWidth + gap))) : 1;
  const cellWidth = isGrid ? Math.floor((inner - gap * (columns - 1)) / columns) : inner;
  const sections: Section[] = [];
  let top = isGrid ? 8 : 4;
  const add = (count: number, first: number, height: number): void => {
    if (count === 0) return;
    const rows = Math.ceil(count / columns);
    sections.push({ first, count, columns, rowHeight: height, top, rows });
    top += rows * height + (isGrid ? SECTION_GAP : 0);
  };
  add(folders, 0, isGrid ? FOLDER_HEIGHT + GAP : rowHeight);
  add(assets, folders, isGrid ? cellWidth + CAPTION + GAP : rowHeight);
  // Room for the bar of the selection, which floats over the end.
  return { mode, total: folders + assets, sections, height: top + 72, columns, cellWidth, padding };
}

export function boxOf(layout: Layout, index: number): Box {
  const section = sectionOf(layout, index);
  if (section === undefined) return { x: 0, y: 0, width: 0, height: 0 };
  const within = index - section.first;
  const gap = layout.mode === 'grid' ? GAP : 0;
  return {
    x: layout.padding + (within % section.columns) * (layout.cellWidth + gap),
    y: section.top + Math.floor(within / section.columns) * section.rowHeight,
    width: layout.cellWidth,
    height: section.rowHeight - gap,
  };
}

/** Of all that lies between two heights; undefined where nothing does. */
export function rangeBetween(layout: Layout, from: number, to: number): Range | undefined {
  let first: number | undefined;
  let last: number | undefined;
  for (const section of layout.sections) {
    const end = section.top + section.rows * section.rowHeight;
    if (section.top > to || end < from) continue;
    const firstRow = clamp(Math.floor((from - section.top) / section.rowHeight), 0, section.rows - 1);
    const lastRow = clamp(Math.floor((to - section.top) / section.rowHeight), 0, section.rows - 1);
    first ??= section.first + firstRow * section.columns;
    last = section.first + Math.min(section.count, (lastRow + 1) * section.columns) - 1;
  }
  return first === undefined || last === undefined ? undefined : [first, last];
}

/** What a frame that is drawn over the layout touches, row by row. */
export function rangesIn(layout: Layout, { x, y, width, height }: Box): Range[] {
  const gap = layout.mode === 'grid' ? GAP : 0;
  const step = layout.cellWidth + gap;
  const left = clamp(Math.floor((x - layout.padding + gap) / step), 0, layout.columns);
  const right = clamp(Math.floor((x + width - layout.padding) / step), -1, layout.columns - 1);
  if (left > right) return [];
  const ranges: Range[] = [];
  for (const section of layout.sections) {
    const top = Math.max(0, Math.floor((y - section.top + gap) / section.rowHeight));
    const bottom = Math.min(section.rows - 1, Math.floor((y + height - section.top) / section.rowHeight));
    if (top > bottom) continue;
    const end = section.first + section.count - 1;
    if (left === 0 && right === layout.columns - 1) {
      ranges.push([
        section.first + top * layout.columns,
        Math.min(end, section.first + (bottom + 1) * layout.columns - 1),
      ]);
      continue;
    }
    for (let row = top; row <= bottom; row++) {
      const start = section.first + row * layout.columns;
      if (start + left <= end) ranges.push([start + left, Math.min(end, start + right)]);
    }
  }
  return ranges;
}

export type Move = 'left' | 'right' | 'up' | 'down' | 'page-up' | 'page-down' | 'home' | 'end';

/** Where a key leads from an entry; `pageHeight`: of what can be seen at once. */
export function moveFrom(layout: Layout, index: number, move: Move, pageHeight: number): number {
  const end = layout.total - 1;
  if (end < 0) return 0;
  if (move === 'home') return 0;
  if (move === 'end') return end;
  if (move === 'left') return Math.max(0, index - 1);
  if (move === 'right') return Math.min(end, index + 1);
  if (move === 'up') return inNextRow(layout, index, -1);
  if (move === 'down') return inNextRow(layout, index, 1);
  const box = boxOf(layout, index);
  const direction = move === 'page-up' ? -1 : 1;
  const rowHeight = sectionOf(layout, index)?.rowHeight ?? 1;
  const target = box.y + direction * rowHeight * Math.max(1, Math.floor(pageHeight / rowHeight) - 1);
  const range = rangeBetween(layout, target, target);
  if (range === undefined) return direction < 0 ? 0 : end;
  return Math.min(range[1], range[0] + columnOf(layout, index));
}

function inNextRow(layout: Layout, index: number, direction: 1 | -1): number {
  const section = sectionOf(layout, index);
  if (section === undefined) return 0;
  const row = Math.floor((index - section.first) / section.columns) + direction;
  if (row >= 0 && row < section.rows)
    return Math.min(section.first + section.count - 1, index + direction * section.columns);
  const next = layout.sections[layout.sections.indexOf(section) + direction];
  if (next === undefined) return index;
  const nextRow = direction > 0 ? 0 : next.rows - 1;
  return Math.min(next.first + next.count - 1, next.first + nextRow * next.columns + columnOf(layout, index));
}

function columnOf(layout: Layout, index: number): number {
  const section = sectionOf(layout, index);
  return section === undefined ? 0 : (index - section.first) % section.columns;
}

const sectionOf = (layout: Layout, index: number): Section | undefined =>
  layout.sections.findLast(({ first }) => first <= index);

export interface Scrolling {
  /** Of the box that the browser scrolls. */
  readonly scrollHeight: number;
  toLayout(scrollTop: number): number;
  toScroll(layoutTop: number): number;
}

export function scrollingOf(height: number, viewHeight: number, largest = LARGEST_SCROLL): Scrolling {
  const scrollHeight = Math.min(height, largest);
  const [layoutSpan, scrollSpan] = [height - viewHeight, scrollHeight - viewHeight];
  const ratio = scrollSpan > 0 ? layoutSpan / scrollSpan : 1;
  return {
    scrollHeight,
    toLayout: (scrollTop) => scrollTop * ratio,
    toScroll: (layoutTop) => clamp(layoutTop / ratio, 0, Math.max(0, scrollSpan)),
  };
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
