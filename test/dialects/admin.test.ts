import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

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
    const expires_at = new Date(Date.now() + 700).toISOString();
    const { key } = await keyIn(await createKey({ label: 'brief', scopes: ['apikeys:read'], expires_at }));
    expect((await server.api('/api/admin/api-keys', { key })).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect((await server.api('/api/admin/api-keys', { key })).status).toBe(401);
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
      fetch(`${server.url}/setup`, { method: 'POST', body: new URLSearchParams(fields) });
    const page = await fetch(`${server.url}/setup?token=${encodeURIComponent('"><script>')}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).not.toContain('<script>');
    const person = { email: 'Ada@Example.org', password: 'a long enough one' };
    expect((await post({ ...person, token: 'setup_wrong' })).status).toBe(403);
    expect((await post({ ...person, token: token ?? '', password: 'short' })).status).toBe(422);
    expect((await post({ ...person, token: token ?? '' })).status).toBe(200);
    expect((await post({ ...person, token: token ?? '' })).status).toBe(403);
    expect(await server.core.openSetup()).toBeNull();
    const session = await server.core.signIn('ada@example.org', 'a long enough one');
    expect((await server.api('/api/admin/api-keys', { key: session })).status).toBe(200);
  });
});
