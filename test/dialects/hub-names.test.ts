// Hostile strings in every place where this dialect takes a text: the error of the dialect, or the same text back.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOSTILE } from '../support/hostile-names.ts';
import { get, type HubAsset, type HubFiles, makeFolder, startQuietServer, statusOf, upload } from '../support/hub.ts';
import { formWith, type TestServer } from '../support/server.ts';
import { raw } from '../support/vaults.ts';

const NAUGHTY: readonly string[] = JSON.parse(
  readFileSync(new URL('../fixtures/names/naughty-strings.json', import.meta.url), 'utf8'),
);

let server: TestServer;
let folder: HubAsset;
let target: HubAsset;
beforeAll(async () => {
  server = await startQuietServer();
  folder = await makeFolder(server, 'home');
  target = await upload(server, 'target.txt', 'x', folder._id);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Also of what is no text at all: those are sent in bodies alone. */
const encoded = (text: string) => encodeURIComponent(text.toWellFormed());
const bytesOf = (text: string) => Buffer.byteLength(text);
/** Nothing in it that a name can not have. */
const isPlain = (text: string) =>
  !/[\p{Cc}/\\]|^[\s.]*$/u.test(text) && text.isWellFormed() && bytesOf(text.normalize('NFC')) <= 255;

/** Sent as it is: fetch would take dots out of the path. */
async function request(path: string): Promise<{ status: number; body: HubAsset & { error?: string } }> {
  const headers = { authorization: `Bearer ${server.rootKey}` };
  const { status, body } = await raw(server, `/api/assets/${path}`, { headers });
  const parsed = JSON.parse(body);
  if (status >= 400) expect(parsed).toEqual({ status: 'ERROR', error: expect.any(String) });
  expect([path, status < 500]).toEqual([path, true]);
  return { status, body: parsed };
}

function expectKept(sent: string, name: string): void {
  expect(name).not.toMatch(/[\p{Cc}/\\]|^\.{1,2}$|^$/u);
  expect(bytesOf(name)).toBeLessThanOrEqual(255);
  if (isPlain(sent)) expect(name).toBe(sent.normalize('NFC'));
}

describe('a hostile name', () => {
  it.each(HOSTILE)('renames a file, which is then found by it: %j', async (sent) => {
    const { status, body } = await request(`${target._id}/rename/${encoded(sent)}`);
    if (status !== 200) {
      // Without a name there is no such address.
      expect([sent, status]).toEqual(['', 404]);
      return;
    }
    expectKept(sent.toWellFormed(), body.name);
    expect(await get(server, target._id)).toMatchObject({ name: body.name });
    const at = `path=${encoded(`/home/${body.name}`)}`;
    expect((await request(`browse?${at}`)).body._id).toBe(target._id);
    const named = await request(encoded(body.name));
    expect(named.body._id).toBe(target._id);
    const download = await server.api(`/api/assets/browse/download?${at}`);
    expect(download.headers.get('x-injected')).toBeNull();
    const [, name = ''] =
      /filename\*=UTF-8''([\w!#$&+\-.^_`|~%]+)$/.exec(download.headers.get('content-disposition') ?? '') ?? [];
    expect(decodeURIComponent(name)).toBe(body.name);
  });

  it.each(HOSTILE)('makes a folder, in a path, too, or is refused: %j', async (sent) => {
    const { status, body } = await request(`${folder._id}/createfolder/${encoded(sent)}`);
    if (status !== 200) {
      expect([400, 404]).toContain(status);
      expect(sent).toMatch(/\/|^\s*$|^\.{1,2}$|.{80}/su);
      return;
    }
    expect(body).toMatchObject({ type: 'FOLDER', parent: folder._id });
    const again = await request(`browse/createfolder?path=${encoded(`/home/${body.name}`)}`);
    expect(again.body._id).toBe(body._id);
    const listed = await request(`browse/folders?path=${encoded(`home/${body.name}/`)}`);
    expect(listed.body).toMatchObject({ _id: body._id, folders: [] });
    const renamed = await request(`${body._id}/rename/${encoded(`${sent}.`)}`);
    expect([200, 400]).toContain(renamed.status);
  });

  it.each(HOSTILE)('is that of an uploaded file, by form, query and header: %j', async (sent) => {
    const inForm = await server.api(`/api/assets/${folder._id}/upload`, { method: 'POST', body: formWith(sent, 'x') });
    // A form without a name for its file has no file.
    expect(inForm.status).toBe(sent === '' ? 400 : 200);
    // Clients write quotes in forms so (https://url.spec.whatwg.org/, multipart/form-data).
    if (sent !== '') expectKept(sent.replaceAll('"', '%22'), ((await inForm.json()) as HubAsset).name);
    const query = await server.api(`/api/assets/${folder._id}/upload?name=${encoded(sent)}`, {
      method: 'POST',
      body: 'x',
    });
    expect(query.status).toBe(sent === '' ? 400 : 200);
    if (sent !== '') expectKept(sent.toWellFormed(), ((await query.json()) as HubAsset).name);
    const header = await server.api(`/api/assets/${folder._id}/upload`, {
      method: 'POST',
      body: 'x',
      headers: {
        'content-disposition': `attachment; filename*=UTF-8''${encoded(sent).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16)}`)}`,
      },
    });
    expect(header.status).toBe(sent === '' ? 400 : 200);
    if (sent !== '') expectKept(sent.toWellFormed(), ((await header.json()) as HubAsset).name);
  });
});

describe('hostile text', () => {
  it.each(HOSTILE)('is a tag and a value of meta like any other: %j', async (sent) => {
    const response = await server.api(`/api/assets/${target._id}`, {
      method: 'PATCH',
      json: { tags: [sent], meta: { text: sent, list: [sent] } },
    });
    if (bytesOf(sent) > 255) {
      expect(response.status).toBe(400);
      return;
    }
    expect(response.status).toBe(200);
    const kept = sent.toWellFormed().replaceAll('\0', '\ufffd');
    const { tags, meta } = (await response.json()) as HubAsset;
    expect(meta).toMatchObject({ text: kept, list: [kept] });
    if (isPlain(sent)) expect(tags).toEqual([sent.normalize('NFC')]);
    expect(await get<string[]>(server, 'tags')).toEqual(expect.arrayContaining(tags));
    const { files } = await get<HubFiles>(server, `${folder._id}/files`);
    expect(files.find(({ _id }) => _id === target._id)).toMatchObject({ tags, meta });
  });

  it.each(HOSTILE)('is a key of meta, unless it could harm a program: %j', async (sent) => {
    const response = await server.api(`/api/assets/${target._id}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: `{"meta":{${JSON.stringify(sent)}:1}}`,
    });
    if (sent === '__proto__' || sent === 'constructor') {
      expect(response.status).toBe(400);
      return;
    }
    expect(response.status).toBe(200);
    const { meta } = (await response.json()) as HubAsset;
    expect(Object.entries(meta)).toContainEqual([sent.toWellFormed().replaceAll('\0', '\ufffd'), 1]);
    await get(server, target._id, { method: 'PATCH', json: { meta: { [sent]: null } } });
  });

  it.each(HOSTILE)('is no id, name or path that could hurt: %j', async (sent) => {
    const value = encoded(`no ${sent}`);
    for (const path of [
      `${value}`,
      `${value}/files`,
      `${value}/folders`,
      `${value}/rename/${value}`,
      `${value}/move/${value}`,
      `${target._id}/move/${value}`,
      `${value}/restore`,
      `${value}/createfolder/x`,
      `browse?path=${value}`,
      `browse/files?path=${value}`,
      `browse/restore?path=${value}`,
      `browse/rename/${value}?path=/${value}`,
      `browse/createfolder/x?path=${value}/${value}`,
    ]) {
      const { status, body } = await request(path);
      expect([path, [400, 404].includes(status)]).toEqual([path, true]);
      expect(body.error).not.toMatch(/sqlite|\.ts:\d|node_modules/i);
    }
    for (const path of [encoded(sent), `${encoded(sent)}/files`, `browse/folders?path=${encoded(sent)}`])
      await request(path);
    for (const route of ['delete', 'restore', 'batch/download'])
      expect([400, 404]).toContain(await statusOf(server, route, { method: 'POST', json: [`no ${sent}`] }));
    await request(`${target._id}/thumbnail?size=${value}`);
  });

  it('that is not even encoded is a 400 in the form of the dialect', async () => {
    for (const path of ['%zz', '%zz/files', 'a%ff', `${target._id}/rename/%c3%28`, 'browse?path=%ff', '%', '%00'])
      expect([path, (await request(path)).status >= 400 || path.startsWith('browse')]).toEqual([path, true]);
  });
});

describe('each of five hundred strings that broke programs', () => {
  it('names files and folders, and is found again', async () => {
    const home = await makeFolder(server, 'naughty');
    for (const sent of NAUGHTY) {
      const { status, body } = await request(`${target._id}/rename/${encoded(sent)}`);
      expect([sent, [200, 404].includes(status)]).toEqual([sent, true]);
      if (status !== 200) continue;
      expectKept(sent, body.name);
      const found = await request(`browse?path=${encoded(`home/${body.name}`)}`);
      expect([sent, found.body._id]).toEqual([sent, target._id]);
      const made = await request(`${home._id}/createfolder/${encoded(sent)}`);
      if (made.status !== 200) expect([sent, isPlain(sent)]).toEqual([sent, false]);
      else expect((await request(`browse?path=${encoded(`naughty/${made.body.name}`)}`)).body._id).toBe(made.body._id);
    }
  });

  it('is uploaded, a tag, and text of meta', async () => {
    for (const sent of NAUGHTY.filter((each) => each !== '')) {
      const address = `/api/assets/${folder._id}/upload?name=${encoded(sent)}`;
      const made = (await (await server.api(address, { method: 'POST', body: 'x' })).json()) as HubAsset;
      expectKept(sent, made.name);
      const json = { tags: [sent], meta: { text: sent } };
      const response = await server.api(`/api/assets/${made._id}`, { method: 'PATCH', json });
      expect([sent, response.status]).toEqual([sent, bytesOf(sent) > 255 ? 400 : 200]);
      if (response.ok) expect(await response.json()).toMatchObject({ meta: { text: sent.replaceAll('\0', '\ufffd') } });
    }
    const { files } = await get<HubFiles>(server, `${folder._id}/files`);
    expect(files.length).toBeGreaterThan(100);
  });

  it('hurts nowhere else', async () => {
    for (const sent of NAUGHTY) {
      await request(`${encoded(sent)}/files`);
      await request(`browse/restore?path=${encoded(`none/${sent}`)}`);
      await request(`${target._id}/move/${encoded(`no ${sent}`)}`);
    }
  });
});
