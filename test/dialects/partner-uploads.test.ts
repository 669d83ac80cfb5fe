import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf } from '../support/documents.ts';
import { plain, svg } from '../support/images.ts';
import { type CompanyAsset, errorBody, PARTNER, picturesOf, post, upload } from '../support/partner.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { type AssetPage, type AssetRead, pathOf } from '../support/store.ts';

const LIMIT_BYTES = 1_000_000;
/** Of the database. */
const OTHER_FILES = /^(vitrine\.sqlite|worker-)/;
const INVALID = errorBody(400, 'Invalid argument');

let server: TestServer;
let photo: Buffer;
beforeAll(async () => {
  server = await startTestServer({
    settings: { VITRINE_MAX_UPLOAD_BYTES: String(LIMIT_BYTES), VITRINE_SWEEP_GRACE_SECONDS: '0' },
  });
  photo = await plain(2000, 1000).jpeg().toBuffer();
});
afterAll(() => server[Symbol.asyncDispose]());

const countAssets = async () => (await server.json<AssetPage>('/api/store/asset/?limit=1')).collection_total;

/** The names of all bytes, finished or not. */
async function listFiles(): Promise<string[]> {
  const entries = await readdir(server.dataFolder, { recursive: true, withFileTypes: true });
  const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return names.filter((name) => !OTHER_FILES.test(name));
}

/** To be asked what has come since, once the sweep has been there. */
async function takeStock() {
  const [assets, files] = [await countAssets(), new Set(await listFiles())];
  return async () => {
    await server.core.sweepBlobs();
    return { assets: (await countAssets()) - assets, files: (await listFiles()).filter((name) => !files.has(name)) };
  };
}
const NOTHING = { assets: 0, files: [] };

describe('an uploaded photo', () => {
  it('is answered with every field of a CompanyAsset', async () => {
    const before = Date.now();
    const asset = await upload(server, 'private', 'sent.jpg', photo, { name: 'Beach', assetType: 'Photo' });
    const url = `${server.url}${PARTNER}/${asset.key}`;
    expect(asset).toEqual({
      id: expect.stringMatching(/^[\da-f]{24}$/),
      companyId: server.core.instance.workspace.id,
      created: expect.any(Number),
      modified: asset.created,
      deleted: false,
      updated: false,
      name: 'Beach',
      key: expect.stringMatching(/^[\w-]{38}\.jpg$/),
      type: 'Photo',
      assetType: 'Photo',
      publicURL: null,
      active: true,
      priority: 0,
      secured: true,
      thumbURL: `${url}?size=200`,
      mediumURL: `${url}?size=500`,
      largeURL: `${url}?size=800`,
      largeX2URL: `${url}?size=1600`,
      origURL: url,
      platformFileUrl: url,
    });
    expect(asset.created).toBeGreaterThanOrEqual(before);
    expect(asset.created).toBeLessThanOrEqual(Date.now());
  });

  it('has a public URL and needs no credentials when it was sent to the public address', async () => {
    const asset = await upload(server, 'public', 'open.png', await plain(40, 20).png().toBuffer());
    expect(asset).toMatchObject({ secured: false, publicURL: asset.origURL, type: 'Photo' });
    expect(asset.key).toMatch(/\.png$/);
    expect((await fetch(asset.origURL)).status).toBe(200);
  });

  it('has pictures as soon as it is answered, which fit into their squares and are not enlarged', async () => {
    const { thumbURL, mediumURL, largeURL, largeX2URL } = await upload(server, 'public', 'a.jpg', photo);
    const sizes = [];
    for (const url of [thumbURL, mediumURL, largeURL, largeX2URL]) {
      const response = await fetch(url ?? '');
      expect(response.status).toBe(200);
      const { width, height } = await sharp(await response.arrayBuffer()).metadata();
      sizes.push([width, height]);
    }
    expect(sizes).toEqual([
      [200, 100],
      [500, 250],
      [800, 400],
      [1600, 800],
    ]);
    const small = await upload(server, 'public', 'small.png', await plain(40, 20).png().toBuffer());
    const { width } = await sharp(await (await fetch(small.largeX2URL ?? '')).arrayBuffer()).metadata();
    expect(width).toBe(40);
  });

  it('is the same asset in the store dialect', async () => {
    const { id } = await upload(server, 'public', 'shared.jpg', photo, { name: 'Shared.jpg' });
    const asset = await server.json<AssetRead>(`/api/store/asset/${id}`);
    expect(asset).toMatchObject({ name: 'Shared.jpg', is_public: true, mime_type: 'image/jpeg', width: 2000 });
    const bytes = Buffer.from(await (await server.api(pathOf(asset.download_url))).arrayBuffer());
    expect(bytes.equals(photo)).toBe(true);
  });
});

describe('the type of an upload', () => {
  it('is what the sender says in any case, else what the bytes are', async () => {
    for (const [said, type] of [
      ['photo', 'Photo'],
      ['PHOTO', 'Photo'],
      ['document', 'Document'],
      ['dOCUMENT', 'Document'],
      [undefined, 'Photo'],
    ] as const) {
      const fields: Record<string, string> = said === undefined ? {} : { assetType: said };
      expect(await upload(server, 'private', 'a.jpg', photo, fields)).toMatchObject({ type, assetType: type });
    }
    for (const [name, bytes] of [
      ['a.pdf', pdfOf(['words'])],
      ['a.txt', 'words'],
      ['a.bin', randomBytes(100)],
    ] as const)
      expect((await upload(server, 'private', name, bytes)).type).toBe('Document');
    const drawing = svg(10, 10, '<rect width="5" height="5"/>');
    expect((await upload(server, 'private', 'a.svg', drawing)).type).toBe('Photo');
  });

  it('is refused when it is another, and for a photo that is no image, before or after the file', async () => {
    const added = await takeStock();
    for (const said of ['', ' ', 'Video', 'Photo,Document', 'photos', '0', 'null', 'Photo ']) {
      for (const isAfter of [false, true]) {
        const form = formWith('a.txt', `refused as ${said}`, isAfter ? {} : { assetType: said });
        if (isAfter) form.append('assetType', said);
        const response = await post(server, 'private', form);
        expect([said, response.status]).toEqual([said, 400]);
        const body = (await response.json()) as { message: string };
        expect(body).toEqual(INVALID);
        expect(body.message).toContain('assetType');
      }
    }
    const called = new FormData();
    called.append('assetType', 'Photo');
    called.append('file', new File(['hello'], 'x.jpg', { type: 'image/jpeg' }));
    const text = await post(server, 'public', called);
    expect([text.status, await text.json()]).toEqual([400, INVALID]);
    const noImage = await post(server, 'public', formWith('a.pdf', pdfOf(['no image']), { assetType: 'Photo' }));
    expect([noImage.status, await noImage.json()]).toEqual([400, INVALID]);
    expect(await added()).toEqual(NOTHING);
  });

  it('tells the extension of the key by the bytes, never by the name', async () => {
    for (const [name, bytes, extension] of [
      ['picture.exe', photo, 'jpg'],
      ['page.html', pdfOf(['x']), 'pdf'],
      ['no extension', 'plain words', 'bin'],
      ['words.txt', 'plain words', 'txt'],
      ['words.jpg', 'plain words', 'txt'],
      ['odd.j%20p/g?x=1', photo, 'jpg'],
    ] as const)
      expect((await upload(server, 'private', name, bytes)).key).toMatch(new RegExp(`^[\\w-]{38}\\.${extension}$`));
  });
});

describe('the pictures of a document', () => {
  it('are there for a PDF, and every URL that is not null answers', async () => {
    const asset = await upload(server, 'public', 'a.pdf', pdfOf(['First page']));
    for (const url of Object.values(picturesOf(asset))) expect((await fetch(url ?? '')).status).toBe(200);
    expect((await fetch(asset.platformFileUrl)).headers.get('content-type')).toBe('application/pdf');
  });

  it('are null where there is nothing to see, and where an image is damaged', async () => {
    const none = { thumbURL: null, mediumURL: null, largeURL: null, largeX2URL: null };
    expect(picturesOf(await upload(server, 'private', 'a.bin', randomBytes(2_000)))).toEqual(none);
    const broken = Buffer.concat([photo.subarray(0, 24), Buffer.alloc(500)]);
    const asset = await upload(server, 'public', 'broken.jpg', broken, { assetType: 'Photo' });
    expect(asset).toMatchObject({ ...none, type: 'Photo' });
    expect((await fetch(asset.origURL)).status).toBe(200);
  });
});

describe('an upload', () => {
  it('takes its name before or after the file, and the file’s own where there is none', async () => {
    const form = new FormData();
    form.append('assetType', 'document');
    form.append('anything', 'else');
    form.append('upload', new File(['x'], 'sent.txt'));
    form.append('name', 'Contract 2026.txt');
    const response = await post(server, 'private', form);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ name: 'Contract 2026.txt', type: 'Document' });
    for (const fields of [{}, { name: '' }, { name: '  ' }])
      expect((await upload(server, 'private', 'sent.txt', 'x', fields)).name).toBe('sent.txt');
  });

  it('is refused without a file, and when it is no form', async () => {
    const before = await countAssets();
    const none = new FormData();
    none.append('name', 'x');
    for (const visibility of ['private', 'public'] as const) {
      const response = await post(server, visibility, none);
      expect([response.status, await response.json()]).toEqual([400, INVALID]);
    }
    const multipart = { headers: { 'content-type': 'multipart/form-data; boundary=b' } };
    const broken = await post(server, 'private', 'x', multipart);
    expect([broken.status, await broken.json()]).toEqual([400, INVALID]);
    const json = await post(server, 'private', '{}', { headers: { 'content-type': 'application/json' } });
    expect([json.status, await json.json()]).toEqual([415, errorBody(415, 'Unsupported Media Type')]);
    expect(await countAssets()).toBe(before);
  });

  it('creates nothing more when it is repeated with its idempotency key', async () => {
    const headers = { 'idempotency-key': randomBytes(8).toString('hex') };
    const send = (text: string) => post(server, 'public', formWith('a.txt', text), { headers });
    const first = (await (await send('once')).json()) as CompanyAsset;
    const before = await countAssets();
    const repeats = await Promise.all(Array.from({ length: 10 }, (_, i) => send(`again ${i}`)));
    for (const repeat of repeats) expect([repeat.status, await repeat.json()]).toEqual([200, first]);
    expect(await countAssets()).toBe(before);
    const other = (await (await post(server, 'private', formWith('a.txt', 'x'), { headers })).json()) as CompanyAsset;
    expect(other.id).not.toBe(first.id);
    expect(other.secured).toBe(true);
    await server.json(`/api/store/asset/${first.id}`, { method: 'PATCH', json: { description: 'changed' } });
    expect(await (await send('once')).json()).toMatchObject({ id: first.id, updated: true });
    await server.api(`/api/store/asset/${first.id}`, { method: 'DELETE' });
    const gone = await send('once');
    expect([gone.status, await gone.json()]).toEqual([409, errorBody(409, 'Conflict')]);
    const long = await post(server, 'private', formWith('a', 'a'), { headers: { 'idempotency-key': 'x'.repeat(300) } });
    expect([long.status, await long.json()]).toEqual([400, INVALID]);
  });

  it('has the links of the public URL where one is set', async () => {
    await using behind = await startTestServer({ settings: { VITRINE_PUBLIC_URL: 'https://dam.example/files/' } });
    const { origURL, thumbURL, key } = await upload(behind, 'public', 'a.jpg', photo);
    expect(origURL).toBe(`https://dam.example/files${PARTNER}/${key}`);
    expect(thumbURL).toBe(`${origURL}?size=200`);
  });
});

describe('the limit of an upload', () => {
  it('lets a file of exactly that size through, and not one byte more', async () => {
    const full = await upload(server, 'private', 'full.bin', Buffer.alloc(LIMIT_BYTES, 1));
    expect((await server.api(pathOf(full.origURL))).headers.get('content-length')).toBe(String(LIMIT_BYTES));
    const added = await takeStock();
    const response = await post(server, 'private', formWith('over.bin', Buffer.alloc(LIMIT_BYTES + 1, 2)));
    expect([response.status, await response.json()]).toEqual([413, errorBody(413, 'Payload Too Large')]);
    expect(await added()).toEqual(NOTHING);
  });
});

describe('an upload whose client leaves', () => {
  it('leaves no record and no bytes', async () => {
    const added = await takeStock();
    const { port, hostname } = new URL(server.url);
    const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n\r\n';
    await Promise.all(
      Array.from({ length: 10 }, async (_, i) => {
        const socket = connect(Number(port), hostname).on('error', () => undefined);
        socket.write(
          `POST ${PARTNER}/upload/public HTTP/1.1\r\nHost: x\r\npartner_key: ${server.rootKey}\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n${head.length.toString(16)}\r\n${head}\r\n`,
        );
        const chunk = 'x'.repeat(1 + i * 5_000);
        socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
        await sleep(20 + i);
        socket.resetAndDestroy();
      }),
    );
    await expect.poll(added).toEqual(NOTHING);
  });
});

describe('many uploads at once', () => {
  it('all get pictures, also where the decoders are too busy to look at each at once', async () => {
    const photos = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        plain(300, 200, `#${(i + 0x101010).toString(16)}`)
          .png()
          .toBuffer(),
      ),
    );
    const assets = await Promise.all(photos.map((bytes) => upload(server, 'public', 'one of many.png', bytes)));
    expect(new Set(assets.map(({ key }) => key)).size).toBe(photos.length);
    for (const { thumbURL } of assets) expect((await fetch(thumbURL ?? '')).status).toBe(200);
  });
});

describe('a photo that tells where it was taken', () => {
  it('tells it in the file alone, not in any picture of it', async () => {
    const bytes = await readFile(new URL('../fixtures/image/gps.jpg', import.meta.url));
    expect(bytes.includes('Exif')).toBe(true);
    const asset = await upload(server, 'public', 'gps.jpg', bytes, { assetType: 'photo' });
    expect(Buffer.from(await (await fetch(asset.origURL)).arrayBuffer()).equals(bytes)).toBe(true);
    for (const url of Object.values(picturesOf(asset))) {
      const picture = Buffer.from(await (await fetch(url ?? '')).arrayBuffer());
      const { exif, xmp, iptc, width = 0 } = await sharp(picture).metadata();
      expect(width).toBeGreaterThan(0);
      expect([exif, xmp, iptc]).toEqual([undefined, undefined, undefined]);
      expect(picture.includes('Exif') || picture.includes('GPS')).toBe(false);
    }
  });
});
