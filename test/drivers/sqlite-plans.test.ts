// How SQLite's planner reads what the queries leave to it.
import { join } from 'node:path';
import { CompiledQuery, createQueryId, type RootOperationNode, sql } from 'kysely';
import { expect, it } from 'vitest';
import { newId } from '../../src/core/ids.ts';
import type { Db } from '../../src/database/db.ts';
import type { Engine } from '../../src/database/engine.ts';
import { listEvents } from '../../src/database/events.ts';
import { hasDueJob } from '../../src/database/jobs.ts';
import { openSqlite } from '../../src/drivers/sqlite/index.ts';
import { TEST_TRANSACTIONS_URL, temporaryFolder } from '../support/core.ts';

it('a list of publications is read along indexes that cover it, and merged without sorting', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'vitrine.sqlite');
  await using engine = await openSqlite({ file, transactionsUrl: TEST_TRANSACTIONS_URL });
  for (const kind of ['', `and kind = 'image'`])
    for (const column of ['created_at', 'updated_at', 'title_key'])
      for (const way of ['asc', 'desc']) {
        const branch = (bytes: string) => `select id, ${column} as place from assets
          where workspace_id = 'w' ${kind} and trashed_at is null and sha256 ${bytes} and id not in (
            select id from assets where expires_at <= 1 and expires_at is not null and trashed_at is null)`;
        const { rows } = await sql<{ detail: string }>`explain query plan ${sql.raw(
          `${branch('is not null')} union all ${branch('is null')} order by place ${way}, id ${way} limit 20 offset 7`,
        )}`.execute(engine.db);
        const plan = rows.map((row) => row.detail).join('\n');
        const suffix = `${kind === '' ? '' : 'of_kind_'}by_${column}`;
        expect(plan).toContain(`assets_${suffix} (`);
        expect(plan).toContain(`references_${suffix} (`);
        expect(plan).toContain('MERGE (UNION ALL)');
        expect(plan).not.toMatch(/TEMP B-TREE|SCAN/);
      }
});

it('a job that is due is looked for along the index, past none of those that wait for a later time', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'vitrine.sqlite');
  await using engine = await openSqlite({ file, transactionsUrl: TEST_TRANSACTIONS_URL });
  const plans = await plansOf(engine, (db) => hasDueJob(db, 1));
  for (const plan of plans) {
    expect(plan).toContain('jobs_due (priority=? AND run_at<?)');
    expect(plan).toContain('jobs_due (priority=? AND run_at>?)');
    expect(plan).not.toContain('SCAN jobs');
  }
  expect(plans).toHaveLength(1);
});

it('the log is read along an index, of a workspace and of one asset, before there are statistics', async () => {
  await using folder = await temporaryFolder();
  const file = join(folder.path, 'vitrine.sqlite');
  await using engine = await openSqlite({ file, transactionsUrl: TEST_TRANSACTIONS_URL });
  const [workspaceId, assetId] = [newId(1), newId(1)];
  const page = { workspaceId, beforeSeq: 7, limit: 50 };
  expect(await plansOf(engine, (db) => listEvents(db, page))).toEqual([
    'SEARCH events USING INDEX events_by_workspace (workspace_id=? AND seq<?)',
  ]);
  expect(await plansOf(engine, (db) => listEvents(db, { ...page, assetId }))).toEqual([
    'SEARCH events USING INDEX events_by_asset (asset_id=? AND seq<?)',
  ]);
});

/** Of each query that is asked meanwhile, how it is read. */
async function plansOf(engine: Engine, ask: (db: Db) => Promise<unknown>): Promise<string[]> {
  const asked: RootOperationNode[] = [];
  const watched = engine.db.withPlugin({
    transformQuery({ node }) {
      asked.push(node);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await ask(Object.assign(watched, { traits: engine.db.traits }));
  const executor = engine.db.getExecutor();
  const plans: string[] = [];
  for (const query of asked.map((node) => executor.compileQuery(node, createQueryId()))) {
    const plan = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
    const { rows } = await engine.db.executeQuery<{ detail: string }>(plan);
    plans.push(rows.map((row) => row.detail).join('\n'));
  }
  return plans;
}
