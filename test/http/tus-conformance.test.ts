// What the tus protocol (1.0.0, https://tus.io/protocols/resumable-upload) demands of a server, sentence by sentence, with what proves
// it; and the proofs that are nowhere else.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { locationOf, type TusClient, tusClientOf } from '../support/resumable.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

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

const HERE = 'test/http/tus-conformance.test.ts';
const RESUMABLE = 'test/http/resumable.test.ts';
const STORE = 'test/http/upload-store.test.ts';
const LOCKER = 'test/http/upload-locker.test.ts';
const NOT_OFFERED = 'not applicable: the extension is not offered, and not named in Tus-Extension';

/** By section: what a server MUST or MUST NOT do, in short, and the test that holds it, or why nothing does. */
const SENTENCES: Readonly<Record<string, readonly (readonly [sentence: string, proof: string])[]>> = {
  core: [
    ['HEAD answers Upload-Offset, also when it is 0 or the upload is complete', HERE],
    ['HEAD answers Upload-Length when the size is known', HERE],
    ['HEAD without the upload is 404, 410 or 403, without Upload-Offset', HERE],
    ['HEAD is not cached: Cache-Control: no-store', HERE],
    ['PATCH takes application/offset+octet-stream alone', HERE],
    ['PATCH with another Upload-Offset is 409, and changes nothing', HERE],
    ['PATCH that is taken is 204 with the new Upload-Offset', RESUMABLE],
    ['PATCH without the upload is 404', HERE],
    ['OPTIONS is 204 or 200 with Tus-Version', HERE],
    ['Upload-Offset and Upload-Length are whole numbers that are not negative', HERE],
    ['Tus-Resumable is in every answer to what names a version', HERE],
    ['another Tus-Resumable is 412 with Tus-Version, and the request is not processed', HERE],
    ['Tus-Resumable is ignored by OPTIONS', HERE],
    [
      'X-HTTP-Method-Override is read as the method',
      'not applicable: authorisation and routing go by one method, which a header does not change; it is ignored',
    ],
  ],
  creation: [
    ['POST without a length, or with both forms of it, is 400', HERE],
    ['Upload-Length over Tus-Max-Size is 413', RESUMABLE],
    ['POST that is taken is 201 with Location', HERE],
    ['Upload-Defer-Length is 1; else 400', HERE],
    ['a deferred length is told of by Upload-Defer-Length until it is known', HERE],
    ['a length, once known, is not changed', HERE],
    ['Upload-Metadata has keys that are unique, not empty and without spaces and commas', HERE],
    ['Upload-Metadata comes back in HEAD as it was sent', HERE],
    ['an upload of no bytes is complete at once', HERE],
  ],
  'creation-with-upload': [['what came with POST is answered by Upload-Offset', HERE]],
  expiration: [
    ['Upload-Expires is in the answers of unfinished uploads, as an HTTP date', HERE],
    ['what has expired is 404 or 410', STORE],
  ],
  checksum: [['a body that does not fit Upload-Checksum is 460 and discarded', NOT_OFFERED]],
  termination: [
    ['DELETE is 204, and the upload is gone: later requests are 404 or 410', HERE],
    ['what it has taken is freed', RESUMABLE],
  ],
  concatenation: [['partial and final uploads', NOT_OFFERED]],
  locks: [['one request at a time changes an upload', LOCKER]],
};

it.each(Object.entries(SENTENCES))(
  '%s: each sentence has its proof, or the reason why it needs none',
  (_section, all) => {
    for (const [, proof] of all) {
      if (proof.startsWith('not applicable: ')) continue;
      expect(existsSync(fileURLToPath(new URL(`../../${proof}`, import.meta.url))), proof).toBe(true);
    }
    expect(all.length).toBeGreaterThan(0);
  },
);

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
    const location = locationOf(await post({ ...metadata, 'upload-defer-length': '1' }));
    expect((await tus.request(location, 'HEAD', {})).headers.get('upload-defer-length')).toBe('1');
    const first = { ...BODY, 'upload-offset': '0', 'upload-length': '2' };
    expect((await tus.request(location, 'PATCH', first, { body: 'a' })).status).toBe(204);
    const changed = { ...BODY, 'upload-offset': '1', 'upload-length': '9' };
    expect((await tus.request(location, 'PATCH', changed, { body: 'b' })).status).toBe(400);
    const head = await tus.request(location, 'HEAD', {});
    expect([head.headers.get('upload-length'), head.headers.get('upload-offset')]).toEqual(['2', '1']);
  });

  it('keep what is said of an upload as it was said, where it can be read', async () => {
    for (const said of ['filename YQ==,filename Yg==', 'filename YQ==,, ', 'filename !'])
      expect((await post({ 'upload-length': '1', 'upload-metadata': said })).status).toBe(400);
    const head = await tus.request(locationOf(await post({ 'upload-length': '1', ...metadata })), 'HEAD', {});
    expect(head.headers.get('upload-metadata')).toBe(metadata['upload-metadata']);
  });

  it('take bytes with the request that creates, and end what has none', async () => {
    const part = await post({ ...metadata, ...BODY, 'upload-length': '6' }, 'abc');
    expect([part.status, await offsetOf(locationOf(part))]).toEqual([201, '3']);
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
