// What a browser, and caches between it and the server, must not mistake: whose cookie it is, whose page asks, whose answer it is.
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashPassword, SYSTEM } from '../../src/core/index.ts';
import { type ApiInit, startTestServer, type TestServer } from '../support/server.ts';

const PASSWORD = 'correct horse';
const EMAIL = 'ada@example.org';
const PATH = '/api/console/session';

const servers: TestServer[] = [];
async function serve(settings: Record<string, string> = {}): Promise<TestServer> {
  const server = await startTestServer({ settings });
  servers.push(server);
  const workspaceId = server.core.instance.workspace.id;
  const passwordHash = await hashPassword(PASSWORD);
  await server.core.createUser(SYSTEM, { workspaceId, email: EMAIL, role: 'editor', passwordHash });
  return server;
}
let server: TestServer;
beforeAll(async () => {
  server = await serve();
});
afterAll(async () => {
  for (const one of servers) await one[Symbol.asyncDispose]();
});

const signIn = (at: TestServer, init: ApiInit = {}) =>
  at.api(PATH, { method: 'POST', key: null, json: { email: EMAIL, password: PASSWORD }, ...init });
const cookieOf = async (at: TestServer, init: ApiInit = {}): Promise<string> =>
  (await signIn(at, init)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
const withCookie = (at: TestServer, path: string, cookie: string, { headers, ...init }: ApiInit = {}) =>
  at.api(path, { key: null, ...init, headers: { cookie, ...headers } });

/** `fetch` lets nobody choose the host. */
const statusAt = (path: string, headers: Record<string, string>, method = 'GET', body = ''): Promise<number> =>
  new Promise((resolve, reject) => {
    const sent = request(server.url + path, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end(body);
  });

describe('the cookie of a session', () => {
  it('has over HTTPS a name that no neighbour on a subdomain can set', async () => {
    const behind = await serve({ VITRINE_PUBLIC_URL: 'https://dam.example' });
    const cookie = await cookieOf(behind);
    expect(cookie).toMatch(/^__Host-vitrine_session=session_/);
    const token = cookie.split('=')[1] ?? '';
    expect((await withCookie(behind, PATH, cookie)).status).toBe(200);
    // A neighbour may set this one, for its own account.
    expect((await withCookie(behind, PATH, `vitrine_session=${token}`)).status).toBe(401);
    const origin = { origin: 'https://dam.example' };
    const out = await withCookie(behind, PATH, cookie, { method: 'DELETE', headers: origin });
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringMatching(/^__Host-vitrine_session=; /),
    ]);
    expect((await withCookie(behind, PATH, cookie)).status).toBe(401);
  });

  it("goes to the host that set it alone, and so never to where users' content is delivered", async () => {
    expect((await signIn(server)).headers.get('set-cookie')).not.toMatch(/domain=/i);
  });
});

describe('a host that is none', () => {
  it.each(['999.999.999.999', 'a:99999', '[:::]', '1.2.3.4.5', 'a..b', 'xn--a', '%41'])(
    "is nobody's origin, and no reason to fail: %s",
    async (host) => {
      const origin = { host, origin: `http://${host}`, 'content-type': 'application/json' };
      const body = JSON.stringify({ email: EMAIL, password: 'wrong' });
      expect([401, 403]).toContain(await statusAt(PATH, origin, 'POST', body));
      const cookie = { ...origin, cookie: 'vitrine_session=session_x' };
      expect(await statusAt('/api/store/folder', cookie, 'POST', '{"name":"x"}')).toBe(401);
    },
  );
});

describe('an answer to somebody', () => {
  it('is kept by no cache for others, whichever credential was sent', async () => {
    const cookie = await cookieOf(server);
    const { id } = await server.upload('a.txt', 'mine');
    for (const path of ['/api/store/asset', '/api/console/assets', '/api/assets/root/files', '/api/v1/assets', PATH])
      for (const answer of [
        await withCookie(server, path, cookie),
        await server.api(path, { key: null, headers: { 'x-api-key': server.rootKey } }),
      ])
        expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
          path,
          200,
          expect.stringMatching(/^(private, no-cache|no-store)$/),
        ]);
    const content = await withCookie(server, `/api/store/asset/${id}/content`, cookie);
    expect(content.headers.get('cache-control')).toBe('private, no-cache');
  });
});

describe('what users brought', () => {
  it.each([
    ['x.js', 'alert(1)'],
    ['x.mjs', 'export {}'],
    ['x.html', '<!doctype html><script>alert(1)</script>'],
    ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ])('runs nowhere in the origin of the console, not even for its own scripts: %s', async (name, bytes) => {
    const cookie = await cookieOf(server);
    const { id } = await server.upload(name, bytes);
    for (const path of [
      `/api/store/asset/${id}/content`,
      `/api/store/asset/${id}/content?disposition=inline`,
      `/api/console/assets/${id}/versions/1/content`,
    ]) {
      const { status, headers } = await withCookie(server, path, cookie);
      expect([path, status]).toEqual([path, 200]);
      // `script-src 'self'` and a service worker both insist on a type of scripts where nothing is guessed.
      expect(headers.get('content-type')).not.toMatch(/script/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-disposition')).toMatch(/^attachment;/);
      expect(headers.get('content-security-policy')).toMatch(/^sandbox; default-src 'none';/);
      expect(headers.get('service-worker-allowed')).toBeNull();
    }
  });
});

describe('a resumable upload', () => {
  it('is not changed by a request that only looks, whatever method its headers ask for', async () => {
    const cookie = await cookieOf(server);
    const tus = { 'tus-resumable': '1.0.0' };
    const made = await withCookie(server, '/files', cookie, {
      method: 'POST',
      headers: { ...tus, origin: server.url, 'upload-length': '3', 'upload-metadata': `filename ${btoa('a.txt')}` },
    });
    const path = made.headers.get('location') ?? '';
    for (const method of ['DELETE', 'PATCH']) {
      const headers = { ...tus, 'x-http-method-override': method };
      expect((await withCookie(server, path, cookie, { method: 'HEAD', headers })).status).toBe(200);
    }
    expect((await withCookie(server, path, cookie, { method: 'HEAD', headers: tus })).status).toBe(200);
    expect((await withCookie(server, path, cookie, { method: 'DELETE', headers: tus })).status).toBe(401);
    expect(made.headers.get('access-control-allow-credentials')).toBeNull();
  });
});
