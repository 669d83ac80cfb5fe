import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ASSET_FIELDS, FOLDER_FIELDS, SHARE_FIELDS } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  type AssetPage,
  type AssetRead,
  createFolder,
  createShare,
  type FolderPage,
  keyOfAnotherWorkspace,
  refusedFields,
} from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const list = (query: string) => server.json<AssetPage>(`/api/store/asset/?${query}`);
const names = async (query: string) => (await list(query)).items.map(({ name }) => name).sort();

interface Walk {
  readonly ids: string[];
  readonly pages: number;
}

/** Walks all pages; `between` runs after each. */
async function walk(query: string, between: (page: number) => Promise<unknown> = async () => undefined): Promise<Walk> {
  const ids: string[] = [];
  let cursor = '';
  for (let pages = 1; ; pages++) {
    const page = await list(`${query}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`);
    ids.push(...page.items.map(({ id }) => id));
    expect(page.next_page).toBe(page.next_cursor !== null);
    if (page.next_cursor === null) return { ids, pages };
    cursor = page.next_cursor;
    await between(pages);
  }
}

describe('a page', () => {
  it('has items, a cursor, its limit and a total that can be left out', async () => {
    await using fresh = await startTestServer();
    for (const name of ['a', 'b', 'c']) await fresh.upload(`${name}.txt`, name);
    const first = await fresh.json<AssetPage>('/api/store/asset/?limit=2');
    expect(first).toMatchObject({ next_cursor: expect.any(String), next_page: true, limit: 2, collection_total: 3 });
    expect(first.items.map(({ name }) => name)).toEqual(['c.txt', 'b.txt']);
    const last = await fresh.json<AssetPage>(
      `/api/store/asset/?limit=2&include_total=false&cursor=${first.next_cursor}`,
    );
    expect(last).toMatchObject({ next_cursor: null, next_page: false, limit: 2, collection_total: 0 });
    expect(last.items.map(({ name }) => name)).toEqual(['a.txt']);
    expect(await fresh.json<AssetPage>('/api/store/asset')).toMatchObject({ limit: 50, collection_total: 3 });
  });

  it.each([
    ['limit', 'limit=0'],
    ['limit', 'limit=251'],
    ['limit', 'limit=-1'],
    ['limit', 'limit=1.5'],
    ['limit', 'limit=x'],
    ['limit', 'limit='],
    ['limit', 'limit=1&limit=2'],
    ['sort_by', 'sort_by=mime_type'],
    ['sort_by', 'sort_by=created;drop table assets'],
    ['sort_by', 'sort_by=__proto__'],
    ['sort_order', 'sort_order=up'],
    ['hydrate', 'hydrate=maybe'],
    ['include_total', 'include_total=2'],
    ['colour', 'colour=red'],
    ['name__like', 'name__like=x'],
    ['name__eq', 'name__eq=x'],
    ['name__in__in', 'name__in__in=x'],
    ['__proto__', '__proto__=x'],
    ['constructor', 'constructor=x'],
    ['created', 'created=2026-01-01'],
    ['created__gt', 'created__gt=yesterday'],
    ['created__gt', 'created__gt=2026-02-31'],
    ['size__gt', 'size__gt=1e9'],
    ['size', 'size=big'],
    ['duration__lt', 'duration__lt=NaN'],
    ['is_public', 'is_public=perhaps'],
    ['folder', 'folder=nowhere'],
    ['folder__isnull', 'folder__isnull=x'],
    ['kind', 'kind=picture'],
    ['search', 'search='],
    ['name', 'name=a&name=b'],
    ['cursor', 'cursor=forged'],
    ['name__in', `name__in=${'a,'.repeat(251)}`],
  ])('refuses, naming %s: %s', async (field, query) => {
    expect(await refusedFields(await server.api(`/api/store/asset/?${query}`))).toEqual([field]);
  });
});

describe('a cursor', () => {
  it('is refused when it was changed, in any part, or belongs to another list, order or workspace', async () => {
    for (const name of ['a', 'b']) {
      await server.upload(`${name}.txt`, name);
      await createFolder(server, name);
    }
    const { next_cursor: cursor } = await list('limit=1');
    if (cursor === null) throw new Error('a cursor was expected');
    for (let at = 0; at < cursor.length; at++) {
      const changed = `${cursor.slice(0, at)}${cursor[at] === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`;
      // The last character may have bits that mean nothing.
      if (Buffer.from(changed, 'base64url').equals(Buffer.from(cursor, 'base64url'))) continue;
      expect(await refusedFields(await server.api(`/api/store/asset/?cursor=${changed}`))).toEqual(['cursor']);
    }
    const key = await keyOfAnotherWorkspace(server);
    const elsewhere = [
      await server.api(`/api/store/folder/?cursor=${cursor}`),
      await server.api(`/api/share/?cursor=${cursor}`),
      await server.api(`/api/store/asset/?sort_by=name&cursor=${cursor}`),
      await server.api(`/api/store/asset/?sort_order=asc&cursor=${cursor}`),
      await server.api(`/api/store/asset/?search=a&cursor=${cursor}`),
      await server.api(`/api/store/asset/?cursor=${cursor}`, { key }),
    ];
    for (const response of elsewhere) expect(await refusedFields(response)).toEqual(['cursor']);
    expect((await server.api(`/api/store/asset/?cursor=${cursor}`)).status).toBe(200);
  });

  const sorts = Object.entries(ASSET_FIELDS).flatMap(([name, field]) => ('sortColumn' in field ? [name] : []));
  it.each(sorts.flatMap((field) => [`sort_by=${field}&sort_order=asc`, `sort_by=${field}&sort_order=desc`]))(
    'never repeats or misses an asset while others come and go: %s',
    async (sort) => {
      const folder = await createFolder(server, sort);
      const add = (name: string, size: number) =>
        server.upload(name, 'x'.repeat(size), `?folder=${folder.id}`).then(({ id }) => id);
      // Equal names and sizes, so that the order has ties.
      const kept = await Promise.all(Array.from({ length: 12 }, (_, i) => add(`n${i % 3}.txt`, i % 4)));
      const doomed = await Promise.all(Array.from({ length: 6 }, (_, i) => add(`n${i % 3}.txt`, i % 4)));
      const { ids } = await walk(`folder=${folder.id}&limit=2&${sort}`, async (page) => {
        await add(`n${page % 4}.txt`, page % 5);
        const victim = doomed.pop();
        if (victim) await server.api(`/api/store/asset/${victim}`, { method: 'DELETE' });
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toEqual(expect.arrayContaining(kept));
    },
  );

  it('goes through a search in every order', async () => {
    const wanted = await Promise.all(
      Array.from({ length: 5 }, (_, i) => server.upload(`findme ${i}.txt`, 'x').then(({ id }) => id)),
    );
    for (const sort of ['', '&sort_by=name', '&sort_order=asc', '&sort_by=size']) {
      const { ids, pages } = await walk(`search=findme&limit=2${sort}`);
      expect(ids.toSorted()).toEqual(wanted.toSorted());
      expect(pages).toBe(3);
    }
  });
});

describe('filters', () => {
  let folder: string;
  let middle: string;
  beforeAll(async () => {
    folder = (await createFolder(server, 'filtered')).id;
    const put = (name: string, bytes: string) => server.upload<AssetRead>(name, bytes, `?folder=${folder}`);
    const alpha = await put('Alpha.txt', '1');
    const beta = await put('beta.pdf', '%PDF-1.7 22');
    const gamma = await put('Gamma, delta.md', '333');
    middle = beta.created;
    const tag = (id: string, tags: string[], is_public: boolean) =>
      server.api(`/api/store/asset/${id}`, { method: 'PATCH', json: { tags, is_public } });
    await tag(alpha.id, ['red', 'green'], true);
    await tag(beta.id, ['red', 'blue, dark'], false);
    await tag(gamma.id, ['green'], false);
  });

  it.each([
    ['name=beta.pdf', ['beta.pdf']],
    ['name=BETA.pdf', []],
    ['name__in=beta.pdf,Alpha.txt', ['Alpha.txt', 'beta.pdf']],
    ['name__in=Gamma, delta.md&name__in=beta.pdf', ['Gamma, delta.md', 'beta.pdf']],
    ['name__startswith=g', ['Gamma, delta.md']],
    ['name__startswith=%25', []],
    ['mime_type=application/pdf', ['beta.pdf']],
    ['mime_type__startswith=text/', ['Alpha.txt', 'Gamma, delta.md']],
    ['extension=txt', ['Alpha.txt']],
    ['extension__in=txt,md', ['Alpha.txt', 'Gamma, delta.md']],
    ['kind=pdf', ['beta.pdf']],
    ['kind__in=pdf,document', ['Alpha.txt', 'Gamma, delta.md', 'beta.pdf']],
    ['size=1', ['Alpha.txt']],
    ['size__gt=1&size__lte=3', ['Gamma, delta.md']],
    ['size__gte=3', ['Gamma, delta.md', 'beta.pdf']],
    ['size__lt=3', ['Alpha.txt']],
    ['tags=red', ['Alpha.txt', 'beta.pdf']],
    ['tags=blue, dark', ['beta.pdf']],
    ['tags__in=red,green', ['Alpha.txt', 'Gamma, delta.md', 'beta.pdf']],
    ['tags__all=red,green', ['Alpha.txt']],
    ['tags__all=blue, dark&tags__all=red', ['beta.pdf']],
    ['is_public=true', ['Alpha.txt']],
    ['is_public=false', ['Gamma, delta.md', 'beta.pdf']],
    ['search=delta', ['Gamma, delta.md']],
    ['search=gam', ['Gamma, delta.md']],
    ['search="delta OR', []],
    ['search=***', []],
    ['width__gt=0', []],
    ['height=5', []],
    ['duration__gte=0.5', []],
    ['created__gt=2020-01-01&created__lt=2100-01-01T00:00:00%2B02:00', ['Alpha.txt', 'Gamma, delta.md', 'beta.pdf']],
    ['updated__lt=2020-01-01', []],
  ])('of assets: %s', async (query, expected) => {
    expect(await names(`folder=${folder}&${query}`)).toEqual(expected);
    expect(await list(`folder=${folder}&${query}`)).toMatchObject({ collection_total: expected.length });
  });

  it('of assets by moments, with milliseconds', async () => {
    expect(await names(`folder=${folder}&created__lte=${middle}`)).toEqual(['Alpha.txt', 'beta.pdf']);
    expect(await names(`folder=${folder}&created__gt=${middle}`)).toEqual(['Gamma, delta.md']);
  });

  it('of assets by folder', async () => {
    const { id } = await server.upload('at the top.txt', 'x');
    expect((await list('folder__isnull=true&limit=250')).items.map((item) => item.id)).toContain(id);
    expect(await names(`folder__in=${folder}`)).toHaveLength(3);
    expect((await list('folder__isnull=false&limit=250')).items.map((item) => item.id)).not.toContain(id);
    expect(await names(`folder=${'0'.repeat(24)}`)).toEqual([]);
  });

  it('of folders and shares', async () => {
    const parent = await createFolder(server, 'parent of two');
    await createFolder(server, 'child one', parent.id);
    const child = await createFolder(server, 'Child two', parent.id);
    const found = await server.json<FolderPage>(`/api/store/folder/?parent=${parent.id}&sort_by=name&sort_order=asc`);
    expect(found.items.map(({ name }) => name)).toEqual(['child one', 'Child two']);
    expect(found).toMatchObject({ collection_total: 2 });
    expect(found.items[0]).toMatchObject({ parent: { id: parent.id, path: '/parent of two' } });
    const bare = await server.json<FolderPage>(`/api/store/folder/?name__startswith=CHILD&hydrate=false`);
    expect(bare.items.every((item) => item.parent === parent.id)).toBe(true);
    const share = await createShare(server, { folder: child.id, expires_at: '2031-05-06T07:08:09.010Z' });
    const shares = (query: string) => server.json<{ items: { id: string }[] }>(`/api/share/?${query}`);
    const hits = [`folder=${child.id}`, `folder=${child.id}&active=true`, 'expires_at__gte=2031-05-06T07:08:09.010Z'];
    for (const query of hits) expect((await shares(query)).items.map(({ id }) => id)).toEqual([share.id]);
    for (const query of [`asset=${child.id}`, 'expires_at__gt=2031-05-06T07:08:09.010Z', 'active=false'])
      expect((await shares(query)).items).toEqual([]);
  });
});

describe('/filters', () => {
  const metadata = (path: string) =>
    server.json<{
      fields: { name: string; type: string; operators: { operator: string; parameter: string }[]; sortable: boolean }[];
      sortable_fields: string[];
      defaults: Record<string, unknown>;
    }>(path);

  it.each([
    ['/api/store/asset', ASSET_FIELDS],
    ['/api/store/folder', FOLDER_FIELDS],
    ['/api/share', SHARE_FIELDS],
  ])('of %s says what the list itself obeys', async (path, table) => {
    const { fields, sortable_fields: sortable, defaults } = await metadata(`${path}/filters`);
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(table));
    expect(defaults).toEqual({ limit: 50, sort_by: 'created', sort_order: 'desc', hydrate: true, include_total: true });
    const samples: Record<string, string> = {
      string: 'x',
      integer: '1',
      number: '1.5',
      datetime: '2026-01-01',
      boolean: 'true',
      id: '0'.repeat(24),
      tags: 'x',
      text: 'word',
    };
    /** Of fields that know a few words alone. */
    const chosen: Record<string, string> = { kind: 'pdf', state: 'open' };
    for (const { type, operators, ...field } of fields) {
      const sample = chosen[field.name] ?? samples[type];
      for (const { operator, parameter } of operators) {
        const response = await server.api(`${path}/?${parameter}=${operator === 'isnull' ? 'true' : sample}`);
        expect([parameter, response.status]).toEqual([parameter, 200]);
      }
      const sorted = await server.api(`${path}/?sort_by=${field.name}`);
      expect([field.name, sorted.status]).toEqual([field.name, sortable.includes(field.name) ? 200 : 422]);
    }
  });
});
