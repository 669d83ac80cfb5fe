// Who may do what: every operation of the dialect with every scope, without a key, and from another workspace.
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, type Scope, SYSTEM } from '../../src/core/index.ts';
import { plain } from '../support/images.ts';
import { type AssetRead, create, dataOf, get, LIBRARY, list, upload } from '../support/library.ts';
import { type ApiInit, formWith, startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

let server: TestServer;
let asset: AssetRead;
let link: AssetRead;
let collection: AssetRead;
let otherKey: string;
beforeAll(async () => {
  server = await startTestServer();
  asset = await upload(server, 'mine.png', await plain(20, 10).png().toBuffer());
  link = await create(server, { title: 'mine', asset_type: 'link', external_url: 'http://example.org' });
  collection = await create(server, { title: 'all mine', asset_type: 'collection', items: [asset.id, link.id] });
  otherKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

type Needed = 'read:assets' | 'write:assets' | 'read:libraries';
interface Operation {
  readonly needs: Needed;
  readonly method: string;
  readonly path: string;
  readonly init?: () => ApiInit;
  readonly success?: number;
}

const LIBRARIES = '/api/v1/libraries';
const json = (value: unknown) => (): ApiInit => ({ json: value });
const OPERATIONS: readonly Operation[] = [
  { needs: 'read:assets', method: 'GET', path: LIBRARY },
  { needs: 'read:assets', method: 'GET', path: `${LIBRARY}/{assetId}` },
  { needs: 'read:assets', method: 'GET', path: `${LIBRARY}/{assetId}/download` },
  { needs: 'read:assets', method: 'GET', path: `${LIBRARY}/{assetId}/thumbnail` },
  { needs: 'write:assets', method: 'POST', path: LIBRARY, init: json({ title: 'x', asset_type: 'git' }), success: 201 },
  { needs: 'write:assets', method: 'PATCH', path: `${LIBRARY}/{assetId}`, init: json({}) },
  { needs: 'write:assets', method: 'DELETE', path: `${LIBRARY}/{assetId}` },
  { needs: 'read:libraries', method: 'GET', path: LIBRARIES },
  { needs: 'read:libraries', method: 'GET', path: `${LIBRARIES}/{libraryId}` },
];
const SUFFICIENT: Record<Needed, readonly Scope[]> = {
  'read:assets': ['admin', 'assets:read', 'read:assets'],
  'write:assets': ['admin', 'assets:write', 'write:assets'],
  'read:libraries': ['admin', 'assets:read', 'read:libraries'],
};

const request = ({ method, path, init }: Operation, key: string | null, id = asset.id) =>
  server.api(path.replace('{assetId}', id).replace('{libraryId}', collection.id), { method, key, ...init?.() });

describe('every operation', () => {
  it('is in a valid OpenAPI document, and in this list', async () => {
    const document = await server.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>(
      '/openapi/library.json',
    );
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
    expect(document.paths[LIBRARY]?.['post']?.requestBody).toMatchObject({
      content: {
        'application/json': { schema: { required: ['title', 'asset_type'] } },
        'multipart/form-data': { schema: { properties: { file: { format: 'binary' } } } },
      },
    });
  });

  it.each(OPERATIONS)('$method $path needs a credential', async (operation) => {
    for (const key of [null, 'no key', 'vk_unknown']) {
      const response = await request(operation, key);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await response.json()).toEqual({ error: 'Unauthorized', message: expect.any(String) });
    }
  });

  it.each(OPERATIONS)('$method $path needs one of its scopes, and no other will do', async (operation) => {
    for (const scope of Object.keys(SCOPES) as Scope[]) {
      // What deletes needs something to delete each time.
      const id =
        operation.method === 'DELETE' ? (await create(server, { title: 'x', asset_type: 'git' })).id : asset.id;
      const response = await request(operation, await keyWith(server, scope), id);
      const isSufficient = SUFFICIENT[operation.needs].includes(scope);
      expect([scope, response.status]).toEqual([scope, isSufficient ? (operation.success ?? 200) : 403]);
      const body = await response.text();
      if (!isSufficient)
        expect(JSON.parse(body)).toEqual({
          error: 'Insufficient permissions',
          message: `API key does not have ${operation.needs} scope`,
        });
    }
  });

  it.each(OPERATIONS.filter(({ path }) => path.includes('{')))(
    '$method $path tells another workspace nothing',
    async (operation) => {
      for (const one of [asset.id, link.id]) {
        const [known, unknown] = await Promise.all(
          [one, '0193b3a0-0000-8000-8000-000000000000'].map((id) =>
            server.api(operation.path.replace(/\{\w+\}/, operation.path.includes('library') ? collection.id : id), {
              method: operation.method,
              key: otherKey,
              ...operation.init?.(),
            }),
          ),
        );
        expect([known?.status, await known?.json()]).toEqual([404, await unknown?.json()]);
      }
      expect(await get(server, asset.id)).toMatchObject({ title: 'mine' });
    },
  );
});

describe('a public asset', () => {
  it('is shown to everyone, file and picture; its record and references are not', async () => {
    const open = await upload(server, 'open.png', await plain(20, 10).png().toBuffer(), { is_public: 'true' });
    const reference = await create(server, { title: 'open', asset_type: 'git', is_public: true });
    for (const path of [open.file_path, open.thumbnail_path]) {
      expect((await server.api(path ?? '', { key: null })).status).toBe(200);
      expect((await server.api(path ?? '', { key: 'vk_wrong' })).status).toBe(401);
    }
    for (const path of [`/${open.id}`, `/${reference.id}`, `/${reference.id}/download`, `/${asset.id}/download`])
      expect((await server.api(LIBRARY + path, { key: null })).status).toBe(401);
    expect((await server.api(`${LIBRARY}/${reference.id}/download`)).status).toBe(404);
  });
});

describe('a key of a vault', () => {
  it('sees what lies in the vault, and publishes nothing', async () => {
    const vault = await server.json<{ id: string }>('/api/v1/vaults', {
      method: 'POST',
      json: { name: 'V', slug: 'v' },
    });
    const form = formWith('inside.txt', 'inside', { partition: 'p', collection: 'c', channel: 'h' });
    await server.json(`/api/v1/vaults/${vault.id}/assets`, { method: 'POST', body: form });
    const workspaceId = server.core.instance.workspace.id;
    const [folder] = await server.core.engine.db.selectFrom('vaults').select('id').execute();
    const scopes = ['read:assets', 'write:assets', 'read:libraries'] as const;
    const vaultId = folder?.id ?? null;
    const { token } = await server.core.createKey(SYSTEM, { workspaceId, label: 'of a vault', scopes, vaultId });
    const here = await list(server, '', token);
    expect([here.data.map(({ title }) => title), here.pagination.total]).toEqual([['inside'], 1]);
    for (const query of ['?search=inside', '?asset_type=document', '?sort=title', '?search=inside&sort=updated_at'])
      expect((await list(server, query, token)).pagination.total).toBe(1);
    for (const query of ['?search=mine', '?asset_type=link', '?search=inside&asset_type=image'])
      expect((await list(server, query, token)).pagination.total).toBe(0);
    const libraries = await server.json<{ data: { title: string }[] }>(LIBRARIES, { key: token });
    expect(libraries.data.map(({ title }) => title)).toEqual(['V']);
    for (const { id } of [asset, link, collection])
      expect((await server.api(`${LIBRARY}/${id}`, { key: token })).status).toBe(404);
    const [inside] = here.data;
    expect((await dataOf(await server.api(`${LIBRARY}/${inside?.id}`, { key: token }))).title).toBe('inside');
    for (const init of [{ json: { title: 'x', asset_type: 'git' } }, { body: formWith('x.txt', 'x') }])
      expect((await server.api(LIBRARY, { method: 'POST', key: token, ...init })).status).toBe(403);
  });
});
