// Vaults and their keys, over the wire.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { errorOf, makeKey, makeVault, type PageJson, post, upload, type VaultJson } from '../support/vaults.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const otherWorkspace = async (): Promise<string> =>
  (await server.json<{ key: string }>('/api/admin/workspaces', { method: 'POST', json: { name: 'Other' } })).key;

const scopedKey = async (...scopes: string[]): Promise<string> =>
  (await server.json<{ key: string }>('/api/admin/api-keys', { method: 'POST', json: { label: 'k', scopes } })).key;

describe('vaults', () => {
  it('answers a new vault with all its fields and whole seconds', async () => {
    const response = await server.api('/api/v1/vaults', { method: 'POST', json: { name: 'Press kit', slug: 'press' } });
    expect(response.status).toBe(201);
    const vault = (await response.json()) as Record<string, unknown>;
    expect(Object.keys(vault)).toEqual([
      ...['id', 'name', 'slug', 'visibility', 'asset_count', 'size', 'created_at', 'updated_at'],
    ]);
    expect(vault).toMatchObject({ name: 'Press kit', slug: 'press', visibility: 'public', asset_count: 0, size: 0 });
    expect(vault['id']).toMatch(/^vault_[0-9a-hjkmnp-tv-z]{20}$/);
    expect(vault['created_at']).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(await server.json(`/api/v1/vaults/${vault['id']}`)).toEqual(vault);
  });

  it('makes a slug from the name, and another where that is taken', async () => {
    const create = (name: string) => server.json<VaultJson>('/api/v1/vaults', { method: 'POST', json: { name } });
    expect((await create('Été & Söhne')).slug).toBe('e-te-so-hne');
    expect((await create('Été & Söhne')).slug).toMatch(/^e-te-so-hne-[a-z0-9]{6}$/);
    expect((await create('東京')).slug).toBe('vault');
  });

  it.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: 'a/b' }, 'name'],
    [{ name: 7 }, 'name'],
    [{ name: 'x', slug: 'No' }, 'slug'],
    [{ name: 'x', slug: '-a' }, 'slug'],
    [{ name: 'x', slug: 'a'.repeat(65) }, 'slug'],
    [{ name: 'x', visibility: 'secret' }, 'visibility'],
    [{ name: 'x', presets: 'w=1' }, 'presets'],
    [{ name: 'x', id: 'vault_1' }, 'id'],
    [{ name: 'x', workspace_id: 'a' }, 'workspace_id'],
  ])('refuses %j naming %s', async (json, field) => {
    const response = await server.api('/api/v1/vaults', { method: 'POST', json });
    expect(response.status).toBe(400);
    const error = await errorOf(response);
    expect(error).toMatchObject({ code: 'INVALID_PARAMS', status: 400 });
    expect(error.message).toContain(field);
  });

  it('refuses a slug that is taken, whoever has it', async () => {
    const { slug } = await makeVault(server);
    const key = await otherWorkspace();
    for (const asker of [server.rootKey, key]) {
      const response = await server.api('/api/v1/vaults', { method: 'POST', key: asker, json: { name: 'x', slug } });
      expect(response.status).toBe(409);
      expect(await errorOf(response)).toMatchObject({ code: 'CONFLICT', status: 409 });
    }
  });

  it('creates one vault per idempotency key', async () => {
    const send = () =>
      server.json<VaultJson>('/api/v1/vaults', {
        method: 'POST',
        json: { name: 'Once', slug: 'once' },
        headers: { 'idempotency-key': 'vault-1' },
      });
    expect((await send()).id).toBe((await send()).id);
  });

  it('lists vaults newest first, page by page', async () => {
    const key = await otherWorkspace();
    const made: string[] = [];
    for (let n = 0; n < 5; n++) {
      const vault = await server.json<VaultJson>('/api/v1/vaults', {
        method: 'POST',
        key,
        json: { name: `Page ${n}` },
      });
      made.unshift(vault.id);
    }
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: PageJson<VaultJson> = await server.json(`/api/v1/vaults?limit=2&cursor=${cursor}`, { key });
      seen.push(...page.data.map(({ id }) => id));
      expect(page.has_more).toBe(page.cursor !== null);
      cursor = page.cursor;
    }
    expect(seen).toEqual(made);
  });

  it('changes what is sent and nothing else', async () => {
    const vault = await makeVault(server, { name: 'Before' });
    const patch = (json: unknown) =>
      server.json<VaultJson & { presets?: string[] }>(`/api/v1/vaults/${vault.id}`, { method: 'PATCH', json });
    expect(await patch({ name: 'After' })).toMatchObject({ name: 'After', slug: vault.slug, visibility: 'public' });
    expect(await patch({ visibility: 'signed' })).toMatchObject({ name: 'After', visibility: 'signed' });
    expect(await patch({ presets: ['w=400'] })).toMatchObject({ presets: ['w=400'], visibility: 'signed' });
    expect(await patch({ presets: null })).not.toHaveProperty('presets');
  });

  it('deletes an empty vault, and one with assets only when forced', async () => {
    const vault = await makeVault(server);
    const asset = await upload(server, vault, 'a.txt');
    expect(await server.json(`/api/v1/vaults/${vault.id}`)).toMatchObject({ asset_count: 1, size: 14 });
    const refused = await server.api(`/api/v1/vaults/${vault.id}`, { method: 'DELETE' });
    expect(refused.status).toBe(409);
    expect((await errorOf(refused)).code).toBe('CONFLICT');
    expect((await server.api(`/api/v1/vaults/${vault.id}?force=true`, { method: 'DELETE' })).status).toBe(204);
    expect((await server.api(`/api/v1/vaults/${vault.id}/assets/${asset.id}`)).status).toBe(404);
    const empty = await makeVault(server);
    expect((await server.api(`/api/v1/vaults/${empty.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await server.api(`/api/v1/vaults/${empty.id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('gives another signing secret each time', async () => {
    const vault = await makeVault(server);
    const rotate = () => server.json(`/api/v1/vaults/${vault.id}/rotate-signing-secret`, { method: 'POST' });
    const first = await rotate();
    expect(first).toEqual({ signing_secret: expect.stringMatching(/^vss_[\w-]{43}$/) });
    expect(await rotate()).not.toEqual(first);
  });
});

describe('errors', () => {
  const shape = { error: { code: expect.any(String), message: expect.any(String), status: expect.any(Number) } };

  it.each([
    ['GET', '/api/v1/vaults/nothing/here', 404, 'NOT_FOUND'],
    ['GET', '/v1/nothing', 404, 'NOT_FOUND'],
    ['GET', '/v/nothing', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/vaults/vault_1', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/vaults/%zz', 400, 'INVALID_PARAMS'],
    ['GET', `/api/v1/vaults/${'a'.repeat(5_000)}`, 404, 'NOT_FOUND'],
    ['PUT', '/api/v1/vaults', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/v1/assets', 405, 'METHOD_NOT_ALLOWED'],
    ['GET', '/api/v1/vaults?limit=0', 400, 'INVALID_PARAMS'],
    ['GET', '/api/v1/vaults?limit=201', 400, 'INVALID_PARAMS'],
    ['GET', '/api/v1/vaults?limit=many', 400, 'INVALID_PARAMS'],
    ['GET', '/api/v1/vaults?cursor=many', 400, 'INVALID_PARAMS'],
  ])('%s %s is %i %s', async (method, path, status, code) => {
    const response = await server.api(path, { method });
    expect(response.status).toBe(status);
    expect(response.headers.get('x-request-id')).toBeTruthy();
    const body = (await response.json()) as { error: { code: string; status: number } };
    expect(body).toEqual(shape);
    expect(body.error).toMatchObject({ code, status });
  });

  it('answers a missing or wrong key with 401, a broken body with 400 and a foreign type with 415', async () => {
    for (const key of [null, 'vk_wrong', 'sk_wrong']) {
      const response = await server.api('/api/v1/vaults', { key });
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        error: { code: 'UNAUTHORIZED', message: expect.any(String), status: 401 },
      });
    }
    const send = (type: string, body: string) =>
      server.api('/api/v1/vaults', { method: 'POST', body, headers: { 'content-type': type } });
    const broken = await send('application/json', '{"name":');
    expect(await errorOf(broken)).toMatchObject({ code: 'INVALID_PARAMS', status: 400 });
    const polluting = await send('application/json', '{"name":"x","__proto__":{"slug":"y"}}');
    expect(await errorOf(polluting)).toMatchObject({ code: 'INVALID_PARAMS', status: 400 });
    const foreign = await send('application/xml', '<name/>');
    expect(await errorOf(foreign)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', status: 415 });
  });
});

it('takes a JSON type without a body where nothing needs to be sent, and says so elsewhere', async () => {
  const vault = await makeVault(server);
  const send = async (method: string, path: string) =>
    (await server.api(`/api/v1/vaults/${vault.id}${path}`, { method, headers: { 'content-type': 'application/json' } }))
      .status;
  expect(await send('POST', '/rotate-signing-secret')).toBe(200);
  expect(await send('PATCH', '')).toBe(400);
  expect(await send('POST', '/keys')).toBe(400);
  expect(await send('DELETE', '')).toBe(204);
});

describe('keys', () => {
  it('shows a key once', async () => {
    const vault = await makeVault(server);
    const url = `/api/v1/vaults/${vault.id}/keys`;
    const response = await server.api(url, { method: 'POST', json: { label: 'Site', type: 'public' } });
    expect(response.status).toBe(201);
    const made = (await response.json()) as Record<string, string>;
    expect(Object.keys(made).sort()).toEqual(['created_at', 'id', 'key', 'label', 'type']);
    expect(made).toMatchObject({ label: 'Site', type: 'public' });
    expect(made['id']).toMatch(/^key_[0-9a-z]{20}$/);
    expect(made['key']).toMatch(/^pk_[\w-]{43}$/);
    const secret = await makeKey(server, vault, 'secret');
    expect(secret).toMatch(/^sk_/);
    const text = await (await server.api(url)).text();
    expect(text).not.toContain(made['key']);
    expect(text).not.toContain(secret);
    const page = JSON.parse(text) as PageJson<{ id: string; type: string }>;
    expect(page.data.map(({ type }) => type)).toEqual(['secret', 'public']);
    expect(page).toMatchObject({ cursor: null, has_more: false });
    const first = await server.json<PageJson<{ id: string }>>(`${url}?limit=1`);
    const second = await server.json<PageJson<{ id: string }>>(`${url}?limit=1&cursor=${first.cursor}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).toEqual(page.data.map(({ id }) => id));
  });

  it('says that a repeated idempotency key can not show the key again', async () => {
    const vault = await makeVault(server);
    const send = () =>
      server.api(`/api/v1/vaults/${vault.id}/keys`, {
        method: 'POST',
        json: { label: 'Site', type: 'public' },
        headers: { 'idempotency-key': 'key-1' },
      });
    expect((await send()).status).toBe(201);
    expect((await send()).status).toBe(409);
    expect((await server.json<PageJson<unknown>>(`/api/v1/vaults/${vault.id}/keys`)).data).toHaveLength(1);
  });

  it.each([[{ label: 'x' }], [{ type: 'public' }], [{ label: '', type: 'public' }], [{ label: 'x', type: 'root' }]])(
    'refuses %j',
    async (json) => {
      const vault = await makeVault(server);
      const response = await server.api(`/api/v1/vaults/${vault.id}/keys`, { method: 'POST', json });
      expect(response.status).toBe(400);
    },
  );

  it('tells a key without the scope nothing of which vaults there are', async () => {
    const [vault, key] = [await makeVault(server), await scopedKey('hub:read', 'vaults:read')];
    const none = await scopedKey('hub:read');
    for (const id of [vault.id, `vault_${'0'.repeat(20)}`, 'x']) {
      const url = `/api/v1/vaults/${id}`;
      expect((await server.api(url, { key: none })).status).toBe(403);
      expect((await server.api(url, { method: 'DELETE', key })).status).toBe(403);
      expect((await server.api(`${url}/assets`, { method: 'POST', key, json: {} })).status).toBe(403);
    }
  });

  it('lets a public key read and a secret key write, on their vault alone', async () => {
    const vault = await makeVault(server);
    const other = await makeVault(server);
    const asset = await upload(server, vault, 'mine.txt');
    const foreign = await upload(server, other, 'theirs.txt');
    const status = async (key: string, method: string, path: string, json?: unknown) =>
      (await server.api(path, { key, method, ...(json === undefined ? {} : { json }) })).status;
    const matrix: [method: string, path: string, json: unknown, publicKey: number, secretKey: number][] = [
      ['GET', `/api/v1/vaults/${vault.id}`, undefined, 200, 200],
      ['GET', `/api/v1/vaults/${vault.id}/assets`, undefined, 200, 200],
      ['GET', `/api/v1/vaults/${vault.id}/assets/${asset.id}`, undefined, 200, 200],
      ['PATCH', `/api/v1/vaults/${vault.id}/assets/${asset.id}`, { tags: ['t'] }, 403, 200],
      ['POST', `/api/v1/vaults/${vault.id}/assets`, {}, 403, 415],
      ['GET', '/v1/assets', undefined, 200, 200],
      ['GET', `/v1/assets/${asset.id}`, undefined, 200, 200],
      ['PATCH', `/v1/assets/${asset.id}`, { tags: ['t'] }, 403, 200],
      ['POST', '/v1/urls/sign', { path: 'marketing/blog/hero-images/mine.txt', expires_at: 4e9 }, 403, 200],
      ['POST', '/v1/urls/revoke', { path: 'marketing/blog/hero-images/mine.txt' }, 403, 200],
      // What a key of a vault can not do at all.
      ['POST', '/api/v1/vaults', { name: 'x' }, 403, 403],
      ['PATCH', `/api/v1/vaults/${vault.id}`, { name: 'x' }, 403, 403],
      ['DELETE', `/api/v1/vaults/${vault.id}?force=true`, undefined, 403, 403],
      ['POST', `/api/v1/vaults/${vault.id}/rotate-signing-secret`, undefined, 403, 403],
      ['GET', `/api/v1/vaults/${vault.id}/keys`, undefined, 403, 403],
      ['POST', `/api/v1/vaults/${vault.id}/keys`, { label: 'x', type: 'secret' }, 403, 403],
      // What it does not know of.
      ['GET', `/api/v1/vaults/${other.id}`, undefined, 404, 404],
      ['PATCH', `/api/v1/vaults/${other.id}`, { name: 'x' }, 403, 404],
      ['DELETE', `/api/v1/vaults/${other.id}?force=true`, undefined, 403, 404],
      ['GET', `/api/v1/vaults/${other.id}/assets`, undefined, 404, 404],
      ['POST', `/api/v1/vaults/${other.id}/assets`, {}, 403, 404],
      ['GET', `/api/v1/vaults/${other.id}/assets/${foreign.id}`, undefined, 404, 404],
      ['GET', `/api/v1/vaults/${vault.id}/assets/${foreign.id}`, undefined, 404, 404],
      ['DELETE', `/api/v1/vaults/${other.id}/assets/${foreign.id}`, undefined, 403, 404],
      ['GET', `/v1/assets/${foreign.id}`, undefined, 404, 404],
      ['GET', `/api/v1/vaults/${other.id}/keys`, undefined, 404, 404],
      // Other dialects.
      ['GET', '/api/store/asset', undefined, 403, 403],
      ['GET', '/api/admin/api-keys', undefined, 403, 403],
      // Last, because it goes.
      ['DELETE', `/v1/assets/${asset.id}`, undefined, 403, 204],
    ];
    const [publicKey, secretKey] = [await makeKey(server, vault, 'public'), await makeKey(server, vault, 'secret')];
    for (const [method, path, json, ofPublic, ofSecret] of matrix) {
      expect([method, path, await status(publicKey, method, path, json)]).toEqual([method, path, ofPublic]);
      expect([method, path, await status(secretKey, method, path, json)]).toEqual([method, path, ofSecret]);
    }
    expect((await server.json<PageJson<VaultJson>>('/api/v1/vaults', { key: publicKey })).data).toMatchObject([
      { id: vault.id },
    ]);
    expect((await server.api(`/api/v1/vaults/${other.id}/assets/${foreign.id}`)).status).toBe(200);
  });

  it('gives workspace keys what their scopes say, and no way to a key that may more', async () => {
    const vault = await makeVault(server);
    const reader = await scopedKey('vaults:read');
    const writer = await scopedKey('vaults:write');
    const list = `/api/v1/vaults/${vault.id}/assets`;
    const status = async (key: string, path: string, json?: unknown) =>
      (await server.api(path, { key, ...(json ? { method: 'POST', json } : {}) })).status;
    expect(await status(reader, list)).toBe(200);
    expect(await status(writer, list)).toBe(403);
    for (const type of ['public', 'secret']) {
      expect(await status(reader, `/api/v1/vaults/${vault.id}/keys`, { label: 'x', type })).toBe(403);
      expect(await status(writer, `/api/v1/vaults/${vault.id}/keys`, { label: 'x', type })).toBe(403);
    }
    const both = await scopedKey('vaults:read', 'vaults:write');
    expect(await status(both, `/api/v1/vaults/${vault.id}/keys`, { label: 'x', type: 'secret' })).toBe(201);
    expect(await status(await scopedKey('store:read', 'store:write'), list)).toBe(403);
  });

  it('refuses a revoked key at once, and every key of a deleted vault', async () => {
    const vault = await makeVault(server);
    const url = `/api/v1/vaults/${vault.id}/keys`;
    const { id, key } = await server.json<{ id: string; key: string }>(url, {
      method: 'POST',
      json: { label: 'x', type: 'secret' },
    });
    expect((await server.api('/v1/assets', { key })).status).toBe(200);
    expect((await server.api(`${url}/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await server.api('/v1/assets', { key })).status).toBe(401);
    const again = await server.api(`${url}/${id}`, { method: 'DELETE' });
    expect(await errorOf(again)).toMatchObject({ code: 'NOT_FOUND', status: 404 });
    const another = await makeKey(server, vault, 'public');
    await server.api(`/api/v1/vaults/${vault.id}?force=true`, { method: 'DELETE' });
    expect((await server.api('/v1/assets', { key: another })).status).toBe(401);
  });

  it('refuses to revoke a key through another vault', async () => {
    const [vault, other] = [await makeVault(server), await makeVault(server)];
    const { id, key } = await server.json<{ id: string; key: string }>(`/api/v1/vaults/${vault.id}/keys`, {
      method: 'POST',
      json: { label: 'x', type: 'public' },
    });
    expect((await server.api(`/api/v1/vaults/${other.id}/keys/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await server.api('/v1/assets', { key })).status).toBe(200);
  });
});

describe('other workspaces', () => {
  it('answers their ids exactly as ids that never were', async () => {
    const vault = await makeVault(server);
    const asset = await upload(server, vault, 'a.txt');
    const [never, neverAsset] = [`vault_${'0'.repeat(20)}`, `asset_${'0'.repeat(20)}`];
    const key = await otherWorkspace();
    const own = await server.json<VaultJson>('/api/v1/vaults', { method: 'POST', key, json: { name: 'Own' } });
    const answer = async (method: string, path: string, json?: unknown) => {
      const response = await server.api(path, { key, method, ...(json === undefined ? {} : { json }) });
      const headers = [...response.headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
      return JSON.stringify([response.status, headers, await response.text()]);
    };
    const requests: [method: string, path: (vault: string, asset: string) => string, json?: unknown][] = [
      ['GET', (id) => `/api/v1/vaults/${id}`],
      ['PATCH', (id) => `/api/v1/vaults/${id}`, { name: 'x' }],
      ['DELETE', (id) => `/api/v1/vaults/${id}`],
      ['POST', (id) => `/api/v1/vaults/${id}/rotate-signing-secret`],
      ['GET', (id) => `/api/v1/vaults/${id}/keys`],
      ['POST', (id) => `/api/v1/vaults/${id}/keys`, { label: 'x', type: 'public' }],
      ['GET', (id) => `/api/v1/vaults/${id}/assets`],
      ['POST', (id) => `/api/v1/vaults/${id}/assets`, {}],
      ['GET', (id, asset) => `/api/v1/vaults/${id}/assets/${asset}`],
      ['GET', (_, asset) => `/api/v1/vaults/${own.id}/assets/${asset}`],
      ['PATCH', (_, asset) => `/api/v1/vaults/${own.id}/assets/${asset}`, { tags: [] }],
      ['DELETE', (_, asset) => `/api/v1/vaults/${own.id}/assets/${asset}`],
    ];
    for (const [method, path, json] of requests) {
      const foreign = await answer(method, path(vault.id, asset.id), json);
      expect(foreign).toContain('[404,');
      expect(foreign).toBe(await answer(method, path(never, neverAsset), json));
    }
    for (const named of [vault.id, vault.slug, 'no-such-vault', never]) {
      const response = await server.api('/v1/assets', { key, headers: { 'x-vault': named } });
      expect([response.status, await errorOf(response)]).toEqual([
        404,
        { code: 'NOT_FOUND', message: 'Vault not found', status: 404 },
      ]);
    }
    expect((await server.api(`/api/v1/vaults/${vault.id}/assets/${asset.id}`)).status).toBe(200);
  });

  it('refuses a cursor of another workspace or vault', async () => {
    const [vault, other] = [await makeVault(server), await makeVault(server)];
    for (const name of ['a', 'b']) await post(server, vault, name);
    const page = await server.json<PageJson<unknown>>(`/api/v1/vaults/${vault.id}/assets?limit=1`);
    const response = await server.api(`/api/v1/vaults/${other.id}/assets?cursor=${page.cursor}`);
    expect(response.status).toBe(400);
    const vaults = await server.json<PageJson<unknown>>('/api/v1/vaults?limit=1');
    const foreign = await server.api(`/api/v1/vaults?cursor=${vaults.cursor}`, { key: await otherWorkspace() });
    expect(await errorOf(foreign)).toMatchObject({ code: 'INVALID_PARAMS', status: 400 });
  });
});

it('describes every operation, its errors and who may call it', async () => {
  interface Operation {
    readonly summary?: string;
    readonly tags?: string[];
    readonly security?: unknown[];
    readonly responses: Record<string, unknown>;
  }
  const document = await server.json<{ paths: Record<string, Record<string, Operation>> }>('/openapi/vaults.json');
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );
  expect(
    operations
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('head'))
      .sort(),
  ).toEqual(
    [
      'get /api/v1/vaults',
      'post /api/v1/vaults',
      'get /api/v1/vaults/{vaultId}',
      'patch /api/v1/vaults/{vaultId}',
      'delete /api/v1/vaults/{vaultId}',
      'post /api/v1/vaults/{vaultId}/rotate-signing-secret',
      'get /api/v1/vaults/{vaultId}/keys',
      'post /api/v1/vaults/{vaultId}/keys',
      'delete /api/v1/vaults/{vaultId}/keys/{keyId}',
      'get /api/v1/vaults/{vaultId}/assets',
      'post /api/v1/vaults/{vaultId}/assets',
      'get /api/v1/vaults/{vaultId}/assets/{assetId}',
      'patch /api/v1/vaults/{vaultId}/assets/{assetId}',
      'delete /api/v1/vaults/{vaultId}/assets/{assetId}',
      'get /v1/assets',
      'post /v1/assets',
      'get /v1/assets/{asset}',
      'patch /v1/assets/{asset}',
      'delete /v1/assets/{asset}',
      'post /v1/urls/sign',
      'post /v1/urls/revoke',
      'get /v/{slug}/{partition}/{collection}/{channel}/{filename}',
    ].sort(),
  );
  for (const { name, operation } of operations) {
    expect([name, operation.summary !== undefined, operation.tags?.length]).toEqual([name, true, 1]);
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['400', '401', '403', '404', '500']));
    expect([name, operation.security]).toEqual([name, name.includes('/v/') ? [] : undefined]);
  }
});
