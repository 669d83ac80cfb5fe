// Handing over what changes while a library is copied: each noted row as it is now, or that it is gone.
import { findRows, type Key, keyOf, keyText, type Row } from '../../database/copying/rows.ts';
import { COPIED_TABLES, type CopiedTable, copiedTable } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import { listChanges, type NotedChange } from '../../database/moves.ts';
import type { Writes } from '../context.ts';
import type { Portion } from './arriving.ts';

const CHANGES_AT_ONCE = 1_000;

export interface FollowedPlaces {
  readonly db: Db;
  readonly write: Pick<Writes, 'forgetChanges'>;
  readonly target: Pick<Writes, 'putPortions'>;
  /** The process that moves the library. */
  readonly mover: string;
  /** Before rows are put, and after rows have gone. */
  beforePut(table: CopiedTable, rows: readonly Row[]): Promise<void>;
  afterRemoval(table: CopiedTable, keys: readonly Key[]): Promise<void>;
}

/** Hands over the first changes that wait; answers how many. */
async function followChanges(places: FollowedPlaces): Promise<number> {
  const changes = await listChanges(places.db, CHANGES_AT_ONCE);
  if (changes.length === 0) return 0;
  const portions: Portion[] = [];
  for (const [table, keys] of byTable(changes)) portions.push(await portionOf(places.db, table, keys));
  for (const { table, rows } of portions) await places.beforePut(copiedTable(table), rows);
  await places.target.putPortions(places.mover, portions);
  for (const { table, gone = [] } of portions) await places.afterRemoval(copiedTable(table), gone);
  await places.write.forgetChanges(
    places.mover,
    changes.map(({ seq }) => seq),
  );
  return changes.length;
}

/** Until few are left. */
export async function followMost(places: FollowedPlaces): Promise<void> {
  while ((await followChanges(places)) === CHANGES_AT_ONCE);
}

/** Of a database that is sealed: until none is left. */
export async function followAll(places: FollowedPlaces): Promise<void> {
  while ((await followChanges(places)) > 0);
}

/** In the order in which tables refer to each other. */
function byTable(changes: readonly NotedChange[]): [CopiedTable, Key[]][] {
  const noted = Map.groupBy(changes, ({ table }) => table);
  return COPIED_TABLES.flatMap((table): [CopiedTable, Key[]][] => {
    const found = noted.get(table.name);
    if (!found) return [];
    const keys = new Map(found.map(({ key }): [string, Key] => [keyText(JSON.parse(key)), JSON.parse(key)]));
    return [[table, [...keys.values()]]];
  });
}

async function portionOf(db: Db, table: CopiedTable, keys: readonly Key[]): Promise<Portion> {
  const rows = await findRows(db, table, keys);
  const there = new Set(rows.map((row) => keyText(keyOf(table, row))));
  return { table: table.name, rows, gone: keys.filter((key) => !there.has(keyText(key))) };
}
