// Nodes are upgraded one after the other: what was released stays as it was, and every migration suits the release before it, which
// goes on reading and writing beside it.
import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import type { EngineTraits } from '../../src/database/traits.ts';
import { POSTGRES_TRAITS } from '../../src/drivers/postgres/traits.ts';
import { SQLITE_TRAITS } from '../../src/drivers/sqlite/traits.ts';

/** Of the statements for both engines; a release adds those that came with it. */
const RELEASED: readonly string[] = ['04355e87492b97e84db264327f547bb094cd31c9895a3905040d948dbf8dc0fb'];

interface Migration {
  readonly file: string;
  statements(traits: EngineTraits): string[];
}

const FOLDER = new URL('../../src/database/migrations/', import.meta.url);
const migrations: readonly Migration[] = await Promise.all(
  readdirSync(FOLDER)
    .toSorted()
    .map(async (file) => ({ file, ...(await import(new URL(file, FOLDER).href)) })),
);

const hashOf = ({ statements }: Migration): string =>
  createHash('sha256')
    .update(JSON.stringify([statements(SQLITE_TRAITS), statements(POSTGRES_TRAITS)]))
    .digest('hex');

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  readonly hasDefault: boolean;
}

interface SchemaNow {
  readonly columns: ReadonlyMap<string, Column>;
  readonly tables: ReadonlySet<string>;
  readonly indexes: ReadonlyMap<string, { readonly table: string; readonly isUnique: boolean }>;
  /** References that keep rows of the other table from being removed. */
  readonly holding: ReadonlySet<string>;
}

function schemaOf(database: DatabaseSync): SchemaNow {
  const rows = (text: string) => database.prepare(text).all();
  const columns = rows(`
    select t.name as "table", c.name, c.type, c."notnull" as required, c.dflt_value is not null as defaulted
    from pragma_table_list t, pragma_table_xinfo(t.name) c where t.schema = 'main' and t.type = 'table'`);
  const indexes = rows(`
    select t.name as "table", i.name, i."unique" as uniqued
    from pragma_table_list t, pragma_index_list(t.name) i where t.schema = 'main' and t.type = 'table'`);
  const toColumn = (row: (typeof columns)[number]): Column => ({
    table: String(row['table']),
    name: String(row['name']),
    type: String(row['type']),
    isRequired: row['required'] === 1,
    hasDefault: row['defaulted'] === 1,
  });
  const references = rows(`
    select t.name as "table", f."table" as "to", f.on_delete as "then"
    from pragma_table_list t, pragma_foreign_key_list(t.name) f where t.schema = 'main' and t.type = 'table'`);
  return {
    columns: new Map(columns.map((row) => [`${row['table']}.${row['name']}`, toColumn(row)])),
    tables: new Set(columns.map((row) => String(row['table']))),
    indexes: new Map(
      indexes.map((row) => [String(row['name']), { table: String(row['table']), isUnique: row['uniqued'] === 1 }]),
    ),
    holding: new Set(
      references
        .filter((row) => row['then'] !== 'CASCADE' && row['then'] !== 'SET NULL')
        .map((row) => `${row['table']} -> ${row['to']}`),
    ),
  };
}

/** Nothing removes one. */
const STAYING = 'workspaces';

/** What would be in the way of a release that knows the schema only as it was. */
function obstacles(before: SchemaNow, after: SchemaNow): string[] {
  const found: string[] = [];
  for (const [name, was] of before.columns) {
    const is = after.columns.get(name);
    if (!is) found.push(`${name} is gone`);
    else if (is.type !== was.type) found.push(`${name} is of another type`);
    else if (is.isRequired && !was.isRequired) found.push(`${name} is required`);
    else if (was.hasDefault && !is.hasDefault) found.push(`${name} has no default any more`);
  }
  for (const [name, { table, isRequired, hasDefault }] of after.columns) {
    if (!before.tables.has(table) || before.columns.has(name)) continue;
    if (isRequired && !hasDefault) found.push(`${name} is new, required and without a default`);
  }
  for (const [name, { table, isUnique }] of after.indexes)
    if (isUnique && before.tables.has(table) && !before.indexes.has(name)) found.push(`${name} makes rows unique`);
  for (const reference of after.holding) {
    const [, to = ''] = reference.split(' -> ');
    if (before.tables.has(to) && to !== STAYING && !before.holding.has(reference))
      found.push(`${reference} holds rows`);
  }
  return found;
}

function obstaclesOf(first: readonly string[], second: readonly string[]): string[] {
  const database = new DatabaseSync(':memory:');
  try {
    for (const statement of first) database.exec(statement);
    const before = schemaOf(database);
    for (const statement of second) database.exec(statement);
    return obstacles(before, schemaOf(database));
  } finally {
    database.close();
  }
}

const statementsUpTo = (count: number): string[] =>
  migrations.slice(0, count).flatMap(({ statements }) => statements(SQLITE_TRAITS));

describe('migrations', () => {
  it('are numbered without a gap, and all of them run', () => {
    const numbers = migrations.map(({ file }) => Number(/^(\d{3})-[a-z-]+\.ts$/.exec(file)?.[1]));
    expect(numbers).toEqual(migrations.map((_, i) => i + 1));
    expect(migrations).toHaveLength(SCHEMA_VERSION);
  });

  it('that were released are as they were', () => {
    expect(migrations.slice(0, RELEASED.length).map(hashOf)).toEqual(RELEASED);
  });

  it('leave the release before what it reads and writes', () => {
    for (const [i, { file, statements }] of migrations.entries()) {
      if (i > 0) expect([file, obstaclesOf(statementsUpTo(i), statements(SQLITE_TRAITS))]).toEqual([file, []]);
    }
  });

  it('are seen through when they do not', () => {
    const there = [
      `create table t (id text primary key, a integer not null default 0, b text)`,
      `create index t_by_a on t (a)`,
    ];
    const from = (...statements: string[]) => obstaclesOf(there, statements);
    expect(from('alter table t add column c integer', 'alter table t add column d integer not null default 1')).toEqual(
      [],
    );
    expect(from('create table u (id text primary key, c text not null unique)', 'drop index t_by_a')).toEqual([]);
    expect(from('create table u (t text references t (id))')).toEqual(['u -> t holds rows']);
    expect(from('create table u (t text references t (id) on delete cascade)')).toEqual([]);
    expect(from('drop table t')).toEqual(['t.id is gone', 't.a is gone', 't.b is gone']);
    expect(from('alter table t drop column b')).toEqual(['t.b is gone']);
    expect(from('alter table t rename column b to c')).toEqual(['t.b is gone']);
    expect(from('create unique index t_of_b on t (b)')).toEqual(['t_of_b makes rows unique']);
    const rebuilt = (columns: string) => from('alter table t rename to old', `create table t (${columns})`);
    expect(rebuilt('id text primary key, a integer not null, b text not null')).toEqual([
      't.a has no default any more',
      't.b is required',
    ]);
    expect(rebuilt('id text primary key, a text not null default 0, b text, c text not null')).toEqual([
      't.a is of another type',
      't.c is new, required and without a default',
    ]);
  });
});
