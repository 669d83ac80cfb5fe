import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { locationOf, type TusClient, tusClientOf } from '../support/resumable.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace } from '../support/store.ts';

const DIRECT_BYTES = 100_000;

let server: TestServer;
let tus: TusClient;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_MAX_UPLOAD_BYTES: String(DIRECT_BYTES) } });
  tus = tusClientOf(server);
});
afterAll(() => server[Symbol.asyncDispose]());

interface AssetJson {
  readonly name: string;
  readonly sha256: string;
  readonly version: number;
  readonly tags: readonly string[];
}

const get = (id: string): Promise<AssetJson> => server.json(`/api/store/asset/${id}?hydrate=false`);
const versionsOf = (id: string): Promise<unknown[]> => server.json(`/api/store/asset/${id}/versions`);

async function makeAsset(name = 'film.bin'): Promise<string> {
  const { id } = await server.upload(name, 'the first cut');
  await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { tags: ['kept'] } });
  return id;
}

const change = (id: string, type: 'trash' | 'restore'): Promise<unknown> =>
  server.json('/api/console/changes', { method: 'POST', json: { selection: { assets: [id] }, change: { type } } });

async function makeKey(scopes: string[]): Promise<{ id: string; key: string }> {
  return server.json('/api/admin/api-keys', { method: 'POST', json: { label: 'of a test', scopes } });
}

describe('a resumable upload that replaces the bytes of an asset', () => {
  it('makes a new version, of files that are too large for one request, and goes on after a cut', async () => {
    const id = await makeAsset();
    const bytes = randomBytes(DIRECT_BYTES * 3);
    const location = locationOf(await tus.create(bytes.length, { filename: 'another name.bin', replaces: id }));
    expect((await tus.patch(location, 0, bytes.subarray(0, 70_000))).status).toBe(204);
    expect(await get(id)).toMatchObject({ version: 1 });
    expect((await tus.request(location, 'HEAD', {})).headers.get('upload-offset')).toBe('70000');
    const last = await tus.patch(location, 70_000, bytes.subarray(70_000));
    expect(last.headers.get('x-asset-id')).toBe(id);
    expect(await get(id)).toMatchObject({ name: 'film.bin', tags: ['kept'], version: 2, sha256: sha256Of(bytes) });
    expect(await versionsOf(id)).toHaveLength(2);
  });

  it('replaces them once, however often its end is sent, also when the asset has other bytes by then', async () => {
    const id = await makeAsset();
    const bytes = randomBytes(1_000);
    const location = locationOf(await tus.create(bytes.length, { filename: 'film.bin', replaces: id }));
    await tus.patch(location, 0, bytes);
    await server.json(`/api/store/asset/${id}/versions/1/restore`, { method: 'POST' });
    const again = await tus.patch(location, 1_000, new Uint8Array());
    expect(again.headers.get('x-asset-id')).toBe(id);
    expect(await get(id)).toMatchObject({ version: 3, sha256: sha256Of(Buffer.from('the first cut')) });
  });

  it('needs no name: the asset has one, which also says what texts are', async () => {
    const id = await makeAsset('notes.md');
    const bytes = Buffer.from('# The second cut');
    const location = locationOf(await tus.create(bytes.length, { replaces: id }));
    expect((await tus.patch(location, 0, bytes)).headers.get('x-asset-id')).toBe(id);
    expect(await get(id)).toMatchObject({ name: 'notes.md', version: 2, mime_type: 'text/markdown' });
    expect((await tus.create(3, { filetype: 'text/plain' })).status).toBe(422);
  });

  it('changes nothing else of the asset, and says so', async () => {
    const id = await makeAsset();
    for (const other of [{ folder: '' }, { tags: '[]' }, { metadata: '{}' }, { is_public: 'true' }]) {
      const response = await tus.create(3, { filename: 'x', replaces: id, ...other });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain(Object.keys(other)[0]);
    }
  });

  it('is refused at its beginning to whoever may not write, by the same answer for assets of others as for unknown ones', async () => {
    const id = await makeAsset();
    const reader = await makeKey(['store:read']);
    expect((await tus.create(3, { filename: 'x', replaces: id }, { key: reader.key })).status).toBe(403);
    expect((await tus.create(3, { filename: 'x', replaces: id }, { key: null })).status).toBe(401);
    const foreign = await keyOfAnotherWorkspace(server);
    const answers = [];
    for (const [asset, key] of [
      [id, foreign],
      ['0123456789abcdef01234567', server.rootKey],
      ['nowhere', server.rootKey],
      ['', server.rootKey],
    ] as const) {
      const response = await tus.create(3, { filename: 'x', replaces: asset }, { key });
      answers.push([response.status, await response.text()]);
    }
    expect(answers).toEqual(answers.map(() => [404, '{"detail":"Asset not found"}']));
  });

  it('ends in nothing when its sender may not write any more, or has lost the key', async () => {
    const id = await makeAsset();
    const bytes = randomBytes(1_000);
    const writer = await makeKey(['store:write']);
    const location = locationOf(await tus.create(bytes.length, { filename: 'x', replaces: id }, { key: writer.key }));
    expect((await tus.patch(location, 0, bytes.subarray(0, 500), { key: writer.key })).status).toBe(204);
    expect((await server.api(`/api/admin/api-keys/${writer.id}`, { method: 'DELETE' })).status).toBeLessThan(300);
    expect((await tus.patch(location, 500, bytes.subarray(500), { key: writer.key })).status).toBe(401);
    expect((await tus.patch(location, 500, bytes.subarray(500))).status).toBe(404);
    expect(await get(id)).toMatchObject({ version: 1 });
  });

  it('ends in nothing when the asset was trashed meanwhile, and in a new version once it is back', async () => {
    const id = await makeAsset();
    const bytes = randomBytes(1_000);
    const location = locationOf(await tus.create(bytes.length, { filename: 'x', replaces: id }));
    await tus.patch(location, 0, bytes.subarray(0, 500));
    await change(id, 'trash');
    const refused = await tus.patch(location, 500, bytes.subarray(500));
    expect([refused.status, await refused.json()]).toEqual([404, { detail: 'Asset not found' }]);
    await change(id, 'restore');
    const last = await tus.patch(location, 500, bytes.subarray(500));
    expect([last.status, last.headers.get('x-asset-id')]).toEqual([204, id]);
    expect(await get(id)).toMatchObject({ version: 2, sha256: sha256Of(bytes) });
  });
});
