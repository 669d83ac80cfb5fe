// Shares as their makers see them, and the access that programs ask for on behalf of recipients.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { afterwards } from '../support/clock.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import {
  type AccessRead,
  type AssetRead,
  createFolder,
  createShare,
  pathOf,
  refusedFields,
  type ShareRead,
} from '../support/store.ts';
import { readZip } from '../support/zip.ts';

let server: TestServer;
let asset: AssetRead;
beforeAll(async () => {
  // An asset that is looked at meanwhile would change what its shares tell.
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  asset = await server.upload<AssetRead>('shared.txt', 'shared bytes');
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (id: string) => server.json<ShareRead>(`/api/share/${id}`);
const change = (method: string, id: string, json: unknown) => server.api(`/api/share/${id}`, { method, json });
const ask = (json: unknown) => server.api('/api/share/get_access', { method: 'POST', key: null, json });

describe('a share', () => {
  it('is made with all that can be said of it', async () => {
    const response = await server.api('/api/share/', {
      method: 'POST',
      json: {
        asset: asset.id,
        expires_at: '2035-01-02T03:04:05+01:00',
        password: 'open sesame',
        max_downloads: 3,
        recipients: ['a@example.org', 'b@example.org'],
        note: 'for the press',
      },
    });
    expect(response.status).toBe(201);
    const text = await response.clone().text();
    expect(text).not.toContain('open sesame');
    expect(text).not.toContain('argon2');
    const share = (await response.json()) as ShareRead;
    expect(response.headers.get('location')).toBe(`${server.url}/api/share/${share.id}`);
    expect(share).toEqual({
      id: share.id,
      token: expect.stringMatching(/^[\w-]{40}$/),
      url: `${server.url}/s/${share.token}`,
      asset: expect.objectContaining({ id: asset.id, folder: null }),
      folder: null,
      expires_at: '2035-01-02T02:04:05.000Z',
      has_password: true,
      max_downloads: 3,
      download_count: 0,
      view_count: 0,
      last_accessed: null,
      recipients: ['a@example.org', 'b@example.org'],
      note: 'for the press',
      active: true,
      created: expect.stringMatching(/Z$/),
      created_by: expect.objectContaining({ type: 'key' }),
    });
    expect(await get(share.id)).toEqual(share);
    expect((await get(`${share.id}?hydrate=false`)).asset).toBe(asset.id);
  });

  it('is of one asset or one folder that is there', async () => {
    const folder = await createFolder(server, 'f');
    const make = (json: unknown) => server.api('/api/share', { method: 'POST', json });
    expect(await refusedFields(await make({}))).toEqual(['asset']);
    expect(await refusedFields(await make({ asset: asset.id, folder: folder.id }))).toEqual(['asset']);
    for (const target of [{ asset: '0'.repeat(24) }, { folder: '0'.repeat(24) }, { asset: folder.id }, { folder: 'x' }])
      expect((await make(target)).status).toBe(404);
    expect((await make({ folder, asset: null })).status).toBe(201);
  });

  it.each([
    ['expires_at', 'tomorrow'],
    ['expires_at', 5],
    ['max_downloads', 0],
    ['max_downloads', 1.5],
    ['max_downloads', '3'],
    ['password', ''],
    ['password', 5],
    ['recipients', 'a@example.org'],
    ['recipients', Array(101).fill('x')],
    ['note', 5],
  ])('refuses %s: %j', async (field, value) => {
    const response = await server.api('/api/share', { method: 'POST', json: { asset: asset.id, [field]: value } });
    expect(await refusedFields(response)).toEqual([field]);
  });

  it('is made once per idempotency key', async () => {
    const init = { method: 'POST', json: { asset: asset.id }, headers: { 'idempotency-key': 's' } };
    const [one, two] = [
      await server.json<ShareRead>('/api/share', init),
      await server.json<ShareRead>('/api/share', init),
    ];
    expect(two).toEqual(one);
  });

  it('is changed by PATCH, reset by PUT, and keeps its password until null removes it', async () => {
    const { id } = await createShare(server, { asset: asset.id, password: 'p', max_downloads: 2, note: 'n' });
    expect((await change('PATCH', id, { expires_at: '2035-01-01' })).status).toBe(200);
    expect(await get(id)).toMatchObject({
      has_password: true,
      max_downloads: 2,
      note: 'n',
      expires_at: '2035-01-01T00:00:00.000Z',
    });
    const before = await get(id);
    for (const method of ['PUT', 'PATCH']) {
      expect((await change(method, id, before)).status).toBe(200);
      expect(await get(id)).toEqual(before);
    }
    expect((await change('PUT', id, {})).status).toBe(200);
    expect(await get(id)).toMatchObject({
      has_password: true,
      max_downloads: null,
      note: null,
      expires_at: null,
      active: true,
    });
    const reset = await get(id);
    expect((await change('PATCH', id, {})).status).toBe(200);
    expect(await get(id)).toEqual(reset);
    expect((await change('PATCH', id, { password: null, active: false })).status).toBe(200);
    expect(await get(id)).toMatchObject({ has_password: false, active: false });
    expect(await refusedFields(await change('PATCH', id, { active: 'no' }))).toEqual(['active']);
  });

  it('can be deleted', async () => {
    const share = await createShare(server, { asset: asset.id });
    expect((await server.api(`/api/share/${share.id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await server.api(`/api/share/${share.id}`)).status).toBe(404);
    expect((await ask({ token: share.token })).status).toBe(404);
  });
});

describe('get_access', () => {
  it('gives a link to the bytes of an asset that needs nothing more', async () => {
    const share = await createShare(server, { asset: asset.id, password: 'p' });
    const response = await ask({ token: share.token, password: 'p' });
    expect(response.status).toBe(200);
    const access = (await response.json()) as AccessRead;
    expect(access).toMatchObject({
      type: 'asset',
      name: 'shared.txt',
      asset: { id: asset.id, size: 12 },
      folder: null,
    });
    expect(Date.parse(access.expires_at)).toBeGreaterThan(Date.now());
    expect(Object.keys(access.asset ?? {})).not.toContain('metadata');
    const bytes = await fetch(access.download_url);
    expect(await bytes.text()).toBe('shared bytes');
    expect(bytes.headers.get('referrer-policy')).toBe('no-referrer');
    const withoutProof = access.download_url.replace(/\?.*/, '');
    for (const url of [withoutProof, `${access.download_url}x`, access.download_url.replace(/access=\d/, 'access=9')])
      expect((await fetch(url)).status).toBe(403);
  });

  it('gives a link to a zip of a folder', async () => {
    const folder = await createFolder(server, 'pack');
    await server.upload('in.txt', 'in', `?folder=${folder.id}`);
    const share = await createShare(server, { folder: folder.id });
    const access = (await (await ask({ token: share.token, password: null })).json()) as AccessRead;
    expect(access).toMatchObject({ type: 'folder', name: 'pack', folder: { asset_count: 1 }, asset: null });
    const zip = await fetch(access.download_url);
    expect([...(await readZip(await zip.arrayBuffer()))]).toEqual([['in.txt', 'in']]);
  });

  it('answers 404 for unknown, changed and withdrawn tokens, and 410 for expired and used-up shares', async () => {
    const share = await createShare(server, { asset: asset.id });
    for (const token of [
      'x',
      '',
      `${share.token}A`,
      share.token.slice(0, -1),
      share.token.toLowerCase(),
      'A'.repeat(40),
    ])
      expect([404, 422]).toContain((await ask({ token })).status);
    await change('PATCH', share.id, { active: false });
    expect((await ask({ token: share.token })).status).toBe(404);
    await change('PATCH', share.id, { active: true, expires_at: '2020-01-01' });
    expect((await ask({ token: share.token })).status).toBe(410);
    await change('PATCH', share.id, { expires_at: null, max_downloads: 1 });
    const access = (await (await ask({ token: share.token })).json()) as AccessRead;
    expect((await fetch(access.download_url)).status).toBe(200);
    expect((await ask({ token: share.token })).status).toBe(410);
    expect((await fetch(access.download_url)).status).toBe(410);
    expect(await refusedFields(await ask({}))).toEqual(['token']);
  });

  it('never gives a link that outlives the share', async () => {
    const soon = new Date(Date.now() + 600_000).toISOString();
    const share = await createShare(server, { asset: asset.id, expires_at: soon });
    const access = (await (await ask({ token: share.token })).json()) as AccessRead;
    expect(access.expires_at).toBe(soon);
    expect((await fetch(access.download_url)).status).toBe(200);
    await afterwards(soon, async () => expect((await fetch(access.download_url)).status).toBe(410));
  });

  it('ends given links with another password', async () => {
    const share = await createShare(server, { asset: asset.id, password: 'old' });
    const access = (await (await ask({ token: share.token, password: 'old' })).json()) as AccessRead;
    await change('PATCH', share.id, { password: 'new' });
    expect((await fetch(access.download_url)).status).toBe(403);
  });

  it('limits wrong passwords, also when they come all at once, and only for that share', async () => {
    const share = await createShare(server, { asset: asset.id, password: 'right' });
    const other = await createShare(server, { asset: asset.id, password: 'right' });
    const statuses = await Promise.all(
      Array.from({ length: 30 }, async (_, i) => (await ask({ token: share.token, password: `wrong ${i}` })).status),
    );
    expect(statuses.filter((status) => status === 403)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const refused = await ask({ token: share.token, password: 'right' });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask({ token: other.token, password: 'right' })).status).toBe(200);
    expect((await ask({ token: other.token })).status).toBe(403);
    expect(await (await ask({ token: other.token, password: 'echo?' })).text()).not.toContain('echo');
  });
});

describe('downloads of a share', () => {
  it('are counted exactly when 100 come at once', async () => {
    const share = await createShare(server, { asset: asset.id, max_downloads: 7 });
    const link = `${share.url}/download`;
    const statuses = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const response = await fetch(link);
        await response.arrayBuffer();
        return response.status;
      }),
    );
    expect(statuses.filter((status) => status === 200)).toHaveLength(7);
    expect(statuses.filter((status) => status === 410)).toHaveLength(93);
    expect(await get(share.id)).toMatchObject({ download_count: 7 });
  });

  it('can not be had for nothing by ranges', async () => {
    const share = await createShare(server, { asset: asset.id, max_downloads: 2 });
    const link = `${share.url}/download`;
    const ask = (headers: Record<string, string>, method = 'GET') => fetch(link, { headers, method });
    for (const range of ['bytes=1-', 'bytes=-5']) {
      const response = await ask({ range });
      expect([response.status, await response.text()]).toEqual([200, 'shared bytes']);
    }
    expect((await ask({ range: 'bytes=1-' })).status).toBe(410);
    expect((await ask({ range: 'bytes=1-', cookie: 'vitrine_download=9999999999999.forged' })).status).toBe(410);
    expect((await ask({}, 'HEAD')).status).toBe(410);
    expect(await get(share.id)).toMatchObject({ download_count: 2 });
  });

  it('can be gone on with after a break, also the last one, but not begun again', async () => {
    const other = await server.upload<AssetRead>('other.txt', 'other bytes');
    const share = await createShare(server, { asset: asset.id, max_downloads: 1 });
    const link = `${share.url}/download`;
    expect((await fetch(link, { method: 'HEAD' })).headers.get('set-cookie')).toBeNull();
    const first = await fetch(link);
    const etag = first.headers.get('etag') ?? '';
    const cookie = (first.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Lax/);
    const rest = await fetch(link, { headers: { range: 'bytes=7-', 'if-range': etag, cookie } });
    expect([rest.status, await rest.text()]).toEqual([206, 'bytes']);
    for (const headers of [
      { cookie },
      { cookie, range: 'bytes=0-' },
      { cookie, range: 'bytes=0-0' },
      { range: 'bytes=7-' },
    ])
      expect((await fetch(link, { headers })).status).toBe(410);
    const elsewhere = await createShare(server, { asset: other.id, max_downloads: 1 });
    expect((await fetch(`${elsewhere.url}/download`, { headers: { cookie, range: 'bytes=1-' } })).status).toBe(200);
    expect(await get(share.id)).toMatchObject({ download_count: 1 });
  });

  it('are free for ranges where they are not limited', async () => {
    const share = await createShare(server, { asset: asset.id });
    const response = await fetch(`${share.url}/download`, { headers: { range: 'bytes=7-' } });
    expect([response.status, await response.text()]).toEqual([206, 'bytes']);
    expect(response.headers.get('set-cookie')).toBeNull();
    await (await fetch(`${share.url}/download`)).text();
    expect(await get(share.id)).toMatchObject({ download_count: 1 });
    expect((await server.json<AssetRead>(`/api/store/asset/${asset.id}`)).download_count).toBeGreaterThan(0);
  });

  it('end at once when the share or its asset goes', async () => {
    const doomed = await server.upload<AssetRead>('doomed.txt', 'x');
    const share = await createShare(server, { asset: doomed.id });
    const link = pathOf(`${share.url}/download`);
    await change('PATCH', share.id, { active: false });
    expect((await server.api(link)).status).toBe(404);
    await change('PATCH', share.id, { active: true });
    expect((await server.api(link)).status).toBe(200);
    await server.api(`/api/store/asset/${doomed.id}`, { method: 'DELETE' });
    expect((await server.api(link)).status).toBe(404);
  });
});
