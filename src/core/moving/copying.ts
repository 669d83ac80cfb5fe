// Copying all records of one database into another, page by page.
import { countAll, countRows, keyOf, listRows, type Row, rowsAtOnce } from '../../database/copying/rows.ts';
import { COPIED_TABLES, type CopiedTable } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import type { Engine } from '../../database/engine.ts';
import { NO_PROGRESS, type Progress } from '../blob-walk.ts';
import { writesOf } from '../writes.ts';
import type { CopyPosition } from './arriving.ts';

export interface CopyOptions {
  readonly progress?: Progress;
  /** Who fills the other database, which then notes how far it is; then also where an earlier copying got. */
  readonly by?: string;
  readonly start?: CopyPosition | undefined;
  /** Awaited before these rows are put. */
  before?(table: CopiedTable, rows: readonly Row[]): Promise<void>;
}

/** The other database ignores references meanwhile (`Engine.filling`). Answers how many rows were copied. */
export async function copyRecords(
  from: Db,
  to: Engine,
  { progress = NO_PROGRESS, by, start, before }: CopyOptions = {},
): Promise<number> {
  progress.start(await countAll(from));
  const { putPortions } = writesOf(to);
  let copied = 0;
  const first = COPIED_TABLES.findIndex(({ name }) => name === start?.table);
  for (const [i, table] of COPIED_TABLES.entries()) {
    if (i < first) {
      progress.advance(await countRows(from, table));
      continue;
    }
    let after = i === first ? start?.after : undefined;
    // While one page is written, the next one is read.
    let writing: Promise<unknown> = Promise.resolve();
    for (let isLast = false; !isLast; ) {
      const rows = await listRows(from, table, after, rowsAtOnce(table)).catch(async (error: unknown) => {
        await writing.catch(() => undefined);
        throw error;
      });
      isLast = rows.length < rowsAtOnce(table);
      const last = rows.at(-1);
      after = last ? keyOf(table, last) : after;
      await writing;
      await before?.(table, rows);
      const position: CopyPosition | undefined = by === undefined ? undefined : { table: table.name, after };
      writing = putPortions(by, [{ table: table.name, rows }], position);
      copied += rows.length;
      progress.advance(rows.length);
    }
    await writing;
  }
  return copied;
}

/** All of it into a database without records, at once. */
export async function copyLibrary(from: Db, to: Engine): Promise<void> {
  await to.filling.begin();
  await copyRecords(from, to);
  await to.filling.end();
  await to.filling.prove();
}
