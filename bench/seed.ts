// Makes a database of many assets over realistic folders and vaults, without the bytes, straight through SQL:
//   node scripts/run.mjs bench/seed.ts <file> [assets = 1000000]
// The maintained totals are filled by aggregation, as the product's own consistency check expects them.
import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { openSqlite } from '../src/drivers/sqlite/index.ts';
import { seedAssets } from './seeding/assets.ts';
import { createIds, seedTree } from './seeding/tree.ts';

const START = Date.UTC(2020, 0, 1);
const END = Date.UTC(2025, 11, 31);
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
    const workspaces = seedTree(sqlite, id, START);
    const startMs = START + 86_400_000;
    seedAssets(sqlite, workspaces, { id, count: assets, startMs, endMs: END, batch: BATCH, together });
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

const LIVE = 'trashed_at is null and sha256 is not null';

const TOTALS = [
  `update blobs set reference_count = named.times from (
     select sha256, count(*) as times from (select sha256 from assets union all select sha256 from versions)
     group by sha256) as named
   where blobs.sha256 = named.sha256`,
  `update folders set asset_count = own.assets, total_assets = own.assets, total_bytes = own.bytes from (
     select folder_id, count(*) as assets, sum(size) as bytes from assets where ${LIVE} group by folder_id) as own
   where own.folder_id = folders.id`,
  `update folders set folder_count = (
     select count(*) from folders as child where child.parent_id = folders.id and child.trashed_at is null)`,
  `update folders set total_assets = below.assets, total_bytes = below.bytes from (
     with recursive above (id, parent_id, assets, bytes) as (
       select id, parent_id, total_assets, total_bytes from folders
       union all
       select f.id, f.parent_id, above.assets, above.bytes from folders f join above on f.id = above.parent_id)
     select id, sum(assets) as assets, sum(bytes) as bytes from above group by id) as below
   where below.id = folders.id`,
  `update workspaces set
     asset_count = coalesce((select count(*) from assets where workspace_id = workspaces.id and ${LIVE}), 0),
     total_bytes = coalesce((select sum(size) from assets where workspace_id = workspaces.id and ${LIVE}), 0),
     folder_count = (select count(*) from folders where workspace_id = workspaces.id and trashed_at is null)`,
  ...['kind', 'mime_type', 'extension'].map(
    (column) => `
   insert into asset_counts (workspace_id, dimension, value, assets)
   select workspace_id, '${column}', ${column}, count(*) from assets where ${LIVE} group by workspace_id, ${column}`,
  ),
  `insert into asset_counts (workspace_id, dimension, value, assets)
   select workspace_id, 'is_public', '1', count(*) from assets where ${LIVE} and is_public = 1 group by workspace_id`,
  `insert into asset_counts (workspace_id, dimension, value, assets)
   select t.workspace_id, 'tag', t.tag, count(*) from asset_tags t
   join assets a on a.seq = t.asset_seq where a.trashed_at is null and a.sha256 is not null
   group by t.workspace_id, t.tag`,
];

if (import.meta.main) {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [file, assets = '1000000'] = positionals;
  if (file === undefined) throw new Error('usage: seed.ts <file> [assets]');
  const startedAt = Date.now();
  await seedDatabase({ file, assets: Number(assets) });
  console.log(`${assets} assets in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
}
