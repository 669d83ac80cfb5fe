// The seeded database that is measured: as the product would have made it, and read alike by every plan.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listCases } from '../../bench/cases.ts';
import { seedDatabase } from '../../bench/seed.ts';
import { openCoreIn, type Seeded } from '../../bench/seeded.ts';
import type { Id } from '../../src/core/index.ts';
import { findDiscrepancies } from '../../src/database/consistency/index.ts';
import { countRows, listPage, orderColumn } from '../../src/database/lists.ts';
import { ask, pagePlans, totalPlans } from '../../src/database/plans.ts';
import type { AssetTable } from '../../src/database/schema.ts';

const ASSETS = 4_000;
const PAGE = 20;

let folder: string;
let seeded: Seeded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-seed-'));
  await seedDatabase({ file: join(folder, 'vitrine.sqlite'), assets: ASSETS });
  seeded = await openCoreIn(folder);
}, 60_000);

afterAll(async () => {
  await seeded[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('a seeded database', () => {
  it('has every maintained value as it should be', async () => {
    const { db } = seeded.core.engine;
    const found = await Array.fromAsync(findDiscrepancies(db));
    expect(found.slice(0, 5)).toEqual([]);
  });

  it('gives the same page and the same total by every plan', async () => {
    const { db } = seeded.core.engine;
    const { id } = await db.selectFrom('folders').select('id').orderBy('asset_count', 'desc').executeTakeFirstOrThrow();
    const channel = await db
      .selectFrom('assets')
      .select('folder_id')
      .where('vault_id', 'is not', null)
      .executeTakeFirst();
    const places = { fullFolder: id, smallFolder: id, channel: channel?.folder_id ?? id };
    for (const { name, filters, sort } of listCases(places)) {
      const query = { workspaceId: seeded.workspaceId, filters, sort, limit: PAGE, includeTotal: false };
      const question = await ask(db, query);
      const column = orderColumn(query);
      const pages: Id[][] = [];
      for (const plan of pagePlans(question, column, PAGE)) {
        const first = await listPage<AssetTable>(db, 'assets', column, plan.conditions, query, plan);
        const second = first.next
          ? await listPage<AssetTable>(db, 'assets', column, plan.conditions, { ...query, after: first.next }, plan)
          : undefined;
        pages.push([...first.rows, ...(second?.rows ?? [])].map((row) => row.id));
      }
      for (const page of pages) expect(page, name).toEqual(pages[0]);
      const totals = await Promise.all(
        totalPlans(question).map((plan) => countRows(db, 'assets', plan.conditions, plan)),
      );
      for (const total of totals) expect(total, name).toBe(totals[0]);
      const { total } = await seeded.core.listAssets(seeded.actor, { filters, sort, limit: 1, includeTotal: true });
      expect(total, name).toBe(totals[0]);
    }
  }, 120_000);
});
