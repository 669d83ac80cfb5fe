// Pictures of assets made on request by the store dialect: of public ones, for readers, and for recipients of shares.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plain } from '../support/images.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { type AssetRead, createFolder, createShare, pathOf, refusedFields, type ShareRead } from '../support/store.ts';

let server: TestServer;
let open: AssetRead;
let closed: AssetRead;
beforeAll(async () => {
  server = await startTestServer();
  const photo = await plain(2000, 1000).jpeg().toBuffer();
  closed = await server.upload('Closed.JPG', photo);
  const { id } = await server.upload('Open.jpg', photo);
  open = await server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { is_public: true } });
});
afterAll(() => server[Symbol.asyncDispose]());

const sizeOf = async (response: Response): Promise<string> => {
  if (!response.ok) return String(response.status);
  const { width, height, format } = await sharp(Buffer.from(await response.arrayBuffer())).metadata();
  return `${width}x${height} ${format}`;
};
const content = (asset: AssetRead, query: string, init = {}) => server.api(`${pathOf(asset.url)}?${query}`, init);
const countOf = async (id: string) => (await server.json<AssetRead>(`/api/store/asset/${id}`)).download_count;
const visit = (url: string, init: RequestInit = {}) => fetch(url, { redirect: 'manual', ...init });

describe('the content of an asset', () => {
  it('is transformed for everyone where it is public, else for readers', async () => {
    const query = 'w=100&h=80&f=png';
    expect(await sizeOf(await content(open, query, { key: null }))).toBe('100x80 png');
    expect((await content(closed, query, { key: null })).status).toBe(401);
    expect(await sizeOf(await content(closed, query))).toBe('100x80 png');
  });

  it('is negotiated, named, cached and counted like the file', async () => {
    const before = await countOf(closed.id);
    const headers = { accept: 'image/webp' };
    const response = await content(closed, 'w=90', { headers });
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'image/webp',
      'content-disposition': `inline; filename="Closed.webp"; filename*=UTF-8''Closed.webp`,
      'cache-control': 'private, no-cache',
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      vary: 'Accept',
    });
    expect(await sizeOf(response)).toBe('90x45 webp');
    const etag = response.headers.get('etag') ?? '';
    const again = await content(closed, 'w=90', { headers: { ...headers, 'if-none-match': etag } });
    expect([again.status, again.headers.get('vary')]).toEqual([304, 'Accept']);
    expect((await content(closed, 'w=90', { headers, method: 'HEAD' })).status).toBe(200);
    expect(await countOf(closed.id)).toBe(before + 1);
  });

  it('is a 422 naming the parameter for a bad value, also where it asks for too much', async () => {
    for (const [query, field] of [
      ['w=x', 'w'],
      ['w=1&w=1', 'w'],
      ['q=5&quality=5', 'quality'],
      ['g=n&crop=auto', 'crop'],
      ['page=2', 'page'],
      ['h=5000', 'h'],
    ] as const)
      expect([query, await refusedFields(await content(closed, query))]).toEqual([query, [field]]);
    expect((await content(closed, 'w=x', { key: null })).status).toBe(401);
  });

  it('is a 404 where there is no picture', async () => {
    const asset = await server.upload<AssetRead>('a.bin', Uint8Array.of(1, 2, 3, 0, 255));
    expect((await content(asset, 'w=10')).status).toBe(404);
    expect((await content(asset, 'v=10')).status).toBe(200);
  });
});

describe('the thumbnail of an asset', () => {
  it('is there in five sizes, and no download', async () => {
    const before = await countOf(closed.id);
    const thumbnail = (query: string, init = {}) => server.api(`/api/store/asset/${closed.id}/thumbnail${query}`, init);
    expect(await sizeOf(await thumbnail(''))).toBe('320x160 webp');
    for (const size of [200, 320, 500, 800, 1600])
      expect(await sizeOf(await thumbnail(`?size=${size}`))).toBe(`${size}x${size / 2} webp`);
    for (const size of ['0', '321', 'x', '', '1600.5', '-200'])
      expect([size, await refusedFields(await thumbnail(`?size=${size}`))]).toEqual([size, ['size']]);
    expect((await thumbnail('?size=800', { key: null })).status).toBe(401);
    expect(await countOf(closed.id)).toBe(before);
  });
});

describe('a share', () => {
  const shareOf = (id: string): Promise<ShareRead> => server.json(`/api/share/${id}`);

  it('shows its file in the size asked for, or has it downloaded so', async () => {
    const { id, url } = await createShare(server, { asset: closed.id });
    const shown = await visit(`${url}/download?view=true&w=100&f=png`);
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="Closed.png"/);
    expect(await sizeOf(shown)).toBe('100x50 png');
    const file = await visit(`${url}/files/${closed.id}/download?h=20&f=jpg`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="Closed.jpg"/);
    expect(await sizeOf(file)).toBe('40x20 jpeg');
    expect((await shareOf(id)).download_count).toBe(2);
  });

  it('says what is wrong with a transform on a page, once its password is given', async () => {
    const { url } = await createShare(server, { asset: closed.id });
    const response = await visit(`${url}/download?w=0`);
    expect([response.status, response.headers.get('content-type')]).toEqual([422, 'text/html; charset=utf-8']);
    const locked = await createShare(server, { asset: closed.id, password: 'a password' });
    expect((await visit(`${locked.url}/download?w=0`)).status).toBe(403);
    expect((await visit(`${locked.url}/files/${closed.id}/thumbnail?size=1600`)).status).toBe(403);
  });

  it('takes no transform for a whole folder', async () => {
    const folder = await createFolder(server, 'Pictures');
    const inside = await server.upload('in.png', await plain(40, 40).png().toBuffer(), `?folder=${folder.id}`);
    const { url } = await createShare(server, { folder: folder.id });
    expect((await visit(`${url}/download?w=10`)).status).toBe(404);
    expect((await visit(`${url}/download`)).headers.get('content-type')).toBe('application/zip');
    expect(await sizeOf(await visit(`${url}/files/${inside.id}/download?view=true&w=10&f=gif`))).toBe('10x10 gif');
  });

  it('with a limit counts pictures as downloads', async () => {
    const { id, url } = await createShare(server, { asset: closed.id, max_downloads: 2 });
    const path = `${url}/download?view=true&w=500&f=webp`;
    expect((await visit(path, { method: 'HEAD' })).status).toBe(200);
    expect((await shareOf(id)).download_count).toBe(0);
    const first = await visit(path, { headers: { range: 'bytes=10-' } });
    const [cookie = ''] = (first.headers.get('set-cookie') ?? '').split(';');
    expect([first.status, await sizeOf(first)]).toEqual([200, '500x250 webp']);
    expect((await visit(path)).status).toBe(200);
    expect((await shareOf(id)).download_count).toBe(2);
    expect((await visit(path)).status).toBe(410);
    expect((await visit(path.replace('500', '501'))).status).toBe(410);
    const rest = (width: number) =>
      visit(path.replace('500', String(width)), { headers: { range: 'bytes=10-', cookie } });
    expect([(await rest(500)).status, (await rest(501)).status]).toEqual([206, 410]);
  });

  it('with a limit shows small pictures alone', async () => {
    const limited = await createShare(server, { asset: closed.id, max_downloads: 1 });
    const free = await createShare(server, { asset: closed.id });
    const thumbnail = (url: string, size: number) => visit(`${url}/files/${closed.id}/thumbnail?size=${size}`);
    const statuses = async (url: string) =>
      Promise.all([200, 320, 500, 1600].map(async (size) => (await thumbnail(url, size)).status));
    expect(await statuses(limited.url)).toEqual([200, 200, 403, 403]);
    expect(await statuses(free.url)).toEqual([200, 200, 200, 200]);
    const pages = await Promise.all([limited.url, free.url].map(async (url) => (await visit(url)).text()));
    expect(pages.map((page) => page.includes('size=1600 1600w'))).toEqual([false, true]);
    for (const [, link = ''] of pages.join().matchAll(/ src(?:set)?="([^" ]*)/g))
      expect([link, (await visit(server.url + link)).status]).toEqual([link, 200]);
  });
});

describe('the OpenAPI documents', () => {
  it.each([
    ['store', '/api/store/asset/{id}/content'],
    ['store', '/s/{token}/download'],
    ['vaults', '/v/{slug}/{partition}/{collection}/{channel}/{filename}'],
  ])('of %s describe every parameter of %s', async (dialect, path) => {
    type Parameters = { readonly name: string; readonly description?: string }[];
    const { paths } = await server.json<{ paths: Record<string, { get: { parameters: Parameters } }> }>(
      `/openapi/${dialect}.json`,
    );
    const described = (paths[path]?.get.parameters ?? [])
      .filter(({ description }) => description)
      .map(({ name }) => name);
    const names =
      'w h dpr fit format f quality q blur sharpen rotate rt flip grayscale crop gravity g bg border radius page';
    expect(described).toEqual(expect.arrayContaining(names.split(' ')));
  });
});
