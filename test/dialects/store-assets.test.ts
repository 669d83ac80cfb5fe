import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../support/images.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  type AssetRead,
  createFolder,
  createShare,
  type EventPage,
  pathOf,
  refusedFields,
  type ShareRead,
  type VersionRead,
} from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const change = (method: string, id: string, json: unknown) => server.api(`/api/store/asset/${id}`, { method, json });
const get = (id: string, query = '') => server.json<AssetRead>(`/api/store/asset/${id}${query}`);

describe('an asset', () => {
  it('is shown with every field of its contract', async () => {
    const folder = await createFolder(server, 'Holidays');
    const { id } = await server.upload('Beach.JPG', Buffer.from('ffd8ffe0', 'hex'), `?folder=${folder.id}`);
    const asset = await get(id);
    expect(asset).toEqual({
      id,
      name: 'Beach.JPG',
      description: null,
      folder: expect.objectContaining({ id: folder.id, name: 'Holidays', path: '/Holidays', parent: null }),
      mime_type: 'image/jpeg',
      extension: 'jpg',
      kind: 'image',
      size: 4,
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      width: null,
      height: null,
      duration: null,
      page_count: null,
      word_count: null,
      tags: [],
      metadata: {},
      is_public: false,
      url: expect.stringContaining(`${server.url}/`),
      download_url: expect.stringContaining(`${server.url}/`),
      thumbnail_url: expect.anything(),
      download_count: 0,
      version: 1,
      created: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updated: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      created_by: expect.objectContaining({ type: 'key' }),
    });
  });

  it('gives bare ids when it is not to be hydrated', async () => {
    const folder = await createFolder(server, 'Bare');
    const { id } = await server.upload('a.txt', 'a', `?folder=${folder.id}`);
    expect(await get(id, '?hydrate=false')).toMatchObject({
      folder: folder.id,
      created_by: expect.stringMatching(/^[0-9a-f]{24}$/),
    });
  });

  it('answers with and without a trailing slash, and is nothing under any other id', async () => {
    const { id } = await server.upload('a.txt', 'a');
    expect((await server.api(`/api/store/asset/${id}/`)).status).toBe(200);
    expect((await server.api('/api/store/asset/')).status).toBe(200);
    for (const other of ['0'.repeat(24), 'no-id', '%00', '..%2f..', 'a'.repeat(3000)]) {
      const response = await server.api(`/api/store/asset/${other}`);
      expect(response.status).toBe(404);
      expect(await response.json()).toEqual({ detail: expect.any(String) });
    }
  });

  it('has links that all answer', async () => {
    const picture = await plain(640, 480).png().toBuffer();
    const asset = await server.upload<AssetRead>('blue.png', picture);
    const links = [asset.url, asset.download_url, asset.thumbnail_url ?? ''];
    const answers = await Promise.all(links.map((link) => server.api(pathOf(link))));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const [shown] = answers;
    expect(Buffer.from((await shown?.arrayBuffer()) ?? new ArrayBuffer())).toEqual(picture);
    expect(answers[0]?.headers.get('content-disposition')).toMatch(/^inline/);
    expect(answers[1]?.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(answers[2]?.headers.get('content-type')).toBe('image/webp');
    expect(await get(asset.id)).toMatchObject({ width: 640, height: 480 });
  });

  it('has no thumbnail once its bytes turned out to be no picture', async () => {
    const asset = await server.upload<AssetRead>('broken.png', Buffer.from('89504e470d0a1a0a', 'hex'));
    expect((await server.api(pathOf(asset.thumbnail_url ?? ''))).status).toBe(404);
    expect((await get(asset.id)).thumbnail_url).toBeNull();
  });

  it('is for everyone when it is public, and unknown to strangers when it is not', async () => {
    const asset = await server.upload<AssetRead>('open.txt', 'open');
    const fetchAs = (link: string, key: string | null) => server.api(pathOf(link), { key });
    const closed = await fetchAs(asset.url, null);
    const unknown = await server.api(`/api/store/asset/${'0'.repeat(24)}/content`, { key: null });
    expect([closed.status, unknown.status]).toEqual([401, 401]);
    expect(await closed.text()).toBe(await unknown.text());
    await change('PATCH', asset.id, { is_public: true });
    expect(await (await fetchAs(asset.url, null)).text()).toBe('open');
    expect((await fetchAs(asset.url, 'wrong')).status).toBe(401);
    expect((await server.api(`/api/store/asset/${asset.id}`, { key: null })).status).toBe(401);
  });
});

describe('replacing and changing an asset', () => {
  it('resets with PUT what is absent', async () => {
    const folder = await createFolder(server, 'F');
    const { id } = await server.upload('a.txt', 'a', `?folder=${folder.id}`);
    await change('PATCH', id, { description: 'd', tags: ['x'], metadata: { a: 1 }, is_public: true });
    const response = await change('PUT', id, { name: 'b.txt' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      name: 'b.txt',
      description: null,
      folder: null,
      tags: [],
      metadata: {},
      is_public: false,
    });
  });

  it('needs a name for PUT', async () => {
    const { id } = await server.upload('a.txt', 'a');
    expect(await refusedFields(await change('PUT', id, { tags: [] }))).toEqual(['name']);
    expect(await refusedFields(await change('PUT', id, { name: '' }))).toEqual(['name']);
  });

  it('leaves with PATCH what is absent, and moves to the top level for a null folder', async () => {
    const folder = await createFolder(server, 'F');
    const { id } = await server.upload('a.txt', 'a', `?folder=${folder.id}`);
    await change('PATCH', id, { tags: ['one', 'two', 'one'], metadata: { nested: { deep: [1, null, 'x'] } } });
    await change('PATCH', id, { description: 'kept' });
    expect(await get(id)).toMatchObject({
      name: 'a.txt',
      description: 'kept',
      tags: ['one', 'two'],
      metadata: { nested: { deep: [1, null, 'x'] } },
      folder: { id: folder.id },
    });
    await change('PATCH', id, { folder: null });
    expect(await get(id)).toMatchObject({ folder: null, description: 'kept' });
  });

  it('takes an asset back as it was read, by PUT and PATCH, and changes nothing', async () => {
    const folder = await createFolder(server, 'F');
    const { id } = await server.upload('a.txt', 'a', `?folder=${folder.id}`);
    await change('PATCH', id, { description: 'd', tags: ['x'], metadata: { a: 1 }, is_public: true });
    // What looking at its bytes tells is not to come in the middle.
    await expect.poll(async () => (await get(id)).word_count).toBe(1);
    for (const query of ['', '?hydrate=false']) {
      const before = await get(id, query);
      for (const method of ['PUT', 'PATCH']) {
        const response = await change(method, id, before);
        expect(response.status).toBe(200);
        const { updated: _, ...after } = await get(id, query);
        expect(after).toEqual({ ...before, updated: undefined });
      }
    }
  });

  it('ignores what can not be written', async () => {
    const { id } = await server.upload<AssetRead>('a.txt', 'a');
    await expect.poll(async () => (await get(id)).word_count).toBe(1);
    const asset = await get(id);
    const response = await change('PATCH', asset.id, {
      id: '0'.repeat(24),
      sha256: 'f'.repeat(64),
      size: 999,
      version: 7,
      created: 'never',
      created_by: 5,
      download_count: 1e9,
      workspace_id: 'x',
      nonsense: {},
    });
    expect(response.status).toBe(200);
    expect({ ...(await get(asset.id)), updated: asset.updated }).toEqual(asset);
  });

  it.each([
    ['name', 5],
    ['name', null],
    ['description', 5],
    ['folder', 5],
    ['folder', { name: 'no id' }],
    ['tags', 'one'],
    ['tags', [1]],
    ['tags', null],
    ['metadata', []],
    ['metadata', 'x'],
    ['metadata', null],
    ['is_public', 'true'],
    ['is_public', 1],
  ])('refuses %s of a wrong type: %j', async (field, value) => {
    const { id } = await server.upload('a.txt', 'a');
    const [refused] = await refusedFields(await change('PATCH', id, { [field]: value }));
    expect(refused?.split('.')[0]).toBe(field);
  });

  it('answers bodies that are not JSON objects with 422, and other types with 415', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const send = (body: string, type = 'application/json') =>
      server.api(`/api/store/asset/${id}`, { method: 'PATCH', body, headers: { 'content-type': type } });
    for (const body of ['{', '[]', '"x"', 'null', '{"name":"a","name":', '{"__proto__":{"name":"x"}}'])
      expect((await send(body)).status).toBe(422);
    expect((await send('<x/>', 'application/xml')).status).toBe(415);
  });

  it('does not know folders that are not there', async () => {
    const { id } = await server.upload('a.txt', 'a');
    for (const folder of ['0'.repeat(24), 'no-id', { id: 'no-id' }])
      expect((await change('PATCH', id, { folder })).status).toBe(404);
  });

  it('limits metadata in size and depth', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const deep = await server.api(`/api/store/asset/${id}`, {
      method: 'PATCH',
      body: `{"metadata":{"deep":${'['.repeat(10_000)}1${']'.repeat(10_000)}}}`,
      headers: { 'content-type': 'application/json' },
    });
    expect(await refusedFields(deep)).toEqual(['metadata']);
    expect(await refusedFields(await change('PATCH', id, { metadata: { big: 'x'.repeat(70_000) } }))).toEqual([
      'metadata',
    ]);
  });
});

describe('deleting an asset', () => {
  it('is for good, and takes its shares along', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const share = await createShare(server, { asset: id });
    const link = pathOf(share.url);
    expect((await server.api(link, { key: null })).status).toBe(200);
    const response = await server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
    expect(response.status).toBe(204);
    expect(await response.text()).toBe('');
    const gone = [
      `/api/store/asset/${id}`,
      `/api/store/asset/${id}/shares`,
      `/api/share/${share.id}`,
      link,
      `${link}/download`,
    ];
    for (const path of gone) expect((await server.api(path)).status).toBe(404);
    expect((await server.api(`/api/store/asset/${id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('keeps the bytes for other assets that have the same', async () => {
    const [one, other] = [await server.upload('1.txt', 'same'), await server.upload<AssetRead>('2.txt', 'same')];
    await server.api(`/api/store/asset/${one.id}`, { method: 'DELETE' });
    await server.core.sweepBlobs();
    expect(await (await server.api(pathOf(other.url))).text()).toBe('same');
  });
});

describe('what belongs to an asset', () => {
  it('is its shares, newest first', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const first = await createShare(server, { asset: id });
    const second = await createShare(server, { asset: id, note: 'second' });
    const shares = await server.json<ShareRead[]>(`/api/store/asset/${id}/shares?hydrate=false`);
    expect(shares.map((share) => share.id)).toEqual([second.id, first.id]);
    expect(shares[0]).toMatchObject({ asset: id, folder: null, note: 'second', token: second.token });
  });

  it('is its versions, which can be restored', async () => {
    const { id } = await server.upload('a.txt', 'first');
    const form = new FormData();
    form.append('file', new File(['second'], 'ignored.bin'));
    const replaced = await server.json<AssetRead>(`/api/store/asset/${id}/content`, { method: 'PUT', body: form });
    expect(replaced).toMatchObject({ version: 2, name: 'a.txt', size: 6 });
    const versions = await server.json<VersionRead[]>(`/api/store/asset/${id}/versions`);
    expect(versions.map(({ version, current, size }) => [version, current, size])).toEqual([
      [2, true, 6],
      [1, false, 5],
    ]);
    const restored = await server.json<AssetRead>(`/api/store/asset/${id}/versions/1/restore`, { method: 'POST' });
    expect(restored).toMatchObject({ version: 3, size: 5 });
    expect(await (await server.api(pathOf(restored.url))).text()).toBe('first');
    for (const version of ['0', '9', '-1', 'x', '1e3', '99999999999999999999'])
      expect((await server.api(`/api/store/asset/${id}/versions/${version}/restore`, { method: 'POST' })).status).toBe(
        404,
      );
  });

  it('is its log, in pages, newest first', async () => {
    const { id } = await server.upload('a.txt', 'a');
    await change('PATCH', id, { name: 'b.txt' });
    await server.api(`/api/store/asset/download?id=${id}`);
    await createShare(server, { asset: id });
    const all = await server.json<EventPage>(`/api/store/asset/${id}/events`);
    expect(all.items.map(({ type }) => type)).toEqual(['shared', 'downloaded', 'renamed', 'created']);
    expect(all).toMatchObject({ next_page: false, next_cursor: null });
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const page = await server.json<EventPage>(`/api/store/asset/${id}/events?limit=1&cursor=${cursor}`);
      seen.push(...page.items.map(({ type }) => type));
      if (!page.next_cursor) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(['shared', 'downloaded', 'renamed', 'created']);
    expect(await refusedFields(await server.api(`/api/store/asset/${id}/events?cursor=forged`))).toEqual(['cursor']);
  });
});

describe('an asset’s URL', () => {
  it('leads back to the record, or to the bytes', async () => {
    const asset = await server.upload<AssetRead>('a.txt', 'bytes');
    const resolve = (url: string, more = '') => server.api(`/api/store/?url=${encodeURIComponent(url)}${more}`);
    for (const url of [asset.url, asset.download_url, `${server.url}/api/store/asset/${asset.id}`, pathOf(asset.url)])
      expect(await (await resolve(url)).json()).toMatchObject({ id: asset.id, name: 'a.txt' });
    expect(await (await resolve(asset.url, '&as_json=false')).text()).toBe('bytes');
    expect(await (await resolve(asset.url, '&as_json=true&hydrate=false')).json()).toMatchObject({ id: asset.id });
  });

  it('is nothing when it is one of others', async () => {
    const { id } = await server.upload('a.txt', 'a');
    const urls = [
      `https://example.com/api/store/asset/${id}`,
      '/api/store/asset/unknown',
      '/x',
      'file:///etc/passwd',
      '//x',
    ];
    for (const url of urls) expect((await server.api(`/api/store?url=${encodeURIComponent(url)}`)).status).toBe(404);
    expect(await refusedFields(await server.api('/api/store'))).toEqual(['url']);
    expect(await refusedFields(await server.api('/api/store?url=http%3A%2F%2F['))).toEqual(['url']);
  });
});
