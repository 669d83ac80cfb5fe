// Folders with their sizes, and vaults by every combination of partition, collection and channel: the same questions to
// ten thousand, a hundred thousand and a million assets.
import { DatabaseSync } from 'node:sqlite';
import type { Id } from '../src/core/index.ts';
import { compare, milliseconds, ratio, timePerCall } from './measure.ts';
import type { Table } from './report.ts';
import { openSeeded, type Seeded } from './seeded.ts';

const ROUNDS = 3;
const CALLS = 15;
const PAGE = 50;

type Question = (seeded: Seeded) => () => Promise<unknown>;

export async function folders(sizes: readonly number[]): Promise<Table[]> {
  await using stack = new AsyncDisposableStack();
  const sides: [string, Seeded][] = [];
  for (const size of sizes) sides.push([String(size), stack.use(await openSeeded(size))]);
  const rows: string[][] = [];
  for (const [name, question] of Object.entries(QUESTIONS)) {
    const medians = await compare(
      Object.fromEntries(
        sides.map(([size, seeded]) => {
          const ask = question(seeded);
          return [size, () => timePerCall(ask, CALLS)];
        }),
      ),
      ROUNDS,
    );
    const values = sizes.map((size) => medians[String(size)] ?? Number.NaN);
    rows.push([name, ...values.map(milliseconds), ratio((values.at(-1) ?? 0) / (values[0] ?? 1))]);
    console.log(rows.at(-1)?.join('  '));
  }
  return [
    {
      title: 'Folders and vaults',
      text: `Milliseconds for a folder with its size, and for pages of ${PAGE}; calls inside the process, the fastest of several, the median of rounds in which the sizes take turns. Where ten thousand assets do not fill a page (the last four rows), the growth is that of the page.`,
      columns: ['question', ...sizes.map(String), 'growth'],
      rows,
    },
  ];
}

const QUESTIONS: Readonly<Record<string, Question>> = {
  'the fullest folder, with its counts and size': ({ core, actor, ...seeded }) => {
    const id = one(
      seeded.file,
      seeded.workspaceId,
      'select id from folders where workspace_id = ? order by asset_count desc limit 1',
    );
    return () => core.getFolder(actor, id('id') as Id);
  },
  ...Object.fromEntries(
    (['created', 'name', 'size'] as const).map((field): [string, Question] => [
      `folders by ${field}, with total`,
      ({ core, actor }) =>
        () =>
          core.listFolders(actor, { filters: [], sort: { field, order: 'desc' }, limit: PAGE, includeTotal: true }),
    ]),
  ),
  ...Object.fromEntries(
    [
      [],
      ['partition'],
      ['collection'],
      ['channel'],
      ['partition', 'collection'],
      ['partition', 'channel'],
      ['collection', 'channel'],
      ['partition', 'collection', 'channel'],
    ].map((parts): [string, Question] => [
      parts.length === 0 ? 'a vault' : `a vault by ${parts.join(', ')}`,
      ({ core, actor, ...seeded }) => {
        const column = one(
          seeded.file,
          seeded.workspaceId,
          'select vault_id, "partition", "collection", channel from assets where workspace_id = ? and vault_id is not null order by seq limit 1',
        );
        const filters = Object.fromEntries(parts.map((part) => [part, column(part)]));
        return () => core.listVaultAssets(actor, { vaultId: column('vault_id') as Id, ...filters, limit: PAGE });
      },
    ]),
  ),
};

/** The columns of the one row that the query finds in the workspace. */
function one(file: string, workspaceId: Id, sql: string): (column: string) => string {
  const sqlite = new DatabaseSync(file, { readOnly: true });
  try {
    const row = sqlite.prepare(sql).get(workspaceId);
    return (column) => String(row?.[column]);
  } finally {
    sqlite.close();
  }
}
