// A library of millions of assets in PostgreSQL: what every kind of question takes, what operations cost, and how much room
// it needs. VITRINE_BENCH_DATABASE_URL names a PostgreSQL on this machine, whose role may create databases and is bound by
// row-level security; the libraries are kept there from run to run, and changed by what is measured. Without it one is started.
import { startPostgres } from '../test/engines/postgres.ts';
import { milliseconds, ratio } from './measure.ts';
import type { Table } from './report.ts';
import { openScaleLibrary, type ScaleLibrary } from './scale/library.ts';
import { type Times, timeLists } from './scale/lists.ts';
import { measureOperations, type Operation } from './scale/operations.ts';
import { type IndexSize, indexSizes, type Relation, tableSizes } from './scale/sizes.ts';

interface Side {
  readonly size: number;
  readonly settings: string;
  readonly tables: readonly Relation[];
  readonly indexes: readonly IndexSize[];
  readonly lists: Times;
  readonly operations: readonly Operation[];
}

/** `keep` is given what is known after each size: the larger ones take hours. */
export async function scale(sizes: readonly number[], keep: (tables: Table[]) => void): Promise<Table[]> {
  await using resources = new AsyncDisposableStack();
  const base = process.env['VITRINE_BENCH_DATABASE_URL'] ?? resources.use(await startPostgres({ durable: true })).url;
  const sides: Side[] = [];
  for (const size of sizes) {
    await using library = await openScaleLibrary(base, size);
    sides.push(await measure(library));
    keep(tablesOf(sides));
  }
  return tablesOf(sides);
}

function tablesOf(sides: readonly Side[]): Table[] {
  const largest = sides.at(-1);
  if (!largest) return [];
  return [listTable(sides), ...sides.map(operationTable), roomTable(sides), indexTable(largest)];
}

async function measure(library: ScaleLibrary): Promise<Side> {
  const tables = await tableSizes(library);
  const before = await indexSizes(library);
  const usesBefore = new Map(before.map(({ name, uses }) => [name, uses]));
  const lists = await timeLists(library);
  const operations = await measureOperations(library);
  const after = await indexSizes(library);
  return {
    size: library.size,
    settings: await settingsOf(library),
    tables,
    // As large as they were when they had just been made.
    indexes: before.map((index) => ({
      ...index,
      uses: (after.find(({ name }) => name === index.name)?.uses ?? 0) - (usesBefore.get(index.name) ?? 0),
    })),
    lists,
    operations,
  };
}

async function settingsOf({ rows }: ScaleLibrary): Promise<string> {
  const found = await rows(`
    select name || ' ' || current_setting(name) as text from pg_settings
    where name in ('shared_buffers', 'effective_cache_size', 'random_page_cost', 'work_mem', 'max_wal_size',
      'synchronous_commit', 'fsync', 'full_page_writes', 'wal_level', 'server_version') order by name`);
  return found.map(({ text }) => text).join(', ');
}

function listTable(sides: readonly Side[]): Table {
  const names = [...(sides.at(-1)?.lists.keys() ?? [])];
  const first = sides[0];
  return {
    title: 'Questions',
    text: `Milliseconds for a page of 50 (20 of the library's numbered pages); calls inside the process, the fastest of several after two that do not count, or the first where that takes more than two seconds. Growth is from the smallest to the largest. Nine tenths of the assets are in one workspace, the others in 101; PostgreSQL on the same machine (${first?.settings}).`,
    columns: ['question', ...sides.map(({ size }) => String(size)), 'growth'],
    rows: names.map((name) => {
      const values = sides.map(({ lists }) => lists.get(name) ?? Number.NaN);
      return [name, ...values.map(shown), ratio((values.at(-1) ?? 0) / (values[0] ?? 1))];
    }),
  };
}

const shown = (value: number): string => (value === Number.POSITIVE_INFINITY ? 'over 30 s' : milliseconds(value));

function operationTable({ size, operations }: Side): Table {
  return {
    title: `Operations, ${size} assets`,
    text: 'Each called one after the other, 200 times (those of folders once). Milliseconds: the fastest, the median, and the average of processor time in this process and in PostgreSQL. Round trips to PostgreSQL; bytes written to its log, and how many pages of 8 KiB in them were written whole because they changed for the first time since a checkpoint. What is done several times at once counts as one.',
    columns: [
      'operation',
      'fastest',
      'median',
      'processor here',
      'in PostgreSQL',
      'round trips',
      'log bytes',
      'whole pages',
    ],
    rows: operations.map((one) => [
      one.name,
      milliseconds(one.fastest),
      milliseconds(one.middle),
      milliseconds(one.here),
      milliseconds(one.there),
      one.roundTrips.toFixed(1),
      one.logged.toFixed(0),
      one.wholePages.toFixed(1),
    ]),
  };
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);

function roomTable(sides: readonly Side[]): Table {
  const rows = sides.flatMap(({ size, tables }) =>
    tables
      .filter(({ bytes, indexBytes }) => (bytes + indexBytes) / size >= 1)
      .map(({ name, rows: count, bytes, indexBytes }) => [
        String(size),
        name,
        String(count),
        megabytes(bytes),
        megabytes(indexBytes),
        ((bytes + indexBytes) / size).toFixed(0),
      ]),
  );
  const totals = sides.map(({ size, tables }) => {
    const sum = (of: 'bytes' | 'indexBytes') => tables.reduce((total, table) => total + table[of], 0);
    const all = sum('bytes') + sum('indexBytes');
    return [String(size), 'all', '', megabytes(sum('bytes')), megabytes(sum('indexBytes')), (all / size).toFixed(0)];
  });
  return {
    title: 'Room',
    text: 'Megabytes of rows and of indexes as they were made, without text extracted from files, and bytes for each asset.',
    columns: ['assets', 'table', 'rows', 'MB', 'indexes MB', 'bytes per asset'],
    rows: [...rows, ...totals],
  };
}

function indexTable({ size, indexes }: Side): Table {
  return {
    title: `Indexes, ${size} assets`,
    text: 'The largest first, with how often they were used by all that was measured here (checks of uniqueness are not counted).',
    columns: ['table', 'index', 'MB', 'bytes per asset', 'uses'],
    rows: indexes
      .filter(({ bytes }) => bytes / size >= 0.5)
      .map(({ table, name, bytes, uses }) => [table, name, megabytes(bytes), (bytes / size).toFixed(0), String(uses)]),
  };
}
