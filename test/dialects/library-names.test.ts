// Hostile strings wherever this dialect takes a text: titles, descriptions, addresses, searches, paths, ids, names of files.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile-names.ts';
import { type AssetRead, create, dataOf, get, LIBRARY, patch, post } from '../support/library.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let folder: string;
let target: AssetRead;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  server = await startTestServer({ settings: { VITRINE_IMPORT_DIR: folder } });
  target = await create(server, { title: 'target', asset_type: 'git' });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

const kept = (sent: string) => sent.toWellFormed().replaceAll('\0', '\ufffd');

describe.each(HOSTILE)('the text %j', (sent) => {
  it('is a title and a description like any other, with a slug that is safe in a URL', async () => {
    const response = await post(server, { title: sent, description: sent, asset_type: 'git' });
    if (sent.trim() === '') {
      expect(response.status).toBe(400);
      return;
    }
    expect(response.status).toBe(201);
    const { id, title, description, slug } = await dataOf(response);
    expect([title, description]).toEqual([kept(sent), kept(sent)]);
    expect(slug).toMatch(/^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u);
    expect(await dataOf(await patch(server, target.id, { title: sent, description: sent }))).toMatchObject({
      title,
      description,
    });
    expect(await get(server, id)).toMatchObject({ title, slug });
  });

  it('is what a file is called, or made harmless', async () => {
    const response = await server.api(LIBRARY, { method: 'POST', body: formWith(sent, 'x', { title: 'named' }) });
    // A form without a name for its file has no file.
    expect(response.status).toBe(sent === '' ? 400 : 201);
    if (sent === '') return;
    const { file_path } = await dataOf(response);
    const download = await server.api(file_path ?? '');
    expect([download.status, download.headers.get('x-injected')]).toEqual([200, null]);
  });

  it('is no type, address, path or item', async () => {
    for (const fields of [
      { asset_type: sent },
      { asset_type: 'link', external_url: sent },
      { asset_type: 'pdf', file_path: sent },
      { asset_type: 'collection', items: [sent] },
    ]) {
      const response = await post(server, { title: 'x', ...fields });
      expect([fields, response.status]).toEqual([fields, 400]);
    }
    const key = await post(server, { title: 'x', [sent.toWellFormed()]: sent, asset_type: 'git' });
    expect([201, 400]).toContain(key.status);
  });

  it('is no id, search or parameter that could hurt', async () => {
    const value = encodeURIComponent(sent.toWellFormed());
    for (const path of [
      `${LIBRARY}/${value}`,
      `${LIBRARY}/${value}/download`,
      `${LIBRARY}/${value}/thumbnail`,
      `/api/v1/libraries/${value}`,
      `${LIBRARY}?search=${value}`,
      `${LIBRARY}?search=${value}&sort=title&order=asc&asset_type=git`,
      `${LIBRARY}?search=x&${value}=${value}`,
      ...['page', 'per_page', 'asset_type', 'sort', 'order'].map((name) => `${LIBRARY}?${name}=${value}`),
      `/api/v1/libraries?page=${value}`,
      `${LIBRARY}/${target.id}/thumbnail?size=${value}`,
    ]) {
      const response = await server.api(path);
      expect([path, response.status < 500]).toEqual([path, true]);
      const text = await response.text();
      expect(text).not.toMatch(/sqlite|\.ts:\d|node_modules/i);
      if (!response.ok)
        expect(JSON.parse(text)).toMatchObject({ error: expect.any(String), message: expect.any(String) });
    }
  });
});
