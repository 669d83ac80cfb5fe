// The first cells of comma-separated values (RFC 4180), and of those separated by semicolons, tabs or bars.
import { type Cells, emptyGrid, MOST_ROWS } from './grid.ts';

const SEPARATORS = [',', ';', '\t', '|'] as const;

export function csvCells(text: string): Cells {
  const separator = separatorOf(text);
  const grid = emptyGrid();
  let value = '';
  let column = 0;
  let row = 0;
  let isQuoted = false;
  const endCell = () => {
    grid.put(row, column, value);
    column++;
    value = '';
  };
  for (let at = 0; at < text.length && row < MOST_ROWS; at++) {
    const character = text.charAt(at);
    if (isQuoted) {
      if (character !== '"') value += character;
      else if (text.charAt(at + 1) === '"') {
        value += '"';
        at++;
      } else isQuoted = false;
    } else if (character === '"' && value.trim() === '') {
      isQuoted = true;
      value = '';
    } else if (character === separator) endCell();
    else if (character === '\n') {
      endCell();
      column = 0;
      row++;
    } else value += character;
  }
  endCell();
  return grid.cells();
}

/** The one that the first line has most of. */
function separatorOf(text: string): string {
  const [line = ''] = text.split('\n', 1);
  const count = (separator: string): number => line.split(separator).length;
  return SEPARATORS.reduce<string>((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}
