// Lists of assets and folders against a naive oracle in memory: every filter, every sort, page by page.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  Actor,
  Asset,
  Core,
  Filter,
  Folder,
  FolderPatch,
  Id,
  Page,
  Position,
  Sort,
} from '../../src/core/index.ts';
import { contentOf, examined, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
let tenant: Actor & { readonly workspaceId: Id };
let vaultId: Id;
let assets: Asset[];
let folders: Folder[];

const NAMES = [
  'alpha.txt',
  'Alpha.TXT',
  'beta.png',
  'Béta.png',
  'gamma',
  'ﬁne.pdf',
  'zz.mp3',
  '10.txt',
  '9.txt',
  'Straße.jpg',
  '中文.txt',
  '𝔘.txt',
];
const TAGS = ['red', 'green', 'blue', 'Red'];
const KINDS = [
  ['text/plain', 'document'],
  ['image/png', 'image'],
  ['image/jpeg', 'image'],
  ['application/pdf', 'pdf'],
] as const;
const at = <T>(list: readonly T[], index: number): T => {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('the list is empty');
  return found;
};

beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
  tenant = await newTenant(core);
  const stranger = await newTenant(core);
  const vault = await core.createVault(tenant, { name: 'vault' });
  vaultId = vault.id;
  folders = [
    await core.createFolder(tenant, { name: 'one' }),
    await core.createFolder(tenant, { name: 'Two', description: 'x' }),
  ];
  for (let i = 0; i < 6; i++)
    folders.push(await core.createFolder(tenant, { name: at(NAMES, i).replace('/', ''), parentId: at(folders, i).id }));
  let seed = 7;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(seed / 65_536);
  };
  const made: Asset[] = [];
  for (let i = 0; i < 160; i++) {
    const [mimeType, kind] = at(KINDS, next());
    const content = contentOf('x'.repeat(next() % 20), mimeType, kind);
    const tags = TAGS.filter(() => next() % 3 === 0);
    const input = { name: at(NAMES, next()), content, tags, isPublic: next() % 4 === 0, title: `title ${i}` };
    const actor = i % 16 === 0 ? stranger : tenant;
    const folderId = actor === stranger || next() % 3 === 0 ? null : at(folders, next()).id;
    const asset =
      i % 10 === 5
        ? await core.createVaultAsset(tenant, {
            ...input,
            name: `${i}.txt`,
            address: { vaultId, partition: 'p', collection: 'c', channel: 'h' },
          })
        : await core.createAsset(actor, { ...input, folderId });
    if (kind === 'image' && next() % 2 === 0) {
      const facts = {
        width: (next() % 5) * 100,
        height: (next() % 5) * 100,
        pageCount: next() % 4,
        wordCount: (next() % 4) * 50,
      };
      await core.noteExamined(asset, examined(asset, facts));
    }
    if (i % 9 === 0) await trash(core, actor, asset.id);
    else if (actor === tenant) made.push(asset);
  }
  assets = await Promise.all(made.map((asset) => core.getAsset(tenant, asset.id)));
  folders = [
    ...(
      await core.getFolders(
        tenant,
        (await core.engine.db.selectFrom('folders').select('id').execute()).map((row) => row.id),
      )
    ).values(),
  ];
});
afterAll(() => opened[Symbol.asyncDispose]());

const key = (text: string): string => text.normalize('NFC').toLowerCase();
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

const VALUES: Record<string, (asset: Asset) => unknown> = {
  name: (asset) => asset.name,
  mime_type: (asset) => asset.mimeType,
  extension: (asset) => asset.extension,
  kind: (asset) => asset.kind,
  size: (asset) => asset.sizeBytes,
  created: (asset) => asset.createdAt,
  updated: (asset) => asset.updatedAt,
  folder: (asset) => asset.folderId,
  is_public: (asset) => asset.isPublic,
  width: (asset) => asset.width,
  height: (asset) => asset.height,
  duration: (asset) => asset.duration,
  page_count: (asset) => asset.pageCount,
  word_count: (asset) => asset.wordCount,
};

function passes(asset: Asset, { field, operator, value }: Filter): boolean {
  const wanted = Array.isArray(value) ? value : [value];
  if (field === 'tags')
    return operator === 'all'
      ? wanted.every((tag) => asset.tags.includes(tag))
      : wanted.some((tag) => asset.tags.includes(tag));
  if (field === 'search') {
    const words = `${asset.name} ${asset.title ?? ''} ${asset.tags.join(' ')}`
      .toLowerCase()
      .normalize('NFD')
      .replaceAll(/\p{M}/gu, '')
      .split(/[^\p{L}\p{N}]+/u);
    return String(value)
      .split(' ')
      .every((term) => words.some((word) => (term.length > 1 ? word.startsWith(term) : word === term)));
  }
  const found = VALUES[field]?.(asset);
  if (operator === 'isnull') return (found === null) === value;
  if (found === null || found === undefined) return false;
  switch (operator) {
    case 'eq':
      return found === value;
    case 'in':
      return wanted.some((one) => one === found);
    case 'startswith':
      return field === 'name'
        ? key(String(found)).startsWith(key(String(value)))
        : String(found).startsWith(String(value));
    case 'gt':
      return found > value;
    case 'gte':
      return found >= value;
    case 'lt':
      return found < value;
    case 'lte':
      return found <= value;
    default:
      throw new Error(`no oracle for ${operator}`);
  }
}

function sorted(list: readonly Asset[], { field, order }: Sort): Id[] {
  const compare = (a: Asset, b: Asset): number => {
    if (field === 'name') return byBytes(key(a.name), key(b.name)) || byBytes(a.id, b.id);
    const [x, y] = [Number(VALUES[field]?.(a)), Number(VALUES[field]?.(b))];
    return x - y || byBytes(a.id, b.id);
  };
  const ids = [...list].sort(compare).map((asset) => asset.id);
  return order === 'asc' ? ids : ids.reverse();
}

async function walk<T extends { readonly id: Id }>(
  list: (page: { after: Position | undefined }) => Promise<Page<T>>,
): Promise<{ ids: Id[]; totals: number[] }> {
  const ids: Id[] = [];
  const totals: number[] = [];
  let after: Position | undefined;
  do {
    const page = await list({ after });
    ids.push(...page.items.map((item) => item.id));
    totals.push(page.total);
    after = page.next;
  } while (after);
  return { ids, totals };
}

const comparison = (field: string, value: fc.Arbitrary<string | number>) =>
  fc.record({ field: fc.constant(field), operator: fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte'), value });
const pickOf = (field: string, values: readonly string[]) =>
  fc.oneof(
    fc.record({ field: fc.constant(field), operator: fc.constant('eq'), value: fc.constantFrom(...values) }),
    fc.record({
      field: fc.constant(field),
      operator: fc.constant('in'),
      value: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }),
    }),
  );
const starts = (field: string, values: readonly string[]) =>
  fc.record({ field: fc.constant(field), operator: fc.constant('startswith'), value: fc.constantFrom(...values) });

/** Lazily, since what it draws from is made before the tests. */
const filter = (): fc.Arbitrary<Filter> => {
  const times = assets.map((asset) => asset.createdAt);
  const dates = (field: string) =>
    fc.record({
      field: fc.constant(field),
      operator: fc.constantFrom('gt', 'gte', 'lt', 'lte'),
      value: fc.constantFrom(...times),
    });
  const ids = folders.map((folder) => folder.id);
  return fc.oneof(
    pickOf('name', [...NAMES, 'ALPHA.TXT', 'nothing']),
    starts('name', ['a', 'AL', 'be', 'bé', 'fi', 'ﬁ', 'z', '1', '中', '']),
    pickOf('mime_type', [...KINDS.map(([type]) => type), 'no/thing']),
    starts('mime_type', ['image/', 'im', 'text/plain', 'x']),
    pickOf('extension', ['txt', 'png', 'pdf', '', 'nope']),
    pickOf('kind', ['document', 'image', 'pdf', 'video']),
    comparison('size', fc.integer({ min: 0, max: 20 })),
    dates('created'),
    dates('updated'),
    pickOf('folder', [...ids, tenant.workspaceId]),
    fc.record({ field: fc.constant('folder'), operator: fc.constant('isnull'), value: fc.boolean() }),
    pickOf('tags', [...TAGS, 'none']),
    fc.record({
      field: fc.constant('tags'),
      operator: fc.constant('all'),
      value: fc.uniqueArray(fc.constantFrom(...TAGS), { minLength: 1 }),
    }),
    fc.record({ field: fc.constant('is_public'), operator: fc.constant('eq'), value: fc.boolean() }),
    comparison('width', fc.constantFrom(0, 100, 200, 400)),
    comparison('height', fc.constantFrom(0, 100, 300)),
    comparison('duration', fc.constantFrom(0, 1.5)),
    comparison('page_count', fc.constantFrom(0, 1, 3)),
    comparison('word_count', fc.constantFrom(0, 50, 120)),
    fc.record({
      field: fc.constant('search'),
      operator: fc.constant('eq'),
      value: fc.constantFrom('alpha', 'al', 'red', 'title', 'blue png', 'txt', 'beta', '9', 'nothing'),
    }),
  ) as fc.Arbitrary<Filter>;
};
const sort: fc.Arbitrary<Sort> = fc.record({
  field: fc.constantFrom('created', 'updated', 'name', 'size'),
  order: fc.constantFrom('asc', 'desc'),
});

/** A list can search for one text alone. */
const searchesOnce = (filters: readonly Filter[]): boolean =>
  filters.filter((one) => one.field === 'search').length <= 1;

describe('lists of assets', () => {
  it('give what the oracle gives, in its order, page by page, with its total', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(filter(), { maxLength: 3 }).filter(searchesOnce),
        sort,
        fc.constantFrom(1, 7, 50, 500),
        async (filters, order, limit) => {
          const expected = sorted(
            assets.filter((asset) => filters.every((one) => passes(asset, one))),
            order,
          );
          const { ids, totals } = await walk(({ after }) =>
            core.listAssets(tenant, { filters, sort: order, limit, after, includeTotal: true }),
          );
          expect(ids).toEqual(expected);
          expect(new Set(totals)).toEqual(new Set([expected.length]));
        },
      ),
      { numRuns: 400 },
    );
  });

  it('compare with any number as mathematics does, whatever a column can hold', async () => {
    const numbers = fc.oneof(
      fc.double(),
      fc.double({ min: -1, max: 25 }),
      fc.constantFrom(...[2 ** 31, 2 ** 53, 2 ** 62, 2 ** 63, 2 ** 64, 1e300, Infinity].flatMap((one) => [one, -one])),
      fc.constantFrom(0, -0, 1.5, 100, 99.99, 100.5, NaN, Number.MIN_VALUE, Number.MAX_SAFE_INTEGER),
    );
    const fields = ['size', 'width', 'duration', 'page_count', 'created', 'updated'];
    const operators = fc.constantFrom('eq', 'gt', 'gte', 'lt', 'lte');
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fields), operators, numbers, sort, async (field, operator, value, order) => {
        const filters = [{ field, operator, value }] as const;
        const expected = sorted(
          assets.filter((asset) => passes(asset, filters[0])),
          order,
        );
        const page = await core.listAssets(tenant, { filters, sort: order, limit: 500, includeTotal: true });
        expect(page.items.map(({ id }) => id)).toEqual(expected);
        expect(page.total).toBe(expected.length);
      }),
      { numRuns: 300 },
    );
    const all = await core.listFolders(tenant, {
      filters: [{ field: 'size', operator: 'lt', value: 1e300 }],
      sort: { field: 'created', order: 'asc' },
      limit: 500,
      includeTotal: true,
    });
    expect([all.items.length, all.total]).toEqual([folders.length, folders.length]);
  });

  it('give a key of a vault what lies in the vault alone', async () => {
    const bound = keyActor(tenant.workspaceId, ['admin'], vaultId);
    await fc.assert(
      fc.asyncProperty(fc.array(filter(), { maxLength: 2 }).filter(searchesOnce), sort, async (filters, order) => {
        const expected = sorted(
          assets.filter((asset) => asset.vault !== null && filters.every((one) => passes(asset, one))),
          order,
        );
        const { ids, totals } = await walk(({ after }) =>
          core.listAssets(bound, { filters, sort: order, limit: 4, after, includeTotal: true }),
        );
        expect(ids).toEqual(expected);
        expect(new Set(totals)).toEqual(new Set([expected.length]));
      }),
      { numRuns: 60 },
    );
  });

  it.each(['created', 'name', 'size'])(
    'lose and repeat nothing that stays while others come and go, sorted by %s',
    async (field) => {
      for (const order of ['asc', 'desc'] as const) {
        const actor = await newTenant(core);
        const create = (name: string) => core.createAsset(actor, { name, folderId: null, content: contentOf(name) });
        const staying: Id[] = [];
        const going: Id[] = [];
        for (let i = 0; i < 40; i++) (i % 2 === 0 ? staying : going).push((await create(`${10 + i}.txt`)).id);
        const { ids } = await walk(async ({ after }) => {
          const page = await core.listAssets(actor, {
            filters: [],
            sort: { field, order },
            limit: 3,
            after,
            includeTotal: false,
          });
          const last = going.pop();
          if (last) {
            await trash(core, actor, last);
            await create(`${going.length}.txt`);
          }
          return page;
        });
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of staying) expect(ids).toContain(id);
      }
    },
  );
});

describe('lists of folders', () => {
  it('are in each order what the oracle gives', async () => {
    for (const field of ['name', 'size', 'created', 'updated'] as const) {
      for (const order of ['asc', 'desc'] as const) {
        const sortValue = (folder: Folder): string | number =>
          ({ name: key(folder.name), size: folder.totalBytes, created: folder.createdAt, updated: folder.updatedAt })[
            field
          ];
        const expected = [...folders].sort((a, b) => {
          const [x, y] = [sortValue(a), sortValue(b)];
          const difference = typeof x === 'number' && typeof y === 'number' ? x - y : byBytes(String(x), String(y));
          return difference || byBytes(a.id, b.id);
        });
        if (order === 'desc') expected.reverse();
        const { ids, totals } = await walk(({ after }) =>
          core.listFolders(tenant, { filters: [], sort: { field, order }, limit: 3, after, includeTotal: true }),
        );
        expect(ids).toEqual(expected.map((folder) => folder.id));
        expect(new Set(totals)).toEqual(new Set([folders.length]));
      }
    }
  });

  it('know what lies in a folder, and what at the top', async () => {
    const listed = async (filters: readonly Filter[]): Promise<Set<Id>> => {
      const { items } = await core.listFolders(tenant, {
        filters,
        sort: { field: 'name', order: 'asc' },
        limit: 100,
        includeTotal: false,
      });
      return new Set(items.map((folder) => folder.id));
    };
    const childrenOf = (parent: Id | null) =>
      new Set(folders.filter((folder) => folder.parentId === parent).map((folder) => folder.id));
    expect(await listed([{ field: 'parent', operator: 'isnull', value: true }])).toEqual(childrenOf(null));
    for (const { id } of folders)
      expect(await listed([{ field: 'parent', operator: 'eq', value: id }])).toEqual(childrenOf(id));
    const rename: FolderPatch = { name: 'Another name' };
    const { id } = at(
      folders.filter(({ name }) => name === 'one'),
      0,
    );
    await core.patchFolder(tenant, id, rename);
    expect(await listed([{ field: 'name', operator: 'startswith', value: 'ANOTHER' }])).toEqual(new Set([id]));
  });
});
