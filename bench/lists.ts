// Lists of assets inside the process, without HTTP: the same questions to ten thousand, a hundred thousand and a million
// assets. Prints the plan of every question when asked to.
import { DatabaseSync } from 'node:sqlite';
import type { Actor, Id, Position } from '../src/core/index.ts';
import { type AssetListQuery, type Case, listCases, type Places } from './cases.ts';
import { compare, milliseconds, ratio, timePerCall } from './measure.ts';
import type { Table } from './report.ts';
import { openSeeded, type Seeded } from './seeded.ts';

const ROUNDS = 3;
const PAGE = 50;

export async function lists(sizes: readonly number[]): Promise<Table[]> {
  await using stack = new AsyncDisposableStack();
  const sides = new Map<string, Side>();
  for (const size of sizes) sides.set(String(size), await openSide(stack.use(await openSeeded(size))));
  const [anySide] = sides.values();
  if (!anySide) return [];
  const rows: string[][] = [];
  for (const { name } of anySide.cases) {
    const pick = process.env['BENCH_ONLY'];
    if (pick && !name.includes(pick)) continue;
    const items = await Promise.all([...sides.values()].map((side) => countItems(side, name)));
    const medians = await compare(runs(sides, name, false), ROUNDS);
    const withTotal = await compare(runs(sides, name, true), ROUNDS);
    const values = sizes.map((size) => medians[String(size)] ?? Number.NaN);
    const totals = sizes.map((size) => withTotal[String(size)] ?? Number.NaN);
    const growth = (found: number[]) => ratio((found.at(-1) ?? 0) / (found[0] ?? 1));
    const isFull = items.every((count) => count === PAGE);
    rows.push([
      name,
      isFull ? String(PAGE) : items.join(', '),
      ...values.map(milliseconds),
      isFull ? growth(values) : '',
      ...totals.map(milliseconds),
      isFull ? growth(totals) : '',
    ]);
    console.log(rows.at(-1)?.join('  '));
  }
  const label = sizes.map(String);
  return [
    {
      title: 'Lists of assets',
      text: 'Milliseconds for a page of 50, and for the same page with its exact total; calls inside the process, the fastest of several, the median of rounds in which the sizes take turns. Growth is from the smallest to the largest, where all give a full page.',
      columns: ['list', 'items', ...label, 'growth', ...label.map((size) => `${size} + total`), 'growth'],
      rows,
    },
  ];
}

interface Side {
  readonly seeded: Seeded;
  readonly actor: Actor;
  readonly cases: readonly Case[];
  readonly positions: ReadonlyMap<string, Position>;
}

async function openSide(seeded: Seeded): Promise<Side> {
  const places = findPlaces(seeded);
  const cases = listCases(places);
  const positions = new Map<string, Position>();
  for (const one of cases) if (one.deep) positions.set(one.name, findPosition(seeded, one));
  return { seeded, actor: seeded.actor, cases, positions };
}

function runs(sides: ReadonlyMap<string, Side>, name: string, includeTotal: boolean) {
  return Object.fromEntries(
    [...sides].map(([size, side]) => {
      const query = queryOf(side, name, includeTotal);
      return [size, () => timePerCall(() => side.seeded.core.listAssets(side.actor, query), 15)];
    }),
  );
}

async function countItems(side: Side, name: string): Promise<number> {
  return (await side.seeded.core.listAssets(side.actor, queryOf(side, name, false))).items.length;
}

function queryOf(side: Side, name: string, includeTotal: boolean): AssetListQuery {
  const one = side.cases.find((candidate) => candidate.name === name);
  if (!one) throw new Error(`there is no case ${name}`);
  return { filters: one.filters, sort: one.sort, after: side.positions.get(name), limit: PAGE, includeTotal };
}

function findPlaces({ file, workspaceId }: Seeded): Places {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  try {
    const one = (sql: string) => String(sqlite.prepare(sql).get(workspaceId)?.['id']);
    return {
      fullFolder: one(
        'select id from folders where workspace_id = ? and vault_id is null order by asset_count desc limit 1',
      ),
      smallFolder: one(
        'select id from folders where workspace_id = ? and asset_count > 2 order by asset_count limit 1',
      ),
      channel: one('select folder_id as id from assets where workspace_id = ? and vault_id is not null limit 1'),
    };
  } finally {
    sqlite.close();
  }
}

const COLUMNS: Readonly<Record<string, string>> = {
  created: 'created_at',
  updated: 'updated_at',
  name: 'name_key',
  size: 'size',
};

/** Four tenths down the list. */
function findPosition({ file, workspaceId }: Seeded, { sort }: Case): Position {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  try {
    const column = COLUMNS[sort.field] ?? 'created_at';
    const row = sqlite
      .prepare(`
        select ${column} as value, id from assets where workspace_id = ?1 and trashed_at is null and sha256 is not null
        order by ${column} ${sort.order}, id ${sort.order} limit 1
        offset (select cast(asset_count * 0.4 as integer) from workspaces where id = ?1)`)
      .get(workspaceId);
    const value = row?.['value'];
    if (typeof value !== 'string' && typeof value !== 'number') throw new Error('there is no such position');
    return { value, id: String(row?.['id']) as Id };
  } finally {
    sqlite.close();
  }
}
