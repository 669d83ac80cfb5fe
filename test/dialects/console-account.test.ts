import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, parseId, SYSTEM } from '../../src/core/index.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';
import { makeVault } from '../support/vaults.ts';

const PASSWORD = 'correct horse';

let server: TestServer;
let foreignKey: string;
/** By the role of who has signed in. */
const tokens = new Map<string, string>();
beforeAll(async () => {
  server = await startTestServer();
  foreignKey = await keyOfAnotherWorkspace(server);
  const passwordHash = await hashPassword(PASSWORD);
  const workspaceId = server.core.instance.workspace.id;
  for (const role of ['viewer', 'editor']) {
    const email = `${role}@example.org`;
    await server.core.createUser(SYSTEM, { workspaceId, email, name: role, role, passwordHash });
    tokens.set(role, await server.core.signIn(email, PASSWORD));
  }
});
afterAll(() => server[Symbol.asyncDispose]());

const as = (role: string): { key: string } => ({ key: tokens.get(role) ?? '' });
const refOf = async (role: string): Promise<string> => {
  const { user } = await server.json<{ user: { id: string } }>('/api/console/session', as(role));
  return `user:${user.id}`;
};

describe('the own name', () => {
  it('is changed by everybody, whatever their role, and nothing else of the account', async () => {
    const change = (json: object) => server.api('/api/console/account', { method: 'PATCH', json, ...as('viewer') });
    expect(await (await change({ name: ' Grace Hopper ' })).json()).toMatchObject({ user: { name: 'Grace Hopper' } });
    expect(await (await change({})).json()).toMatchObject({ user: { name: 'Grace Hopper' }, role: 'viewer' });
    for (const json of [{ role: 'admin' }, { is_instance_admin: true }, { name: 5 }, { name: 'x'.repeat(201) }])
      expect((await change(json)).status).toBe(422);
    expect(await (await change({ name: ' ' })).json()).toMatchObject({ user: { name: 'viewer@example.org' } });
  });

  it('is nothing that a key has', async () => {
    const init = { method: 'PATCH', json: { name: 'x' } };
    expect((await server.api('/api/console/account', init)).status).toBe(403);
    expect((await server.api('/api/console/account', { ...init, key: null })).status).toBe(401);
  });
});

describe('who did something', () => {
  it('is told by name to those who may read, of the own workspace alone', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const patched = { method: 'PATCH', json: { description: 'seen' }, ...as('editor') };
    expect((await server.api(`/api/store/asset/${id}`, patched)).status).toBe(200);
    const { items } = await server.json<{ items: { actor: string }[] }>(`/api/store/asset/${id}/events`);
    const refs = items.map(({ actor }) => actor);
    const query = [...refs, 'user:nobody', 'share:1', ''].map((ref) => `refs=${encodeURIComponent(ref)}`).join('&');
    const found = await server.json<{ items: object[] }>(`/api/console/actors?${query}`, as('viewer'));
    // The key of the installation is in no workspace's list.
    expect(found.items).toEqual([{ ref: await refOf('editor'), type: 'user', name: 'editor' }]);
    expect(await server.json(`/api/console/actors?${query}`, { key: foreignKey })).toEqual({ items: [] });
    const writer = await keyWith(server, 'store:write');
    expect((await server.api(`/api/console/actors?${query}`, { key: writer })).status).toBe(403);
    expect((await server.api('/api/console/actors')).status).toBe(422);
  });

  it('is told of nobody but itself to a key that is bound to a vault', async () => {
    const vault = await makeVault(server);
    const { id, key } = await server.json<{ id: string; key: string }>('/api/admin/api-keys', {
      method: 'POST',
      json: { label: 'of the vault', scopes: ['store:read'], vault: vault.id },
    });
    const query = [await refOf('editor'), `key:${id}`].map((ref) => `refs=${encodeURIComponent(ref)}`).join('&');
    expect(await server.json(`/api/console/actors?${query}`, { key })).toEqual({
      items: [{ ref: `key:${id}`, type: 'key', name: 'of the vault' }],
    });
    expect(await server.json(`/api/console/actors?${query}`, as('viewer'))).toHaveProperty('items.length', 2);
  });
});

describe('titles', () => {
  it('are given and taken away, and shown by those dialects that have them', async () => {
    const { id } = await server.upload('IMG_1.jpg', 'not really');
    const path = `/api/console/assets/${id}/title`;
    const put = (title: unknown, init = {}) => server.api(path, { method: 'PUT', json: { title }, ...init });
    expect(await server.json(path)).toEqual({ title: null, shown: 'IMG_1' });
    expect(await (await put(' The sea ')).json()).toEqual({ title: 'The sea', shown: 'The sea' });
    expect(await server.json(`/api/store/asset/${id}?hydrate=false`)).toMatchObject({ name: 'IMG_1.jpg' });
    for (const none of ['  ', null]) {
      await put('again');
      expect(await (await put(none)).json()).toEqual({ title: null, shown: 'IMG_1' });
    }
    for (const wrong of [5, 'x'.repeat(501), undefined]) expect((await put(wrong)).status).toBe(422);
    expect((await put('mine', as('viewer'))).status).toBe(403);
    const answers = [];
    for (const [asset, key] of [
      [id, foreignKey],
      ['0123456789abcdef01234567', server.rootKey],
      ['x', server.rootKey],
    ] as const) {
      const response = await server.api(`/api/console/assets/${asset}/title`, { key });
      answers.push([response.status, await response.text()]);
    }
    expect(new Set(answers.map((answer) => answer.join(' ')))).toHaveProperty('size', 1);
    expect(answers[0]?.[0]).toBe(404);
  });
});

describe('the list of shares', () => {
  it('is filtered by the state that a share is in, in keyset pages', async () => {
    const { id } = await server.upload('shared.txt', 'x');
    const made = new Map<string, string[]>();
    const share = async (state: string, json: object): Promise<string> => {
      const { id: made1 } = await server.json<{ id: string }>('/api/share', {
        method: 'POST',
        json: { asset: id, ...json },
      });
      made.set(state, [...(made.get(state) ?? []), made1]);
      return made1;
    };
    const later = '2099-01-01T00:00:00Z';
    for (let round = 0; round < 3; round++) {
      await share('open', round === 0 ? {} : { expires_at: later, max_downloads: round });
      await share('expired', { expires_at: '2020-01-01T00:00:00Z' });
      const gone = await share('withdrawn', { expires_at: '2020-01-01T00:00:00Z' });
      await server.json(`/api/share/${gone}`, { method: 'PATCH', json: { active: false } });
    }
    const used = parseId(await share('used-up', { max_downloads: 1 }));
    if (!used) throw new Error('the share has no id');
    await server.core.takeShareDownload({ id: used, workspaceId: server.core.instance.workspace.id }, []);
    for (const [state, ids] of made) {
      const found: string[] = [];
      for (let cursor = ''; ; ) {
        const page = await server.json<{
          items: { id: string }[];
          next_cursor: string | null;
          collection_total: number;
        }>(`/api/share?state=${state}&limit=2${cursor}`);
        expect(page.collection_total).toBe(ids.length);
        found.push(...page.items.map((item) => item.id));
        if (page.next_cursor === null) break;
        cursor = `&cursor=${encodeURIComponent(page.next_cursor)}`;
      }
      expect(found).toEqual(ids.toReversed());
    }
    expect(await server.json('/api/share?state__in=expired,used-up')).toMatchObject({ collection_total: 4 });
    expect((await server.api('/api/share?state=gone')).status).toBe(422);
  });
});
