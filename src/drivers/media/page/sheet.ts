// Lays out the cells of a sheet: columns as wide as what is in them, rules between them up to the edges of the grid, and a
// first row that stands out where it says what is below.
import { type Font, textWidth } from './fonts.ts';
import type { Cells } from './grid.ts';
import { legible } from './letters.ts';
import { clip } from './lines.ts';
import { type Box, INK, LANDSCAPE, type Page, type Run } from './paper.ts';

const MARGIN = 30;
const SIZE = 12;
const ROW_HEIGHT = 22;
const PADDING = 7;
const RULE_WIDTH = 0.75;
const RULE_GRAY = 0.84;
const HEAD_GRAY = 0.93;
const NARROWEST = 46;
const WIDEST = 230;
/** Of columns with nothing in them, which fill the page. */
const USUAL_WIDTH = 84;
/** Digits of a number; calculations leave some more in the file. */
const PRECISION = 10;

const NUMBER = /^[-+]?(\d[\d.,'\u00a0 ]*|[.,]\d+)(e[-+]?\d+)?\s?%?$/i;
const isNumber = (value: string): boolean => NUMBER.test(value);

interface Column {
  readonly x: number;
  readonly width: number;
}

export function laySheet(values: Cells): Page {
  const { width, height } = LANDSCAPE;
  const right = width - MARGIN;
  const top = height - MARGIN;
  const rowCount = Math.floor((height - 2 * MARGIN) / ROW_HEIGHT);
  const cells = values.slice(0, rowCount).map((row) => row.map(shown));
  const head = isHead(cells) ? 0 : -1;
  const columns = columnsOf(cells, head, right);
  const edges = [...columns.slice(1).map((column) => column.x), right];
  const boxes: Box[] = [];
  const runs: Run[] = [];
  if (head === 0) {
    boxes.push({ x: MARGIN, y: top - ROW_HEIGHT, width: right - MARGIN, height: ROW_HEIGHT, gray: HEAD_GRAY });
  }
  boxes.push(rule(MARGIN, top - rowCount * ROW_HEIGHT, RULE_WIDTH, rowCount * ROW_HEIGHT));
  boxes.push(rule(MARGIN, top, right - MARGIN, RULE_WIDTH));
  for (let row = 0; row < rowCount; row++) {
    const bottom = top - (row + 1) * ROW_HEIGHT;
    const written = rowRuns(cells[row] ?? [], columns, right, row === head ? 'bold' : 'regular', bottom);
    runs.push(...written);
    boxes.push(rule(MARGIN, bottom, right - MARGIN, RULE_WIDTH));
    for (const edge of edges) {
      // Words that go on over empty cells have no rules in between.
      const isCrossed = written.some(({ x, text, font }) => x < edge && edge < x + textWidth(text, font, SIZE));
      if (!isCrossed) boxes.push(rule(edge, bottom, RULE_WIDTH, ROW_HEIGHT));
    }
  }
  return { width, height, boxes, runs };
}

const rule = (x: number, y: number, width: number, height: number): Box => ({ x, y, width, height, gray: RULE_GRAY });

function shown(value: string): string {
  const number = Number(value);
  const isLong = value.length > PRECISION + 2 && /^-?\d*\.\d+(e-?\d+)?$/i.test(value) && Number.isFinite(number);
  return legible(isLong ? String(Number(number.toPrecision(PRECISION))) : value).replaceAll(/\s+/g, ' ');
}

/** The first row names columns where it is all words, and there are some in the next as well. */
function isHead([first = [], second = []]: Cells): boolean {
  const names = first.filter((value) => value !== '');
  return names.length > 1 && second.some((value) => value !== '') && !names.some(isNumber);
}

/** Up to the right edge of the grid, which may cut the last one. */
function columnsOf(cells: Cells, head: number, right: number): Column[] {
  const columns: Column[] = [];
  for (let at = 0, x = MARGIN; x < right; at++) {
    const widths = cells.map((row, index) => neededWidth(row, at, index === head ? 'bold' : 'regular'));
    const needed = Math.min(Math.max(0, ...widths), WIDEST);
    const room = right - x;
    const wanted = needed === 0 ? USUAL_WIDTH : Math.max(needed, NARROWEST);
    const width = room - wanted < NARROWEST ? room : wanted;
    columns.push({ x, width });
    x += width;
  }
  return columns;
}

/** A lone value may go on over the empty cells beside it, and needs no column for itself. */
function neededWidth(row: readonly string[], at: number, font: Font): number {
  const value = row[at] ?? '';
  const isAlone = !isNumber(value) && row.every((other, index) => index === at || other === '');
  return value === '' || isAlone ? 0 : Math.ceil(textWidth(value, font, SIZE)) + 2 * PADDING;
}

function rowRuns(row: readonly string[], columns: readonly Column[], right: number, font: Font, bottom: number): Run[] {
  const y = bottom + (ROW_HEIGHT - SIZE) / 2 + 0.18 * SIZE;
  const runs: Run[] = [];
  for (const [at, column] of columns.entries()) {
    const value = row[at] ?? '';
    if (value === '') continue;
    const next = row.findIndex((other, index) => index > at && other !== '');
    const end = isNumber(value) ? column.x + column.width : (columns[next]?.x ?? right);
    const text = clip(value, { font, size: SIZE, width: end - column.x - 2 * PADDING });
    const x = isNumber(value) ? end - PADDING - textWidth(text, font, SIZE) : column.x + PADDING;
    if (text !== '') runs.push({ font, size: SIZE, x, y, text, gray: INK });
  }
  return runs;
}
