// Who may do what: keys with every scope, other workspaces, no key at all, over the dialect's whole list of routes.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { type ApiInit, formWith, startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, createShare, keyOfAnotherWorkspace, keyWith, pathOf, type ShareRead } from '../support/store.ts';

let server: TestServer;
let ids: Record<'asset' | 'folder' | 'share', string>;
let otherKey: string;
beforeAll(async () => {
  server = await startTestServer();
  otherKey = await keyOfAnotherWorkspace(server);
  const folder = (await createFolder(server, 'mine')).id;
  const asset = (await server.upload('mine.txt', 'mine')).id;
  ids = { asset, folder, share: (await createShare(server, { asset })).id };
});
afterAll(() => server[Symbol.asyncDispose]());

type Grant = 'read' | 'write' | 'share';
interface Operation {
  readonly grant: Grant;
  readonly method: string;
  /** `:asset`, `:folder` and `:share` stand for ids. */
  readonly path: string;
  readonly init?: () => ApiInit;
}

const json = (value: unknown) => (): ApiInit => ({ json: value });
const form = (): ApiInit => ({ body: formWith('a.txt', 'a') });
const OPERATIONS: readonly Operation[] = [
  { grant: 'read', method: 'GET', path: '/api/store/asset' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/filters' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/shares' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/facts' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/versions' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/events' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/content' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/:asset/thumbnail' },
  { grant: 'read', method: 'GET', path: '/api/store/asset/download?id=:asset' },
  { grant: 'read', method: 'GET', path: '/api/store?url=/api/store/asset/:asset' },
  { grant: 'write', method: 'POST', path: '/api/store/asset/upload', init: form },
  { grant: 'write', method: 'POST', path: '/api/store/asset/upload?folder=:folder', init: form },
  { grant: 'write', method: 'PUT', path: '/api/store/asset/:asset', init: json({ name: 'x' }) },
  { grant: 'write', method: 'PATCH', path: '/api/store/asset/:asset', init: json({}) },
  { grant: 'write', method: 'DELETE', path: '/api/store/asset/:asset' },
  { grant: 'write', method: 'PUT', path: '/api/store/asset/:asset/content', init: form },
  { grant: 'write', method: 'POST', path: '/api/store/asset/:asset/versions/1/restore' },
  { grant: 'read', method: 'GET', path: '/api/store/folder' },
  { grant: 'read', method: 'GET', path: '/api/store/folder/filters' },
  { grant: 'read', method: 'GET', path: '/api/store/folder/:folder' },
  { grant: 'read', method: 'GET', path: '/api/store/folder/:folder/shares' },
  { grant: 'read', method: 'GET', path: '/api/store/folder/:folder/download' },
  { grant: 'write', method: 'POST', path: '/api/store/folder', init: json({ name: 'x' }) },
  { grant: 'write', method: 'PUT', path: '/api/store/folder/:folder', init: json({ name: 'x' }) },
  { grant: 'write', method: 'PATCH', path: '/api/store/folder/:folder', init: json({}) },
  { grant: 'write', method: 'DELETE', path: '/api/store/folder/:folder?recursive=true' },
  { grant: 'read', method: 'GET', path: '/api/share' },
  { grant: 'read', method: 'GET', path: '/api/share/filters' },
  { grant: 'read', method: 'GET', path: '/api/share/:share' },
  { grant: 'share', method: 'POST', path: '/api/share', init: json({}) },
  { grant: 'write', method: 'PUT', path: '/api/share/:share', init: json({}) },
  { grant: 'write', method: 'PATCH', path: '/api/share/:share', init: json({}) },
  { grant: 'write', method: 'DELETE', path: '/api/share/:share' },
];

const OPEN = new Set(['POST /api/login/access-token', 'POST /api/share/get_access']);
const withIds = (path: string, replacement: (kind: keyof typeof ids) => string) =>
  path.replace(/:(asset|folder|share)\b/g, (_, kind: keyof typeof ids) => replacement(kind));
const request = (
  { method, path, init }: Operation,
  key: string | null,
  replacement = (kind: keyof typeof ids) => ids[kind],
) => server.api(withIds(path, replacement), { method, key, ...init?.() });

/** Status, headers that could tell, and body. */
async function answerOf(response: Response, id: string) {
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: (await response.text()).replaceAll(id, 'ID') };
}

describe('every operation', () => {
  it('is in a valid OpenAPI document, with its answers and its form', async () => {
    const document = await server.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>(
      '/openapi/store.json',
    );
    expect(await new Validator().validate(document)).toMatchObject({ valid: true });
    const upload = document.paths['/api/store/asset/upload']?.['post'];
    expect(upload?.requestBody).toMatchObject({
      content: { 'multipart/form-data': { schema: { properties: { file: { format: 'binary' } } } } },
    });
  });

  it('is in this list', async () => {
    const { paths } = await server.json<{ paths: Record<string, Record<string, unknown>> }>('/openapi/store.json');
    const known = new Set(
      OPERATIONS.map(
        ({ method, path }) =>
          `${method} ${path.replace(/\?.*/, '').replace(/:\w+/, '{id}').replace('/1/', '/{version}/')}`,
      ),
    );
    for (const [path, methods] of Object.entries(paths)) {
      if (path.startsWith('/s/')) continue;
      for (const method of Object.keys(methods)) {
        const operation = `${method.toUpperCase()} ${path}`;
        if (!OPEN.has(operation)) expect(known).toContain(operation);
      }
    }
  });

  it.each(OPERATIONS)('$method $path needs a credential', async (operation) => {
    for (const key of [null, 'no key', 'vk_unknown']) {
      const response = await request(operation, key);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await response.json()).toEqual({ detail: expect.any(String) });
    }
  });

  it.each(OPERATIONS)('$method $path needs its scope, and knows no records of others', async (operation) => {
    const scopes = { read: 'store:read', write: 'store:write', share: 'store:share' } as const;
    for (const grant of ['read', 'write', 'share'] as const) {
      if (grant === operation.grant) continue;
      const response = await request(operation, await keyWith(server, scopes[grant]));
      expect([grant, response.status]).toEqual([grant, 403]);
      expect(await response.json()).toEqual({ detail: expect.any(String) });
    }
    for (const scope of [
      'hub:read',
      'hub:write',
      'vaults:write',
      'write:assets',
      'apikeys:write',
      'audit:read',
    ] as const)
      expect((await request(operation, await keyWith(server, scope))).status).toBe(403);
    if (!operation.path.includes(':')) return;
    const unknown = '0'.repeat(24);
    const foreign = await answerOf(await request(operation, otherKey), ids[kindOf(operation)]);
    const missing = await answerOf(await request(operation, otherKey, () => unknown), unknown);
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(missing);
    expect((await request(operation, otherKey, () => 'malformed')).status).toBe(404);
  });

  it('is allowed to keys of the general scopes as well', async () => {
    const [reader, writer] = [await keyWith(server, 'assets:read'), await keyWith(server, 'assets:write')];
    expect((await server.api('/api/store/asset', { key: reader })).status).toBe(200);
    const created = await server.api('/api/store/asset/upload', {
      method: 'POST',
      key: writer,
      body: formWith('w', 'w'),
    });
    expect(created.status).toBe(201);
    expect((await server.api('/api/store/asset', { key: writer })).status).toBe(403);
  });

  it('does not share what is another workspace’s', async () => {
    for (const target of [{ asset: ids.asset }, { folder: ids.folder }]) {
      const response = await server.api('/api/share', { method: 'POST', key: otherKey, json: target });
      expect(response.status).toBe(404);
    }
    const mine = await server.api('/api/store/asset/upload', {
      method: 'POST',
      key: otherKey,
      body: formWith('o', 'o'),
    });
    const { id } = (await mine.json()) as { id: string };
    const moved = await server.api(`/api/store/asset/${id}`, {
      method: 'PATCH',
      key: otherKey,
      json: { folder: ids.folder },
    });
    expect(moved.status).toBe(404);
    const lists = ['asset', 'folder'].map((kind) => `/api/store/${kind}?limit=250`);
    for (const path of [...lists, '/api/share']) {
      const text = await (await server.api(path, { key: otherKey })).text();
      for (const foreign of Object.values(ids)) expect(text).not.toContain(foreign);
    }
  });
});

describe('credentials', () => {
  it('come as a bearer token, as X-API-Key or as the password of HTTP Basic', async () => {
    const ask = async (headers: Record<string, string>) =>
      (await server.api('/api/store/asset', { key: null, headers })).status;
    expect(await ask({ 'x-api-key': server.rootKey })).toBe(200);
    expect(await ask({ authorization: `Basic ${btoa(`any:${server.rootKey}`)}` })).toBe(200);
    expect(await ask({ authorization: `bearer ${server.rootKey}` })).toBe(200);
    expect(await ask({ authorization: server.rootKey })).toBe(401);
    expect(await ask({ cookie: `key=${server.rootKey}` })).toBe(401);
  });

  it('end at once when a key is revoked', async () => {
    const workspaceId = server.core.instance.workspace.id;
    const { key, token } = await server.core.createKey(SYSTEM, { workspaceId, label: 'k', scopes: ['store:read'] });
    expect((await server.api('/api/store/asset', { key: token })).status).toBe(200);
    await server.core.revokeApiKey(SYSTEM, key.id);
    expect((await server.api('/api/store/asset', { key: token })).status).toBe(401);
  });

  it('bound to a vault see nothing outside it, shares included', async () => {
    const workspaceId = server.core.instance.workspace.id;
    const vaultId = (await makeVault()).id;
    const { token } = await server.core.createKey(SYSTEM, {
      workspaceId,
      label: 'bound',
      scopes: ['assets:read', 'assets:write', 'store:share'],
      vaultId,
    });
    const list = async (path: string) =>
      (await (await server.api(path, { key: token })).json()) as { items: unknown[]; collection_total: number };
    for (const path of ['/api/store/asset', '/api/share'])
      expect(await list(path)).toMatchObject({ items: [], collection_total: 0 });
    expect(await list('/api/store/folder')).toMatchObject({ items: [expect.objectContaining({ id: vaultId })] });
    for (const path of [
      `/api/store/asset/${ids.asset}`,
      `/api/share/${ids.share}`,
      `/api/store/asset/${ids.asset}/events`,
    ])
      expect((await server.api(path, { key: token })).status).toBe(404);
    const { id } = await server.json<ShareRead>('/api/share', {
      method: 'POST',
      key: token,
      json: { folder: vaultId },
    });
    expect(await list('/api/share')).toMatchObject({ items: [expect.objectContaining({ id })], collection_total: 1 });
  });

  async function makeVault() {
    const actor = await server.core.authenticate('vaults', server.rootKey);
    return server.core.createVault(actor, { name: 'Vault', slug: 'vault', visibility: 'signed' });
  }
});

describe('errors', () => {
  it('have the dialect’s form everywhere below its paths', async () => {
    const detail = { detail: expect.any(String) };
    const wrongMethod = await server.api('/api/store/asset', { method: 'DELETE' });
    expect(wrongMethod.status).toBe(405);
    expect(wrongMethod.headers.get('allow')).toContain('GET');
    expect(await wrongMethod.json()).toEqual(detail);
    for (const path of ['/api/store/none', '/api/share/a/b', '/api/login/', '/api/store/asset/%zz']) {
      const response = await server.api(path);
      expect([path, response.status >= 400 && response.status < 500]).toEqual([path, true]);
      expect(response.headers.get('x-request-id')).toBeTruthy();
      expect(await response.json()).toEqual(detail);
    }
  });
});

describe('links', () => {
  it('lead where the request came to, and never carry what is no host', async () => {
    const ask = async (host: string) => {
      const { port, hostname } = new URL(server.url);
      const { request } = await import('node:http');
      return new Promise<string>((resolve, reject) => {
        const options = {
          port,
          host: hostname,
          path: `/api/store/asset/${ids.asset}`,
          headers: { host, authorization: `Bearer ${server.rootKey}` },
        };
        request(options, (response) => {
          let text = '';
          response.on('data', (data) => (text += data)).on('end', () => resolve(text));
        })
          .on('error', reject)
          .end();
      });
    };
    expect(JSON.parse(await ask('files.example:81')).url).toMatch(/^http:\/\/files\.example:81\/api/);
    for (const host of ['a/b', 'x"><script>', 'user@evil.example', 'a b', '%0d%0a'])
      expect(JSON.parse(await ask(host)).url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api/);
    const forwarded = await server.api(`/api/store/asset/${ids.asset}`, {
      headers: { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    });
    expect(await forwarded.text()).not.toContain('evil');
  });

  it('lead to the public URL where one is set', async () => {
    await using behind = await startTestServer({ settings: { VITRINE_PUBLIC_URL: 'https://dam.example/files/' } });
    const asset = await behind.upload<{ id: string; url: string }>('a.txt', 'a');
    expect(asset.url).toBe(`https://dam.example/files/api/store/asset/${asset.id}/content`);
    const resolved = await behind.api(`/api/store?url=${encodeURIComponent(asset.url)}`);
    expect(await resolved.json()).toMatchObject({ id: asset.id });
    const share = await createShare(behind, { asset: asset.id, password: 'p' });
    expect(share.url).toMatch(/^https:\/\/dam\.example\/files\/s\//);
    const path = pathOf(share.url).replace('/files', '');
    const unlocked = await behind.api(path, {
      method: 'POST',
      key: null,
      body: 'password=p',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect(unlocked.headers.get('location')).toBe(`/files${path}`);
    expect(unlocked.headers.get('set-cookie')).toMatch(
      new RegExp(`Path=/files${path};.*HttpOnly; SameSite=Lax; Secure`),
    );
  });
});

function kindOf({ path }: Operation): keyof typeof ids {
  const [, kind] = /:(asset|folder|share)\b/.exec(path) ?? [];
  if (kind !== 'asset' && kind !== 'folder' && kind !== 'share') throw new Error(`no id in ${path}`);
  return kind;
}
