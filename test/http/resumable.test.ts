import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import * as tus from 'tus-js-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { locationOf, type TusClient, tusClientOf } from '../support/resumable.ts';
import { type ApiInit, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let request: TusClient['request'];
let create: TusClient['create'];
let patch: TusClient['patch'];
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_MAX_RESUMABLE_BYTES: '5000000' } });
  ({ request, create, patch } = tusClientOf(server));
});
afterAll(() => server[Symbol.asyncDispose]());

const contentOf = async (id: string): Promise<Buffer> =>
  Buffer.from(await (await server.api(`/api/store/asset/download?id=${id}`)).arrayBuffer());

/** Of unfinished uploads: with S3, whose own tests look into the bucket, there are none. */
const keptOnDisk = (): Promise<string[]> => readdir(join(server.dataFolder, 'uploads')).catch(() => []);

async function keyWith(scopes: string[]): Promise<string> {
  const { key } = await server.json<{ key: string }>('/api/admin/api-keys', {
    method: 'POST',
    json: { label: scopes.join(), scopes },
  });
  return key;
}

describe('resumable uploads', () => {
  it('are refused in the form of the dialect, whoever finds the fault', async () => {
    const sent: [number, Record<string, string>][] = [
      [412, { 'upload-length': '1' }],
      [400, { 'tus-resumable': '1.0.0', 'upload-length': '-1' }],
      [400, { 'tus-resumable': '1.0.0', 'upload-length': '1', 'upload-metadata': 'filename !' }],
      [422, { 'tus-resumable': '1.0.0', 'upload-length': '1' }],
    ];
    for (const [status, headers] of sent) {
      const response = await server.api('/files', { method: 'POST', headers });
      expect(response.status).toBe(status);
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
      expect(await response.json()).toHaveProperty('detail');
    }
  });

  it('become ordinary assets when their last byte has come, whatever the cuts', async () => {
    const folder = await server.json<{ id: string }>('/api/store/folder/', { method: 'POST', json: { name: 'Films' } });
    const bytes = randomBytes(300_000);
    const metadata = { filename: 'clip „one“.bin', folder: folder.id, tags: '["a","b"]', metadata: '{"take":2}' };
    const location = locationOf(await create(bytes.length, metadata));
    expect(location).toMatch(/^\/files\//);
    let offset = 0;
    for (const size of [1, 99_999, 150_000, 50_000]) {
      const response = await patch(location, offset, bytes.subarray(offset, offset + size));
      offset += size;
      expect(response.status).toBe(204);
      expect(response.headers.get('upload-offset')).toBe(String(offset));
      if (offset === bytes.length) {
        const id = response.headers.get('x-asset-id') ?? '';
        const asset = await server.json<Record<string, unknown>>(`/api/store/asset/${id}?hydrate=false`);
        expect(asset).toMatchObject({
          name: 'clip „one“.bin',
          folder: folder.id,
          tags: ['a', 'b'],
          metadata: { take: 2 },
          size: bytes.length,
          sha256: sha256Of(bytes),
        });
        expect(await contentOf(id)).toEqual(bytes);
      } else {
        const head = await request(location, 'HEAD', {});
        expect(head.headers.get('upload-offset')).toBe(String(offset));
      }
    }
  });

  it('answers a repeated last request with the asset it made, and keeps none of the bytes', async () => {
    const bytes = randomBytes(1_000);
    const location = locationOf(await create(bytes.length, { filename: 'again.bin' }));
    const first = await patch(location, 0, bytes);
    const head = await request(location, 'HEAD', {});
    expect(head.headers.get('upload-offset')).toBe('1000');
    const second = await patch(location, 1_000, new Uint8Array());
    expect(second.headers.get('x-asset-id')).toBe(first.headers.get('x-asset-id'));
    const list = await server.json<{ items: unknown[] }>('/api/store/asset/?name=again.bin');
    expect(list.items).toHaveLength(1);
  });

  it('work with the official client, in chunks', async () => {
    const bytes = randomBytes(700_000);
    await new Promise<void>((resolve, reject) => {
      const upload = new tus.Upload(bytes, {
        endpoint: `${server.url}/files/`,
        chunkSize: 100_000,
        headers: { authorization: `Bearer ${server.rootKey}` },
        metadata: { filename: 'official.bin', filetype: 'application/x-thing' },
        onSuccess: () => resolve(),
        onError: reject,
      });
      upload.start();
    });
    const { items } = await server.json<{ items: { sha256: string; mime_type: string }[] }>(
      '/api/store/asset/?name=official.bin',
    );
    expect(items).toEqual([expect.objectContaining({ sha256: sha256Of(bytes), mime_type: 'application/x-thing' })]);
  });

  it('refuse a wrong offset, a length over the limit, and bytes past the end', async () => {
    expect((await create(5_000_001, { filename: 'big.bin' })).status).toBe(413);
    const location = locationOf(await create(10, { filename: 'ten.bin' }));
    const wrong = await patch(location, 3, randomBytes(3));
    expect(wrong.status).toBe(409);
    expect(await wrong.json()).toHaveProperty('detail');
    expect((await patch(location, 0, randomBytes(11))).status).toBeGreaterThanOrEqual(400);
    expect(await server.json('/api/store/asset/?name=ten.bin')).toMatchObject({ items: [] });
  });

  it('refuse what the pipeline would refuse, in the form of the dialect', async () => {
    for (const [metadata, status] of [
      [{ note: 'no name' }, 422],
      [{ filename: 'x', tags: '{' }, 422],
      [{ filename: 'x', tags: '[1]' }, 422],
      [{ filename: 'x', metadata: '[]' }, 422],
      [{ filename: 'x', folder: 'nowhere' }, 404],
      [{ filename: 'x', folder: '0123456789abcdef01234567' }, 404],
    ] as const) {
      const response = await create(3, { ...metadata });
      expect(response.status).toBe(status);
      expect(await response.json()).toHaveProperty('detail');
    }
    expect((await create(3, { filename: 'x' }, { key: null })).status).toBe(401);
    expect((await create(3, { filename: 'x' }, { key: await keyWith(['store:read']) })).status).toBe(403);
  });

  it('are unknown to everyone but their creator', async () => {
    const location = locationOf(await create(10, { filename: 'mine.bin' }));
    const other = await keyWith(['admin']);
    for (const method of ['HEAD', 'PATCH', 'DELETE'] as const) {
      const headers: Record<string, string> =
        method === 'PATCH' ? { 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } : {};
      const init: ApiInit = method === 'PATCH' ? { key: other, body: new Uint8Array(10) } : { key: other };
      const foreign = await request(location, method, headers, init);
      const unknown = await request('/files/0123456789abcdef0123456789abcdef', method, headers, init);
      expect([foreign.status, method]).toEqual([404, method]);
      expect([unknown.status, method]).toEqual([404, method]);
    }
    expect((await request(location, 'HEAD', {})).status).toBe(200);
  });

  it('never serve the bytes they collect', async () => {
    const location = locationOf(await create(10, { filename: 'raw.html' }));
    await patch(location, 0, randomBytes(10));
    expect((await server.api(location)).status).toBe(405);
  });

  it('can be given up, and then leave nothing', async () => {
    const before = await keptOnDisk();
    const location = locationOf(await create(10, { filename: 'never.bin' }));
    await patch(location, 0, randomBytes(4));
    expect((await request(location, 'DELETE', {})).status).toBe(204);
    expect((await request(location, 'HEAD', {})).status).toBe(404);
    expect(await keptOnDisk()).toEqual(before);
  });

  it('cannot be marked as finished by their sender', async () => {
    const location = locationOf(
      await create(10, { filename: 'sly.bin', 'vitrine-asset': 'x', vitrine: '{"actor":"x"}' }),
    );
    expect((await request(location, 'HEAD', {})).headers.get('upload-offset')).toBe('0');
  });
});
