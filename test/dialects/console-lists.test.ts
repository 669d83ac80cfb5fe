import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  type AssetPage,
  createFolder,
  type FolderPage,
  keyOfAnotherWorkspace,
  refusedFields,
} from '../support/store.ts';
import { makeVault, upload as uploadIntoVault, type VaultJson } from '../support/vaults.ts';

interface Rows {
  readonly items: readonly ({ readonly id: string } & Readonly<Record<string, unknown>>)[];
  readonly total: number;
  readonly position: number;
}

let server: TestServer;
let vault: VaultJson;
let vaultKey: string;
let foreignKey: string;
let folder: string;
const ASSETS = 23;

beforeAll(async () => {
  server = await startTestServer();
  folder = (await createFolder(server, 'Press')).id;
  const inner = (await createFolder(server, '2026', folder)).id;
  for (let number = 0; number < ASSETS; number++) {
    const query = [`?folder=${folder}`, `?folder=${inner}`, ''][number % 3];
    const { id } = await server.upload(
      `file ${number % 4}.${number % 2 ? 'txt' : 'md'}`,
      'x'.repeat(number % 5),
      query,
    );
    if (number % 3 === 1) await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { tags: ['sea'] } });
  }
  vault = await makeVault(server);
  await uploadIntoVault(server, vault, 'hero.txt');
  const { key } = await server.json<{ key: string }>('/api/admin/api-keys', {
    method: 'POST',
    json: { label: 'of the vault', scopes: ['admin'], vault: vault.id },
  });
  vaultKey = key;
  foreignKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const rows = (path: string, key?: string): Promise<Rows> =>
  server.json(`/api/console/${path}`, key === undefined ? {} : { key });

async function walked(path: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const page: AssetPage | FolderPage = await server.json(`${path}&limit=7${cursor}`);
    ids.push(...page.items.map((item) => item.id));
    if (page.next_cursor === null) return ids;
    cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
  }
}

describe('lists by position', () => {
  it.each([
    '',
    'folder__isnull=true',
    'kind=document',
    'extension=md',
    'size__gt=1',
    'size__gt=1&extension=txt',
    'tags=sea',
    'tags=sea&extension=md',
    'search=file',
    'search=file&tags=sea',
    'search=nothing',
  ])('have the rows of the cursor pages in every order, and their total: assets with %s', async (filter) => {
    for (const sort of ['created', 'updated', 'name', 'size'])
      for (const order of ['asc', 'desc']) {
        const query = `${filter}&sort_by=${sort}&sort_order=${order}`;
        const expected = await walked(`/api/store/asset?${query}`);
        const ids: string[] = [];
        for (let position = 0; position < expected.length; position += 5) {
          const page = await rows(`assets?${query}&limit=5&position=${position}`);
          expect([page.total, page.position]).toEqual([expected.length, position]);
          ids.push(...page.items.map((item) => item.id));
        }
        expect([query, ids]).toEqual([query, expected]);
        const single = await Promise.all(
          expected.slice(0, 12).map(async (_, position) => rows(`assets?${query}&limit=1&position=${position}`)),
        );
        expect(single.map((page) => page.items[0]?.id)).toEqual(expected.slice(0, 12));
      }
  });

  it('have folders in the same way', async () => {
    for (const filter of ['', 'parent__isnull=true', `parent=${folder}`, 'name__startswith=p'])
      for (const order of ['asc', 'desc']) {
        const query = `${filter}&sort_by=name&sort_order=${order}`;
        const expected = await walked(`/api/store/folder?${query}`);
        expect(expected.length).toBeGreaterThan(0);
        const pages = await Promise.all(
          expected.map((_, position) => rows(`folders?${query}&limit=1&position=${position}`)),
        );
        expect(pages.map((page) => [page.total, page.items[0]?.id])).toEqual(
          expected.map((id) => [expected.length, id]),
        );
      }
  });

  it('end where the list ends, and have nothing beyond', async () => {
    const { total } = await rows('assets?limit=1');
    expect((await rows(`assets?position=${total - 1}&limit=250`)).items).toHaveLength(1);
    for (const position of [total, total + 1, Number.MAX_SAFE_INTEGER])
      expect(await rows(`assets?position=${position}`)).toEqual({ items: [], total, position });
    expect(await rows('trash?position=5')).toEqual({ items: [], total: 0, position: 5 });
  });

  it('refuse numbers and parameters that make no sense, by name', async () => {
    for (const list of ['assets', 'folders'])
      for (const [query, field] of [
        ['position=-1', 'position'],
        ['position=1.5', 'position'],
        ['position=x', 'position'],
        ['position=99999999999999999999', 'position'],
        ['limit=0', 'limit'],
        ['limit=251', 'limit'],
        ['sort_by=colour', 'sort_by'],
        ['sort_order=up', 'sort_order'],
        ['colour=red', 'colour'],
        ['cursor=x', 'cursor'],
      ])
        expect([query, await refusedFields(await server.api(`/api/console/${list}?${query}`))]).toEqual([
          query,
          [field],
        ]);
    expect(await refusedFields(await server.api('/api/console/trash?limit=0'))).toEqual(['limit']);
  });

  it('show where an asset lies and what is known of its bytes', async () => {
    const [row] = (await rows('assets?name=file 1.txt&tags=sea&sort_order=asc&limit=1')).items;
    expect(row).toMatchObject({
      kind: 'document',
      extension: 'txt',
      folder_path: '/Press/2026',
      tags: ['sea'],
      vault: null,
      version: 1,
    });
    const seen = async () => (await rows(`assets?name=file 1.txt&limit=1`)).items[0]?.['thumbhash'];
    await expect.poll(seen).toMatch(/^[\w+/]{20,}=*$/);
    const [top] = (await rows('assets?folder__isnull=true&limit=1')).items;
    expect(top).toMatchObject({ folder: null, folder_path: '/' });
    expect((await rows('folders?name=Press')).items[0]).toMatchObject({ path: '/Press', folder_count: 1, vault: null });
    const [shown] = (await rows(`folders?parent__isnull=true&sort_by=created`)).items;
    expect(shown).toMatchObject({ id: expect.any(String), vault: shown?.id });
  });
});

describe('the trash by position', () => {
  it('has what was put there itself, both kinds in one order, and when it leaves', async () => {
    const lost = await createFolder(server, 'Lost', folder);
    const { id: inside } = await server.upload('inside.txt', 'goes along', `?folder=${lost.id}`);
    const { id } = await server.upload('gone.txt', 'gone', `?folder=${folder}`);
    const { id: last } = await server.upload('last.txt', 'last');
    for (const one of [id, lost.id, last])
      await server.api(`/api/assets/${one}`, { method: 'DELETE' }).then((response) => expect(response.ok).toBe(true));
    const page = await rows('trash');
    expect(page.items.map((item) => item.id)).toEqual([last, lost.id, id]);
    expect(page).toMatchObject({ total: 3, position: 0 });
    expect(page.items.map((item) => item.id)).not.toContain(inside);
    expect(page.items[1]).toMatchObject({ type: 'folder', name: 'Lost', kind: null, size: 10, from: '/Press' });
    expect(page.items[2]).toMatchObject({
      type: 'asset',
      kind: 'document',
      size: 4,
      from: '/Press',
      has_thumbnail: false,
    });
    for (const item of page.items)
      expect(Date.parse(String(item['purge_at'])) - Date.parse(String(item['trashed_at']))).toBe(30 * 24 * 3_600_000);
    const single = await Promise.all([0, 1, 2].map((position) => rows(`trash?limit=1&position=${position}`)));
    expect(single.map((one) => one.items[0]?.id)).toEqual([last, lost.id, id]);
    const workspace = server.core.instance.workspace.id;
    const kept = async (trashDays: number | null) => {
      await server.core.patchWorkspace(SYSTEM, workspace, { trashDays });
      const [item] = (await rows('trash?limit=1')).items;
      const until = item?.['purge_at'];
      return until === null ? null : Date.parse(String(until)) - Date.parse(String(item?.['trashed_at']));
    };
    expect([await kept(7), await kept(0), await kept(null)]).toEqual([7 * 24 * 3_600_000, null, 30 * 24 * 3_600_000]);
    expect((await rows('trash', foreignKey)).total).toBe(0);
    expect((await rows('trash', vaultKey)).total).toBe(0);
  });
});

describe('other workspaces and vaults', () => {
  it('are in no list and no total', async () => {
    for (const list of ['assets', 'folders'])
      expect(await rows(list, foreignKey)).toEqual({ items: [], total: 0, position: 0 });
    const ofVault = await rows('assets', vaultKey);
    expect(ofVault).toMatchObject({ total: 1, items: [{ name: 'hero.txt', vault: expect.any(String) }] });
    expect((await rows('assets?name=file 1.txt', vaultKey)).total).toBe(0);
    const folders = await rows('folders', vaultKey);
    expect(folders.items).toHaveLength(folders.total);
    expect(folders.items.map((item) => item['path'])).not.toContain('/Press');
    expect((await rows(`assets?folder=${folder}`, foreignKey)).total).toBe(0);
    expect((await rows(`folders?parent=${folder}`, foreignKey)).total).toBe(0);
  });

  it('need the right to read', async () => {
    for (const list of ['assets', 'folders', 'trash', 'tags'])
      expect((await server.api(`/api/console/${list}`, { key: null })).status).toBe(401);
  });
});
