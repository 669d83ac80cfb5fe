// Libraries as releases have left them (test/fixtures/releases, by their schema; scripts/release-fixture.ts makes them), and what is
// in a database. As a program (a folder) it opens the database there, as a start does, and says `done`; tests kill it amid that.
import { readdirSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { openSqlite } from '../../src/drivers/sqlite/index.ts';

export const DATABASE_FILE = 'vitrine.sqlite';
const FIXTURES = fileURLToPath(new URL('../fixtures/releases/', import.meta.url));
const NO_TRANSACTIONS = `data:text/javascript,${encodeURIComponent('export const transactions = {};')}`;

/** Their schemas. */
export const RELEASES: readonly string[] = readdirSync(FIXTURES);

export interface ReleasedLibrary {
  readonly rootKey: string;
  /** Of each path that was asked, JSON or the SHA-256 of other bytes. */
  readonly answers: Readonly<Record<string, unknown>>;
}

/** Makes a data folder of it. */
export async function unpackRelease(schema: string, folder: string): Promise<ReleasedLibrary> {
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, DATABASE_FILE),
    gunzipSync(await readFile(join(FIXTURES, schema, `${DATABASE_FILE}.gz`))),
  );
  await cp(join(FIXTURES, schema, 'blobs'), join(folder, 'blobs'), { recursive: true });
  return JSON.parse(await readFile(join(FIXTURES, schema, 'answers.json'), 'utf8')) as ReleasedLibrary;
}

/** Brings the database in the folder to the schema of today, or makes a new one, and closes it. */
export async function upgradeDatabase(folder: string): Promise<void> {
  const engine = await openSqlite({ file: join(folder, DATABASE_FILE), transactionsUrl: NO_TRANSACTIONS });
  await engine[Symbol.asyncDispose]();
}

/** Not for reading alone: what a crash has left in the log could not be read so. */
function within<T>(folder: string, work: (all: (query: string) => Record<string, unknown>[]) => T): T {
  const database = new DatabaseSync(join(folder, DATABASE_FILE));
  try {
    return work((query) => database.prepare(query).all());
  } finally {
    database.close();
  }
}

/** What makes the schema, as it was said; without statistics, which come with use. */
export const schemaIn = (folder: string): unknown[] =>
  within(folder, (all) =>
    all(`select type, name, tbl_name, sql from sqlite_master where name not like 'sqlite_stat%' order by type, name`),
  );

/** Of each table, its columns. */
export const columnsIn = (folder: string): Map<string, string[]> =>
  within(folder, (all) => {
    const rows = all(`
      select t.name as "table", c.name from pragma_table_list t, pragma_table_info(t.name) c
      where t.schema = 'main' and t.type in ('table', 'virtual') and t.name not like 'sqlite_%' order by t.name, c.cid`);
    const names = Map.groupBy(rows, (row) => String(row['table']));
    return new Map([...names].map(([table, columns]) => [table, columns.map((column) => String(column['name']))]));
  });

/** All rows, of these columns; each row as text, in no order. */
export const rowsIn = (folder: string, columns: ReadonlyMap<string, readonly string[]>): Record<string, string[]> =>
  within(folder, (all) =>
    Object.fromEntries(
      [...columns].map(([table, names]) => {
        const list = names.map((name) => `quote("${name}") as "${name}"`).join(', ');
        return [
          table,
          all(`select ${list} from "${table}"`)
            .map((row) => JSON.stringify(row))
            .toSorted(),
        ];
      }),
    ),
  );

const [, program = '', folder] = process.argv;
if (program.endsWith('releases.ts') && folder !== undefined) {
  await upgradeDatabase(folder);
  console.log('done');
}
