// Libraries: top-level folders, vaults among them, and collections.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { create, LIBRARY, type LibraryList, refusedField, upload } from '../support/library.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

const LIBRARIES = '/api/v1/libraries';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const folder = await createFolder(server, 'Öffentliche Bilder');
  const inner = await createFolder(server, 'inner', folder.id);
  await server.upload('a.txt', 'a', `?folder=${inner.id}`);
  await server.json('/api/v1/vaults', { method: 'POST', json: { name: 'Brand', slug: 'the-brand' } });
  const item = await upload(server, 'item.txt', 'item');
  await create(server, { title: 'chosen', asset_type: 'collection', items: [item.id], description: 'by hand' });
  await create(server, { title: 'no library', asset_type: 'git' });
});
afterAll(() => server[Symbol.asyncDispose]());

const list = (query = '') => server.json<LibraryList>(`${LIBRARIES}${query}`);
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

describe('libraries', () => {
  it('are the top-level folders and the collections, by title', async () => {
    const { success, data, pagination } = await list();
    expect(success).toBe(true);
    const times = { created_at: expect.stringMatching(TIME), updated_at: expect.stringMatching(TIME) };
    const id = expect.stringMatching(/^[0-9a-f-]{36}$/);
    const folder = { id, type: 'folder', description: null, ...times };
    expect(data).toEqual([
      { ...folder, title: 'Brand', slug: 'the-brand', asset_count: 0 },
      {
        ...times,
        id,
        type: 'collection',
        title: 'chosen',
        slug: 'chosen',
        description: 'by hand',
        asset_count: 1,
        items: [expect.any(String)],
      },
      { ...folder, title: 'Öffentliche Bilder', slug: 'offentliche-bilder', asset_count: 1 },
    ]);
    expect(pagination).toEqual({ page: 1, limit: 20, total: 3, total_pages: 1, has_next: false, has_prev: false });
    for (const one of data) expect(await server.json(`${LIBRARIES}/${one.id}`)).toEqual({ success: true, data: one });
  });

  it('come in pages', async () => {
    const { data, pagination } = await list('?page=2&limit=1');
    expect(data.map(({ title }) => title)).toEqual(['chosen']);
    expect(pagination).toEqual({ page: 2, limit: 1, total: 3, total_pages: 3, has_next: true, has_prev: true });
    expect((await list('?limit=1000')).pagination.limit).toBe(100);
    expect((await list('?page=99')).data).toEqual([]);
    expect((await list(`?page=${'9'.repeat(20)}&limit=${'9'.repeat(20)}`)).data).toEqual([]);
    for (const field of ['page', 'limit'])
      for (const value of ['0', 'x', '-1', '1.5', ''])
        expect(await refusedField(await server.api(`${LIBRARIES}?${field}=${value}`))).toBe(field);
  });

  it('are unknown when they are no such thing', async () => {
    const { data } = await server.json<{ data: { id: string; title: string }[] }>(LIBRARY);
    const others = data.filter(({ title }) => title !== 'chosen');
    const inner = await createFolder(server, 'nested', (await createFolder(server, 'Outer')).id);
    const uuid = `${inner.id.slice(0, 8)}-${inner.id.slice(8, 12)}-8${inner.id.slice(12, 15)}-8${inner.id.slice(15, 18)}-${inner.id.slice(18)}000000`;
    for (const id of [...others.map((one) => one.id), uuid, 'x', '00000000-0000-0000-0000-000000000000']) {
      const response = await server.api(`${LIBRARIES}/${id}`);
      expect([response.status, await response.json()]).toEqual([
        404,
        { error: 'Not found', message: 'Library not found' },
      ]);
    }
  });

  it('need a scope of their own, and are of the workspace alone', async () => {
    const reader = await keyWith(server, 'read:assets', 'write:assets');
    const { data } = await list();
    for (const path of ['', ...data.map(({ id }) => `/${id}`)]) {
      const response = await server.api(LIBRARIES + path, { key: reader });
      expect([response.status, await response.json()]).toEqual([
        403,
        { error: 'Insufficient permissions', message: 'API key does not have read:libraries scope' },
      ]);
    }
    const key = await keyOfAnotherWorkspace(server);
    expect((await server.json<LibraryList>(LIBRARIES, { key })).data).toEqual([]);
    for (const { id } of data) expect((await server.api(`${LIBRARIES}/${id}`, { key })).status).toBe(404);
  });
});
