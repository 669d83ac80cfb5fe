// Makes a database of many assets over realistic folders and vaults, without the bytes, straight through SQL:
//   node scripts/run.mjs bench/seed.ts <file> [assets = 1000000]
// The maintained totals are filled by aggregation, as the product's own consistency check expects them.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openSqlite } from '../src/drivers/sqlite/index.ts';
import { seedAssets } from './seeding/assets.ts';
import { COLUMNS, type SeedSink } from './seeding/sink.ts';
import { TOTALS } from './seeding/totals.ts';
import { createIds, END, START, seedTree } from './seeding/tree.ts';

const BATCH = 50_000;

export interface SeedOptions {
  readonly file: string;
  readonly assets: number;
  /** The assets of the archive came last, one after the other (default: now and then). */
  readonly together?: boolean;
}

/** Replaces what is in `file`. Leaves the planner's statistics to the product. */
export async function seedDatabase({ file, assets, together = false }: SeedOptions): Promise<void> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
  const transactionsUrl = new URL('../src/core/transactions.ts', import.meta.url).href;
  await (await openSqlite({ file, transactionsUrl }))[Symbol.asyncDispose]();

  const sqlite = new DatabaseSync(file);
  try {
    // A crash costs a new run and nothing else.
    sqlite.exec('pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -1000000');
    sqlite.exec('pragma foreign_keys = off; pragma temp_store = memory; pragma threads = 2');
    const indexes = dropIndexes(sqlite);
    const id = createIds();
    const sink = sinkOf(sqlite);
    sqlite.exec('begin');
    const workspaces = seedTree(sink, id, START);
    const startMs = START + 86_400_000;
    await seedAssets(sink, workspaces, { id, count: assets, startMs, endMs: END, batch: BATCH, together });
    sqlite.exec('commit');
    for (const statement of indexes) sqlite.exec(statement);
    for (const statement of TOTALS) sqlite.exec(statement);
    sqlite.exec('pragma journal_mode = wal');
  } finally {
    sqlite.close();
  }
}

/** Filling tables first and indexing them afterwards is several times faster. Answers how to make the indexes again. */
function dropIndexes(sqlite: DatabaseSync): string[] {
  const rows = sqlite.prepare(`select name, sql from sqlite_master where type = 'index' and sql is not null`).all();
  for (const row of rows) sqlite.exec(`drop index ${String(row['name'])}`);
  return rows.map((row) => String(row['sql']));
}

function sinkOf(sqlite: DatabaseSync): SeedSink {
  const statements = new Map(
    Object.entries(COLUMNS).map(([table, columns]) => {
      const names = columns.map((column) => `"${column}"`).join(', ');
      const values = columns.map(() => '?').join(', ');
      return [table, sqlite.prepare(`insert into ${table} (${names}) values (${values})`)];
    }),
  );
  const search = sqlite.prepare(`
    insert into asset_search (rowid, scope, name, title, description, tags, text) values (?, ?, ?, ?, ?, ?, '')`);
  return {
    insert: (table, ...row) => void statements.get(table)?.run(...row),
    insertText: ({ seq, workspaceId, kind, name, title, description, tags }) =>
      void search.run(seq, `${workspaceId} ${workspaceId}${kind}`, name, title, description, tags),
    async endBatch() {
      sqlite.exec('commit; begin');
    },
  };
}

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file, assets = '1000000'] = positionals;
  if (file === undefined) throw new Error('usage: seed.ts <file> [assets]');
  const startedAt = Date.now();
  await seedDatabase({ file, assets: Number(assets) });
  console.log(`${assets} assets in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
