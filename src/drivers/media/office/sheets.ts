// Workbooks of Office Open XML (ECMA-376 part 1, chapter 18): the cells of their sheets row by row, as they are stored: a
// date is a number. Binary workbooks (xlsb) are not read.
import { Unreadable } from '../decoder.ts';
import type { Body, Part } from './parts.ts';
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
  return {
    count,
    async readWords(into) {
      const [strings] = main.related('sharedStrings');
      const shared = strings === undefined ? [] : await readSharedStrings(archive.open(strings));
      for (const part of parts) {
        into.separate('\n\n');
        await readXml(archive.open(part), cells(into, shared));
      }
    },
  };
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
function cells(into: Text, shared: readonly string[]): Visitor {
  let type = 'n';
  let value = '';
  let isValue = false;
  let isReading = false;
  return {
    open(name, attributes) {
      if (name === 'row') into.separate('\n');
      else if (name === 'rPh') isReading = true;
      else if (name === 'v' || name === 't') isValue = !isReading;
      else if (name === 'c') {
        value = '';
        type = attribute(attributes, 't') ?? 'n';
        into.separate('\t');
      }
    },
    close(name) {
      if (name === 'rPh') isReading = false;
      else if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') into.write(shown(type, value, shared));
    },
    text(text) {
      if (isValue) value += text;
    },
  };
}

function shown(type: string, value: string, shared: readonly string[]): string {
  if (type === 's') return shared[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
  return value;
}
