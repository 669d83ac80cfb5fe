// Holding two databases against each other: row by row while the old one is still at work, and by sums once it is sealed.
import {
  countAll,
  findRows,
  type Key,
  keyOf,
  keyText,
  listRows,
  type Row,
  rowsAtOnce,
} from '../../database/copying/rows.ts';
import { type Columns, checksumOf } from '../../database/copying/sums.ts';
import { COPIED_TABLES, type CopiedTable, copiedTable } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import type { Progress } from '../blob-walk.ts';
import { CoreError } from '../errors.ts';

/** Rows that were not the same in both: perhaps because one had changed meanwhile. */
export type Differences = ReadonlyMap<string, readonly Key[]>;

/** Every row of both, a page of keys at a time. */
export async function compareAll(one: Db, other: Db, progress: Progress): Promise<Differences> {
  const differences = new Map<string, Key[]>();
  progress.start(await countAll(one));
  for (const table of COPIED_TABLES) {
    const found: Key[] = [];
    for await (const [left, right] of pairsOfPages(one, other, table)) {
      found.push(...differing(table, left, right));
      progress.advance(left.length);
    }
    if (found.length > 0) differences.set(table.name, found);
  }
  return differences;
}

/** Those of the rows that still differ. */
export async function compareAgain(one: Db, other: Db, differences: Differences): Promise<Differences> {
  const left = new Map<string, Key[]>();
  for (const [name, keys] of differences) {
    const table = copiedTable(name);
    const found = differing(table, await findRows(one, table, keys), await findRows(other, table, keys));
    if (found.length > 0) left.set(name, found);
  }
  return left;
}

/** Of both, which nobody changes meanwhile. Throws CoreError `internal` where they differ. `columns`: of one of them. */
export async function compareSums(one: Db, other: Db, columns: Columns): Promise<void> {
  for (const table of COPIED_TABLES) {
    const [left, right] = await Promise.all([checksumOf(one, table, columns), checksumOf(other, table, columns)]);
    for (const [name, value] of Object.entries(left)) {
      if (right[name] === value) continue;
      throw new CoreError(
        'internal',
        `${table.name} is not the same in both databases: ${name} is ${value} here, and ${String(right[name])} there.`,
      );
    }
  }
}

/** The rows of the same stretch of keys in both. */
async function* pairsOfPages(one: Db, other: Db, table: CopiedTable): AsyncGenerator<[Row[], Row[]]> {
  const size = rowsAtOnce(table);
  for (let after: Key | undefined, isLast = false; !isLast; ) {
    const [left, right] = await Promise.all([listRows(one, table, after, size), listRows(other, table, after, size)]);
    isLast = left.length < size && right.length < size;
    const ends = [left, right].filter((rows) => rows.length === size).map((rows) => keyOf(table, rows[size - 1] ?? {}));
    const end = ends.reduce<Key | undefined>(
      (least, key) => (least && compareKeys(least, key) < 0 ? least : key),
      undefined,
    );
    const within = (row: Row): boolean => end === undefined || compareKeys(keyOf(table, row), end) <= 0;
    yield [left.filter(within), right.filter(within)];
    after = end ?? after;
  }
}

/** As both engines order them: numbers by value, texts by their bytes. */
function compareKeys(one: Key, other: Key): number {
  for (const [i, value] of one.entries()) {
    const beside = other[i] ?? null;
    if (value === beside) continue;
    if (typeof value === 'number' && typeof beside === 'number') return value - beside;
    return Buffer.compare(Buffer.from(String(value)), Buffer.from(String(beside)));
  }
  return 0;
}

function differing(table: CopiedTable, left: readonly Row[], right: readonly Row[]): Key[] {
  const there = new Map(right.map((row) => [keyText(keyOf(table, row)), textOf(row)]));
  const found: Key[] = [];
  for (const row of left) {
    const key = keyOf(table, row);
    if (there.get(keyText(key)) !== textOf(row)) found.push(key);
    there.delete(keyText(key));
  }
  return [...found, ...[...there.keys()].map((key): Key => JSON.parse(key))];
}

const textOf = (row: Row): string =>
  JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
