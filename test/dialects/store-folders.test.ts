import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, createShare, type FolderRead, refusedFields, type ShareRead } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (id: string) => server.json<FolderRead>(`/api/store/folder/${id}`);
const change = (method: string, id: string, json: unknown) => server.api(`/api/store/folder/${id}`, { method, json });
const remove = async (id: string, query = '') =>
  (await server.api(`/api/store/folder/${id}${query}`, { method: 'DELETE' })).status;

describe('a folder', () => {
  it('is made, at the top level or in another, and says where it is', async () => {
    const top = await createFolder(server, 'Top');
    const response = await server.api('/api/store/folder/', {
      method: 'POST',
      json: { name: 'Inner', parent: top.id, description: 'D' },
    });
    expect(response.status).toBe(201);
    const inner = (await response.json()) as FolderRead;
    expect(response.headers.get('location')).toBe(`${server.url}/api/store/folder/${inner.id}`);
    expect(inner).toEqual({
      id: inner.id,
      name: 'Inner',
      description: 'D',
      parent: expect.objectContaining({ id: top.id, parent: null }),
      path: '/Top/Inner',
      asset_count: 0,
      folder_count: 0,
      size: 0,
      url: expect.any(String),
      created: expect.stringMatching(/Z$/),
      updated: expect.stringMatching(/Z$/),
    });
    await server.upload('a.txt', '12345', `?folder=${inner.id}`);
    expect(await get(top.id)).toMatchObject({ folder_count: 1, asset_count: 0, size: 5 });
    expect(await get(inner.id)).toMatchObject({ asset_count: 1, size: 5 });
  });

  it('is made once per idempotency key', async () => {
    const make = () =>
      server.json<FolderRead>('/api/store/folder', {
        method: 'POST',
        json: { name: 'Once' },
        headers: { 'idempotency-key': 'folder-1' },
      });
    expect((await make()).id).toBe((await make()).id);
  });

  it('needs a name without slashes', async () => {
    for (const name of ['', ' ', '.', '..', 'a/b', '\u0000', 5, null]) {
      const response = await server.api('/api/store/folder', { method: 'POST', json: { name } });
      expect(await refusedFields(response)).toEqual(['name']);
    }
  });

  it('is renamed and moved by PATCH, and reset by PUT', async () => {
    const [a, b] = [await createFolder(server, 'A'), await createFolder(server, 'B')];
    await change('PATCH', a.id, { description: 'kept', parent: b.id });
    expect(await get(a.id)).toMatchObject({ name: 'A', description: 'kept', path: '/B/A' });
    expect((await change('PATCH', a.id, { name: 'A2' })).status).toBe(200);
    expect(await get(a.id)).toMatchObject({ name: 'A2', description: 'kept', path: '/B/A2' });
    const before = await get(a.id);
    expect((await change('PUT', a.id, before)).status).toBe(200);
    expect({ ...(await get(a.id)), updated: before.updated }).toEqual(before);
    expect((await change('PUT', a.id, { name: 'A3' })).status).toBe(200);
    expect(await get(a.id)).toMatchObject({ name: 'A3', description: null, parent: null, path: '/A3' });
    expect(await refusedFields(await change('PUT', a.id, {}))).toEqual(['name']);
    expect((await change('PATCH', a.id, { parent: '0'.repeat(24) })).status).toBe(404);
  });

  it('can not be moved into itself or below itself', async () => {
    const a = await createFolder(server, 'A');
    const b = await createFolder(server, 'B', a.id);
    for (const parent of [a.id, b.id]) expect((await change('PATCH', a.id, { parent })).status).toBe(409);
    expect(await get(b.id)).toMatchObject({ path: '/A/B' });
  });

  it('is deleted when it is empty, or with all that is in it', async () => {
    const a = await createFolder(server, 'A');
    const b = await createFolder(server, 'B', a.id);
    const asset = await server.upload('a.txt', 'a', `?folder=${b.id}`);
    expect([await remove(a.id), await remove(b.id), await remove(b.id, '?recursive=false')]).toEqual([409, 409, 409]);
    expect(await remove(a.id, '?recursive=true')).toBe(204);
    for (const path of [`folder/${a.id}`, `folder/${b.id}`, `asset/${asset.id}`])
      expect((await server.api(`/api/store/${path}`)).status).toBe(404);
    expect(await remove(a.id)).toBe(404);
  });

  it('has its shares listed', async () => {
    const folder = await createFolder(server, 'shared');
    const share = await createShare(server, { folder: folder.id });
    const shares = await server.json<ShareRead[]>(`/api/store/folder/${folder.id}/shares`);
    expect(shares).toEqual([
      expect.objectContaining({ id: share.id, folder: expect.objectContaining({ id: folder.id }) }),
    ]);
  });

  it('is not there under an id that is nobody’s', async () => {
    for (const id of ['0'.repeat(24), 'x']) {
      const paths = [id, `${id}/shares`, `${id}/download`];
      for (const path of paths) expect((await server.api(`/api/store/folder/${path}`)).status).toBe(404);
    }
  });
});
