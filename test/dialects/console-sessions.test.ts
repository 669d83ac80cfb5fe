import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, SYSTEM } from '../../src/core/index.ts';
import { type ApiInit, startTestServer, type TestServer } from '../support/server.ts';
import { keyWith, refusedFields } from '../support/store.ts';

const PASSWORD = 'correct horse';
const PATH = '/api/console/session';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await addUser(server, 'ada@example.org');
});
afterAll(() => server[Symbol.asyncDispose]());

async function addUser(at: TestServer, email: string, role = 'editor') {
  const workspaceId = at.core.instance.workspace.id;
  await at.core.createUser(SYSTEM, {
    workspaceId,
    email,
    name: 'Ada',
    role,
    passwordHash: await hashPassword(PASSWORD),
  });
}

const signIn = (json: object, { at = server, ...init }: ApiInit & { at?: TestServer } = {}) =>
  at.api(PATH, { method: 'POST', key: null, json, ...init });

const setCookie = (response: Response): string => response.headers.getSetCookie().join('\n');

/** As a browser sends it back. */
async function cookie(at = server, headers: Record<string, string> = {}): Promise<string> {
  const response = await signIn({ email: 'ada@example.org', password: PASSWORD }, { at, headers });
  expect(response.status).toBe(200);
  return setCookie(response).split(';')[0] ?? '';
}

const withCookie = (path: string, value: string, { headers, ...init }: ApiInit = {}, at = server) =>
  at.api(path, { key: null, ...init, headers: { cookie: value, ...headers } });

const create = { method: 'POST', json: { name: 'by a page' } };

describe('signing in', () => {
  it('sets a cookie that no script can read and no other site can make use of', async () => {
    const response = await signIn({ email: ' ADA@example.org', password: PASSWORD });
    expect(await response.json()).toMatchObject({ user: { name: 'Ada', email: 'ada@example.org' }, role: 'editor' });
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(setCookie(response)).toMatch(
      /^vitrine_session=session_[\w-]{43}; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Strict$/,
    );
  });

  it('marks it for HTTPS alone, and for the path of the public URL, where people reach the server so', async () => {
    await using behind = await startTestServer({ settings: { VITRINE_PUBLIC_URL: 'https://dam.example/files/' } });
    await addUser(behind, 'ada@example.org');
    const response = await signIn({ email: 'ada@example.org', password: PASSWORD }, { at: behind });
    expect(setCookie(response)).toMatch(/; Path=\/files\/; .*; SameSite=Strict; Secure$/);
    const value = setCookie(response).split(';')[0] ?? '';
    const from = async (origin: string) =>
      (await withCookie('/api/store/folder', value, { ...create, headers: { origin } }, behind)).status;
    expect(await from('https://dam.example')).toBe(201);
    expect(await from('http://dam.example')).toBe(401);
    expect(await from(behind.url)).toBe(401);
  });

  it('begins a session that nobody knew before, and ends the one that the browser had', async () => {
    const planted = `session_${'x'.repeat(43)}`;
    const first = await cookie(server, { cookie: `vitrine_session=${planted}`, origin: server.url });
    expect(first).not.toContain(planted);
    const second = await cookie(server, { cookie: first, origin: server.url });
    expect(second).not.toBe(first);
    expect((await withCookie(PATH, first)).status).toBe(401);
    expect((await withCookie(PATH, second)).status).toBe(200);
  });

  it('is refused without a cookie for a wrong password, and to pages of other sites', async () => {
    const wrong = await signIn({ email: 'ada@example.org', password: 'wrong' });
    expect([wrong.status, setCookie(wrong)]).toEqual([401, '']);
    for (const origin of ['https://evil.example', 'null']) {
      const foreign = await signIn({ email: 'ada@example.org', password: PASSWORD }, { headers: { origin } });
      expect([origin, foreign.status, setCookie(foreign)]).toEqual([origin, 403, '']);
    }
    expect(await refusedFields(await signIn({ email: 'ada@example.org' }))).toEqual(['password']);
  });

  it('counts wrong passwords together with those at the login of the store', async () => {
    await addUser(server, 'guessed@example.org');
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const form = new URLSearchParams({ username: 'guessed@example.org', password: `wrong ${attempt}` });
      const response =
        attempt % 2 === 0
          ? await signIn({ email: 'guessed@example.org', password: `wrong ${attempt}` })
          : await server.api('/api/login/access-token', { method: 'POST', key: null, body: form });
      statuses.push(response.status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses.at(-2)).toBe(429);
  });
});

describe('the cookie', () => {
  it('counts wherever a key does', async () => {
    const value = await cookie();
    const { id } = await server.upload('a.txt', 'seen by a page');
    for (const path of [
      PATH,
      '/api/store/asset',
      `/api/store/asset/${id}/content`,
      '/api/assets/root/files',
      '/api/v1/assets',
      '/api/v1/vaults',
    ])
      expect([path, (await withCookie(path, value)).status]).toEqual([path, 200]);
    const tus = {
      'tus-resumable': '1.0.0',
      'upload-length': '3',
      'upload-metadata': `filename ${btoa('a.txt')}`,
      origin: server.url,
    };
    const upload = await withCookie('/files', value, { method: 'POST', headers: tus });
    expect(upload.status).toBe(201);
    const { origin: _, ...without } = tus;
    expect((await withCookie('/files', value, { method: 'POST', headers: without })).status).toBe(401);
  });

  it('changes nothing unless a page of this server sends it', async () => {
    const value = await cookie();
    const status = async (method: string, headers: Record<string, string>) =>
      (
        await withCookie(method === 'POST' ? '/api/store/folder' : `/api/store/folder/${'0'.repeat(24)}`, value, {
          method,
          ...(method === 'DELETE' ? {} : { json: { name: 'x' } }),
          headers,
        })
      ).status;
    const host = new URL(server.url).host;
    for (const headers of [
      {},
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `https://${host}` },
      { origin: `http://${host}.evil.example` },
      { origin: `http://${new URL(server.url).hostname}:1` },
      { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
      { referer: `${server.url}/` },
    ])
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect([headers, method, await status(method, headers as Record<string, string>)]).toEqual([
          headers,
          method,
          401,
        ]);
    expect(await status('POST', { origin: server.url })).toBe(201);
    for (const method of ['PUT', 'PATCH', 'DELETE']) expect(await status(method, { origin: server.url })).toBe(404);
    expect((await withCookie(PATH, value, { headers: { origin: 'https://evil.example' } })).status).toBe(200);
  });

  it('changes nothing by a GET of the hub, which any page of a neighbour could embed', async () => {
    const value = await cookie();
    const { id } = await server.upload('stays.txt', 'stays');
    for (const headers of [
      {},
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'same-origin' },
      { origin: 'null' },
    ])
      expect(
        (await withCookie(`/api/assets/${id}/rename/other.txt`, value, { headers: headers as Record<string, string> }))
          .status,
      ).toBe(401);
    expect(await server.json(`/api/store/asset/${id}`)).toMatchObject({ name: 'stays.txt' });
  });

  it('goes by the host that a trusted proxy was asked for', async () => {
    await using behind = await startTestServer({ settings: { VITRINE_TRUST_PROXY: '127.0.0.1' } });
    await addUser(behind, 'ada@example.org');
    const proxied = { 'x-forwarded-host': 'dam.example', 'x-forwarded-proto': 'https' };
    const response = await signIn({ email: 'ada@example.org', password: PASSWORD }, { at: behind, headers: proxied });
    expect(setCookie(response)).toMatch(/; Secure$/);
    const value = setCookie(response).split(';')[0] ?? '';
    const from = async (origin: string) =>
      (await withCookie('/api/store/folder', value, { ...create, headers: { ...proxied, origin } }, behind)).status;
    expect(await from('https://dam.example')).toBe(201);
    expect(await from(behind.url)).toBe(401);
  });

  it('counts for nothing beside other credentials, good or bad', async () => {
    const value = await cookie();
    const asKey = { headers: { cookie: value }, key: await keyWith(server, 'store:read') };
    expect(await server.json(PATH, asKey)).toMatchObject({ user: null, role: null, scopes: ['store:read'] });
    expect((await server.api(PATH, { headers: { cookie: value }, key: 'wrong' })).status).toBe(401);
  });

  it('counts for no more than none when it is wrong, has ended, or holds a key', async () => {
    const { id } = await server.upload('public.txt', 'for all');
    await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { is_public: true } });
    const ended = await cookie();
    expect((await withCookie(PATH, ended, { method: 'DELETE', headers: { origin: server.url } })).status).toBe(204);
    for (const value of [
      ended,
      'vitrine_session=',
      'vitrine_session=%00%ff',
      `vitrine_session=${server.rootKey}`,
      'vitrine_session',
    ]) {
      expect([value, (await withCookie(PATH, value)).status]).toEqual([value, 401]);
      expect((await withCookie(`/api/store/asset/${id}/content`, value)).status).toBe(200);
      expect((await server.api('/api/store/asset', { headers: { cookie: value } })).status).toBe(200);
    }
  });
});

describe('signing out', () => {
  it('ends the session for whoever holds it, and takes the cookie away', async () => {
    const value = await cookie();
    const token = value.split('=')[1] ?? '';
    const refused = await withCookie(PATH, value, { method: 'DELETE', headers: { origin: 'https://evil.example' } });
    expect(refused.status).toBe(401);
    expect((await server.api(PATH, { key: token })).status).toBe(200);
    const response = await withCookie(PATH, value, { method: 'DELETE', headers: { origin: server.url } });
    expect([response.status, setCookie(response)]).toEqual([
      204,
      expect.stringMatching(/^vitrine_session=; .*Max-Age=0;/),
    ]);
    expect((await server.api(PATH, { key: token })).status).toBe(401);
    expect((await withCookie(PATH, value)).status).toBe(401);
    const again = await withCookie(PATH, value, { method: 'DELETE', headers: { origin: server.url } });
    expect(again.status).toBe(204);
  });

  it('is not for keys', async () => {
    const key = await keyWith(server, 'store:read');
    expect((await server.api(PATH, { method: 'DELETE', key })).status).toBe(403);
    expect((await server.api(PATH, { key })).status).toBe(200);
    expect((await server.api(PATH, { method: 'DELETE', key: null })).status).toBe(401);
  });
});

describe('the first start', () => {
  it('signs the first administrator in, and leads to the console', async () => {
    await using fresh = await startTestServer();
    const form = {
      token: (await fresh.core.openSetup()) ?? '',
      email: 'ada@example.org',
      name: 'Ada',
      password: PASSWORD,
    };
    const send = (fields: object) =>
      fresh.api('/setup', { method: 'POST', key: null, body: new URLSearchParams({ ...fields }) });
    const short = await send({ ...form, password: 'short' });
    expect([short.status, setCookie(short)]).toEqual([422, '']);
    const done = await send(form);
    expect([done.status, done.headers.get('location')]).toEqual([303, './']);
    const session = await withCookie(PATH, setCookie(done).split(';')[0] ?? '', {}, fresh);
    expect(await session.json()).toMatchObject({ role: 'admin', is_instance_admin: true });
    const again = await send(form);
    expect([again.status, setCookie(again)]).toEqual([403, '']);
  });
});

describe('who asks', () => {
  it('is told to people and keys alike', async () => {
    const workspace = { id: server.core.instance.workspace.id, name: 'Default' };
    const session = (await (await withCookie(PATH, await cookie())).json()) as { expires_at: string };
    expect(session).toMatchObject({
      workspace,
      grants: ['read', 'libraries', 'write', 'share'],
      is_instance_admin: false,
    });
    expect(Date.parse(session.expires_at)).toBeGreaterThan(Date.now());
    expect(await server.json(PATH)).toMatchObject({ user: null, workspace, is_instance_admin: true, expires_at: null });
    const narrow = await server.json(PATH, { key: await keyWith(server, 'hub:read') });
    expect(narrow).toMatchObject({ workspace, scopes: ['hub:read'], grants: [] });
    expect((await server.api(PATH, { key: null })).status).toBe(401);
  });
});
