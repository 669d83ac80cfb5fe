// Files that come into the library: in forms, and by their path from the import folder; and how they go out.
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pdfOf } from '../support/documents.ts';
import { create, dataOf, get, LIBRARY, list, post, refusedField, upload } from '../support/library.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

let server: TestServer;
let folder: string;
let outside: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  outside = await mkdtemp(join(tmpdir(), 'vitrine-outside-'));
  await writeFile(join(folder, 'guide.pdf'), pdfOf(['one two', 'three']));
  await mkdir(join(folder, 'deep'));
  await writeFile(join(folder, 'deep', 'großes Bild.txt'), 'no picture');
  await writeFile(join(folder, 'large.bin'), Buffer.alloc(64 * 1024 + 1));
  await writeFile(join(outside, 'secret.txt'), 'secret');
  await symlink(join(outside, 'secret.txt'), join(folder, 'link-out.txt'));
  await symlink(outside, join(folder, 'folder-out'));
  await symlink('guide.pdf', join(folder, 'link-in.pdf'));
  server = await startTestServer({
    settings: { VITRINE_IMPORT_DIR: folder, VITRINE_MAX_UPLOAD_BYTES: String(64 * 1024) },
  });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  for (const path of [folder, outside]) await rm(path, { recursive: true });
});

describe('a form', () => {
  it('takes the file and its fields, the title from its name and the type from its bytes where they are not said', async () => {
    const plain = await upload(server, 'My notes.txt', 'words');
    expect(plain).toMatchObject({ title: 'My notes', asset_type: 'document', is_public: false, description: null });
    const called = await upload(server, 'a.pdf', 'not a pdf', { asset_type: 'pdf' });
    expect(called).toMatchObject({ asset_type: 'document', mime_type: 'text/plain' });
    const told = await upload(server, 'My notes.txt', 'words', {
      title: 'Titled',
      asset_type: 'image',
      description: 'described',
      external_url: 'https://example.org/source',
      is_public: 'true',
      unknown: 'x',
    });
    expect(told).toMatchObject({
      title: 'Titled',
      slug: 'titled',
      asset_type: 'document',
      description: 'described',
      external_url: 'https://example.org/source',
      is_public: true,
    });
  });

  it('makes references as JSON does', async () => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ title: 'Set', asset_type: 'collection', is_public: '1' }))
      form.set(name, value);
    const { id } = await create(server, { title: 'In it', asset_type: 'git' });
    form.set('items', JSON.stringify([id]));
    const response = await server.api(LIBRARY, { method: 'POST', body: form });
    expect(response.status).toBe(201);
    expect(await dataOf(response)).toMatchObject({ title: 'Set', items: [id], is_public: true });
  });

  it.each([
    [{ title: 'x'.repeat(501) }, 'title'],
    [{ asset_type: 'nonsense' }, 'asset_type'],
    [{ asset_type: 'git' }, 'asset_type'],
    [{ is_public: 'maybe' }, 'is_public'],
    [{ external_url: 'about:blank' }, 'external_url'],
    [{ file_path: 'guide.pdf' }, 'file_path'],
  ])('with a file is refused for a wrong field, and leaves nothing: %#', async (fields, field) => {
    const before = (await list(server)).pagination.total;
    const response = await server.api(LIBRARY, { method: 'POST', body: formWith('a.txt', `refused ${field}`, fields) });
    expect(await refusedField(response)).toBe(field);
    expect((await list(server)).pagination.total).toBe(before);
    const sha256 = createHash('sha256').update(`refused ${field}`).digest('hex');
    const blobs = server.core.engine.db.selectFrom('blobs').select('reference_count').where('sha256', '=', sha256);
    // The sweep takes it.
    expect(await blobs.execute()).toEqual([{ reference_count: 0 }]);
  });

  it.each([
    [{}, 'title'],
    [{ title: 'x' }, 'asset_type'],
    [{ title: 'x', asset_type: 'pdf' }, 'file_path'],
    [{ title: 'x', asset_type: 'collection', items: 'a' }, 'items'],
    [{ title: 'x', asset_type: 'link' }, 'external_url'],
  ])('without a file says what is missing: %j', async (fields, field) => {
    const form = new FormData();
    form.set('none', '');
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    expect(await refusedField(await server.api(LIBRARY, { method: 'POST', body: form }))).toBe(field);
  });

  it('with a file that is too large is a 413', async () => {
    const form = formWith('large.bin', 'x'.repeat(64 * 1024 + 1));
    const response = await server.api(LIBRARY, { method: 'POST', body: form });
    expect([response.status, await response.json()]).toEqual([
      413,
      { error: 'Payload too large', message: expect.any(String) },
    ]);
  });

  it('that is repeated with its Idempotency-Key makes nothing more', async () => {
    const headers = { 'idempotency-key': 'form' };
    const send = () => server.api(LIBRARY, { method: 'POST', body: formWith('once.txt', 'once'), headers });
    const [first, again] = [await send(), await send()];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect((await dataOf(again)).id).toBe((await dataOf(first)).id);
    expect((await list(server, '?search=once')).pagination.total).toBe(1);
  });
});

describe('file_path', () => {
  const take = (file_path: unknown, fields = {}) =>
    post(server, { title: 'Taken', asset_type: 'pdf', file_path, ...fields });

  it('takes in a file below the import folder, by its path there or as a whole, and through links that stay inside', async () => {
    for (const path of ['guide.pdf', join(folder, 'guide.pdf'), 'link-in.pdf']) {
      const response = await take(path, { asset_type: 'video', description: 'from here' });
      expect([path, response.status]).toEqual([path, 201]);
      expect(await dataOf(response)).toMatchObject({
        title: 'Taken',
        asset_type: 'pdf',
        mime_type: 'application/pdf',
        page_count: 2,
        word_count: 3,
        description: 'from here',
      });
    }
    const other = await dataOf(await take('deep/großes Bild.txt'));
    const download = await server.api(other.file_path ?? '');
    expect(decodeURIComponent(download.headers.get('content-disposition') ?? '')).toContain('großes Bild.txt');
    expect(await download.text()).toBe('no picture');
  });

  it('tells nothing about anything else', async () => {
    const refused = [
      'absent.pdf',
      '.',
      'deep',
      '/',
      '/etc/passwd',
      '/dev/zero',
      '/proc/self/environ',
      '../',
      './deep/../guide.pdf',
      'guide.pdf/',
      `../${folder.split('/').at(-1)}/guide.pdf`,
      `../${outside.split('/').at(-1)}/secret.txt`,
      join(outside, 'secret.txt'),
      join(outside, 'absent.txt'),
      `${folder}-sibling/x`,
      'link-out.txt',
      'folder-out/secret.txt',
      'folder-out',
      'guide.pdf/x',
      'guide.pdf\0.png',
      '\0',
      'x'.repeat(300),
      'x/'.repeat(3_000),
      'file:///etc/passwd',
      '~/x',
      'deep/%2e%2e/guide.pdf',
    ];
    const answers = new Set<string>();
    for (const path of refused) {
      const response = await take(path);
      expect([path, response.status]).toEqual([path, 400]);
      answers.add(await response.text());
    }
    expect([...answers]).toEqual([
      JSON.stringify({
        error: 'Validation failed',
        message: 'There is no such file in the import folder',
        field: 'file_path',
      }),
    ]);
    expect(await refusedField(await take(7))).toBe('file_path');
    expect(await refusedField(await take(''))).toBe('file_path');
  });

  it('takes nothing that is too large, and nothing for a reference', async () => {
    expect((await take('large.bin')).status).toBe(413);
    const made = await dataOf(await take('guide.pdf', { asset_type: 'git' }));
    expect(made).toMatchObject({ asset_type: 'git', file_path: null });
  });

  it('is not read again for a repeated Idempotency-Key', async () => {
    await writeFile(join(folder, 'fleeting.txt'), 'fleeting');
    const fields = { title: 'Fleeting', asset_type: 'document', file_path: 'fleeting.txt' };
    const headers = { 'idempotency-key': 'path' };
    const first = await post(server, fields, { headers });
    await rm(join(folder, 'fleeting.txt'));
    const again = await post(server, fields, { headers });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await dataOf(again)).toEqual(await dataOf(first));
  });

  it('takes nothing where no folder is set', async () => {
    await using other = await startTestServer();
    const fields = { title: 'x', asset_type: 'pdf', file_path: join(folder, 'guide.pdf') };
    expect(await refusedField(await post(other, fields))).toBe('file_path');
  });
});

describe('a download', () => {
  it('is the file, whole or in ranges, and counts where it begins', async () => {
    const { id, file_path } = await upload(server, 'counted.txt', '0123456789');
    const path = file_path ?? '';
    expect(path).toBe(`${LIBRARY}/${id}/download`);
    const whole = await server.api(path);
    expect([await whole.text(), whole.headers.get('content-type')]).toEqual(['0123456789', 'text/plain']);
    expect(whole.headers.get('content-disposition')).toContain('attachment');
    const range = await server.api(path, { headers: { range: 'bytes=4-5' } });
    expect([range.status, await range.text()]).toEqual([206, '45']);
    const beyond = await server.api(path, { headers: { range: 'bytes=10-' } });
    expect([beyond.status, beyond.headers.get('content-range'), await beyond.json()]).toEqual([
      416,
      'bytes */10',
      { error: 'Range not satisfiable', message: 'The file has no such range.' },
    ]);
    expect((await server.api(path, { method: 'HEAD' })).headers.get('content-length')).toBe('10');
    const etag = whole.headers.get('etag') ?? '';
    expect((await server.api(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await get(server, id)).download_count).toBe(1);
  });

  it('has a thumbnail where there is a picture', async () => {
    const { thumbnail_path } = await dataOf(
      await post(server, { title: 'Guide', asset_type: 'pdf', file_path: 'guide.pdf' }),
    );
    const picture = await server.api(thumbnail_path ?? '');
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/webp']);
    const bytes = await upload(server, 'none.bin', Uint8Array.from([0, 1, 2, 3, 255]));
    expect(bytes.thumbnail_path).toBeNull();
    const none = await server.api(`${LIBRARY}/${bytes.id}/thumbnail`);
    expect([none.status, await none.json()]).toEqual([404, { error: 'Not found', message: 'Picture not found' }]);
  });
});
