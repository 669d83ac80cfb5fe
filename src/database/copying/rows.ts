// Rows of any copied table as they are, read by their keys and put into another database.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { toAsset } from '../assets.ts';
import { chunks } from '../chunks.ts';
import type { Db } from '../db.ts';
import { searchableReference, toReference } from '../references.ts';
import { indexAssets, unindexMany } from '../search.ts';
import { COPIED_TABLES, type CopiedTable, type UniqueColumns } from './tables.ts';

export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
/** The values of the key's columns, in their order. */
export type Key = readonly Value[];

const ROWS_AT_ONCE = 2_000;
/** What one statement binds, at most. */
const VALUES_AT_ONCE = 5_000;

export const keyOf = ({ key }: CopiedTable, row: Row): Key => key.map((column) => row[column] ?? null);
export const keyText = (key: Key): string => JSON.stringify(key);

export const rowsAtOnce = ({ rowsAtOnce }: CopiedTable): number => rowsAtOnce ?? ROWS_AT_ONCE;

/** In the order of their keys, after `after`. */
export async function listRows(db: Db, table: CopiedTable, after: Key | undefined, limit: number): Promise<Row[]> {
  const beyond = after === undefined ? sql`` : sql`where ${columns(table.key)} > (${sql.join(after)})`;
  const { rows } = await sql<Row>`
    select * from ${sql.table(table.name)} ${beyond} order by ${sql.join(table.key.map((column) => sql.ref(column)))}
    limit ${limit}`.execute(db);
  return rows;
}

/** Those that there are, in no particular order. */
export async function findRows(db: Db, table: CopiedTable, keys: readonly Key[]): Promise<Row[]> {
  const found: Row[] = [];
  for (const some of chunks(keys, rowsAtOnce(table) === ROWS_AT_ONCE ? 200 : rowsAtOnce(table))) {
    const { rows } = await sql<Row>`select * from ${sql.table(table.name)} where ${withKeys(table, some)}`.execute(db);
    found.push(...rows);
  }
  return found;
}

/**
 * Makes the rows be so, whatever has their keys. A row that still holds what is now unique to one of these has changed or gone in
 * the other database meanwhile: it keeps a placeholder until it is put or removed itself.
 */
export async function putRows(db: Db, table: CopiedTable, rows: readonly Row[]): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const names = Object.keys(first);
  const others = names.filter((name) => !table.key.includes(name));
  const change =
    others.length === 0
      ? sql`do nothing`
      : sql`do update set ${sql.join(others.map((name) => sql`${sql.ref(name)} = ${sql.ref(`excluded.${name}`)}`))}`;
  for (const some of chunks(rows, Math.max(1, Math.floor(VALUES_AT_ONCE / names.length)))) {
    for (const unique of table.unique ?? []) await displace(db, table, unique, some);
    const values = some.map((row) => sql`(${sql.join(names.map((name) => row[name] ?? null))})`);
    await sql`
      insert into ${sql.table(table.name)} (${sql.join(names.map((name) => sql.ref(name)))}) values ${sql.join(values)}
      on conflict (${sql.join(table.key.map((column) => sql.ref(column)))}) ${change}`.execute(db);
  }
  await indexAgain(
    db,
    table,
    rows.map((row) => keyOf(table, row)),
  );
}

export async function removeRows(db: Db, table: CopiedTable, keys: readonly Key[]): Promise<void> {
  for (const some of chunks(keys, 200)) {
    if (table.name === 'assets') await unindexMany(db, sql<SqlBool>`${withKeys(table, some)}`);
    await sql`delete from ${sql.table(table.name)} where ${withKeys(table, some)}`.execute(db);
  }
}

export async function removeAllRows(db: Db, table: CopiedTable): Promise<void> {
  if (table.name === 'assets') await unindexMany(db, sql<SqlBool>`1 = 1`);
  await sql`delete from ${sql.table(table.name)}`.execute(db);
}

export async function hasRows(db: Db, table: CopiedTable): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table.name)} limit 1`.execute(db);
  return rows.length > 0;
}

export async function countRows(db: Db, table: CopiedTable): Promise<number> {
  const { rows } = await sql<{ rows: number }>`select count(*) as rows from ${sql.table(table.name)}`.execute(db);
  return rows[0]?.rows ?? 0;
}

/** Of all tables. */
export async function countAll(db: Db): Promise<number> {
  let rows = 0;
  for (const table of COPIED_TABLES) rows += await countRows(db, table);
  return rows;
}

const columns = (names: readonly string[]): RawBuilder<unknown> =>
  sql`(${sql.join(names.map((name) => sql.ref(name)))})`;

function withKeys(table: CopiedTable, keys: readonly Key[]): RawBuilder<unknown> {
  const [column = ''] = table.key;
  if (table.key.length === 1) return sql`${sql.ref(column)} in (${sql.join(keys.map(([value]) => value))})`;
  return sql`(${sql.join(
    keys.map((key) => sql`${columns(table.key)} = (${sql.join(key)})`),
    sql` or `,
  )})`;
}

async function displace(db: Db, table: CopiedTable, unique: UniqueColumns, rows: readonly Row[]): Promise<void> {
  const { present = [], absent = [] } = unique;
  const owners = new Map<string, string>();
  const wanted: Key[] = [];
  for (const row of rows) {
    const isIn = present.every((name) => row[name] !== null) && absent.every((name) => row[name] === null);
    const values = unique.columns.map((name) => row[name] ?? null);
    if (!isIn || values.includes(null)) continue;
    owners.set(keyText(values), keyText(keyOf(table, row)));
    wanted.push(values);
  }
  const last = unique.columns.at(-1);
  if (wanted.length === 0 || last === undefined) return;
  const conditions = [
    ...present.map((name) => sql`${sql.ref(name)} is not null`),
    ...absent.map((name) => sql`${sql.ref(name)} is null`),
    sql`${columns(unique.columns)} in (values ${sql.join(wanted.map((values) => sql`(${sql.join(values)})`))})`,
  ];
  const found = await sql<Row>`
    select ${sql.join([...new Set([...table.key, ...unique.columns])].map((name) => sql.ref(name)))}
    from ${sql.table(table.name)} where ${sql.join(conditions, sql` and `)}`.execute(db);
  for (const row of found.rows) {
    const key = keyOf(table, row);
    if (owners.get(keyText(unique.columns.map((name) => row[name] ?? null))) === keyText(key)) continue;
    await sql`
      update ${sql.table(table.name)} set ${sql.ref(last)} = ${`~${keyText(key)}`}
      where ${withKeys(table, [key])}`.execute(db);
  }
}

/** The full-text index follows assets, and what was found out about their bytes. */
async function indexAgain(db: Db, table: CopiedTable, keys: readonly Key[]): Promise<void> {
  if (table.name !== 'assets' && table.name !== 'media') return;
  for (const some of chunks(keys, 200)) {
    const these =
      table.name === 'assets'
        ? withKeys(table, some)
        : sql`${sql.ref('sha256')} in (${sql.join(some.map(([sha256]) => sha256))})`;
    await unindexMany(db, sql<SqlBool>`${these}`);
    const rows = await db.selectFrom('assets').selectAll().where(sql<SqlBool>`${these}`).execute();
    await indexAssets(
      db,
      rows.map((row) => (row.sha256 === null ? searchableReference(toReference(row)) : toAsset(row))),
    );
  }
}
