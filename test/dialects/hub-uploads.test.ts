// Uploads: forms and plain bodies, names, replacements, repeats and refusals.
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  get,
  type HubAsset,
  type HubFiles,
  makeFolder,
  ROOT,
  refusal,
  startQuietServer,
  statusOf,
} from '../support/hub.ts';
import type { ApiInit, TestServer } from '../support/server.ts';

const MOST_BYTES = 100_000;

let server: TestServer;
let folder: HubAsset;
beforeAll(async () => {
  server = await startQuietServer({ VITRINE_MAX_UPLOAD_BYTES: String(MOST_BYTES) });
  folder = await makeFolder(server, 'uploads');
});
afterAll(() => server[Symbol.asyncDispose]());

const post = <T = HubAsset>(address: string, init: ApiInit): Promise<T> =>
  get<T>(server, address, { method: 'POST', ...init });
const contentOf = async ({ _id }: HubAsset) => (await server.api(`/api/assets/${_id}/download`)).text();
const form = (...parts: readonly (readonly [field: string, name: string, bytes: string])[]) => {
  const sent = new FormData();
  for (const [field, name, bytes] of parts) sent.append(field, new File([bytes], name));
  return sent;
};
const blobs = () => Array.fromAsync(server.core.blobs.list(), ({ sha256 }) => sha256);
const filesIn = async () => (await get<HubFiles>(server, `${folder._id}/files`)).files;

describe('a form', () => {
  it('has its file under any field name', async () => {
    for (const field of ['file', 'upload', 'x[]', '']) {
      const made = await post(`${folder._id}/upload`, { body: form([field, `${field}.txt`, `in ${field}`]) });
      expect(made).toMatchObject({ name: `${field}.txt`, parent: folder._id, type: 'FILE' });
      expect(await contentOf(made)).toBe(`in ${field}`);
    }
  });

  it('with several files is answered with an array in their order', async () => {
    const sent = form(['a', 'first.txt', '1'], ['a', 'second.txt', '2'], ['b', 'third.txt', '']);
    sent.set('note', 'no file');
    const made = await post<HubAsset[]>(`browse/upload?path=/uploads`, { body: sent });
    expect(made.map(({ name, size }) => [name, size])).toEqual([
      ['first.txt', 1],
      ['second.txt', 1],
      ['third.txt', 0],
    ]);
  });

  it('without a file is a 400, and broken, a 400 that leaves nothing behind', async () => {
    const none = new FormData();
    none.set('field', 'value');
    expect(await refusal(await server.api(`/api/assets/root/upload`, { method: 'POST', body: none }))).toEqual([
      400,
      'file: A file is needed.',
    ]);
    const before = await blobs();
    const broken = '--b\r\ncontent-disposition: form-data; name="f"; filename="a.txt"\r\n\r\nhalf of it';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    expect(await statusOf(server, 'root/upload', { method: 'POST', body: broken, headers })).toBe(400);
    expect(
      await statusOf(server, 'root/upload?name=x', {
        method: 'POST',
        body: 'x',
        headers: { 'content-type': 'multipart/form-data' },
      }),
    ).toBe(400);
    expect(await blobs()).toEqual(before);
  });

  it('that has files without names calls them something', async () => {
    const body = '--b\r\ncontent-disposition: form-data; name="f"; filename=""\r\n\r\nbytes\r\n--b--\r\n';
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const made = await post(`${folder._id}/upload`, { body, headers });
    expect([made.name, await contentOf(made)]).toEqual(['unnamed', 'bytes']);
  });
});

describe('any other body', () => {
  it('is the file itself, whatever its type says', async () => {
    for (const [type, body, kept] of [
      ['application/json', '{"a": [1,', 'application/json'],
      ['application/json', '', 'application/json'],
      ['text/plain', 'words', 'text/plain'],
      ['text/plain;charset=utf-8', 'words', 'text/plain'],
      ['application/x-www-form-urlencoded', 'a=b&c', 'application/octet-stream'],
      ['application/octet-stream', 'bytes', 'application/octet-stream'],
      ['application/x-made-up', 'made up', 'application/x-made-up'],
      ['multipart/mixed; boundary=x', '--x--', 'multipart/mixed'],
      ['garbage', 'no type at all', 'application/octet-stream'],
      ['a/b/c; =', 'no type at all', 'application/octet-stream'],
      ['application/offset+octet-stream', 'tus', 'application/offset+octet-stream'],
    ] as const) {
      const made = await post(`${folder._id}/upload?name=body`, { body, headers: { 'content-type': type } });
      expect([type, made.size, await contentOf(made)]).toEqual([type, body.length, body]);
      expect([type, made.meta]).toEqual([type, { 'content-type': kept }]);
    }
  });

  it('needs no type and no length at all', async () => {
    const untyped = await post(`${folder._id}/upload?name=untyped.bin`, { body: new Uint8Array([0, 1, 2]) });
    expect(untyped).toMatchObject({ name: 'untyped.bin', size: 3 });
    const chunked = new ReadableStream({
      start(controller) {
        for (const part of ['one ', 'two ', 'three']) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const init = { body: chunked, duplex: 'half' } as RequestInit & ApiInit;
    expect(await contentOf(await post(`${folder._id}/upload?name=chunked.txt`, init))).toBe('one two three');
    expect(await post(`${folder._id}/upload?name=empty.txt`, {})).toMatchObject({ name: 'empty.txt', size: 0 });
  });

  it('is named by the query, else by Content-Disposition in all its forms', async () => {
    for (const [disposition, name] of [
      ['attachment; filename=plain.txt', 'plain.txt'],
      ['attachment; filename="two words.txt"', 'two words.txt'],
      ['attachment; filename="a \\"quoted\\" one.txt"', 'a "quoted" one.txt'],
      ['inline;FileName="x;y.txt" ; size=3', 'x;y.txt'],
      ['attachment; filename="e.txt"; filename*=UTF-8\'\'%E2%82%AC%20rates.txt', '€ rates.txt'],
      ["attachment; filename*=utf-8'en'na%C3%AFve.txt", 'naïve.txt'],
      ["attachment; filename*=ISO-8859-1''%A3.txt", '£.txt'],
      ["attachment; filename*=UTF-8''%ZZ; filename=spare.txt", 'spare.txt'],
      [Buffer.from('attachment; filename="größe.txt"').toString('latin1'), 'größe.txt'],
      ['attachment; filename="../../etc/passwd"', 'passwd'],
    ] as const) {
      const headers = { 'content-disposition': disposition, 'content-type': 'text/plain' };
      expect((await post(`${folder._id}/upload`, { body: 'x', headers })).name).toBe(name);
      expect((await post(`${folder._id}/upload?name=asked.txt`, { body: 'x', headers })).name).toBe('asked.txt');
    }
  });

  it('without a name is a 400', async () => {
    const unnamed = ['attachment', 'attachment; filename=""', "attachment; filename*=UTF-8''", 'x', '; filename'];
    for (const disposition of unnamed) {
      const init = { method: 'POST', body: 'x', headers: { 'content-disposition': disposition } };
      const response = await server.api(`/api/assets/${folder._id}/upload?name=`, init);
      expect(await refusal(response)).toEqual([400, expect.stringContaining('name')]);
    }
  });
});

describe('a place', () => {
  it('is a folder by its id, name or path, or the root', async () => {
    for (const address of [`${folder._id}/upload?`, 'UPLOADS/upload?', 'browse/upload?path=/Uploads&'])
      expect(await post(`${address}name=placed.txt`, { body: 'x' })).toMatchObject({ parent: folder._id });
    for (const address of ['root/upload?', 'hub/upload?', `${ROOT}/upload?`, 'browse/upload?path=/&'])
      expect(await post(`${address}name=placed.txt`, { body: 'x' })).toMatchObject({ parent: ROOT });
  });

  it('that is none is a 404, before the bytes are taken', async () => {
    const file = await post('root/upload?name=no%20folder.txt', { body: 'x' });
    for (const address of [
      'none/upload?',
      'browse/upload?path=/none&',
      `${file._id}/upload?`,
      `${'a'.repeat(24)}/upload?`,
    ])
      expect(await statusOf(server, `${address}name=x`, { method: 'POST', body: 'x' })).toBe(404);
    expect(await statusOf(server, 'trash/upload?name=x', { method: 'POST', body: 'x' })).toBe(409);
    expect(await statusOf(server, 'browse/upload?name=x', { method: 'POST', body: 'x' })).toBe(400);
  });
});

describe('a name that is there', () => {
  it('gets new bytes: the same asset, an entry in its log, the earlier bytes as a version', async () => {
    const first = await post(`${folder._id}/upload?name=replaced.txt`, { body: 'one' });
    await get(server, first._id, { method: 'PATCH', json: { tags: ['kept'] } });
    const second = await post(`browse/upload?path=/uploads`, { body: form(['f', 'replaced.txt', 'second']) });
    expect(second).toMatchObject({ _id: first._id, size: 6, tags: ['kept'] });
    expect(second.log.at(-1)).toMatchObject({ action: 'REPLACED', info: {} });
    expect(await contentOf(second)).toBe('second');
    const versions = await server.json<{ size: number }[]>(`/api/store/asset/${first._id}/versions`);
    expect(versions.map(({ size }) => size)).toEqual([6, 3]);
    // Another case is another name.
    expect((await post(`${folder._id}/upload?name=Replaced.txt`, { body: 'three' }))._id).not.toBe(first._id);
  });
});

describe('the same name, sent by many at the same time', () => {
  it('is one file, with the bytes of all of them as its versions', async () => {
    const sent = Array.from({ length: 12 }, (_, i) =>
      post(`${folder._id}/upload?name=race.txt`, { body: `bytes ${i}` }),
    );
    const ids = new Set((await Promise.all(sent)).map(({ _id }) => _id));
    expect(ids.size).toBe(1);
    const versions = await server.json<unknown[]>(`/api/store/asset/${[...ids].join()}/versions`);
    expect(versions).toHaveLength(12);
  });
});

describe('an Idempotency-Key', () => {
  it('makes a repeat answer with what the first one made', async () => {
    const headers = { 'idempotency-key': 'once' };
    const send = (body: string, query = '') =>
      post<HubAsset | HubAsset[]>(`${folder._id}/upload${query}`, { body, headers: { ...headers } });
    const first = await send('bytes', '?name=once.txt');
    expect(await send('bytes', '?name=once.txt')).toEqual(first);
    await post(`${folder._id}/upload?name=once.txt`, { body: 'others wrote this meanwhile' });
    const late = (await send('bytes', '?name=once.txt')) as HubAsset;
    expect(late).toMatchObject({ size: 'others wrote this meanwhile'.length });
    expect(late.log.map(({ action }) => action)).toEqual(['CREATED', 'REPLACED']);
    const replacing = { body: 'the third', headers: { 'idempotency-key': 'replacing' } };
    const third = await post(`${folder._id}/upload?name=once.txt`, replacing);
    expect(await post(`${folder._id}/upload?name=once.txt`, replacing)).toEqual(third);
    expect((await filesIn()).filter(({ name }) => name === 'once.txt')).toHaveLength(1);
    const long = { body: 'x', headers: { 'idempotency-key': 'k'.repeat(256) }, method: 'POST' };
    expect(await statusOf(server, `${folder._id}/upload?name=x`, long)).toBe(400);
  });

  it('holds for every file of a form', async () => {
    const send = () =>
      post<HubAsset[]>(`${folder._id}/upload`, {
        body: form(['a', 'k1.txt', '1'], ['a', 'k2.txt', '2']),
        headers: { 'idempotency-key': 'both' },
      });
    expect(await send()).toEqual(await send());
  });
});

describe('a file that is too large', () => {
  it('is a 413 by what its length says, before it is read', async () => {
    const { hostname, port } = new URL(server.url);
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST /api/assets/root/upload?name=x HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.rootKey}\r\n` +
            `content-type: application/json\r\ncontent-length: ${MOST_BYTES + 1}\r\n\r\n`,
        ),
      );
      socket.setEncoding('utf8');
      let text = '';
      socket.on('data', (data: string) => {
        text += data;
        if (text.includes('"status":"ERROR"')) socket.destroy();
      });
      socket.on('error', reject).on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('is a 413 as soon as one byte too many has come, in a form, too', async () => {
    const large = 'x'.repeat(MOST_BYTES + 1);
    const stream = () =>
      new ReadableStream({
        start(controller) {
          for (let i = 0; i < 40; i++) controller.enqueue(new TextEncoder().encode('x'.repeat(5_000)));
          controller.close();
        },
      });
    const chunked = { method: 'POST', body: stream(), duplex: 'half' } as RequestInit & ApiInit;
    expect(await statusOf(server, 'root/upload?name=x', chunked)).toBe(413);
    const inForm = { method: 'POST', body: form(['f', 'small.txt', 's'], ['f', 'large.txt', large]) };
    expect(await statusOf(server, `${folder._id}/upload`, inForm)).toBe(413);
    expect((await filesIn()).map(({ name }) => name)).not.toContain('small.txt');
    const exact = await post(`${folder._id}/upload?name=exact.bin`, { body: 'x'.repeat(MOST_BYTES) });
    expect(exact.size).toBe(MOST_BYTES);
  });
});

describe('an upload that breaks off', () => {
  it('leaves nothing behind', async () => {
    const before = (await filesIn()).length;
    const { hostname, port } = new URL(server.url);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /api/assets/${folder._id}/upload?name=half.txt HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${server.rootKey}\r\n` +
            'content-type: text/plain\r\ncontent-length: 1000\r\n\r\nhalf of it',
          () => socket.destroy(),
        );
      });
      socket.on('close', () => resolve());
    });
    expect(await filesIn()).toHaveLength(before);
    expect(await statusOf(server, 'half.txt')).toBe(404);
  });
});
