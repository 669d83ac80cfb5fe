// Makes a database of many assets in PostgreSQL: tables without indexes filled by COPY, through psql, and indexed afterwards
// from the very statements that the migration left in the catalogue.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import pg from 'pg';
import * as transactions from '../../src/core/transactions.ts';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import { vectorOf } from '../../src/drivers/postgres/search.ts';
import { seedAssets } from './assets.ts';
import { COLUMNS, type SeedSink, type SeedTable, type SeedValue } from './sink.ts';
import { TOTALS } from './totals.ts';
import { createIds, END, START, seedTree, type WorkspacePlan } from './tree.ts';

const BATCH = 5_000;
const SMALL_WORKSPACES = 100;
/** Index builds at once. */
const BUILDERS = 2;

/** One very large, one of the middle, and many small ones. */
const PLANS: readonly WorkspacePlan[] = [
  { name: 'Dominant', share: 0.9, folders: 2_000 },
  { name: 'Middling', share: 0.04, folders: 200 },
  ...Array.from({ length: SMALL_WORKSPACES }, (_, number) => ({
    name: `Small ${number + 1}`,
    share: 0.06 / SMALL_WORKSPACES,
    folders: 40,
  })),
];

/** Of a new database, as a role that row-level security binds. */
export async function seedPostgres(url: string, assets: number, log: (message: string) => void): Promise<void> {
  await (await openPostgres({ url, connections: 4, statementTimeoutMs: 0 }, transactions))[Symbol.asyncDispose]();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const dropped = await dropIndexes(client);
    log('fills tables');
    await fill(url, assets);
    log('makes indexes');
    await inTurns(dropped.indexes, url, log);
    log('makes constraints');
    await client.query(`set maintenance_work_mem = '1GB'`);
    for (const statement of dropped.constraints) await client.query(statement);
    await client.query('analyze');
    log('adds totals up');
    await client.query(`set vitrine.workspace = '*'; set work_mem = '256MB'`);
    for (const statement of TOTALS) await client.query(statement);
    for (const statement of dropped.wall) await client.query(statement);
    await client.query('vacuum analyze');
  } finally {
    await client.end();
  }
}

interface Dropped {
  readonly indexes: readonly string[];
  readonly constraints: readonly string[];
  readonly wall: readonly string[];
}

/** Answers how to make them again. References are not checked once more: what was seeded has them all. */
async function dropIndexes(client: pg.Client): Promise<Dropped> {
  const texts = async (sql: string) => (await client.query<{ text: string }>(sql)).rows.map((row) => row.text);
  const here = `current_schema()::regnamespace`;
  const constraint = `alter table %I.%I add constraint %I %s`;
  const ofConstraints = `from pg_constraint o join pg_class c on c.oid = o.conrelid where o.connamespace = ${here}`;
  const constraints = await texts(`
    select format('${constraint}', 'public', c.relname, conname,
      pg_get_constraintdef(o.oid) || case contype when 'f' then ' not valid' else '' end) as text
    ${ofConstraints} and contype in ('p', 'u', 'f') order by contype = 'f', pg_relation_size(conrelid) desc`);
  const indexes = await texts(`
    select pg_get_indexdef(i.indexrelid) as text from pg_index i join pg_class c on c.oid = i.indrelid
    where c.relnamespace = ${here} and c.relkind = 'r'
      and not exists (select 1 from pg_constraint o where o.conindid = i.indexrelid)
    order by i.indrelid, i.indexrelid`);
  const walled = `from pg_class where relnamespace = ${here} and relrowsecurity and relkind = 'r'`;
  const wall = await texts(`select format('alter table %I force row level security', relname) as text ${walled}`);
  const drops = [
    ...(await texts(`
      select format('alter table %I drop constraint %I', c.relname, conname) as text
      ${ofConstraints} and contype in ('p', 'u', 'f') order by contype <> 'f'`)),
    ...(await texts(`
      select format('drop index %s', i.indexrelid::regclass) as text from pg_index i
      join pg_class c on c.oid = i.indrelid where c.relnamespace = ${here} and c.relkind = 'r'
      and not exists (select 1 from pg_constraint o where o.conindid = i.indexrelid)`)),
    ...(await texts(`select format('alter table %I no force row level security', relname) as text ${walled}`)),
  ];
  for (const statement of drops) await client.query(statement);
  return { indexes, constraints, wall };
}

async function fill(url: string, assets: number): Promise<void> {
  const tables = Object.entries(COLUMNS).map(([table, columns]) => [table, copy(url, table, columns)] as const);
  const streams = new Map<string, Copy>(tables);
  const search = copy(url, 'asset_search', ['seq', 'words']);
  const all = [...streams.values(), search];
  const sink: SeedSink = {
    insert: (table: SeedTable, ...row) => void streams.get(table)?.input.write(lineOf(row)),
    insertText({ seq, workspaceId, kind, name, title, description, tags }) {
      const entry = { seq, scopes: [workspaceId, workspaceId + kind], columns: { name, title, description, tags } };
      search.input.write(lineOf([seq, vectorOf({ ...entry, source: null }, '')]));
    },
    async endBatch() {
      for (const { input } of all) if (input.writableNeedDrain) await once(input, 'drain');
    },
  };
  const id = createIds();
  const workspaces = seedTree(sink, id, START, PLANS);
  const startMs = START + 86_400_000;
  await seedAssets(sink, workspaces, { id, count: assets, startMs, endMs: END, batch: BATCH, together: false });
  for (const { input } of all) input.end();
  await Promise.all(all.map(({ done }) => done));
}

interface Copy {
  readonly input: Writable;
  readonly done: Promise<void>;
}

function copy(url: string, table: string, columns: readonly string[]): Copy {
  const names = columns.map((column) => `"${column}"`).join(', ');
  const command = `copy ${table} (${names}) from stdin (freeze)`;
  // A table emptied in the same transaction takes rows without noting them in the log, and as visible to everybody.
  const options = [
    '-q',
    '-v',
    'ON_ERROR_STOP=1',
    '--single-transaction',
    url,
    '-c',
    `truncate ${table}`,
    '-c',
    command,
  ];
  const child = spawn('psql', options, { stdio: ['pipe', 'ignore', 'inherit'] });
  const done = once(child, 'close').then(([code]) => {
    if (code !== 0) throw new Error(`${command} failed`);
  });
  return { input: child.stdin, done };
}

// https://www.postgresql.org/docs/current/sql-copy.html, text format
const lineOf = (row: readonly SeedValue[]): string =>
  `${row.map((value) => (value === null ? '\\N' : String(value).replaceAll('\\', '\\\\'))).join('\t')}\n`;

async function inTurns(statements: readonly string[], url: string, log: (message: string) => void): Promise<void> {
  const left = [...statements];
  const build = async () => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      await client.query(`set maintenance_work_mem = '1GB'; set max_parallel_maintenance_workers = 0`);
      for (let statement = left.shift(); statement !== undefined; statement = left.shift()) {
        const startedAt = performance.now();
        await client.query(statement);
        const seconds = (performance.now() - startedAt) / 1000;
        if (seconds > 10) log(`${seconds.toFixed(0)} s: ${statement}`);
      }
    } finally {
      await client.end();
    }
  };
  await Promise.all(Array.from({ length: BUILDERS }, build));
}
