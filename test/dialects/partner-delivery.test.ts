// Fetching assets by key: who gets them, how they may be kept, and what stands in for those that can not be shown.
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseId } from '../../src/core/index.ts';
import { cutBlobShort, loseBlob } from '../support/blobs.ts';
import { plain } from '../support/images.ts';
import { type CompanyAsset, errorBody, PARTNER, upload } from '../support/partner.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith, pathOf } from '../support/store.ts';
import { restore, trash } from '../support/trash.ts';

const PUBLIC = 'public, max-age=2592000, immutable';
const PRIVATE = 'private, max-age=2592000';
const UNKNOWN = `${PARTNER}/${'A'.repeat(38)}.jpg`;

let server: TestServer;
let photo: Buffer;
let open: CompanyAsset;
let secured: CompanyAsset;
let stranger: string;
beforeAll(async () => {
  server = await startTestServer();
  photo = await plain(1000, 500).jpeg().toBuffer();
  open = await upload(server, 'public', 'open.jpg', photo, { name: 'Übung "1".jpg' });
  secured = await upload(server, 'private', 'secured.jpg', photo);
  stranger = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const get = (url: string, key: string | null = null, headers: Record<string, string> = {}, method = 'GET') =>
  server.api(pathOf(url.startsWith('/') ? server.url + url : url), { key, headers, method });

/** Status, headers that could tell, and body. */
async function answerOf(response: Response) {
  const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers);
  return { status: response.status, headers, body: await response.text() };
}

let made = 0;
/** One whose bytes no other asset has. */
const own = async (visibility: 'public' | 'private'): Promise<CompanyAsset & { sha256: string }> => {
  const bytes = await plain(400, 300, `#0000${(++made + 16).toString(16)}`)
    .png()
    .toBuffer();
  const asset = await upload(server, visibility, 'own.png', bytes);
  const { sha256 } = await server.json<{ sha256: string }>(`/api/store/asset/${asset.id}`);
  return { ...asset, sha256 };
};

describe('a public asset', () => {
  it('is the file itself for everyone, to be shown and kept for thirty days', async () => {
    const response = await get(open.publicURL ?? '');
    expect(response.status).toBe(200);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'cache-control': PUBLIC,
      'content-length': String(photo.length),
      'x-content-type-options': 'nosniff',
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[\da-f]{64}"$/),
      'repr-digest': expect.stringMatching(/^sha-256=:/),
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(headers['content-disposition']).toMatch(/^inline; .*filename\*=UTF-8''%C3%9Cbung%20%221%22\.jpg$/);
    expect(headers).not.toHaveProperty('x-asset-error');
    expect(Buffer.from(await response.arrayBuffer()).equals(photo)).toBe(true);
  });

  it('is the same whatever valid credential comes along, and refused with a wrong one', async () => {
    const anonymous = await answerOf(await get(open.origURL));
    for (const key of [
      server.rootKey,
      stranger,
      await keyWith(server, 'partner:write'),
      await keyWith(server, 'hub:read'),
    ])
      expect(await answerOf(await get(open.origURL, key))).toEqual(anonymous);
    for (const headers of [{ authorization: 'Bearer wrong' }, { 'x-api-key': 'wrong' }, { authorization: 'wrong' }]) {
      const response = await get(open.origURL, null, headers);
      expect([response.status, await response.json()]).toEqual([401, errorBody(401, 'Unauthorized')]);
    }
  });

  it('answers HEAD, conditions and ranges', async () => {
    const head = await get(open.origURL, null, {}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([
      200,
      String(photo.length),
      '',
    ]);
    expect(head.headers.get('cache-control')).toBe(PUBLIC);
    const etag = head.headers.get('etag') ?? '';
    const same = await get(open.origURL, null, { 'if-none-match': etag });
    expect([same.status, same.headers.get('cache-control')]).toEqual([304, PUBLIC]);
    const part = await get(open.origURL, null, { range: 'bytes=10-19' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${photo.length}`]);
    expect(Buffer.from(await part.arrayBuffer()).equals(photo.subarray(10, 20))).toBe(true);
    for (const url of [open.origURL, `${open.origURL}?handleError=true`]) {
      const beyond = await get(url, null, { range: `bytes=${photo.length}-` });
      expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${photo.length}`]);
      expect(await beyond.json()).toEqual(errorBody(416, 'Range Not Satisfiable'));
    }
    const failed = await get(open.origURL, null, { 'if-match': '"other"' });
    expect([failed.status, await failed.json()]).toEqual([412, errorBody(412, 'Precondition Failed')]);
  });

  it('counts as downloaded when the file is fetched, not when a picture is', async () => {
    const { id, origURL, thumbURL } = await own('public');
    await (await get(origURL)).arrayBuffer();
    await (await get(thumbURL ?? '')).arrayBuffer();
    await get(origURL, null, {}, 'HEAD');
    expect(await server.json(`/api/store/asset/${id}`)).toMatchObject({ download_count: 1 });
  });

  it('can not run in a browser', async () => {
    const page = await upload(server, 'public', 'a.html', '<!doctype html><script>alert(1)</script>');
    const response = await get(page.origURL);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('a private asset', () => {
  it('is for who may read in its workspace alone', async () => {
    for (const key of [server.rootKey, await keyWith(server, 'partner:read'), await keyWith(server, 'assets:read')]) {
      const response = await get(secured.origURL, key);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, PRIVATE]);
      expect(response.headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(response.headers.has('access-control-allow-origin')).toBe(false);
      expect(Buffer.from(await response.arrayBuffer()).equals(photo)).toBe(true);
    }
    const anonymous = await get(secured.origURL);
    expect([anonymous.status, await anonymous.json()]).toEqual([401, errorBody(401, 'Unauthorized')]);
    for (const scope of ['partner:write', 'store:read', 'vaults:read'] as const) {
      const response = await get(secured.origURL, await keyWith(server, scope));
      expect([response.status, await response.json()]).toEqual([403, errorBody(403, 'Forbidden')]);
    }
  });

  it('has pictures that are as private', async () => {
    const response = await get(secured.thumbURL ?? '', server.rootKey);
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, PRIVATE]);
    expect((await get(secured.thumbURL ?? '')).status).toBe(401);
    expect((await get(secured.thumbURL ?? '', stranger)).status).toBe(404);
  });

  it('becomes public, and private again, by another dialect', async () => {
    const asset = await own('private');
    const make = (is_public: boolean) =>
      server.json(`/api/store/asset/${asset.id}`, { method: 'PATCH', json: { is_public } });
    await make(true);
    expect((await get(asset.origURL)).headers.get('cache-control')).toBe(PUBLIC);
    await make(false);
    expect((await get(asset.origURL)).status).toBe(401);
  });
});

describe('a key that leads nowhere', () => {
  it('is answered the same whether unknown, malformed or another workspace’s', async () => {
    const missing = await answerOf(await get(UNKNOWN, stranger));
    expect(missing).toMatchObject({ status: 404, headers: { 'cache-control': 'no-store' } });
    expect(JSON.parse(missing.body)).toEqual(errorBody(404, 'Not Found'));
    const [stem = ''] = secured.key.split('.');
    for (const key of [
      secured.key,
      'x',
      secured.id,
      stem,
      `${stem}.`,
      `${stem.toLowerCase()}.jpg`,
      'upload',
      '%00',
      '...',
    ])
      expect([key, await answerOf(await get(`${PARTNER}/${key}`, stranger))]).toEqual([key, missing]);
    const forEveryone = await answerOf(await get(UNKNOWN));
    expect(forEveryone).toEqual(missing);
  });

  it('is that of an asset in the trash, expired or deleted', async () => {
    const [trashed, expired, deleted] = [await own('public'), await own('public'), await own('public')];
    const actor = await server.core.authenticate('store', server.rootKey);
    await trash(server.core, actor, idOf(trashed));
    await server.core.patchAsset(actor, idOf(expired), { expiresAt: Date.now() - 1 });
    await server.core.deleteLiveAsset(actor, idOf(deleted));
    for (const asset of [trashed, expired, deleted])
      for (const key of [null, server.rootKey])
        for (const url of [asset.origURL, asset.thumbURL ?? '']) expect((await get(url, key)).status).toBe(404);
    await restore(server.core, actor, idOf(trashed));
    expect((await get(trashed.origURL)).status).toBe(200);
  });

  it('is not one whose extension is that of earlier bytes', async () => {
    const asset = await own('public');
    const form = new FormData();
    form.append('file', new File(['words now'], 'words.txt', { type: 'text/plain' }));
    await server.json(`/api/store/asset/${asset.id}/content`, { method: 'PUT', body: form });
    const response = await get(asset.origURL);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain']);
    expect(await response.text()).toBe('words now');
  });
});

describe('a picture', () => {
  it('comes in four sizes; any other is refused', async () => {
    for (const size of [200, 500, 800, 1600]) {
      const response = await get(`${open.origURL}?size=${size}`);
      expect([response.status, response.headers.get('cache-control')]).toEqual([200, PUBLIC]);
      expect(response.headers.get('content-type')).toMatch(/^image\//);
      expect((await sharp(await response.arrayBuffer()).metadata()).width).toBe(Math.min(size, 1000));
    }
    for (const size of ['320', '0', '-1', '1e9', '', 'large', '200&size=500', '2.5']) {
      const response = await get(`${open.origURL}?size=${size}`);
      expect([size, response.status, await response.json()]).toEqual([size, 400, errorBody(400, 'Invalid argument')]);
    }
  });

  it('is a 404 where there is nothing to see', async () => {
    const { origURL } = await upload(server, 'public', 'a.bin', Buffer.alloc(100, 7));
    const response = await get(`${origURL}?size=200`);
    expect([response.status, await response.json()]).toEqual([404, errorBody(404, 'Not Found')]);
  });
});

describe('handleError=true', () => {
  const graceful = (url: string) => `${url}${url.includes('?') ? '&' : '?'}handleError=true`;

  async function expectPlaceholder(response: Response, reason: string): Promise<void> {
    expect([response.status, response.headers.get('x-asset-error')]).toEqual([200, reason]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.has('etag')).toBe(false);
    const { format, width, height } = await sharp(await response.arrayBuffer()).metadata();
    expect([format, width, height]).toEqual(['png', 64, 64]);
  }

  it('changes nothing where all is well', async () => {
    for (const url of [open.origURL, open.thumbURL ?? ''])
      expect(await answerOf(await get(graceful(url)))).toEqual(await answerOf(await get(url)));
    expect((await get(`${open.origURL}?handleError=false`)).status).toBe(200);
    expect((await get(`${UNKNOWN}?handleError=false`)).status).toBe(404);
  });

  it('is true or false and nothing else', async () => {
    for (const value of ['', '1', '0', 'yes', 'TRUE', 'null', 'true&handleError=true', 'true%20'])
      for (const url of [open.origURL, UNKNOWN]) {
        const response = await get(`${url}?handleError=${value}`);
        expect([value, response.status, await response.json()]).toEqual([
          value,
          400,
          errorBody(400, 'Invalid argument'),
        ]);
      }
    expect((await get(graceful(`${open.origURL}?size=320`))).status).toBe(400);
  });

  it('gives a neutral picture for what is missing, another workspace’s included', async () => {
    for (const url of [UNKNOWN, `${UNKNOWN}?size=200`, `${PARTNER}/malformed`])
      await expectPlaceholder(await get(graceful(url)), 'not_found');
    const foreign = await answerOf(await get(graceful(secured.origURL), stranger));
    expect(foreign).toEqual(await answerOf(await get(graceful(UNKNOWN), stranger)));
    const head = await get(graceful(UNKNOWN), null, { range: 'bytes=0-1' }, 'HEAD');
    expect([head.status, head.headers.get('x-asset-error'), await head.text()]).toEqual([200, 'not_found', '']);
  });

  it('never hides that credentials are needed, wrong or not enough', async () => {
    for (const url of [secured.origURL, secured.thumbURL ?? '']) {
      expect((await get(graceful(url))).status).toBe(401);
      expect((await get(graceful(url), 'wrong')).status).toBe(401);
      expect((await get(graceful(url), await keyWith(server, 'partner:write'))).status).toBe(403);
    }
    expect((await get(graceful(UNKNOWN), 'wrong')).status).toBe(401);
  });

  it('gives it where there is no picture of the asset', async () => {
    const { origURL } = await upload(server, 'public', 'b.bin', Buffer.alloc(100, 8));
    await expectPlaceholder(await get(graceful(`${origURL}?size=500`)), 'no_picture');
    expect((await get(graceful(origURL))).headers.has('x-asset-error')).toBe(false);
  });

  it('gives it where bytes are missing or damaged, which is an error otherwise', async () => {
    const [missing, short] = [await own('public'), await own('private')];
    await loseBlob(server.core.blobs, missing.sha256);
    await cutBlobShort(server.core.blobs, short.sha256);
    for (const [asset, key] of [
      [missing, null],
      [short, server.rootKey],
    ] as const) {
      const bare = await get(asset.origURL, key);
      expect([bare.status, await bare.json()]).toEqual([500, errorBody(500, 'Internal Server Error')]);
      await expectPlaceholder(await get(graceful(asset.origURL), key), 'unreadable');
      const head = await get(graceful(asset.origURL), key, {}, 'HEAD');
      expect([head.status, head.headers.get('x-asset-error')]).toEqual([200, 'unreadable']);
    }
    // Its pictures were not made before, and can not be made now.
    await expectPlaceholder(await get(graceful(missing.mediumURL ?? '')), 'unreadable');
    expect((await get(missing.mediumURL ?? '')).status).toBe(500);
  });
});

const idOf = ({ id }: CompanyAsset) => {
  const parsed = parseId(id);
  if (!parsed) throw new Error(`${id} is no id`);
  return parsed;
};
