import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, type EventPage, keyOfAnotherWorkspace, keyWith, refusedFields } from '../support/store.ts';

interface Log {
  readonly items: readonly {
    readonly id: string;
    readonly type: string;
    readonly asset_id: string | null;
    readonly folder_id: string | null;
    readonly at: string;
    readonly actor: string | null;
    readonly info: Readonly<Record<string, unknown>>;
  }[];
  readonly next_cursor: string | null;
  readonly next_page: boolean;
  readonly limit: number;
}

let server: TestServer;
let auditor: string;
let ids: { asset: string; gone: string; folder: string };
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  auditor = await keyWith(server, 'audit:read');
  const folder = await createFolder(server, 'Holidays');
  const { id } = await server.upload('a.txt', 'a', `?folder=${folder.id}`);
  const gone = await server.upload('gone.txt', 'gone');
  await server.api(`/api/store/asset/${id}`, { method: 'PATCH', json: { name: 'b.txt' } });
  await server.api(`/api/store/asset/${gone.id}`, { method: 'DELETE' });
  ids = { asset: id, gone: gone.id, folder: folder.id };
});
afterAll(() => server[Symbol.asyncDispose]());

const log = (query = '', key = auditor) => server.json<Log>(`/api/admin/events${query}`, { key });

describe('the log of a workspace', () => {
  it('tells what happened to which asset or folder, newest first, and remembers what is gone', async () => {
    const { items, ...page } = await log();
    expect(page).toEqual({ next_cursor: null, next_page: false, limit: 50 });
    expect(items.map(({ type, asset_id, folder_id }) => [type, asset_id, folder_id])).toEqual([
      ['deleted', ids.gone, null],
      ['renamed', ids.asset, null],
      ['created', ids.gone, null],
      ['created', ids.asset, null],
      ['created', null, ids.folder],
    ]);
    expect(items[1]?.info).toEqual({ from: 'a.txt', to: 'b.txt' });
    const numbers = items.map(({ id }) => Number(id));
    expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  });

  it('of an asset is what its own log tells, by the id of any dialect, and remains when that is gone', async () => {
    const own = await server.json<EventPage>(`/api/store/asset/${ids.asset}/events`);
    const { items } = await log(`?asset_id=${ids.asset}`);
    expect(items.map(({ type, at, actor, info }) => ({ type, at, actor, info }))).toEqual(own.items);
    const addresses = await server.json<{ library: string }>(`/api/admin/assets/${ids.asset}/addresses`);
    expect((await log(`?asset_id=${addresses.library.split('/').at(-1)}`)).items).toEqual(items);
    expect((await log(`?asset_id=${ids.gone}`)).items.map(({ type }) => type)).toEqual(['deleted', 'created']);
    expect((await log(`?asset_id=${'0'.repeat(24)}`)).items).toEqual([]);
    expect(await refusedFields(await server.api('/api/admin/events?asset_id=x', { key: auditor }))).toEqual([
      'asset_id',
    ]);
  });

  it('comes in pages, to which nothing that happens meanwhile is added', async () => {
    const whole = (await log()).items;
    const seen: unknown[] = [];
    for (let cursor = ''; ; ) {
      const page = await log(`?limit=2&cursor=${cursor}`);
      seen.push(...page.items);
      expect(page).toMatchObject({ limit: 2, next_page: page.next_cursor !== null });
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
      await server.api(`/api/store/asset/${ids.asset}`, { method: 'PATCH', json: { name: `${seen.length}.txt` } });
    }
    expect(seen).toEqual(whole);
    for (const [query, field] of [
      ['cursor=forged', 'cursor'],
      ['limit=0', 'limit'],
      ['limit=251', 'limit'],
    ])
      expect(await refusedFields(await server.api(`/api/admin/events?${query}`, { key: auditor }))).toEqual([field]);
  });

  it('is for who has the scope, and not for a key that is bound to a vault', async () => {
    const status = async (key: string | null) => (await server.api('/api/admin/events', { key })).status;
    expect(await status(null)).toBe(401);
    for (const scope of ['assets:read', 'assets:write', 'apikeys:read'] as const)
      expect(await status(await keyWith(server, scope))).toBe(403);
    expect(await status(await keyWith(server, 'admin'))).toBe(200);
    const actor = await server.core.authenticate('admin', server.rootKey);
    const { id: vaultId } = await server.core.createVault(actor, { name: 'vault' });
    const { id: workspaceId } = server.core.instance.workspace;
    for (const scope of ['audit:read', 'admin'] as const) {
      const bound = await server.core.createKey(SYSTEM, { workspaceId, label: 'bound', scopes: [scope], vaultId });
      expect(await status(bound.token)).toBe(403);
    }
    expect((await server.api(`/api/store/asset/${ids.asset}`, { key: auditor })).status).toBe(403);
  });

  it('is of the own workspace alone, whose cursors are good nowhere else', async () => {
    const stranger = await keyOfAnotherWorkspace(server);
    expect((await log('', stranger)).items).toEqual([]);
    expect((await log(`?asset_id=${ids.asset}`, stranger)).items).toEqual([]);
    const { next_cursor: cursor } = await log('?limit=1');
    const answer = await server.api(`/api/admin/events?cursor=${cursor}`, { key: stranger });
    expect(await refusedFields(answer)).toEqual(['cursor']);
  });
});
