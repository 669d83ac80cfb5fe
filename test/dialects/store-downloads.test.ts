import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, createFolder, type FolderRead, refusedFields } from '../support/store.ts';
import { readZip } from '../support/zip.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_MAX_ARCHIVE_ENTRIES: '5' } });
});
afterAll(() => server[Symbol.asyncDispose]());

const download = (ids: readonly string[], init = {}) =>
  server.api(`/api/store/asset/download?${ids.map((id) => `id=${id}`).join('&')}`, init);
const countOf = async (id: string) => (await server.json<AssetRead>(`/api/store/asset/${id}`)).download_count;

describe('downloading one asset', () => {
  it('gives the file itself, with validators, digest and name', async () => {
    const { id, sha256 } = await server.upload<AssetRead>('Grüße.txt', 'hello');
    const response = await download([id, id, id.toUpperCase()]);
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('hello');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-length': '5',
      'content-type': 'text/plain',
      'content-disposition': `attachment; filename="Gr__e.txt"; filename*=UTF-8''Gr%C3%BC%C3%9Fe.txt`,
      etag: `"${sha256}"`,
      'repr-digest': `sha-256=:${createHash('sha256').update('hello').digest('base64')}:`,
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      'last-modified': expect.any(String),
    });
  });

  it('obeys ranges, conditions and HEAD, and counts what is a download', async () => {
    const { id, sha256 } = await server.upload<AssetRead>('a.txt', '0123456789');
    const get = async (headers: Record<string, string>, method = 'GET') => {
      const response = await download([id], { headers, method });
      return [response.status, await response.text()];
    };
    expect(await get({ range: 'bytes=2-4' })).toEqual([206, '234']);
    expect(await get({ range: 'bytes=20-' })).toEqual([416, JSON.stringify({ detail: 'The file has no such range.' })]);
    expect(await get({ 'if-none-match': `"${sha256}"` })).toEqual([304, '']);
    expect(await get({}, 'HEAD')).toEqual([200, '']);
    expect((await download([id], { method: 'HEAD' })).headers.get('content-length')).toBe('10');
    expect(await countOf(id)).toBe(0);
    expect(await get({ range: 'bytes=0-4' })).toEqual([206, '01234']);
    expect(await get({})).toEqual([200, '0123456789']);
    expect(await countOf(id)).toBe(2);
    await Promise.all(Array.from({ length: 50 }, () => get({})));
    expect(await countOf(id)).toBe(52);
  });
});

describe('downloading several assets', () => {
  it('gives a zip of each once, with equal names told apart', async () => {
    const one = await server.upload('a.txt', 'one');
    const two = await server.upload('a.txt', 'two');
    const three = await server.upload('b.txt', 'three');
    const response = await download([one.id, two.id, one.id, three.id]);
    expect(response.headers.get('content-type')).toBe('application/zip');
    expect(response.headers.get('content-disposition')).toContain('filename="assets.zip"');
    const bytes = await response.arrayBuffer();
    expect(Number(response.headers.get('content-length'))).toBe(bytes.byteLength);
    expect([...(await readZip(bytes))]).toEqual([
      ['a.txt', 'one'],
      ['a (2).txt', 'two'],
      ['b.txt', 'three'],
    ]);
    expect(await countOf(two.id)).toBe(1);
  });

  it('resumes at any byte', async () => {
    const ids = [(await server.upload('a.txt', 'one')).id, (await server.upload('b.txt', 'two')).id];
    const whole = await download(ids);
    const bytes = Buffer.from(await whole.arrayBuffer());
    const headers = { range: 'bytes=17-', 'if-range': whole.headers.get('etag') ?? '' };
    const rest = await download(ids, { headers });
    expect(rest.status).toBe(206);
    expect(Buffer.from(await rest.arrayBuffer())).toEqual(bytes.subarray(17));
    expect(await countOf(ids[0] ?? '')).toBe(1);
  });

  it('sends nothing when any id is unknown, and names the missing ones', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const missing = ['0'.repeat(24), 'malformed'];
    for (const ids of [[id, ...missing], missing]) {
      const response = await download(ids);
      expect(response.status).toBe(404);
      const { detail } = (await response.json()) as { detail: string };
      for (const unknown of missing) expect(detail).toContain(unknown);
      expect(detail).not.toContain(id);
    }
    expect(await countOf(id)).toBe(0);
  });

  it('needs an id, and has a limit', async () => {
    expect(await refusedFields(await download([]))).toEqual(['id']);
    const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => server.upload(`${i}`, 'x').then(({ id }) => id)));
    expect((await download(ids.slice(0, 5))).status).toBe(200);
    expect((await download(ids)).status).toBe(413);
  });
});

describe('downloading a folder', () => {
  it('gives a zip of everything below it, empty folders included', async () => {
    const top = await createFolder(server, 'Top: all');
    const inner = await createFolder(server, 'inner', top.id);
    await createFolder(server, 'empty', top.id);
    await server.upload('a.txt', 'a', `?folder=${top.id}`);
    await server.upload('b.txt', 'b', `?folder=${inner.id}`);
    const response = await server.api(`/api/store/folder/${top.id}/download`);
    expect(response.headers.get('content-disposition')).toContain('filename="Top: all.zip"');
    const names = [...(await readZip(await response.arrayBuffer())).keys()];
    expect(names.sort()).toEqual(['a.txt', 'empty/', 'inner/', 'inner/b.txt']);
    const { url } = await server.json<FolderRead>(`/api/store/folder/${top.id}`);
    const resolved = await server.api(`/api/store/?as_json=false&url=${encodeURIComponent(url)}`);
    expect(resolved.headers.get('etag')).toBe(response.headers.get('etag'));
  });

  it('gives an empty zip for an empty folder, and refuses one that is too large', async () => {
    const folder = await createFolder(server, 'few');
    const empty = await server.api(`/api/store/folder/${folder.id}/download`);
    expect((await readZip(await empty.arrayBuffer())).size).toBe(0);
    for (let i = 0; i < 6; i++) await server.upload(`${i}`, 'x', `?folder=${folder.id}`);
    expect((await server.api(`/api/store/folder/${folder.id}/download`)).status).toBe(413);
  });
});
