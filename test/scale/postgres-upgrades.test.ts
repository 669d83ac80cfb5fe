// A library that a release has left in PostgreSQL, opened by this one: the same records and answers, in the schema of a new one; and a
// node that is lost amid that leaves it as it was.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import { sha256Of } from '../support/blobs.ts';
import { openEngine, openSession, type PostgresDatabase, postgresDatabase, settled } from '../support/postgres.ts';
import { loadRelease, POSTGRES_RELEASES } from '../support/postgres-releases.ts';
import { unpackRelease } from '../support/releases.ts';
import { startTestServer } from '../support/server.ts';

const VERSION = 'select version from schema_version';

/** Of each table, its columns. */
async function columnsIn(database: PostgresDatabase): Promise<Map<string, string[]>> {
  const rows = await database.run(
    `select table_name as "table", column_name as name from information_schema.columns
     where table_schema = 'public' order by 1, ordinal_position`,
  );
  const tables = Map.groupBy(rows, (row) => String(row['table']));
  return new Map([...tables].map(([table, columns]) => [table, columns.map(({ name }) => String(name))]));
}

/** All rows, of these columns; each row as text, in no order. */
async function rowsIn(
  database: PostgresDatabase,
  columns: ReadonlyMap<string, readonly string[]>,
): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {};
  for (const [table, names] of columns) {
    const list = names.map((name) => `"${name}"::text`).join(', ');
    const rows = await database.run(
      `set vitrine.workspace = '*'`,
      `select json_build_array(${list})::text as row from "${table}"`,
    );
    found[table] = rows.map(({ row }) => String(row)).toSorted();
  }
  return found;
}

/** What makes the schema; in no order, as columns that came later are at the end. */
async function schemaIn(database: PostgresDatabase): Promise<unknown> {
  const lists = [
    `select table_name, column_name, data_type, is_nullable, column_default, collation_name from information_schema.columns
     where table_schema = 'public' order by 1, 2`,
    `select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2`,
    `select conrelid::regclass::text as on, conname, pg_get_constraintdef(oid) as definition from pg_constraint
     where connamespace = 'public'::regnamespace order by 1, 2`,
    `select tablename, policyname, cmd, qual from pg_policies where schemaname = 'public' order by 1, 2`,
    `select relname, relrowsecurity, relforcerowsecurity from pg_class
     where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    `select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1, 2`,
    `select tgrelid::regclass::text as on, tgname, pg_get_triggerdef(oid) as definition from pg_trigger
     where not tgisinternal order by 1, 2`,
  ];
  return Promise.all(lists.map((list) => database.run(list)));
}

const upgrade = async ({ url }: PostgresDatabase): Promise<void> => (await openEngine(url))[Symbol.asyncDispose]();

describe('a library that a release has left in PostgreSQL', () => {
  it('there are some', () => {
    expect(POSTGRES_RELEASES.length).toBeGreaterThan(0);
  });

  it.for(POSTGRES_RELEASES)('of schema %s keeps its records, in the schema of a new one, for good', async (schema) => {
    await using database = await postgresDatabase();
    await using fresh = await postgresDatabase();
    await upgrade(fresh);
    await loadRelease(schema, database);
    const columns = await columnsIn(database);
    columns.delete('schema_version');
    const before = await rowsIn(database, columns);
    expect(before['assets']?.length).toBeGreaterThan(5);
    for (const _start of ['the first', 'one more']) {
      await upgrade(database);
      expect(await rowsIn(database, columns)).toEqual(before);
      expect(await schemaIn(database)).toEqual(await schemaIn(fresh));
      expect(await database.run(VERSION)).toEqual([{ version: SCHEMA_VERSION }]);
    }
  });

  it.for(POSTGRES_RELEASES)(
    'of schema %s is as it was when its upgrade is lost half-way, and is upgraded by the next start',
    async (schema) => {
      await using database = await postgresDatabase();
      await loadRelease(schema, database);
      const [before, records] = [await schemaIn(database), await rowsIn(database, await columnsIn(database))];
      {
        // Some of the migrations are done by the time that one comes to this table.
        await using session = await openSession(database.url);
        await session.query('begin; lock table blobs in access exclusive mode');
        const lost = settled(upgrade(database));
        await expect.poll(() => database.endConnections('alter table blobs%')).toBeGreaterThan(0);
        expect(await lost).toBeInstanceOf(Error);
      }
      expect([await schemaIn(database), await rowsIn(database, await columnsIn(database))]).toEqual([before, records]);
      await upgrade(database);
      expect(await database.run(VERSION)).toEqual([{ version: SCHEMA_VERSION }]);
    },
  );

  it.for(POSTGRES_RELEASES)('of schema %s is answered for by every dialect as then', async (schema) => {
    await using database = await postgresDatabase();
    await loadRelease(schema, database);
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-upgraded-'));
    try {
      const { rootKey, answers } = await unpackRelease(schema, folder);
      await using server = await startTestServer({
        isEmbedded: true,
        settings: {
          VITRINE_DATA: folder,
          VITRINE_DATABASE_URL: database.url,
          VITRINE_ROOT_KEY: rootKey,
          VITRINE_PUBLIC_URL: 'https://library.example',
          VITRINE_TRASH_DAYS: '0',
          VITRINE_WORKER: 'false',
        },
      });
      // Downloads last: they are counted.
      const isFile = ([, answer]: readonly [string, unknown]): boolean => typeof answer === 'string';
      const asked = Object.entries(answers);
      for (const [path, answer] of [...asked.filter((one) => !isFile(one)), ...asked.filter(isFile)]) {
        const response = await server.api(path, { key: rootKey });
        const bytes = Buffer.from(await response.arrayBuffer());
        expect([path, response.status]).toEqual([path, 200]);
        if (typeof answer === 'string') expect([path, sha256Of(bytes)]).toEqual([path, answer]);
        else expect([path, JSON.parse(bytes.toString())]).toMatchObject([path, answer]);
      }
      expect(await server.core.verifyLibrary()).toMatchObject({ remaining: 0 });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
