// Workbooks of Office Open XML (ECMA-376 part 1, chapter 18): the cells of their sheets row by row, as they are stored: a
// date is a number, but on a drawn page. Binary workbooks (xlsb) are not read.
import { Unreadable } from '../decoder.ts';
import { type Cells, emptyGrid, type Grid } from '../page/index.ts';
import type { Body, Part } from './parts.ts';
import { type DateStyles, dateStyles, shownDate } from './sheet-dates.ts';
import type { Text } from './text.ts';
import { attribute, readXml, type Visitor } from './xml.ts';
import type { Archive } from './zip.ts';

const MOST_SHARED_STRINGS = 1_000_000;

export async function readSheets(archive: Archive, main: Part): Promise<Body> {
  let count = 0;
  const parts = new Set<string>();
  await readXml(archive.open(main.name), {
    open(name, attributes) {
      if (name !== 'sheet') return;
      count++;
      const part = main.byId(attribute(attributes, 'id') ?? '');
      if (part !== undefined) parts.add(part);
    },
  });
  let first: Cells = [];
  return {
    count,
    look: 'sheet',
    cells: () => first,
    async readWords(into) {
      const [strings] = main.related('sharedStrings');
      const shared = strings === undefined ? [] : await readSharedStrings(archive.open(strings));
      const dates = await readStyles(archive, main);
      for (const part of parts) {
        into.separate('\n\n');
        const grid = emptyGrid();
        try {
          await readXml(archive.open(part), cells(into, grid, shared, dates));
        } finally {
          if (first.length === 0) first = grid.cells();
        }
      }
    },
  };
}

/** Of a damaged part, as far as it goes: all words can be read without. */
async function readStyles(archive: Archive, main: Part): Promise<DateStyles> {
  const dates = dateStyles();
  const [part] = main.related('styles');
  try {
    if (part !== undefined && archive.has(part)) await readXml(archive.open(part), dates.visitor);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
  }
  return dates;
}

async function readSharedStrings(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const strings: string[] = [];
  let text = '';
  let isText = false;
  let isReading = false;
  await readXml(chunks, {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isReading = true;
      else if (name === 't') isText = !isReading;
    },
    close(name) {
      if (name === 'rPh') isReading = false;
      else if (name === 't') isText = false;
      else if (name === 'si') strings.push(text);
      if (strings.length > MOST_SHARED_STRINGS) throw new Unreadable('it has more strings than are read');
    },
    text(piece) {
      if (isText) text += piece;
    },
  });
  return strings;
}

/** Values (`v`) and strings of the cell's own (`t`); formulas, and the readings of phonetic runs, are left out. */
function cells(into: Text, grid: Grid, shared: readonly string[], dates: DateStyles): Visitor {
  let type = 'n';
  let isDate = false;
  let value = '';
  let isValue = false;
  let isReading = false;
  let row = -1;
  let column = -1;
  return {
    open(name, attributes) {
      if (name === 'row') {
        into.separate('\n');
        row = Number(attribute(attributes, 'r') ?? row + 2) - 1;
        column = -1;
      } else if (name === 'rPh') isReading = true;
      else if (name === 'v' || name === 't') isValue = !isReading;
      else if (name === 'c') {
        value = '';
        type = attribute(attributes, 't') ?? 'n';
        isDate = type === 'n' && dates.isDate(attribute(attributes, 's'));
        column = columnOf(attribute(attributes, 'r')) ?? column + 1;
        into.separate('\t');
      }
    },
    close(name) {
      if (name === 'rPh') isReading = false;
      else if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') {
        const words = shown(type, value, shared);
        into.write(words);
        grid.put(row, column, isDate ? shownDate(words) : words);
      }
    },
    text(text) {
      if (isValue) value += text;
    },
  };
}

/** Of a reference such as `B3`, from 0; absent where the cell follows the one before. */
function columnOf(reference = ''): number | undefined {
  const letters = /^([A-Z]{1,3})\d/.exec(reference)?.[1];
  return letters === undefined
    ? undefined
    : [...letters].reduce((sum, letter) => 26 * sum + letter.charCodeAt(0) - 64, 0) - 1;
}

function shown(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value;
}
