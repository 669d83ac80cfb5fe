// What the tus protocol (1.0.0, https://tus.io/protocols/resumable-upload) demands of a server: that each sentence (tus-sentences) has
// its proof, and the proofs that are nowhere else.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locationOf, type TusClient, tusClientOf } from '../support/resumable.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { NOTATION, SENTENCES } from './tus-sentences.ts';

let server: TestServer;
let tus: TusClient;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false', VITRINE_MAX_RESUMABLE_BYTES: '5000' } });
  tus = tusClientOf(server);
});
afterAll(() => server[Symbol.asyncDispose]());

const BODY = { 'content-type': 'application/offset+octet-stream' };
const begin = async (sizeBytes = 10): Promise<string> =>
  locationOf(await tus.create(sizeBytes, { filename: 'conforming.bin' }));
const offsetOf = async (location: string): Promise<string | null> =>
  (await tus.request(location, 'HEAD', {})).headers.get('upload-offset');

it('has a proof of every sentence that demands something, or the reason why it needs none', async () => {
  const all = Object.values(SENTENCES).flat();
  expect(all.length + NOTATION).toBe(88);
  for (const [sentence, proof] of all) {
    if (proof.startsWith('not applicable: ')) continue;
    const [file = '', title] = proof.split(': ', 2);
    const tests = await readFile(fileURLToPath(new URL(`../../${file}`, import.meta.url)), 'utf8');
    expect([sentence, tests.includes(`it('${title}'`)]).toEqual([sentence, true]);
  }
});

describe('the core', () => {
  it('tells by HEAD of offset and length, for nobody to keep', async () => {
    const location = await begin();
    const head = await tus.request(location, 'HEAD', {});
    expect([head.status, head.headers.get('upload-offset'), head.headers.get('upload-length')]).toEqual([
      200,
      '0',
      '10',
    ]);
    expect(head.headers.get('cache-control')).toBe('no-store');
    await tus.patch(location, 0, randomBytes(10));
    expect(await offsetOf(location)).toBe('10');
  });

  it('knows nothing of uploads that are not there', async () => {
    for (const method of ['HEAD', 'PATCH', 'DELETE']) {
      const answer = await tus.request(`/files/${'0'.repeat(32)}`, method, { ...BODY, 'upload-offset': '0' });
      expect([method, answer.status, answer.headers.get('upload-offset')]).toEqual([method, 404, null]);
    }
  });

  it('takes no other type of body, offset or number, and nothing changes by it', async () => {
    const location = await begin();
    const sent: [number, Record<string, string>][] = [
      [415, { 'upload-offset': '0', 'content-type': 'text/plain' }],
      [415, { 'upload-offset': '0', 'content-type': 'application/octet-stream' }],
      [409, { ...BODY, 'upload-offset': '5' }],
      [400, { ...BODY, 'upload-offset': '-1' }],
      [400, { ...BODY, 'upload-offset': '0x0' }],
      [403, BODY],
    ];
    for (const [status, headers] of sent) {
      const answer = await tus.request(location, 'PATCH', headers, { body: 'x' });
      expect([status, headers, await answer.json()]).toEqual([answer.status, headers, { detail: expect.any(String) }]);
    }
    expect((await tus.patch(location, 0, randomBytes(11))).status).toBe(413);
    expect(await offsetOf(location)).toBe('0');
  });

  it('speaks 1.0.0, and does nothing for whoever speaks something else', async () => {
    const location = await begin();
    for (const version of ['0.2.2', '1.0', 'x', '2.0.0', '']) {
      for (const method of ['HEAD', 'PATCH', 'DELETE', 'POST']) {
        const path = method === 'POST' ? '/files' : location;
        const headers = { ...BODY, 'upload-offset': '0', 'upload-length': '1', 'tus-resumable': version };
        const answer = await server.api(path, { method, headers });
        expect([method, version, answer.status, answer.headers.get('tus-version')]).toEqual([
          method,
          version,
          412,
          '1.0.0',
        ]);
      }
    }
    expect(await offsetOf(location)).toBe('0');
    const options = await server.api('/files', { method: 'OPTIONS', headers: { 'tus-resumable': '0.2.2' } });
    expect([options.status, options.headers.get('tus-version')]).toEqual([204, '1.0.0']);
    expect(options.headers.get('tus-max-size')).toBe('5000');
    expect(options.headers.get('tus-extension')).not.toMatch(/checksum|concatenation/);
  });

  it('names its version in every answer, and what more it can in that to OPTIONS', async () => {
    const location = await begin();
    const answers = [
      await tus.create(10, { filename: 'a.bin' }),
      await tus.request(location, 'HEAD', {}),
      await tus.patch(location, 0, randomBytes(1)),
      await tus.patch(location, 0, randomBytes(1)),
      await tus.request(location, 'PATCH', { 'upload-offset': '1' }, { body: 'x' }),
      await tus.request('/files', 'POST', {}),
      await tus.request(`/files/${'0'.repeat(32)}`, 'HEAD', {}),
      await tus.request(location, 'DELETE', {}),
      await tus.request('/files', 'POST', {}, { key: null }),
      await server.api('/files', { method: 'POST' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 200, 204, 409, 415, 400, 404, 204, 401, 412]);
    expect(answers.map(({ headers }) => headers.get('tus-resumable'))).toEqual(Array(10).fill('1.0.0'));
    const { status, headers } = await server.api('/files', { method: 'OPTIONS' });
    const told = ['tus-version', 'tus-max-size', 'tus-extension', 'tus-checksum-algorithm'].map((name) =>
      headers.get(name),
    );
    const extensions = 'creation,creation-with-upload,creation-defer-length,termination,expiration';
    expect([status, ...told]).toEqual([204, '1.0.0', '5000', extensions, null]);
  });

  it('acknowledges a piece by the sum of what was there and what has come, and by when to go on', async () => {
    const location = await begin(10);
    for (const [offset, bytes] of [
      [0, 3],
      [3, 0],
      [3, 4],
    ] as const) {
      const { status, headers } = await tus.patch(location, offset, randomBytes(bytes));
      expect([status, headers.get('upload-offset')]).toEqual([204, String(offset + bytes)]);
      const expires = headers.get('upload-expires') ?? '';
      expect(new Date(expires).toUTCString()).toBe(expires);
      expect(Date.parse(expires)).toBeGreaterThan(Date.now());
    }
    const last = await tus.patch(location, 7, randomBytes(3));
    expect([last.status, last.headers.get('upload-offset')]).toEqual([204, '10']);
  });

  it('goes by the method of the request alone', async () => {
    const location = await begin();
    const override = { 'x-http-method-override': 'DELETE', ...BODY, 'upload-offset': '0' };
    expect((await tus.request(location, 'POST', override)).status).toBe(405);
    expect((await tus.request(location, 'HEAD', override)).status).toBe(200);
    expect(await offsetOf(location)).toBe('0');
  });

  it('gives pages of other origins no leave', async () => {
    const location = await begin();
    for (const [method, path] of [
      ['OPTIONS', '/files'],
      ['HEAD', location],
    ] as const) {
      const { headers } = await tus.request(path, method, { origin: 'https://elsewhere.example' });
      expect([method, headers.get('access-control-allow-origin')]).toEqual([method, null]);
      expect(headers.get('access-control-allow-credentials')).toBeNull();
    }
  });
});

describe('the extensions', () => {
  const metadata = { 'upload-metadata': 'filename YS5iaW4=' };
  const post = (headers: Record<string, string>, body?: string) =>
    tus.request('/files', 'POST', headers, body === undefined ? {} : { body });

  it('create by one length, told now or later, and never another', async () => {
    const wrong = [
      {},
      { 'upload-length': '3', 'upload-defer-length': '1' },
      { 'upload-defer-length': '2' },
      { 'upload-length': '1.5' },
      { 'upload-length': '-1' },
    ];
    for (const headers of wrong) expect((await post({ ...metadata, ...headers })).status).toBe(400);
    const deferred = await post({ ...metadata, 'upload-defer-length': '1' });
    expect([deferred.status, locationOf(deferred)]).toEqual([201, expect.stringMatching(/\/files\/\w+$/)]);
    const location = locationOf(deferred);
    expect((await tus.request(location, 'HEAD', {})).headers.get('upload-defer-length')).toBe('1');
    const first = { ...BODY, 'upload-offset': '0', 'upload-length': '2' };
    expect((await tus.request(location, 'PATCH', first, { body: 'a' })).status).toBe(204);
    const changed = { ...BODY, 'upload-offset': '1', 'upload-length': '9' };
    expect((await tus.request(location, 'PATCH', changed, { body: 'b' })).status).toBe(400);
    const head = await tus.request(location, 'HEAD', {});
    expect([head.headers.get('upload-length'), head.headers.get('upload-offset')]).toEqual(['2', '1']);
    expect(head.headers.get('upload-defer-length')).toBeNull();
  });

  it('keep what is said of an upload as it was said, where it can be read', async () => {
    const unreadable = [
      'filename YQ==,filename Yg==',
      'filename YQ==,, ',
      'filename !',
      'filename YQ== Yg==',
      'filename  YQ==',
      'filename YQ==; tags Yg==',
      ',filename YQ==',
    ];
    for (const said of unreadable)
      expect([said, (await post({ 'upload-length': '1', 'upload-metadata': said })).status]).toEqual([said, 400]);
    const head = await tus.request(locationOf(await post({ 'upload-length': '1', ...metadata })), 'HEAD', {});
    expect(head.headers.get('upload-metadata')).toBe(metadata['upload-metadata']);
  });

  it('take bytes with the request that creates, and end what has none', async () => {
    const part = await post({ ...metadata, ...BODY, 'upload-length': '6' }, 'abc');
    expect([part.status, part.headers.get('upload-offset'), await offsetOf(locationOf(part))]).toEqual([201, '3', '3']);
    const other = { ...metadata, 'content-type': 'text/plain', 'upload-length': '6' };
    expect((await post(other, 'abc')).headers.get('upload-offset')).not.toBe('3');
    expect(Date.parse(part.headers.get('upload-expires') ?? '')).toBeGreaterThan(Date.now());
    const whole = await post({ ...metadata, ...BODY, 'upload-length': '3' }, 'abc');
    expect(whole.headers.get('x-asset-id')).toMatch(/^[0-9a-f]{24}$/);
    expect((await tus.create(0, { filename: 'nothing.bin' })).headers.get('x-asset-id')).toMatch(/^[0-9a-f]{24}$/);
  });

  it('forget what is given up, and refuse what is not offered', async () => {
    const location = await begin();
    expect((await tus.request(location, 'DELETE', {})).status).toBe(204);
    for (const method of ['HEAD', 'DELETE']) expect((await tus.request(location, method, {})).status).toBe(404);
    expect((await tus.patch(location, 0, randomBytes(1))).status).toBe(404);
    expect((await post({ ...metadata, 'upload-length': '3', 'upload-concat': 'partial' })).status).toBe(501);
  });
});
