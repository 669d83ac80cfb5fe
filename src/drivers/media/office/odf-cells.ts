// The first cells of an OpenDocument spreadsheet (part 3, section 9.1), collected from what is read of its content.
import { type Cells, emptyGrid } from '../page/index.ts';
import { type Attributes, attribute } from './xml.ts';

/** More than are kept: what is repeated is put down for each time. */
const MOST_REPEATED = 100;
const LONGEST_VALUE = 1000;

export interface OdfCells {
  open(name: string, attributes: Attributes): void;
  close(name: string): void;
  /** Text of a paragraph. */
  text(piece: string): void;
  /** Of the first sheet that has any. */
  cells(): Cells;
}

export function odfCells(): OdfCells {
  const grid = emptyGrid();
  let tableDepth = 0;
  let row = 0;
  let rows = 1;
  let column = 0;
  let columns = 1;
  let value = '';
  let isDone = false;

  function endCell(): void {
    for (let down = 0; value !== '' && down < Math.min(rows, MOST_REPEATED); down++) {
      for (let across = 0; across < Math.min(columns, MOST_REPEATED); across++) {
        grid.put(row + down, column + across, value);
      }
    }
    column += columns;
    value = '';
  }

  return {
    open(name, attributes) {
      if (name === 'table') tableDepth++;
      if (isDone || tableDepth !== 1) return;
      if (name === 'table-row') {
        rows = repeated(attribute(attributes, 'number-rows-repeated'));
        column = 0;
      } else if (isCell(name)) columns = repeated(attribute(attributes, 'number-columns-repeated'));
      else if (name === 'p' && value !== '') value += ' ';
    },
    close(name) {
      if (tableDepth === 1 && !isDone) {
        if (isCell(name)) endCell();
        else if (name === 'table-row') row += rows;
        else if (name === 'table') {
          isDone = grid.cells().length > 0;
          row = 0;
        }
      }
      if (name === 'table') tableDepth--;
    },
    text(piece) {
      if (tableDepth === 1 && !isDone && value.length < LONGEST_VALUE) value += piece;
    },
    cells: grid.cells,
  };
}

const isCell = (name: string): boolean => name === 'table-cell' || name === 'covered-table-cell';

const repeated = (count = '1'): number => Number.parseInt(count, 10) || 1;
