import { randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { type AssetPage, type AssetRead, createFolder, pathOf, refusedFields } from '../support/store.ts';

const LIMIT_BYTES = 1_000_000;
/** Of the database. */
const OTHER_FILES = /^(vitrine\.sqlite|worker-)/;

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({
    settings: {
      VITRINE_MAX_UPLOAD_BYTES: String(LIMIT_BYTES),
      VITRINE_SWEEP_GRACE_SECONDS: '0',
      // Makes no pictures, which would be bytes beside those of the assets.
      VITRINE_WORKER: 'false',
    },
  });
});
afterAll(() => server[Symbol.asyncDispose]());

const send = (body: FormData | string, query = '', headers: Record<string, string> = {}) =>
  server.api(`/api/store/asset/upload${query}`, { method: 'POST', body, headers });
const countAssets = async () => (await server.json<AssetPage>('/api/store/asset/?limit=1')).collection_total;

/** Unfinished files, and bytes that no asset has, once the sweep has been there. */
async function leftovers(): Promise<string[]> {
  await server.core.sweepBlobs();
  const { items } = await server.json<AssetPage>('/api/store/asset/?limit=250');
  const known = new Set(items.map(({ sha256 }) => sha256));
  const entries = await readdir(server.dataFolder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  return files.filter((name) => !known.has(name) && !OTHER_FILES.test(name));
}

const openDescriptors = async () => (await readdir('/proc/self/fd')).length;

describe('an upload', () => {
  it('answers 201 with the record and where it is', async () => {
    const response = await send(formWith('a.txt', 'hello'));
    expect(response.status).toBe(201);
    const asset = (await response.json()) as AssetRead;
    expect(response.headers.get('location')).toBe(`${server.url}/api/store/asset/${asset.id}`);
    expect(asset).toMatchObject({ name: 'a.txt', size: 5, folder: null, mime_type: 'text/plain' });
    expect(await (await server.api(pathOf(asset.download_url))).text()).toBe('hello');
  });

  it('takes fields before and after the file', async () => {
    const form = new FormData();
    form.append('name', 'renamed.txt');
    form.append('tags', '["a, b","c"]');
    form.append('anything', 'else');
    form.append('file', new File(['x'], 'sent.txt'));
    form.append('description', 'D');
    form.append('metadata', '{"n":1}');
    form.append('is_public', 'true');
    expect(await (await send(form)).json()).toMatchObject({
      name: 'renamed.txt',
      tags: ['a, b', 'c'],
      description: 'D',
      metadata: { n: 1 },
      is_public: true,
    });
  });

  it('takes the first part that has a file name, whatever it is called', async () => {
    const form = new FormData();
    form.append('blob', new File(['first'], 'first.txt'));
    form.append('file', new File(['second'], 'second.txt'));
    expect(await (await send(form)).json()).toMatchObject({ name: 'first.txt', size: 5 });
  });

  it('goes into a folder', async () => {
    const folder = await createFolder(server, 'target');
    const asset = await server.upload<AssetRead>('a.txt', 'a', `?folder=${folder.id}&hydrate=false`);
    expect(asset.folder).toBe(folder.id);
    for (const unknown of ['0'.repeat(24), 'nowhere'])
      expect((await send(formWith('a.txt', 'a'), `?folder=${unknown}`)).status).toBe(404);
  });

  it('may be empty', async () => {
    const asset = await server.upload<AssetRead>('empty.bin', '');
    expect(asset.size).toBe(0);
    const response = await server.api(pathOf(asset.download_url));
    expect([response.status, await response.text()]).toEqual([200, '']);
  });

  it('is refused without a file, with broken fields, and when it is no form', async () => {
    const before = await countAssets();
    const none = new FormData();
    none.append('name', 'x');
    expect(await refusedFields(await send(none))).toEqual(['file']);
    // What a browser sends for a file field that nobody filled.
    const empty =
      '--b\r\nContent-Disposition: form-data; name="file"; filename=""\r\nContent-Type: a/b\r\n\r\n\r\n--b--\r\n';
    const unfilled = await send(empty, '', { 'content-type': 'multipart/form-data; boundary=b' });
    expect(await refusedFields(unfilled)).toEqual(['file']);
    for (const [field, value] of [
      ['metadata', '{'],
      ['metadata', '[]'],
      ['metadata', '{"__proto__":1}'],
      ['tags', '[1]'],
      ['is_public', 'perhaps'],
    ] as const) {
      expect(await refusedFields(await send(formWith('a.txt', 'a', { [field]: value })))).toEqual([field]);
      const after = formWith('a.txt', 'a');
      after.append(field, value);
      expect(await refusedFields(await send(after))).toEqual([field]);
    }
    expect((await send('{}', '', { 'content-type': 'application/json' })).status).toBe(415);
    expect((await send('x', '', { 'content-type': 'multipart/form-data; boundary=b' })).status).toBe(422);
    expect((await send('x', '', { 'content-type': 'multipart/form-data' })).status).toBeGreaterThanOrEqual(400);
    expect(await countAssets()).toBe(before);
  });

  it('creates nothing more when it is repeated with its idempotency key', async () => {
    const key = randomBytes(8).toString('hex');
    const first = (await (await send(formWith('a.txt', 'once'), '', { 'idempotency-key': key })).json()) as AssetRead;
    const before = await countAssets();
    const again = await send(formWith('b.txt', 'other'), '', { 'idempotency-key': key });
    expect(again.status).toBe(201);
    expect(await again.json()).toEqual(first);
    const many = await Promise.all(
      Array.from({ length: 20 }, () => send(formWith('c.txt', 'c'), '', { 'idempotency-key': `${key}-2` })),
    );
    const ids = await Promise.all(many.map(async (response) => ((await response.json()) as AssetRead).id));
    expect(new Set(ids).size).toBe(1);
    expect(await countAssets()).toBe(before + 1);
    expect(await refusedFields(await send(formWith('a', 'a'), '', { 'idempotency-key': 'x'.repeat(300) }))).toEqual([
      'idempotency-key',
    ]);
  });
});

describe('the limit of an upload', () => {
  it('lets a file of exactly that size through, and not one byte more', async () => {
    const asset = await server.upload<AssetRead>('full.bin', Buffer.alloc(LIMIT_BYTES, 1));
    expect(asset.size).toBe(LIMIT_BYTES);
    const before = await countAssets();
    const response = await send(formWith('over.bin', Buffer.alloc(LIMIT_BYTES + 1, 2)));
    expect(response.status).toBe(413);
    expect(await response.json()).toEqual({ detail: expect.any(String) });
    expect(await countAssets()).toBe(before);
    expect(await leftovers()).toEqual([]);
  });

  it('answers 413 while the client is still sending', async () => {
    const { socket, answer } = openUpload();
    const chunk = Buffer.alloc(64 * 1024, 7).toString('latin1');
    const started = Date.now();
    while (!answer.text.includes('{"detail":') && Date.now() - started < 60_000) {
      socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`, 'latin1');
      await sleep(1);
    }
    await sleep(100);
    socket.destroy();
    expect(answer.text).toMatch(/^HTTP\/1\.1 413 /);
    expect(answer.text).toContain('{"detail":');
    expect(await leftovers()).toEqual([]);
  });
});

describe('an upload whose client leaves', () => {
  it('leaves no record, no bytes and no descriptor', async () => {
    const [assets, descriptors] = [await countAssets(), await openDescriptors()];
    await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const { socket } = openUpload();
        const chunk = 'x'.repeat(1 + i * 3_000);
        socket.write(`${chunk.length.toString(16)}\r\n${chunk}\r\n`);
        await sleep(20 + i);
        if (i % 2) socket.resetAndDestroy();
        else socket.destroy();
      }),
    );
    await expect.poll(openDescriptors).toBeLessThanOrEqual(descriptors + 5);
    expect(await countAssets()).toBe(assets);
    await expect.poll(leftovers).toEqual([]);
  });
});

/** A raw connection on which a form with a file has begun; everything written on goes into the file. */
function openUpload() {
  const { port, hostname } = new URL(server.url);
  const socket = connect(Number(port), hostname);
  const answer = { text: '' };
  socket.on('error', () => undefined);
  socket.on('data', (data) => {
    answer.text += data.toString('latin1');
  });
  const head = '--b\r\nContent-Disposition: form-data; name="file"; filename="big.bin"\r\n\r\n';
  socket.write(
    `POST /api/store/asset/upload HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${server.rootKey}\r\nContent-Type: multipart/form-data; boundary=b\r\nTransfer-Encoding: chunked\r\n\r\n${head.length.toString(16)}\r\n${head}\r\n`,
  );
  return { socket, answer };
}
