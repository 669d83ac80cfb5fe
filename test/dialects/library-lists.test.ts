// The library dialect's lists: pages by number with exact totals, filters, orders and search.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create, LIBRARY, list, refusedField, titles, upload } from '../support/library.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const address = { external_url: 'https://example.org/' };
  await create(server, { title: 'Überblick der Bergwelt', asset_type: 'link', ...address, description: 'tour' });
  await create(server, { title: 'alpine tour', asset_type: 'external_video', ...address });
  await upload(server, 'Bridge.txt', 'a tour along the river', { description: 'seen from the alps' });
  await upload(server, 'Alps tour.txt', 'nothing of note');
  await create(server, { title: 'Zoo', asset_type: 'collection' });
  await create(server, { title: 'code', asset_type: 'git' });
});
afterAll(() => server[Symbol.asyncDispose]());

const NEWEST = ['code', 'Zoo', 'Alps tour', 'Bridge', 'alpine tour', 'Überblick der Bergwelt'];

describe('a list', () => {
  it('is of all types, newest first, with its total', async () => {
    const { success, data, pagination } = await list(server);
    expect(success).toBe(true);
    expect(data.map(({ title }) => title)).toEqual(NEWEST);
    expect(pagination).toEqual({ page: 1, per_page: 20, total: 6, total_pages: 1 });
  });

  it('comes in pages, from either end the same', async () => {
    for (const per_page of [1, 2, 4, 5]) {
      const seen = [];
      const pages = Math.ceil(6 / per_page);
      for (let page = 1; page <= pages; page++) {
        const { data, pagination } = await list(server, `?page=${page}&per_page=${per_page}`);
        expect(pagination).toEqual({ page, per_page, total: 6, total_pages: pages });
        seen.push(...data.map(({ title }) => title));
      }
      expect(seen).toEqual(NEWEST);
    }
    for (const page of ['7', '1000000', '9007199254740991', '9'.repeat(400)])
      expect((await list(server, `?page=${page}`)).data).toEqual([]);
    expect((await list(server, '?per_page=101')).pagination).toMatchObject({ per_page: 100, total_pages: 1 });
    expect((await list(server, `?per_page=1${'0'.repeat(20)}`)).pagination.per_page).toBe(100);
    expect((await list(server, '?page=02&per_page=005')).pagination).toMatchObject({ page: 2, per_page: 5 });
    expect((await list(server, '?asset_type=audio')).pagination).toMatchObject({ total: 0, total_pages: 0 });
  });

  it('is of one type, in any order', async () => {
    expect(await titles(server, '?asset_type=document')).toEqual(['Alps tour', 'Bridge']);
    expect(await titles(server, '?asset_type=external_video&order=asc')).toEqual(['alpine tour']);
    expect(await titles(server, '?sort=title&order=asc')).toEqual([
      'alpine tour',
      'Alps tour',
      'Bridge',
      'code',
      'Zoo',
      'Überblick der Bergwelt',
    ]);
    expect(await titles(server, '?sort=created_at&order=asc&asset_type=document')).toEqual(['Bridge', 'Alps tour']);
    expect(await titles(server, '?sort=updated_at')).toEqual(NEWEST);
    expect(await titles(server, '?order=asc')).toEqual(NEWEST.toReversed());
  });

  it.each([
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=1.5', 'page'],
    ['page=one', 'page'],
    ['page=', 'page'],
    ['page=0x10', 'page'],
    ['page=1e3', 'page'],
    ['page=%201', 'page'],
    ['page=%2B1', 'page'],
    ['page=1.0', 'page'],
    ['page=000', 'page'],
    ['page=%EF%BC%91', 'page'],
    ['page=1e309', 'page'],
    ['page=1&page=2', 'page'],
    ['per_page=0', 'per_page'],
    ['per_page=x', 'per_page'],
    ['per_page=1e1', 'per_page'],
    ['per_page=', 'per_page'],
    ['asset_type=folder', 'asset_type'],
    ['asset_type=PDF', 'asset_type'],
    ['sort=size', 'sort'],
    ['order=up', 'order'],
  ])('refuses %s', async (query, field) => {
    expect(await refusedField(await server.api(`${LIBRARY}?${query}`))).toBe(field);
  });

  it('says in words what is wrong with a page', async () => {
    expect(await (await server.api(`${LIBRARY}?page=0`)).json()).toEqual({
      error: 'Validation failed',
      message: 'page must be >= 1',
      field: 'page',
    });
  });
});

describe('a search', () => {
  it('finds all words or their beginnings in title, description and text, whatever the case and the accents', async () => {
    for (const [text, expected] of [
      ['uberBLICK', ['Überblick der Bergwelt']],
      ['berg', ['Überblick der Bergwelt']],
      ['river seen', ['Bridge']],
      ['al', ['Alps tour', 'alpine tour', 'Bridge']],
      ['txt', []],
      ['example', []],
      ['tour river nothing', []],
      ['!?', []],
    ] as const)
      expect([text, await titles(server, `?search=${encodeURIComponent(text)}`)]).toEqual([text, expected]);
  });

  it('gives first what has the words in its title, then in its description, then in its text', async () => {
    const query = '?search=tour';
    expect(await titles(server, query)).toEqual(['Alps tour', 'alpine tour', 'Überblick der Bergwelt', 'Bridge']);
    const seen = [];
    for (let page = 1; page <= 4; page++) {
      const { data, pagination } = await list(server, `${query}&per_page=1&page=${page}`);
      expect(pagination).toMatchObject({ total: 4, total_pages: 4 });
      seen.push(...data.map(({ title }) => title));
    }
    expect(seen).toEqual(['Alps tour', 'alpine tour', 'Überblick der Bergwelt', 'Bridge']);
  });

  it('keeps to an order that is asked for, and to a type', async () => {
    expect(await titles(server, '?search=tour&sort=title&order=asc')).toEqual([
      'alpine tour',
      'Alps tour',
      'Bridge',
      'Überblick der Bergwelt',
    ]);
    expect(await titles(server, '?search=tour&order=asc')).toEqual([
      'Überblick der Bergwelt',
      'alpine tour',
      'Bridge',
      'Alps tour',
    ]);
    expect(await titles(server, '?search=tour&asset_type=external_video')).toEqual(['alpine tour']);
    expect(await titles(server, '?search=tour&asset_type=document&sort=updated_at')).toEqual(['Alps tour', 'Bridge']);
  });

  it('for nothing is a list of all', async () => {
    expect(await titles(server, '?search=')).toEqual(NEWEST);
    expect(await titles(server, '?search=%20')).toEqual(NEWEST);
  });
});

describe('what has expired', () => {
  it('is not listed, found, counted or read', async () => {
    const { id } = await upload(server, 'Expiring.txt', 'soon');
    const before = (await list(server)).pagination.total;
    await server.core.engine.write('patchAsset', [{ type: 'system' }, coreId(id), { expiresAt: Date.now() - 1 }]);
    expect((await list(server)).pagination.total).toBe(before - 1);
    expect(await titles(server, '?search=expiring')).toEqual([]);
    expect(await titles(server, '?asset_type=document')).toEqual(['Alps tour', 'Bridge']);
    expect((await list(server, '?asset_type=document')).pagination.total).toBe(2);
    for (const path of ['', '/download', '/thumbnail'])
      expect((await server.api(`${LIBRARY}/${id}${path}`)).status).toBe(404);
  });
});

/** The 24 digits inside a UUID. */
const coreId = (uuid: string): string => {
  const hex = uuid.replaceAll('-', '');
  return hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17, 26);
};
