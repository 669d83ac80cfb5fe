import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openDatabaseFile } from '../../src/app/stores.ts';
import { COPIED_TABLES, LEFT_TABLES } from '../../src/database/copying/tables.ts';
import { temporaryFolder } from '../support/core.ts';

interface Index {
  readonly name: string;
  readonly unique: number;
  readonly origin: string;
}

describe('what is copied of a database', () => {
  it('forgets no table of the schema, tells rows by their primary keys, and knows what else is unique', async () => {
    await using folder = await temporaryFolder();
    await using engine = await openDatabaseFile(`${folder.path}/vitrine.sqlite`);
    const tables = await sql<{ name: string }>`
      select name from sqlite_master where type = 'table' and name not like 'asset_search%' and name not like 'sqlite_%'
        and name <> 'schema_version' order by name`.execute(engine.db);
    const known = [...COPIED_TABLES.map(({ name }) => name), ...Object.keys(LEFT_TABLES)].sort();
    expect(tables.rows.map(({ name }) => name)).toEqual(known);

    for (const { name, key, unique = [] } of COPIED_TABLES) {
      const columns = await sql<{ name: string; pk: number }>`
        select name, pk from pragma_table_info(${name}) where pk > 0 order by pk`.execute(engine.db);
      expect(columns.rows.map((column) => column.name)).toEqual(key);
      const indexes = await sql<Index>`select name, "unique", origin from pragma_index_list(${name})`.execute(
        engine.db,
      );
      const others: string[] = [];
      for (const index of indexes.rows) {
        if (index.unique === 0 || index.origin === 'pk') continue;
        const parts = await sql<{ name: string }>`select name from pragma_index_info(${index.name})`.execute(engine.db);
        others.push(parts.rows.map((part) => part.name).join());
      }
      expect(others.sort(), name).toEqual(unique.map((one) => one.columns.join()).sort());
    }
  });

  it('comes in an order in which nothing refers to what comes later', async () => {
    await using folder = await temporaryFolder();
    await using engine = await openDatabaseFile(`${folder.path}/vitrine.sqlite`);
    const before = new Set<string>();
    for (const { name } of COPIED_TABLES) {
      before.add(name);
      const parents = await sql<{ parent: string }>`
        select "table" as parent from pragma_foreign_key_list(${name})`.execute(engine.db);
      for (const { parent } of parents.rows) expect(before, `${name} refers to ${parent}`).toContain(parent);
    }
  });
});
