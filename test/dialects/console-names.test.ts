import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, keyOfAnotherWorkspace, refusedFields } from '../support/store.ts';
import { makeVault, upload as uploadIntoVault } from '../support/vaults.ts';

let server: TestServer;
let vaultKey: string;
let foreignKey: string;
beforeAll(async () => {
  server = await startTestServer();
  const vault = await makeVault(server);
  await uploadIntoVault(server, vault, 'hero.txt');
  const { key } = await server.json<{ key: string }>('/api/admin/api-keys', {
    method: 'POST',
    json: { label: 'of the vault', scopes: ['admin'], vault: vault.id },
  });
  vaultKey = key;
  foreignKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Taken {
  readonly taken: readonly {
    sent: string;
    name: string;
    type: string;
    id: string;
    size: number;
    sha256: string | null;
  }[];
}

const ask = (json: object, key = server.rootKey): Promise<Taken> =>
  server.json('/api/console/names', { method: 'POST', json, key });
const tagsOf = (query: string, key = server.rootKey): Promise<{ items: { tag: string; assets: number }[] }> =>
  server.json(`/api/console/tags?${query}`, { key });

describe('names that are taken', () => {
  it('are told without regard to case, of assets and folders of that folder alone', async () => {
    const folder = await createFolder(server, 'Names');
    const { id } = await server.upload('Strand.JPG', 'not really', `?folder=${folder.id}`);
    const below = await createFolder(server, 'Été', folder.id);
    const { id: gone } = await server.upload('gone.txt', 'gone', `?folder=${folder.id}`);
    await server.api(`/api/assets/${gone}`, { method: 'DELETE' });
    await server.upload('elsewhere.txt', 'x');
    const names = ['strand.jpg', 'STRAND.jpg', 'e\u0301té', 'gone.txt', 'elsewhere.txt', 'a%b_', '\u0000', "' or 1=1"];
    const { taken } = await ask({ folder: folder.id, names });
    const strand = { name: 'Strand.JPG', type: 'asset', id, size: 10, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) };
    expect(taken).toEqual([
      { sent: 'strand.jpg', ...strand },
      { sent: 'STRAND.jpg', ...strand },
      { sent: 'e\u0301té', name: 'Été', type: 'folder', id: below.id, size: 0, sha256: null },
    ]);
    expect((await ask({ names: ['Elsewhere.txt', 'names'] })).taken.map((one) => one.type)).toEqual([
      'asset',
      'folder',
    ]);
    expect((await ask({ folder: null, names: [] })).taken).toEqual([]);
  });

  it('are the oldest ten of a name, in a question of a thousand', async () => {
    const folder = await createFolder(server, 'Namesakes');
    for (let count = 0; count < 11; count++) await server.upload('same.txt', `${count}`, `?folder=${folder.id}`);
    const names = Array.from({ length: 999 }, (_, number) => `none ${number}`);
    expect((await ask({ folder: folder.id, names: [...names, 'same.txt'] })).taken).toHaveLength(10);
    const tooMany = { method: 'POST', json: { names: [...names, 'a', 'b'] } };
    expect(await refusedFields(await server.api('/api/console/names', tooMany))).toEqual(['names']);
  });

  it('are unknown in folders of others, and in those that are none', async () => {
    const folder = await createFolder(server, 'Mine');
    const answer = async (of: string, key: string) => {
      const response = await server.api('/api/console/names', {
        method: 'POST',
        json: { folder: of, names: ['a'] },
        key,
      });
      return [response.status, await response.text()];
    };
    const unknown = await answer('0'.repeat(24), foreignKey);
    expect(unknown[0]).toBe(404);
    expect(await answer(folder.id, foreignKey)).toEqual(unknown);
    expect(await answer('malformed', foreignKey)).toEqual(unknown);
    expect(await answer(folder.id, vaultKey)).toEqual(unknown);
    expect((await ask({ names: ['mine'] }, foreignKey)).taken).toEqual([]);
    expect((await ask({ names: ['mine'] }, vaultKey)).taken).toEqual([]);
  });
});

describe('tags', () => {
  it('are told in order, with how many assets have them, by how they begin', async () => {
    const assets = await Promise.all(['1', '2', '3'].map((name) => server.upload(`${name}.txt`, name)));
    const lists = [
      ['Berlin', 'sea'],
      ['Berlin', 'bern', '100%'],
      ['BERGEN', '🌊 wave'],
    ];
    for (const [index, { id }] of assets.entries())
      await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { tags: lists[index] } });
    const all = ['100%', 'BERGEN', 'Berlin', 'bern', 'sea', '🌊 wave'];
    expect((await tagsOf('')).items.map((item) => item.tag)).toEqual(all);
    expect((await tagsOf('starts=ber')).items).toEqual([
      { tag: 'BERGEN', assets: 1 },
      { tag: 'Berlin', assets: 2 },
      { tag: 'bern', assets: 1 },
    ]);
    expect((await tagsOf('limit=2')).items.map((item) => item.tag)).toEqual(all.slice(0, 2));
    expect((await tagsOf(`starts=${encodeURIComponent('🌊')}`)).items).toHaveLength(1);
    for (const none of ['%', '_', '\u0000', "'"])
      expect((await tagsOf(`starts=${encodeURIComponent(none)}`)).items).toEqual([]);
    expect((await tagsOf('', foreignKey)).items).toEqual([]);
    expect((await tagsOf('', vaultKey)).items).toEqual([]);
    const [inVault] = (await server.json<{ items: { id: string }[] }>('/api/console/assets', { key: vaultKey })).items;
    await server.json(`/api/store/asset/${inVault?.id}`, { method: 'PATCH', json: { tags: ['Berlin', 'own'] } });
    expect((await tagsOf('starts=b', vaultKey)).items).toEqual([{ tag: 'Berlin', assets: 1 }]);
    expect(await refusedFields(await server.api('/api/console/tags?limit=0'))).toEqual(['limit']);
  });
});

describe('duplicates', () => {
  it('are the other assets with the same bytes, of those that can be seen', async () => {
    const made = await Promise.all(['a', 'b', 'c'].map((name) => server.upload(`${name}.txt`, 'the same bytes')));
    await server.upload('a.txt', 'other bytes');
    await server
      .upload('d.txt', 'in the trash soon')
      .then(({ id }) => server.api(`/api/assets/${id}`, { method: 'DELETE' }));
    const [first, ...others] = made.map((asset) => asset.id);
    const path = `/api/console/assets/${first}/duplicates`;
    const page = await server.json<{ items: { id: string }[]; total: number }>(path);
    expect(page.total).toBe(2);
    expect(new Set(page.items.map((item) => item.id))).toEqual(new Set(others));
    expect(await server.json(`${path}?position=1&limit=1`)).toMatchObject({
      items: [page.items[1]],
      total: 2,
      position: 1,
    });
    expect(await server.json(`${path}?position=2`)).toMatchObject({ items: [], total: 2 });
    for (const key of [foreignKey, vaultKey]) expect((await server.api(path, { key })).status).toBe(404);
    const abroad = await server.api('/api/store/asset/upload', {
      method: 'POST',
      key: foreignKey,
      body: (() => {
        const form = new FormData();
        form.append('file', new File(['the same bytes'], 'e.txt'));
        return form;
      })(),
    });
    expect(abroad.ok).toBe(true);
    expect(await server.json(path)).toMatchObject({ total: 2 });
  });
});
