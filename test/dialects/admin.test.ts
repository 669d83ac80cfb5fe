import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseId, toBase32, toUuid } from '../../src/core/index.ts';
import { afterwards } from '../support/clock.ts';
import { type ApiInit, startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith, pathOf } from '../support/store.ts';
import { makeVault, upload as uploadIntoVault } from '../support/vaults.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

interface CreatedKey {
  readonly id: string;
  readonly key: string;
  readonly scopes: string[];
}

const createKey = (input: object, key?: string) =>
  server.api('/api/admin/api-keys/', { method: 'POST', json: input, ...(key === undefined ? {} : { key }) });

const keyIn = async (response: Response) => (await response.json()) as CreatedKey;

describe('API keys', () => {
  it('answers 201 with the key once, and never shows it again', async () => {
    const response = await createKey({ label: 'camera', scopes: ['store:read'] });
    expect(response.status).toBe(201);
    const created = await keyIn(response);
    expect(created).toMatchObject({ label: 'camera', scopes: ['store:read'], vault: null, expires_at: null });
    expect(created.key).toMatch(/^vk_[\w-]{43}$/);
    const again = await server.json<object>(`/api/admin/api-keys/${created.id}`);
    expect(again).not.toHaveProperty('key');
    expect(JSON.stringify(again)).not.toContain(created.key);
  });

  it('takes a key as bearer, as X-API-Key and as Basic password', async () => {
    const { key } = await keyIn(await createKey({ label: 'all', scopes: ['apikeys:read'] }));
    const ways = [
      { authorization: `Bearer ${key}` },
      { 'x-api-key': key },
      { authorization: `Basic ${Buffer.from(`anyone:${key}`).toString('base64')}` },
    ];
    for (const headers of ways) {
      expect((await server.api('/api/admin/api-keys/', { key: null, headers })).status).toBe(200);
    }
  });

  it('stops a revoked key at once', async () => {
    const { id, key } = await keyIn(await createKey({ label: 'short', scopes: ['apikeys:read'] }));
    expect((await server.api('/api/admin/api-keys', { key })).status).toBe(200);
    expect((await server.api(`/api/admin/api-keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    const refused = await server.api('/api/admin/api-keys', { key });
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain('Bearer');
    expect(await refused.json()).toEqual({ detail: 'The credential is not valid.' });
  });

  it('does not accept a key after its expiry', async () => {
    const expires_at = new Date(Date.now() + 600_000).toISOString();
    const { key } = await keyIn(await createKey({ label: 'brief', scopes: ['apikeys:read'], expires_at }));
    expect((await server.api('/api/admin/api-keys', { key })).status).toBe(200);
    await afterwards(expires_at, async () =>
      expect((await server.api('/api/admin/api-keys', { key })).status).toBe(401),
    );
  });

  it('makes one key for one Idempotency-Key, and says that it can not be shown again', async () => {
    for (const path of ['/api/admin/api-keys/', '/api/admin/workspaces/']) {
      const json = { label: 'once', name: 'once', scopes: ['store:read'] };
      const send = () => server.api(path, { method: 'POST', json, headers: { 'idempotency-key': 'once' } });
      expect((await send()).status).toBe(201);
      const again = await send();
      expect(again.status).toBe(409);
      expect(await again.text()).toContain('can not be shown again');
    }
  });

  it('does not let a key give what it does not have', async () => {
    const { key } = await keyIn(await createKey({ label: 'maker', scopes: ['apikeys:write', 'store:read'] }));
    expect((await createKey({ label: 'same', scopes: ['store:read'] }, key)).status).toBe(201);
    expect((await createKey({ label: 'more', scopes: ['store:write'] }, key)).status).toBe(403);
    expect((await createKey({ label: 'all', scopes: ['admin'] }, key)).status).toBe(403);
  });

  it('names what is wrong with the input', async () => {
    for (const [input, field] of [
      [{ scopes: ['admin'] }, 'label'],
      [{ label: 'x', scopes: ['nonsense'] }, 'scopes'],
      [{ label: 'x', scopes: 'admin' }, 'scopes'],
      [{ label: 'x', scopes: [] }, 'scopes'],
      [{ label: 'x', scopes: ['admin'], expires_at: '2001-01-01T00:00:00Z' }, 'expires_at'],
      [{ label: 'x', scopes: ['admin'], expires_at: 'soon' }, 'expires_at'],
    ] as const) {
      const response = await createKey(input);
      expect(response.status).toBe(422);
      const { detail } = (await response.json()) as { detail: { loc: string[] }[] };
      expect(detail[0]?.loc).toEqual(['body', field]);
    }
  });

  it('refuses a body that is not JSON', async () => {
    const response = await server.api('/api/admin/api-keys', {
      method: 'POST',
      body: '{"label":',
      headers: { 'content-type': 'application/json' },
    });
    expect(response.status).toBe(422);
    expect(await response.json()).toHaveProperty('detail');
  });
});

describe('workspaces', () => {
  it('makes a workspace whose first key sees nothing of another', async () => {
    const made = await server.json<{ id: string; key: string }>('/api/admin/workspaces/', {
      method: 'POST',
      json: { name: 'Second' },
    });
    const mine = await keyIn(await createKey({ label: 'mine', scopes: ['store:read'] }));
    const foreign = await server.api(`/api/admin/api-keys/${mine.id}`, { key: made.key });
    const unknown = await server.api('/api/admin/api-keys/0123456789abcdef01234567', { key: made.key });
    expect(foreign.status).toBe(404);
    expect(await foreign.text()).toBe(await unknown.text());
  });

  it('lets only administrators of the installation make workspaces', async () => {
    const { key } = await keyIn(await createKey({ label: 'admin', scopes: ['admin'] }));
    const refused = await server.api('/api/admin/workspaces', { method: 'POST', json: { name: 'Third' }, key });
    expect(refused.status).toBe(403);
  });
});

describe('the addresses of an asset', () => {
  interface Addresses {
    readonly id: string;
    readonly store: string;
    readonly hub: string;
    readonly library: string;
    readonly partner: string;
    readonly vaults: string | null;
  }
  const addressesOf = (id: string, init: ApiInit = {}) =>
    server.json<Addresses>(`/api/admin/assets/${id}/addresses`, init);

  it('are absolute, one for each dialect, and lead to it', async () => {
    const { id } = await server.upload('a.txt', 'everywhere');
    const addresses = await addressesOf(id);
    expect(addresses).toEqual({
      id,
      store: `${server.url}/api/store/asset/${id}`,
      hub: `${server.url}/api/assets/${id}`,
      library: `${server.url}/api/v1/assets/${toUuid(idOf(id))}`,
      partner: expect.stringMatching(/\/api\/v1\/partner\/asset\/[\w-]{38}\.txt$/),
      vaults: null,
    });
    expect(await server.json(pathOf(addresses.store))).toMatchObject({ id });
    expect(await (await server.api(pathOf(addresses.partner))).text()).toBe('everywhere');
  });

  it('are those of a vault, too, for an asset that lies in one', async () => {
    const vault = await makeVault(server);
    const asset = await uploadIntoVault(server, vault, 'hero.jpg');
    const addresses = await addressesOf(asset.id);
    expect(await server.json(pathOf(addresses.vaults ?? ''))).toMatchObject({ id: asset.id, vault_id: vault.id });
    expect(await server.json(pathOf(addresses.store))).toMatchObject({ name: 'hero.jpg' });
  });

  it('are found by the id in the form of any dialect', async () => {
    const { id } = await server.upload('a.txt', 'by any name');
    const addresses = await addressesOf(id);
    for (const spelling of [id.toUpperCase(), toUuid(idOf(id)), `asset_${toBase32(idOf(id))}`, toBase32(idOf(id))])
      expect(await addressesOf(spelling)).toEqual(addresses);
  });

  it('are for who may read the asset alone', async () => {
    const { id } = await server.upload('a.txt', 'mine');
    const path = `/api/admin/assets/${id}/addresses`;
    expect((await server.api(path, { key: null })).status).toBe(401);
    for (const scope of ['assets:write', 'store:read', 'partner:read', 'apikeys:read'] as const) {
      const refused = await server.api(path, { key: await keyWith(server, scope) });
      expect([scope, refused.status, await refused.json()]).toEqual([scope, 403, { detail: expect.any(String) }]);
    }
    expect((await server.api(path, { key: await keyWith(server, 'assets:read') })).status).toBe(200);
    const key = await keyOfAnotherWorkspace(server);
    const foreign = await server.api(path, { key });
    expect(foreign.status).toBe(404);
    const missing = await foreign.text();
    for (const unknown of ['0'.repeat(24), 'malformed', `asset_${id}`, 'x'.repeat(300)]) {
      const response = await server.api(`/api/admin/assets/${unknown}/addresses`, { key });
      expect([unknown, response.status, await response.text()]).toEqual([unknown, 404, missing]);
    }
    await server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
    expect((await server.api(path)).status).toBe(404);
  });

  it('begin with the public URL where one is set', async () => {
    await using behind = await startTestServer({ settings: { VITRINE_PUBLIC_URL: 'https://dam.example/files/' } });
    const { id } = await behind.upload('a.txt', 'a');
    const addresses = await behind.json<Addresses>(`/api/admin/assets/${id}/addresses`);
    for (const [dialect, url] of Object.entries(addresses))
      if (dialect !== 'id' && url !== null) expect(url).toMatch(/^https:\/\/dam\.example\/files\/api\//);
  });

  function idOf(text: string) {
    const id = parseId(text);
    if (!id) throw new Error(`${text} is no id`);
    return id;
  }
});

describe('answers outside the routes', () => {
  it('answers unknown paths, methods and broken addresses in its own form', async () => {
    for (const [path, method, status] of [
      ['/api/admin/nothing', 'GET', 404],
      ['/api/admin/api-keys', 'PUT', 405],
      ['/api/admin/%zz', 'GET', 400],
    ] as const) {
      const response = await server.api(path, { method });
      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty('detail');
      expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
  });
});

describe('the first start', () => {
  it('lets one person set the first password, once', async () => {
    const token = await server.core.openSetup();
    const post = (fields: Record<string, string>) =>
      fetch(`${server.url}/setup`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });
    const page = await fetch(`${server.url}/setup?token=${encodeURIComponent('"><script>')}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toContain('<script>');
    const person = { email: 'Ada@Example.org', password: 'a long enough one' };
    expect((await post({ ...person, token: 'setup_wrong' })).status).toBe(403);
    expect((await post({ ...person, token: token ?? '', password: 'short' })).status).toBe(422);
    const { status, headers } = await post({ ...person, token: token ?? '' });
    expect([status, headers.get('location')]).toEqual([303, './']);
    expect(headers.get('set-cookie')).toMatch(/^vitrine_session=session_/);
    expect((await post({ ...person, token: token ?? '' })).status).toBe(403);
    expect(await server.core.openSetup()).toBeNull();
    const session = await server.core.signIn('ada@example.org', 'a long enough one');
    expect((await server.api('/api/admin/api-keys', { key: session })).status).toBe(200);
  });
});
