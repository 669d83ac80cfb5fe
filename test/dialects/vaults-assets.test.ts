// The assets of a vault, over the wire: the dialect's document, its rules, hostile names, tags and metadata.
import { readdir } from 'node:fs/promises';
import { Agent, request as httpRequest } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import { fromBase32, SYSTEM } from '../../src/core/index.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { restore, trash } from '../support/trash.ts';
import {
  type AssetJson,
  CHANNEL,
  errorOf,
  makeKey,
  makeVault,
  type PageJson,
  post,
  upload,
  type VaultJson,
} from '../support/vaults.ts';

let server: TestServer;
let vault: VaultJson;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_MAX_UPLOAD_BYTES: '100000' } });
  vault = await makeVault(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const assetsUrl = (of: VaultJson = vault) => `/api/v1/vaults/${of.id}/assets`;
const idOf = (asset: { id: string }): Id => {
  const id = fromBase32(asset.id.replace(/^\w+?_/, ''));
  if (!id) throw new Error(`${asset.id} is no id`);
  return id;
};
const countOf = async (of: VaultJson) => (await server.json<VaultJson>(`/api/v1/vaults/${of.id}`)).asset_count;

describe('uploading', () => {
  it('answers as the document prints it', async () => {
    const response = await post(server, vault, 'photo.jpg');
    expect(response.status).toBe(201);
    const asset = (await response.json()) as AssetJson;
    expect(asset).toEqual({
      id: expect.stringMatching(/^asset_[0-9a-hjkmnp-tv-z]{20}$/),
      vault_id: vault.id,
      partition: 'marketing',
      collection: 'blog',
      channel: 'hero-images',
      filename: 'photo.jpg',
      r2_key: `${vault.id}/marketing/blog/hero-images/${asset.id}_photo.jpg`,
      size: 18,
      mime_type: expect.any(String),
      width: null,
      height: null,
      metadata: '{}',
      tags: '[]',
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
    });
    expect(await server.json(`${assetsUrl()}/${asset.id}`)).toEqual(asset);
  });

  it('takes fields before and after the file, and the file under any name', async () => {
    const form = new FormData();
    form.append('partition', 'a');
    form.append('anything', new File(['x'], 'sent.txt'));
    form.append('collection', 'b');
    form.append('channel', 'c');
    form.append('filename', 'after.txt');
    form.append('tags', '["one","two"]');
    form.append('metadata', '{"alt":"x"}');
    const asset = await server.json<AssetJson>(assetsUrl(), { method: 'POST', body: form });
    expect(asset).toMatchObject({ partition: 'a', filename: 'after.txt', tags: '["one","two"]' });
    expect(asset.metadata).toBe('{"alt":"x"}');
  });

  it.each([
    ['partition', { partition: '' }],
    ['partition', { partition: 'A' }],
    ['partition', { partition: 'a b' }],
    ['partition', { partition: '..' }],
    ['partition', { partition: 'a/b' }],
    ['partition', { partition: 'a\n' }],
    ['partition', { partition: 'ä' }],
    ['collection', { collection: '-a' }],
    ['collection', { collection: 'a-' }],
    ['collection', { collection: 'a_b' }],
    ['channel', { channel: 'a'.repeat(65) }],
    ['channel', { channel: 'a\0b' }],
    ['metadata', { metadata: '' }],
    ['metadata', { metadata: '[]' }],
    ['metadata', { metadata: 'null' }],
    ['metadata', { metadata: '"x"' }],
    ['metadata', { metadata: '{' }],
    ['metadata', { metadata: '{"__proto__":{"a":1}}' }],
    ['metadata', { metadata: `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}` }],
    ['metadata', { metadata: JSON.stringify({ a: 'x'.repeat(70_000) }) }],
    ['tags', { tags: 'a,b' }],
    ['tags', { tags: '{}' }],
    ['tags', { tags: '"a"' }],
    ['tags', { tags: '[1]' }],
    ['tags', { tags: '[null]' }],
    ['tags', { tags: JSON.stringify(['x'.repeat(300)]) }],
    ['tags', { tags: JSON.stringify(Array.from({ length: 300 }, (_, n) => `t${n}`)) }],
  ])('refuses a bad %s (case %#) naming it, before or after the file, and keeps nothing', async (field, fields) => {
    const fresh = await makeVault(server);
    const after = new FormData();
    after.append('file', new File(['x'], 'x.txt'));
    for (const [name, value] of Object.entries({ ...CHANNEL, ...fields })) after.append(name, value);
    for (const body of [formWith('x.txt', 'x', { ...CHANNEL, ...fields }), after]) {
      const response = await server.api(assetsUrl(fresh), { method: 'POST', body });
      expect(response.status).toBe(400);
      const error = await errorOf(response);
      expect(error).toMatchObject({ code: 'INVALID_PARAMS', status: 400 });
      expect(error.message).toContain(field);
    }
    expect(await countOf(fresh)).toBe(0);
    expect(await server.json(assetsUrl(fresh))).toEqual({ data: [], cursor: null, has_more: false });
  });

  it.each(['partition', 'collection', 'channel', 'file'])('refuses a form without %s', async (missing) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(CHANNEL)) if (name !== missing) form.append(name, value);
    if (missing !== 'file') form.append('file', new File(['x'], 'missing.txt'));
    const response = await server.api(assetsUrl(), { method: 'POST', body: form });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain(missing);
  });

  it('takes the longest component and refuses one more character', async () => {
    const longest = `a${'-'.repeat(62)}z`;
    expect((await upload(server, vault, 'l.txt', { channel: longest })).channel).toBe(longest);
    expect((await post(server, vault, 'm.txt', { channel: `${longest}z` })).status).toBe(400);
  });

  it('refuses another type of body with 415 and a file that is too large with 413', async () => {
    const json = await server.api(assetsUrl(), { method: 'POST', json: {} });
    expect(await errorOf(json)).toMatchObject({ code: 'UNSUPPORTED_MEDIA_TYPE', status: 415 });
    const before = await countOf(vault);
    const body = formWith('big.bin', new Uint8Array(100_001), CHANNEL);
    const large = await server.api(assetsUrl(), { method: 'POST', body });
    expect(large.status).toBe(413);
    expect(await errorOf(large)).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', status: 413 });
    const fits = formWith('fits.bin', new Uint8Array(100_000), CHANNEL);
    expect((await server.api(assetsUrl(), { method: 'POST', body: fits })).status).toBe(201);
    expect(await countOf(vault)).toBe(before + 1);
  });

  it('goes on with the same connection after an upload that was refused before its bytes came', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<Socket>();
    const send = (method: string, path: string, form?: FormData) =>
      new Promise<number | undefined>((resolve, reject) => {
        const body = form && new Response(form);
        const headers = { authorization: `Bearer ${server.rootKey}`, ...Object.fromEntries(body?.headers ?? []) };
        const request = httpRequest(server.url + path, { method, agent, headers }, (response) => {
          response.resume().on('end', () => resolve(response.statusCode));
        });
        request.on('socket', (socket) => sockets.add(socket)).on('error', reject);
        if (body?.body) Readable.fromWeb(body.body).pipe(request);
        else request.end();
      });
    const bad = { ...CHANNEL, channel: 'Bad' };
    for (const size of [1, 90_000, 1_900_000]) {
      expect(await send('POST', assetsUrl(), formWith('x.txt', 'x'.repeat(size), bad))).toBe(400);
      expect(await send('GET', '/api/v1/vaults')).toBe(200);
    }
    expect(await send('POST', assetsUrl(), formWith('x.txt', 'x'.repeat(1_900_000), CHANNEL))).toBe(413);
    // Longer than the server waits for the rest of a refused body.
    await new Promise((resolve) => setTimeout(resolve, 5_500));
    expect(await send('GET', '/api/v1/vaults')).toBe(200);
    expect(sockets.size).toBe(1);
    agent.destroy();
  });

  it('keeps one file per name and channel, and overwrites nothing', async () => {
    const fresh = await makeVault(server);
    const first = await upload(server, fresh, 'same.txt');
    for (const [name, fields] of [
      ['same.txt', {}],
      ['other.txt', { filename: 'same.txt' }],
      ['dir/same.txt', {}],
    ] as const) {
      const response = await post(server, fresh, name, fields);
      expect(response.status).toBe(409);
      expect(await errorOf(response)).toMatchObject({ code: 'CONFLICT', status: 409 });
    }
    expect(await server.json<PageJson<AssetJson>>(assetsUrl(fresh))).toMatchObject({ data: [first] });
    const delivered = await server.api(`/v/${fresh.slug}/marketing/blog/hero-images/same.txt`, { key: null });
    expect(await delivered.text()).toBe('bytes of same.txt');
    // The same name elsewhere, or in another case, is another file.
    await upload(server, fresh, 'same.txt', { channel: 'other' });
    await upload(server, fresh, 'Same.txt');
    expect(await countOf(fresh)).toBe(3);
  });

  it('lets one of many uploads of one name win', async () => {
    const fresh = await makeVault(server);
    const answers = await Promise.all(Array.from({ length: 12 }, () => post(server, fresh, 'race.txt')));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([201, ...Array<number>(11).fill(409)]);
    expect(await countOf(fresh)).toBe(1);
  });

  it('creates one asset per idempotency key, also when the repeats come at once', async () => {
    const fresh = await makeVault(server);
    const send = () => post(server, fresh, 'once.txt', {}, { 'idempotency-key': 'once' });
    const first = (await (await send()).json()) as AssetJson;
    for (const response of await Promise.all([send(), send(), send()])) {
      expect(response.status).toBe(201);
      expect(await response.json()).toEqual(first);
    }
    expect(await countOf(fresh)).toBe(1);
    const key = await makeKey(server, fresh, 'secret');
    const others = await server.api(assetsUrl(fresh), {
      method: 'POST',
      key,
      headers: { 'idempotency-key': 'once' },
      body: formWith('once.txt', 'x', CHANNEL),
    });
    expect(others.status).toBe(409);
  });

  it('frees the name when the file is deleted', async () => {
    const asset = await upload(server, vault, 'again.txt');
    expect((await server.api(`${assetsUrl()}/${asset.id}`, { method: 'DELETE' })).status).toBe(204);
    const gone = await server.api(`${assetsUrl()}/${asset.id}`);
    expect(await errorOf(gone)).toEqual({ code: 'ASSET_NOT_FOUND', message: expect.any(String), status: 404 });
    expect((await server.api(`${assetsUrl()}/${asset.id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await upload(server, vault, 'again.txt')).id).not.toBe(asset.id);
  });
});

describe('names', () => {
  it.each([
    ['../../../etc/passwd', 'passwd'],
    ['/abs.txt', 'abs.txt'],
    ['C:\\Windows\\x.ini', 'x.ini'],
    ['..', 'unnamed'],
    ['dir/', 'unnamed'],
    ['a\0b.txt', 'ab.txt'],
    ['a\r\nSet-Cookie: x.txt', 'aSet-Cookie: x.txt'],
    ['e\u0301.txt', 'é.txt'],
    ['"quoted"; filename=x.txt', '"quoted"; filename=x.txt'],
    ['%2e%2e%2f.txt', '%2e%2e%2f.txt'],
    ['a?b#c&d=e.txt', 'a?b#c&d=e.txt'],
    ['=1+1|cmd.csv', '=1+1|cmd.csv'],
    ['<img src=x>.txt', '<img src=x>.txt'],
    ["'; drop table assets;--.txt", "'; drop table assets;--.txt"],
    ['\u202egpj.exe', '\u202egpj.exe'],
    ['CON', 'CON'],
    ['🦊.txt', '🦊.txt'],
    [`${'é'.repeat(300)}.txt`, `${'é'.repeat(125)}.txt`],
  ])('keeps %j as %j, delivers it and finds it by its path', async (sent, kept) => {
    const fresh = await makeVault(server);
    const asset = await upload(server, fresh, 'sent.txt', { filename: sent });
    expect(asset.filename).toBe(kept);
    const path = `marketing/blog/hero-images/${kept}`;
    const url = `/v/${fresh.slug}/marketing/blog/hero-images/${encodeURIComponent(kept)}`;
    const delivered = await server.api(url, { key: null });
    expect([delivered.status, await delivered.text()]).toEqual([200, 'bytes of sent.txt']);
    const found = await server.json<{ id: string; path: string; url: string }>(
      `/v1/assets/${encodeURIComponent(path)}`,
      { headers: { 'x-vault': fresh.slug } },
    );
    expect(found).toMatchObject({ id: asset.id, path, url: server.url + url });
  });

  it('leaves nothing outside the folders of the blob store', async () => {
    const names = (await readdir(server.dataFolder, { recursive: true })).join('\n');
    for (const part of ['passwd', 'unnamed', 'quoted', 'drop table']) expect(names).not.toContain(part);
    expect(await readdir(join(server.dataFolder, '..'))).not.toContain('passwd');
  });
});

describe('tags and metadata', () => {
  it('brings any text back as it was sent', async () => {
    const { id } = await upload(server, vault, 'any.txt');
    const text = fc.string({ unit: 'binary', maxLength: 40 }).map((sent) => sent.replaceAll('\0', ''));
    const metadata = fc.dictionary(
      text.filter((key) => !['__proto__', 'constructor', 'prototype'].includes(key)),
      fc.jsonValue({ maxDepth: 2 }).filter((value) => !/null|\\u|__proto__|constructor|-0/.test(JSON.stringify(value))),
      { maxKeys: 5, noNullPrototype: true },
    );
    let known: Record<string, unknown> = {};
    await fc.assert(
      fc.asyncProperty(metadata, fc.uniqueArray(text, { maxLength: 5 }), async (changes, tags) => {
        known = { ...known, ...(JSON.parse(JSON.stringify(changes)) as Record<string, unknown>) };
        const asset = await server.json<AssetJson>(`${assetsUrl()}/${id}`, {
          method: 'PATCH',
          json: { metadata: changes, tags },
        });
        expect(JSON.parse(asset.metadata)).toEqual(known);
        const clean = tags.map((tag) => tag.replace(/[\u0000-\u001f\u007f-\u009f]/g, '').normalize('NFC'));
        expect(JSON.parse(asset.tags)).toEqual([...new Set(clean.filter((tag) => tag.trim() !== ''))]);
      }),
      { numRuns: 50 },
    );
  });

  it('merges metadata, in which null removes a key, and replaces tags', async () => {
    const { id } = await upload(server, vault, 'merge.txt', { metadata: '{"a":1,"b":{"c":2}}', tags: '["x","y"]' });
    const patch = (json: unknown) => server.json<AssetJson>(`${assetsUrl()}/${id}`, { method: 'PATCH', json });
    expect(await patch({ metadata: { alt: 'Hero' } })).toMatchObject({
      metadata: '{"a":1,"b":{"c":2},"alt":"Hero"}',
      tags: '["x","y"]',
    });
    expect((await patch({ metadata: { a: null, b: { d: 3 }, none: null } })).metadata).toBe(
      '{"b":{"d":3},"alt":"Hero"}',
    );
    expect((await patch({ tags: ['hero', 'blog', 'hero'] })).tags).toBe('["hero","blog"]');
    expect(await patch({ tags: [], metadata: {} })).toMatchObject({
      tags: '[]',
      metadata: '{"b":{"d":3},"alt":"Hero"}',
    });
  });

  it.each([
    [{}],
    [[]],
    [null],
    ['x'],
    [{ metadata: null }],
    [{ metadata: [] }],
    [{ metadata: '{}' }],
    [{ metadata: { constructor: 1 } }],
    [{ tags: null }],
    [{ tags: 'a' }],
    [{ tags: '["a"]' }],
    [{ tags: [1] }],
    [{ tags: ['a'], filename: 'b' }],
    [{ tags: ['a'], vault_id: 'vault_1' }],
    [{ tags: ['a'], size: 1 }],
  ])('refuses the change %j and changes nothing', async (json) => {
    const fresh = await makeVault(server);
    const asset = await upload(server, fresh, 'keep.txt', { tags: '["kept"]' });
    const response = await server.api(`${assetsUrl(fresh)}/${asset.id}`, { method: 'PATCH', json });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).code).toBe('INVALID_PARAMS');
    expect(await server.json(`${assetsUrl(fresh)}/${asset.id}`)).toEqual(asset);
  });

  it('loses no merge of many at once', async () => {
    const { id } = await upload(server, vault, 'many.txt');
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        server.json(`${assetsUrl()}/${id}`, { method: 'PATCH', json: { metadata: { [`k${n}`]: n } } }),
      ),
    );
    const { metadata } = await server.json<AssetJson>(`${assetsUrl()}/${id}`);
    expect(Object.keys(JSON.parse(metadata) as object)).toHaveLength(20);
  });
});

describe('ids', () => {
  it.each([
    'asset_1',
    'asset_',
    'x',
    'vault_00000000000000000000',
    `asset_${'z'.repeat(20)}`,
    `asset_${'0'.repeat(19)}i`,
  ])('answers the malformed id %s as an unknown one', async (id) => {
    for (const method of ['GET', 'DELETE']) {
      const response = await server.api(`${assetsUrl()}/${id}`, { method });
      expect(await errorOf(response)).toEqual({ code: 'ASSET_NOT_FOUND', message: 'Asset not found', status: 404 });
    }
  });

  it('does not take the id of another dialect', async () => {
    const asset = await upload(server, vault, 'hex.txt');
    expect((await server.api(`${assetsUrl()}/${idOf(asset)}`)).status).toBe(404);
    expect((await server.api(`/api/v1/vaults/${idOf(vault)}`)).status).toBe(404);
  });
});

describe('listing', () => {
  let listed: VaultJson;
  const made: AssetJson[] = [];
  beforeAll(async () => {
    listed = await makeVault(server);
    for (let n = 0; n < 24; n++) {
      const place = { partition: `p${n % 2}`, collection: `c${n % 3}`, channel: `ch${n % 4}` };
      made.unshift(await upload(server, listed, `${n}.txt`, place));
    }
  });

  async function pages(query: string, between?: () => Promise<unknown>): Promise<AssetJson[]> {
    const all: AssetJson[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: PageJson<AssetJson> = await server.json(`${assetsUrl(listed)}?${query}&cursor=${cursor}`);
      expect(page.has_more).toBe(page.cursor !== null);
      all.push(...page.data);
      cursor = page.cursor;
      await between?.();
    }
    return all;
  }

  it('gives every asset once, newest first, whatever the page size', async () => {
    for (const limit of [1, 5, 24, 200]) expect(await pages(`limit=${limit}`)).toEqual(made);
    const whole = await server.json<PageJson<AssetJson>>(assetsUrl(listed));
    expect(whole).toEqual({ data: made, cursor: null, has_more: false });
  });

  it('gives 50 unless asked for more', async () => {
    const big = await makeVault(server);
    for (let n = 0; n < 55; n += 11)
      await Promise.all(Array.from({ length: 11 }, (_, at) => upload(server, big, `${n + at}.txt`)));
    const page = await server.json<PageJson<AssetJson>>(assetsUrl(big));
    expect([page.data.length, page.has_more]).toEqual([50, true]);
    const rest = await server.json<PageJson<AssetJson>>(`${assetsUrl(big)}?cursor=${page.cursor}`);
    expect([rest.data.length, rest.has_more, rest.cursor]).toEqual([5, false, null]);
    expect((await server.json<PageJson<AssetJson>>(`${assetsUrl(big)}?limit=200`)).data).toHaveLength(55);
  });

  it('filters by each of the three and by any combination, page by page', async () => {
    const values = { partition: ['p0', 'p1', undefined], collection: ['c1', undefined], channel: ['ch1', undefined] };
    for (const partition of values.partition)
      for (const collection of values.collection)
        for (const channel of values.channel) {
          const wanted = Object.entries({ partition, collection, channel }).flatMap(([name, value]) =>
            value === undefined ? [] : [[name, value] as [keyof AssetJson, string]],
          );
          const query = new URLSearchParams(wanted).toString();
          const expected = made.filter((asset) => wanted.every(([name, value]) => asset[name] === value));
          expect(await pages(`limit=3&${query}`)).toEqual(expected);
        }
    for (const nobody of ['partition=nobody', 'channel=%27%20or%201=1--', 'collection='])
      expect(await pages(nobody)).toEqual([]);
  });

  it.each(['0', '-1', '201', '1.5', 'abc', '', '1e9', '1&limit=2'])('refuses limit=%s', async (limit) => {
    const response = await server.api(`${assetsUrl(listed)}?limit=${limit}`);
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain('limit');
  });

  it('refuses a cursor with any character changed, added or taken away', async () => {
    const { cursor } = await server.json<PageJson<AssetJson>>(`${assetsUrl(listed)}?limit=1`);
    if (cursor === null) throw new Error('a cursor was expected');
    const tampered = [...cursor].map(
      (char, at) => `${cursor.slice(0, at)}${char === 'A' ? 'B' : 'A'}${cursor.slice(at + 1)}`,
    );
    for (const text of [...tampered, `${cursor}A`, `${cursor}=`, `${cursor}.`, cursor.slice(0, -1), 'eyJhIjoxfQ', 'x'])
      expect([text, (await server.api(`${assetsUrl(listed)}?cursor=${text}`)).status]).toEqual([text, 400]);
  });

  it('neither repeats nor misses what is there throughout, while others come and go', async () => {
    const doomed = new Set<string>();
    let n = 0;
    const seen = await pages('limit=4', async () => {
      await upload(server, listed, `late-${n++}.txt`, { partition: 'late', collection: 'c', channel: 'ch' });
      const victim = made[made.length - n];
      if (!victim) return;
      doomed.add(victim.id);
      await server.api(`${assetsUrl(listed)}/${victim.id}`, { method: 'DELETE' });
    });
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const lasting = made.map(({ id }) => id).filter((id) => !doomed.has(id));
    expect(ids.filter((id) => !doomed.has(id))).toEqual(lasting);
  });
});

describe('as other dialects see it', () => {
  it('keeps the rules of the vault', async () => {
    const fresh = await makeVault(server);
    const asset = await upload(server, fresh, 'a.txt');
    await upload(server, fresh, 'b.txt');
    const { core } = server;
    const id = idOf(asset);
    const { folderId } = await core.getAsset(SYSTEM, id);
    if (folderId === null) throw new Error('an asset in a vault lies in a folder');
    const conflict = { code: 'conflict' };
    await expect(core.patchAsset(SYSTEM, id, { name: 'b.txt' })).rejects.toMatchObject(conflict);
    await expect(core.patchAsset(SYSTEM, id, { folderId: idOf(fresh) })).rejects.toMatchObject(conflict);
    await expect(core.patchFolder(SYSTEM, folderId, { name: 'Not Plain' })).rejects.toMatchObject(conflict);
    await expect(core.patchFolder(SYSTEM, folderId, { parentId: idOf(fresh) })).rejects.toMatchObject(conflict);
    expect(await server.json(`${assetsUrl(fresh)}/${asset.id}`)).toEqual(asset);
  });

  it('shows moves and renames at the new address, and nothing at the old one', async () => {
    const fresh = await makeVault(server);
    const asset = await upload(server, fresh, 'a.txt');
    const { core } = server;
    const { folderId } = await core.getAsset(SYSTEM, idOf(asset));
    if (folderId === null) throw new Error('an asset in a vault lies in a folder');
    await core.patchAsset(SYSTEM, idOf(asset), { name: 'renamed.txt' });
    await core.patchFolder(SYSTEM, folderId, { name: 'banners' });
    const { r2_key, ...now } = await server.json<AssetJson & { r2_key: string }>(`${assetsUrl(fresh)}/${asset.id}`);
    expect(now).toMatchObject({ filename: 'renamed.txt', channel: 'banners' });
    expect(r2_key).toBe(`${fresh.id}/marketing/blog/banners/${asset.id}_renamed.txt`);
    const status = async (path: string) => (await server.api(`/v/${fresh.slug}/marketing/blog/${path}`)).status;
    expect(await status('banners/renamed.txt')).toBe(200);
    expect(await status('hero-images/a.txt')).toBe(404);
    // Out of the vault it is unknown here; in the trash too.
    const key = await makeKey(server, fresh, 'secret');
    await trash(core, SYSTEM, idOf(asset));
    expect((await server.api(`/v1/assets/${asset.id}`, { key })).status).toBe(404);
    expect(await status('banners/renamed.txt')).toBe(404);
    await upload(server, fresh, 'renamed.txt', { channel: 'banners' });
    await expect(restore(core, SYSTEM, idOf(asset))).rejects.toMatchObject({ code: 'conflict' });
  });

  it('serves the new bytes after they were replaced, and says so to caches', async () => {
    const fresh = await makeVault(server);
    const asset = await upload(server, fresh, 'a.txt');
    const url = `/v/${fresh.slug}/marketing/blog/hero-images/a.txt`;
    const etag = (await server.api(url)).headers.get('etag') ?? '';
    expect((await server.api(url, { headers: { 'if-none-match': etag } })).status).toBe(304);
    const content = await server.core.storeContent({ bytes: one('new bytes'), name: 'a.txt' });
    await server.core.uploadReplacement(SYSTEM, content, idOf(asset));
    const now = await server.api(url, { headers: { 'if-none-match': etag } });
    expect([now.status, await now.text()]).toEqual([200, 'new bytes']);
  });
});

async function* one(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
