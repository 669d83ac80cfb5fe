// Lists of a large library: every case of the lists' own figures, the library's numbered pages, vaults, trash.
import { type Actor, CoreError, type Id, type Position } from '../../src/core/index.ts';
import { type AssetListQuery, type Case, listCases, type Places } from '../cases.ts';
import { timePerCall } from '../measure.ts';
import { RARE_WORD, VOCABULARY } from '../seeding/words.ts';
import type { ScaleLibrary } from './library.ts';

const PAGE = 50;
const LONG_MS = 2_000;

/** Milliseconds by what was asked, in the order asked. */
export type Times = Map<string, number>;

export async function timeLists(library: ScaleLibrary): Promise<Times> {
  const times: Times = new Map();
  const pick = process.env['BENCH_ONLY'] ?? '';
  for (const [name, ask] of await questions(library)) {
    if (!name.includes(pick)) continue;
    times.set(name, await timeOf(ask));
    console.log(`${library.size}  ${name}  ${times.get(name)?.toFixed(2)}`);
  }
  return times;
}

/** Infinite for what the engine gives up. What takes long is asked once. */
async function timeOf(ask: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  try {
    await ask();
  } catch (error) {
    if (error instanceof CoreError && error.code === 'unavailable') return Number.POSITIVE_INFINITY;
    throw error;
  }
  const first = performance.now() - startedAt;
  if (first > LONG_MS) return first;
  // The engine plans a statement anew the first times, and then decides whether one plan does for all values.
  await ask();
  return timePerCall(ask, 15, 30);
}

type Question = [name: string, ask: () => Promise<unknown>];

async function questions(library: ScaleLibrary): Promise<Question[]> {
  const { core, dominant, small } = library;
  const asked: Question[] = [];
  for (const [place, actor] of [
    ['', dominant],
    ['small workspace: ', small],
  ] as const) {
    const cases = listCases(await findPlaces(library, actor.workspaceId));
    for (const one of place === '' ? cases : cases.filter(isTelling)) {
      const after = one.deep ? await findPosition(library, actor.workspaceId, one) : undefined;
      const query = { filters: one.filters, sort: one.sort, after, limit: PAGE, includeTotal: false };
      asked.push([place + one.name, () => core.listAssets(actor, query)]);
      asked.push([`${place}${one.name}, with total`, () => core.listAssets(actor, { ...query, includeTotal: true })]);
    }
    asked.push(...(await publicationQuestions(library, actor, place)));
  }
  return [...asked, ...(await vaultQuestions(library)), ...otherQuestions(library)];
}

/** For a workspace that has few assets among very many of others. */
const isTelling = ({ name }: Case): boolean =>
  /^(all|kind image|tag frequent|folder full|size from 50 MB|search (jpg|rare word|frequent word)), by (created desc|name asc)$/.test(
    name,
  );

async function findPlaces({ rows }: ScaleLibrary, workspaceId: Id): Promise<Places> {
  const one = async (sql: string) => String((await rows(sql, workspaceId))[0]?.['id']);
  return {
    fullFolder: await one(
      'select id from folders where workspace_id = $1 and vault_id is null order by asset_count desc limit 1',
    ),
    smallFolder: await one(
      'select id from folders where workspace_id = $1 and asset_count > 2 order by asset_count limit 1',
    ),
    channel: await one(
      'select id from folders where workspace_id = $1 and vault_id is not null and asset_count > 0 limit 1',
    ),
  };
}

const COLUMNS: Readonly<Record<string, string>> = {
  created: 'created_at',
  updated: 'updated_at',
  name: 'name_key',
  size: 'size',
};

/** Four tenths down the list. */
async function findPosition({ rows }: ScaleLibrary, workspaceId: Id, { sort }: Case): Promise<Position> {
  const column = COLUMNS[sort.field] ?? 'created_at';
  const [row] = await rows(
    `select ${column} as value, id from assets where workspace_id = $1 and trashed_at is null and sha256 is not null
     order by ${column} ${sort.order}, id ${sort.order} limit 1
     offset (select (asset_count * 0.4)::bigint from workspaces where id = $1)`,
    workspaceId,
  );
  const value = row?.['value'];
  if (value === undefined) throw new Error('there is no such position');
  return { value: sort.field === 'name' ? value : Number(value), id: String(row?.['id']) as Id };
}

async function publicationQuestions({ core }: ScaleLibrary, actor: Actor, place: string): Promise<Question[]> {
  const asked: Question[] = [];
  for (const [name, query, at] of [
    ['newest first', { order: 'desc' }, 0],
    ['newest first, a hundredth down', { order: 'desc' }, 0.01],
    ['newest first, in the middle', { order: 'desc' }, 0.5],
    ['by title', { sort: 'title', order: 'asc' }, 0],
    ['pdf, newest first', { kind: 'pdf', order: 'desc' }, 0],
    ['search rare word', { search: RARE_WORD, order: 'desc' }, 0],
    ['search frequent word', { search: VOCABULARY[0], order: 'desc' }, 0],
    ['search img, in a tenth of all titles', { search: 'img', order: 'desc' }, 0],
    ['search img, by title', { search: 'img', sort: 'title', order: 'asc' }, 0],
  ] as const) {
    const total = at === 0 ? 0 : (await core.listPublications(actor, { ...query, offset: 0, limit: 1 })).total;
    const page = { ...query, offset: Math.floor(total * at), limit: 20 };
    asked.push([`${place}library: ${name}`, () => core.listPublications(actor, page)]);
  }
  return asked;
}

async function vaultQuestions({ core, dominant, rows }: ScaleLibrary): Promise<Question[]> {
  const [row] = await rows(
    `select vault_id, "partition", "collection", channel, name from assets
     where workspace_id = $1 and vault_id is not null and trashed_at is null limit 1`,
    dominant.workspaceId,
  );
  const of = (column: string) => String(row?.[column]);
  const vaultId = of('vault_id') as Id;
  const ask = (...parts: string[]) => {
    const filters = Object.fromEntries(parts.map((part) => [part, of(part)]));
    return () => core.listVaultAssets(dominant, { vaultId, ...filters, limit: PAGE });
  };
  return [
    ['a vault', ask()],
    ['a vault by collection', ask('collection')],
    ['a vault by partition, collection, channel', ask('partition', 'collection', 'channel')],
  ];
}

function otherQuestions({ core, dominant }: ScaleLibrary): Question[] {
  const folders = { filters: [], limit: PAGE, includeTotal: true } satisfies Partial<AssetListQuery>;
  return [
    [
      'folders by name, with total',
      () => core.listFolders(dominant, { ...folders, sort: { field: 'name', order: 'asc' } }),
    ],
    [
      'folders by size, with total',
      () => core.listFolders(dominant, { ...folders, sort: { field: 'size', order: 'desc' } }),
    ],
    ['trash: assets', () => core.listTrashedAssets(dominant, { limit: PAGE })],
    ['trash: folders', () => core.listTrashedFolders(dominant, { limit: PAGE })],
    ['trash: how much there is', () => core.getTrashSize(dominant)],
    ['all tags', () => core.listTags(dominant)],
    ['the log of the workspace', () => core.listWorkspaceEvents(dominant, { limit: PAGE })],
  ];
}
