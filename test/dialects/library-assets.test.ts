// The library dialect's records: its document's examples, what is made, changed, listed and taken away.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf } from '../support/documents.ts';
import { plain } from '../support/images.ts';
import {
  type AssetRead,
  create,
  dataOf,
  get,
  LIBRARY,
  list,
  patch,
  post,
  refusedField,
  titles,
  upload,
} from '../support/library.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const DEMO = {
  title: 'New Product Demo',
  description: 'Video demonstration of our latest product',
  asset_type: 'external_video',
  external_url: 'https://youtube.com/watch?v=example',
  is_public: true,
};

/** Each with a short name for itself. */
const labelled = <T extends readonly [unknown, ...unknown[]]>(rows: readonly T[]) =>
  rows.map((row): [string, ...T] => [JSON.stringify(row[0]).slice(0, 80), ...row]);

describe('creating', () => {
  it('answers the example of the document', async () => {
    const response = await post(server, DEMO);
    expect(response.status).toBe(201);
    const body = (await response.json()) as { success: boolean; data: AssetRead };
    expect(body).toEqual({
      success: true,
      data: {
        ...DEMO,
        id: expect.stringMatching(UUID),
        slug: 'new-product-demo',
        file_path: null,
        file_size: null,
        mime_type: null,
        thumbnail_path: null,
        video_embed: 'https://youtube.com/embed/example',
        download_count: 0,
        created_at: expect.stringMatching(TIME),
        updated_at: expect.stringMatching(TIME),
      },
    });
    expect(new URL(response.headers.get('location') ?? '').pathname).toBe(`${LIBRARY}/${body.data.id}`);
    expect(await get(server, body.data.id)).toEqual(body.data);
    expect(await get(server, body.data.id.toUpperCase())).toEqual(body.data);
  });

  const WRONG: readonly [Record<string, unknown>, string, string | RegExp][] = [
    [{}, 'title', 'Title is required'],
    [{ asset_type: 'nonsense' }, 'title', 'Title is required'],
    [{ title: null, asset_type: 'link' }, 'title', 'Title is required'],
    [{ title: ' \t ', asset_type: 'link' }, 'title', 'Title is required'],
    [{ title: 7, asset_type: 'link' }, 'title', 'Title must be a string'],
    [{ title: 'x'.repeat(501), asset_type: 'link' }, 'title', 'Title must be at most 500 characters'],
    [{ title: 'x' }, 'asset_type', 'Asset type is required'],
    [
      { title: 'x', asset_type: 'folder', external_url: 7 },
      'asset_type',
      /^Asset type must be one of: .*external_video/,
    ],
    [{ title: 'x', asset_type: 'link' }, 'external_url', 'External URL is required'],
    [{ title: 'x', asset_type: 'external_video', external_url: '' }, 'external_url', 'External URL is required'],
    [{ title: 'x', asset_type: 'link', external_url: 'javascript:alert(1)' }, 'external_url', /http/],
    [{ title: 'x', asset_type: 'link', external_url: 'ftp://a/b' }, 'external_url', /http/],
    [{ title: 'x', asset_type: 'git', external_url: ['a'] }, 'external_url', 'External URL must be a string'],
    [{ title: 'x', asset_type: 'git', is_public: 'yes' }, 'is_public', 'Is public must be true or false'],
    [{ title: 'x', asset_type: 'git', description: {} }, 'description', 'Description must be a string'],
    [{ title: 'x', asset_type: 'git', description: 'x'.repeat(10_001) }, 'description', /10000/],
    [{ title: 'x', asset_type: 'pdf' }, 'file_path', 'File path is required'],
    [{ title: 'x', asset_type: 'image', file_path: 'a.png' }, 'file_path', /no such file/],
    [{ title: 'x', asset_type: 'collection', items: 'a' }, 'items', 'Items must be an array of asset ids'],
    [{ title: 'x', asset_type: 'collection', items: ['a'] }, 'items', 'There is no asset with the id at 0'],
    [{ title: 'x', asset_type: 'collection', items: [7] }, 'items', 'There is no asset with the id at 0'],
  ];
  it.each(labelled(WRONG))('refuses %s, and makes nothing', async (_, fields, field, message) => {
    const before = (await list(server)).pagination.total;
    const response = await post(server, fields);
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({
      error: 'Validation failed',
      message: typeof message === 'string' ? message : expect.stringMatching(message),
      field,
    });
    expect((await list(server)).pagination.total).toBe(before);
  });

  it('refuses what is no object, and passes over what it does not know', async () => {
    for (const body of ['[]', 'null', '7', '"x"', '{', '']) {
      const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
      const response = await server.api(LIBRARY, init);
      expect([body, response.status, await response.json()]).toEqual([
        body,
        400,
        { error: expect.any(String), message: expect.any(String) },
      ]);
    }
    const made = await create(server, {
      title: 'Known',
      asset_type: 'git',
      unknown: 1,
      id: 'x',
      slug: 'y',
      items: [1],
    });
    expect(made).toMatchObject({ title: 'Known', slug: 'known', external_url: null, asset_type: 'git' });
    expect(made).not.toHaveProperty('items');
  });

  it('tells equal titles apart by their slugs', async () => {
    const made = [];
    for (let i = 0; i < 3; i++) made.push(await create(server, { title: 'Twice & Again', asset_type: 'git' }));
    expect(made.map(({ slug }) => slug)).toEqual(['twice-again', 'twice-again-2', 'twice-again-3']);
    await patch(server, made[0]?.id ?? '', { title: 'Once' });
    expect(await get(server, made[0]?.id ?? '')).toMatchObject({ title: 'Once', slug: 'twice-again' });
  });

  it('makes nothing more for a repeated Idempotency-Key, and answers with what was made', async () => {
    const headers = { 'idempotency-key': 'once' };
    const fields = { title: 'Idempotent', asset_type: 'link', external_url: 'https://example.org/' };
    const first = await post(server, fields, { headers });
    const others = await Promise.all([1, 2, 3].map(() => post(server, fields, { headers })));
    const made = await dataOf(first);
    for (const other of others) expect([other.status, await dataOf(other)]).toEqual([201, made]);
    expect(await titles(server, '?search=idempotent')).toEqual(['Idempotent']);
    const key = await keyWith(server, 'write:assets');
    const [mine, again] = [await post(server, fields, { headers, key }), await post(server, fields, { headers, key })];
    expect([mine.status, again.status]).toEqual([201, 201]);
    expect((await dataOf(again)).id).toBe((await dataOf(mine)).id);
    expect((await server.api(`${LIBRARY}/${made.id}`, { method: 'DELETE' })).status).toBe(200);
    expect((await post(server, fields, { headers })).status).toBe(409);
    expect(await refusedField(await post(server, fields, { headers: { 'idempotency-key': 'x'.repeat(300) } }))).toBe(
      'Idempotency-Key',
    );
  });
});

describe('a collection', () => {
  it('holds assets and references of the workspace in its order, each once', async () => {
    const file = await upload(server, 'held.txt', 'held');
    const link = await create(server, { title: 'Held', asset_type: 'link', external_url: 'http://example.org' });
    const items = [link.id, file.id, link.id.toUpperCase()];
    const made = await create(server, { title: 'Holds', asset_type: 'collection', items });
    expect(made.items).toEqual([link.id, file.id]);
    expect((await list(server, '?asset_type=collection')).data).toContainEqual(made);
    expect((await dataOf(await patch(server, made.id, { items: [file.id] }))).items).toEqual([file.id]);
    expect(await refusedField(await patch(server, made.id, { items: [made.id] }))).toBe('items');
    expect(await refusedField(await patch(server, link.id, { items: [file.id] }))).toBe('items');
    expect(await refusedField(await patch(server, file.id, { items: [link.id] }))).toBe('items');
    for (const { id } of [link, file]) expect(await refusedField(await patch(server, id, { items: [] }))).toBe('items');
    await server.api(`${LIBRARY}/${file.id}`, { method: 'DELETE' });
    expect(await get(server, made.id)).toMatchObject({ items: [], title: 'Holds' });
    expect(await refusedField(await patch(server, made.id, { items: [file.id] }))).toBe('items');
  });

  it('takes nothing of another workspace', async () => {
    const key = await keyOfAnotherWorkspace(server);
    const made = await dataOf(await post(server, { title: 'Theirs', asset_type: 'git' }, { key }));
    expect(await refusedField(await post(server, { title: 'x', asset_type: 'collection', items: [made.id] }))).toBe(
      'items',
    );
  });
});

describe('changing', () => {
  it('changes what is sent, and nothing else', async () => {
    const made = await create(server, DEMO);
    const changes = {
      title: 'Changed',
      description: null,
      external_url: 'https://vimeo.com/76979871',
      is_public: false,
    };
    const response = await patch(server, made.id, { ...changes, asset_type: 'link', download_count: 7 });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({
      success: true,
      data: {
        ...made,
        ...changes,
        video_embed: 'https://player.vimeo.com/video/76979871',
        updated_at: expect.stringMatching(TIME),
      },
    });
    expect(await dataOf(await patch(server, made.id, {}))).toMatchObject(changes);
    const file = await upload(server, 'plain.txt', 'plain');
    const changed = await dataOf(await patch(server, file.id, { title: 'A title', external_url: 'http://a.example/' }));
    expect(changed).toMatchObject({ title: 'A title', slug: 'plain', external_url: 'http://a.example/' });
  });

  const WRONG: readonly [Record<string, unknown>, string][] = [
    [{ title: null }, 'title'],
    [{ title: '' }, 'title'],
    [{ title: 'x'.repeat(501) }, 'title'],
    [{ external_url: null }, 'external_url'],
    [{ external_url: 'mailto:a@b' }, 'external_url'],
    [{ is_public: 1 }, 'is_public'],
    [{ description: 7 }, 'description'],
    [{ items: {} }, 'items'],
  ];
  it.each(labelled(WRONG))('refuses %s', async (_, fields, field) => {
    const made = await create(server, DEMO);
    const response = await patch(server, made.id, fields);
    expect(await refusedField(response)).toBe(field);
    expect(await get(server, made.id)).toEqual(made);
  });
});

describe('deleting', () => {
  it('puts it into the trash: out of every list, and back for nobody here', async () => {
    const file = await upload(server, 'gone.txt', 'gone');
    const link = await create(server, { title: 'gone', asset_type: 'link', external_url: 'http://example.org' });
    for (const { id } of [file, link]) {
      const response = await server.api(`${LIBRARY}/${id}`, { method: 'DELETE' });
      expect([response.status, await response.json()]).toEqual([200, { success: true }]);
      for (const method of ['GET', 'PATCH', 'DELETE']) {
        const again = await server.api(`${LIBRARY}/${id}`, { method, ...(method === 'PATCH' && { json: {} }) });
        expect([again.status, await again.json()]).toEqual([404, { error: 'Not found', message: 'Asset not found' }]);
      }
    }
    expect(await titles(server, '?search=gone')).toEqual([]);
  });

  it('leaves nothing behind once the trash is emptied', async () => {
    const { id } = await create(server, { title: 'Fleeting', asset_type: 'git' });
    await server.api(`${LIBRARY}/${id}`, { method: 'DELETE' });
    const actor = await server.core.authenticate('admin', server.rootKey);
    await server.core.emptyTrash(actor);
    await server.core.purgeDoomed();
    const rows = await server.core.engine.db
      .selectFrom('assets')
      .select('id')
      .where('trashed_at', 'is not', null)
      .execute();
    expect(rows).toEqual([]);
  });
});

describe('records by type', () => {
  it('tell what was found out of their bytes, in the answer to the upload', async () => {
    const pdf = await upload(server, 'Product Guide 2024.pdf', pdfOf(['one two three', 'four five']));
    expect(pdf).toMatchObject({
      title: 'Product Guide 2024',
      slug: 'product-guide-2024',
      asset_type: 'pdf',
      mime_type: 'application/pdf',
      page_count: 2,
      word_count: 5,
      thumbnail_path: `${LIBRARY}/${pdf.id}/thumbnail`,
    });
    const image = await upload(server, 'red.png', await plain(40, 30).png().toBuffer());
    expect(image).toMatchObject({ asset_type: 'image', width: 40, height: 30 });
    expect(image).not.toHaveProperty('page_count');
    const text = await upload(server, 'notes.txt', 'some words here', { asset_type: 'video' });
    expect(text).toMatchObject({ asset_type: 'document', file_size: 15, word_count: 3 });
    expect(text).not.toHaveProperty('width');
  });
});

describe('one library', () => {
  it('shows what came in by other dialects, and shows them no references', async () => {
    const folder = await createFolder(server, 'Elsewhere');
    const { id } = await server.upload('From the store.txt', 'store', `?folder=${folder.id}`);
    const [found] = (await list(server, '?search=from+the+store')).data;
    expect(found).toMatchObject({ title: 'From the store', slug: 'from-the-store', asset_type: 'document' });
    const reference = await create(server, {
      title: 'Only here',
      asset_type: 'link',
      external_url: 'http://a.example',
    });
    const stored = await server.json<{ items: { id: string }[] }>('/api/store/asset?limit=100');
    expect(stored.items.map((one) => one.id)).toContain(id);
    const hex = reference.id.replaceAll('-', '');
    const core = `${hex.slice(0, 12)}${hex.slice(13, 16)}${hex.slice(17, 26)}`;
    expect(stored.items.map((one) => one.id)).not.toContain(core);
    for (const path of [
      `/api/store/asset/${core}`,
      `/api/store/asset/${core}/content`,
      `/api/store/asset/download?id=${core}`,
    ])
      expect((await server.api(path)).status).toBe(404);
    expect((await server.json<{ items: unknown[] }>('/api/store/asset?search=only')).items).toEqual([]);
  });
});
