// Hostile strings as names, tags, folders and metadata, by every way in and every way out: JSON, headers, zip, search.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile-names.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, createFolder, type FolderRead, pathOf } from '../support/store.ts';
import { readZip } from '../support/zip.ts';

let server: TestServer;
let target: AssetRead;
beforeAll(async () => {
  server = await startTestServer();
  target = await server.upload<AssetRead>('target.txt', 'x');
});
afterAll(() => server[Symbol.asyncDispose]());

const patch = (json: unknown) => server.api(`/api/store/asset/${target.id}`, { method: 'PATCH', json });
const bytesOf = (text: string) => Buffer.byteLength(text);

/** What a browser makes of the header (RFC 8187). */
function nameInHeader(disposition: string | null): string {
  const [, encoded = ''] = /filename\*=UTF-8''([\w!#$&+\-.^_`|~%]+)$/.exec(disposition ?? '') ?? [];
  return decodeURIComponent(encoded);
}

describe('a hostile name', () => {
  it.each(HOSTILE)('is kept, or made harmless the same way everywhere: %j', async (sent) => {
    const response = await patch({ name: sent });
    if (sent === '') {
      expect(response.status).toBe(422);
      return;
    }
    expect(response.status).toBe(200);
    const { name } = (await response.json()) as AssetRead;
    expect(name).not.toMatch(/[\p{Cc}/\\]|^\.{1,2}$|^$/u);
    expect(name.isWellFormed()).toBe(true);
    expect(bytesOf(name)).toBeLessThanOrEqual(255);
    if (!/[\p{Cc}/\\]|^[\s.]*$/u.test(sent) && sent.isWellFormed() && bytesOf(sent.normalize('NFC')) <= 255)
      expect(name).toBe(sent.normalize('NFC'));
    const download = await server.api(pathOf(target.download_url));
    expect(download.headers.get('x-injected')).toBeNull();
    expect(nameInHeader(download.headers.get('content-disposition'))).toBe(name);
    const listed = await server.json<{ items: AssetRead[] }>(`/api/store/asset/?name=${encodeURIComponent(name)}`);
    expect(listed.items.map(({ id }) => id)).toEqual([target.id]);
    for (const filter of ['search', 'name__startswith']) {
      const found = await server.api(`/api/store/asset/?${filter}=${encodeURIComponent(sent.toWellFormed())}`);
      expect([200, 422]).toContain(found.status);
    }
  });

  it.each(HOSTILE)('comes through a form: %j', async (sent) => {
    const response = await server.api('/api/store/asset/upload', { method: 'POST', body: formWith(sent, 'x') });
    // A form without a name for its file has no file.
    expect(response.status).toBe(sent === '' ? 422 : 201);
    if (sent === '') return;
    const { name } = (await response.json()) as AssetRead;
    expect(name).not.toMatch(/[\p{Cc}/\\]|^\.{1,2}$|^$/u);
    expect(bytesOf(name)).toBeLessThanOrEqual(255);
  });

  it('never leads out of a zip', async () => {
    const folder = await createFolder(server, 'zipped');
    for (const [i, sent] of HOSTILE.entries()) {
      const asset = await server.upload(`${i}.txt`, String(i), `?folder=${folder.id}`);
      if (sent !== '') await server.api(`/api/store/asset/${asset.id}`, { method: 'PATCH', json: { name: sent } });
    }
    const zip = await readZip(await (await server.api(`/api/store/folder/${folder.id}/download`)).arrayBuffer());
    expect([...zip.values()].map(Number).sort((a, b) => a - b)).toEqual(HOSTILE.map((_, i) => i));
    const folded = new Set([...zip.keys()].map((name) => name.normalize('NFC').toLowerCase()));
    expect(folded.size).toBe(HOSTILE.length);
    for (const name of zip.keys())
      expect(name).not.toMatch(/[\p{Cc}/\\]|^\.{1,2}$|[. ]$|^[a-z]:|^(?:con|nul|com\d)(?:\.|$)/iu);
  });
});

describe('hostile text elsewhere', () => {
  it.each(HOSTILE)('is a tag, a description and metadata like any other: %j', async (sent) => {
    const response = await patch({ tags: [sent], description: sent, metadata: { text: sent, list: [sent] } });
    if (bytesOf(sent) > 255) {
      expect(response.status).toBe(422);
      return;
    }
    expect(response.status).toBe(200);
    const { tags, description, metadata } = (await response.json()) as AssetRead;
    const kept = sent.toWellFormed().replaceAll('\0', '\ufffd');
    expect(description).toBe(kept);
    expect(metadata).toEqual({ text: kept, list: [kept] });
    const [tag] = tags;
    if (tag === undefined) {
      expect(sent.trim()).toBe('');
      return;
    }
    const tagged = await server.json<{ items: AssetRead[] }>(
      `/api/store/asset/?tags__all=${encodeURIComponent(tag)}&tags__all=${encodeURIComponent(tag)}`,
    );
    expect(tagged.items.map(({ id }) => id)).toEqual([target.id]);
  });

  it.each(HOSTILE)('is a key of metadata, unless it could harm a program: %j', async (sent) => {
    const response = await server.api(`/api/store/asset/${target.id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: `{"metadata":{${JSON.stringify(sent)}:1}}`,
    });
    if (sent === '__proto__' || sent === 'constructor') {
      expect(response.status).toBe(422);
      return;
    }
    expect(response.status).toBe(200);
    const { metadata } = (await response.json()) as AssetRead;
    expect(metadata).toEqual({ [sent.toWellFormed().replaceAll('\0', '\ufffd')]: 1 });
  });

  it.each(HOSTILE)('names a folder, or is refused: %j', async (sent) => {
    const response = await server.api('/api/store/folder', { method: 'POST', json: { name: sent } });
    expect([201, 422]).toContain(response.status);
    if (response.status === 422) {
      expect(sent).toMatch(/\/|^\s*$|^\.{1,2}$|.{80}/su);
      return;
    }
    const folder = (await response.json()) as FolderRead;
    expect(folder.path).toBe(`/${folder.name}`);
    const zip = await server.api(`/api/store/folder/${folder.id}/download`);
    expect(nameInHeader(zip.headers.get('content-disposition'))).toBe(`${folder.name}.zip`);
  });

  it.each(HOSTILE)('is no id, cursor, token or filter value that could hurt: %j', async (sent) => {
    const value = encodeURIComponent(sent.toWellFormed());
    const paths = [
      `/api/store/asset/${value}`,
      `/api/store/folder/${value}`,
      `/api/share/${value}`,
      `/api/store/asset/download?id=${value}`,
      `/api/store/asset/?cursor=${value}`,
      `/api/store/asset/?folder=${value}`,
      `/api/store/asset/?tags=${value}`,
      `/api/store/asset/?${value}=1`,
      `/api/store/?url=${value}`,
      `/s/${value}`,
      `/s/${value}/files/${value}/download`,
    ];
    for (const path of paths) {
      const response = await server.api(path);
      expect([path, response.status < 500]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/sqlite|\.ts:\d|node_modules/i);
    }
  });
});
