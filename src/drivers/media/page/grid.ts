// The first cells of a sheet, collected while it is read.

/** Rows of cells, from the first row on that has any; each ends with its last cell that is not empty. */
export type Cells = readonly (readonly string[])[];

/** More than fit on a page. */
export const MOST_ROWS = 60;
const MOST_COLUMNS = 12;
const LONGEST_VALUE = 200;

export interface Grid {
  /** Rows and columns count from 0; what is beyond those that are kept is left out. */
  put(row: number, column: number, value: string): void;
  cells(): Cells;
}

export function emptyGrid(): Grid {
  const rows: string[][] = [];
  return {
    put(row, column, value) {
      const shown = value.slice(0, LONGEST_VALUE).trim();
      if (!(row >= 0 && row < MOST_ROWS && column >= 0 && column < MOST_COLUMNS) || shown === '') return;
      while (rows.length <= row) rows.push([]);
      const cells = rows[row] ?? [];
      while (cells.length < column) cells.push('');
      cells[column] = shown;
    },
    cells: () =>
      rows.slice(
        Math.max(
          0,
          rows.findIndex((each) => each.length > 0),
        ),
      ),
  };
}
