// The documented nginx in front of a real server that leaves large files to it: what clients get is what they would get without.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, send } from '../http/download-server.ts';
import { type Nginx, startNginx } from '../support/nginx.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';

const MIB = 1024 * 1024;
const BIG = randomBytes(24 * MIB);
const HTML = Buffer.concat([Buffer.from('<!doctype html><script>alert(1)</script>'), Buffer.alloc(MIB, 'a')]);

let parent: string;
let server: TestServer;
let nginx: Nginx;
let id: string;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'vitrine-proxied-'));
  // Its way to the data folder; that one lets in itself whom it has to.
  await chmod(parent, 0o755);
  const data = join(parent, 'data');
  server = await startTestServer({
    settings: { VITRINE_DATA: data, VITRINE_TRUST_PROXY: '127.0.0.1', VITRINE_ACCEL_REDIRECT: '/_blobs/' },
  });
  nginx = await startNginx([server.url], data);
  ({ id } = await throughNginx<{ id: string }>('/api/store/asset/upload', {
    method: 'POST',
    body: formWith('big.bin', BIG),
  }));
});
afterAll(async () => {
  await nginx?.[Symbol.asyncDispose]();
  await server?.[Symbol.asyncDispose]();
  await rm(parent, { recursive: true, force: true });
});

const authorization = () => ({ authorization: `Bearer ${server.rootKey}` });
const path = (asset = id) => `/api/store/asset/download?id=${asset}`;

async function throughNginx<T>(to: string, init: RequestInit = {}): Promise<T> {
  const response = await fetch(nginx.url + to, { ...init, headers: { ...authorization(), ...init.headers } });
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

const portOf = (url: string): number => Number(new URL(url).port);
const proxied = (headers: Record<string, string> = {}, to = path(), method = 'GET'): Promise<Answer> =>
  send(portOf(nginx.url), method, { ...authorization(), ...headers }, to);
/** The same request to the server itself, which sends the bytes to whoever is no proxy. */
const direct = (headers: Record<string, string> = {}, to = path(), method = 'GET'): Promise<Answer> =>
  send(portOf(server.url), method, { ...authorization(), ...headers }, to);
/** As a proxy that is trusted, to see what nginx is told. */
const asProxy = (headers: Record<string, string> = {}, to = path()): Promise<Answer> =>
  direct({ 'x-forwarded-for': '192.0.2.1', ...headers }, to);

const OF_THE_CONNECTION = [
  'connection',
  'keep-alive',
  'date',
  'server',
  'x-request-id',
  'transfer-encoding',
  'set-cookie',
];
const lasting = ({ headers }: Answer) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !OF_THE_CONNECTION.includes(name)));

async function downloadsOf(asset: string): Promise<number> {
  const events = await server.json<{ items: { type: string }[] }>(`/api/store/asset/${asset}/events?limit=100`);
  return events.items.filter(({ type }) => type === 'downloaded').length;
}

describe('nginx, told to send a file itself', () => {
  it('sends all of it, with the headers that the server would have sent', async () => {
    const told = await asProxy();
    expect(told.headers['x-accel-redirect']).toMatch(/^\/_blobs\/([0-9a-f]{2})\/\1[0-9a-f]{62}$/);
    expect(told.body).toHaveLength(0);
    const answer = await proxied();
    expect(answer.status).toBe(200);
    expect(answer.body.equals(BIG)).toBe(true);
    expect(lasting(answer)).toEqual(lasting(await direct()));
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['bytes=0-0', 'bytes=5000000-9999999', 'bytes=25000000-', 'bytes=-7', 'bytes=1048576-99999999999'])(
    'sends the range %s',
    async (range) => {
      expect((await asProxy({ range })).headers).toHaveProperty('x-accel-redirect');
      const [answer, expected] = [await proxied({ range }), await direct({ range })];
      expect(answer.status).toBe(206);
      expect(answer.body.equals(expected.body)).toBe(true);
      // That there are ranges, an answer that is one need not say.
      expect({ ...lasting(answer), 'accept-ranges': 'bytes' }).toEqual(lasting(expected));
    },
  );

  it.each([
    'bytes=0-9,20-29',
    'bytes=,0-9',
    'bytes=9-0',
    'apples=1-2',
    'bytes=99999999-',
    'bytes=0-9999999999999999999',
  ])('leaves to the server what they understand differently: %s', async (range) => {
    const [answer, expected] = [await proxied({ range }), await direct({ range })];
    expect(answer.status).toBe(expected.status);
    const { 'content-type': type, ...rest } = lasting(answer);
    const { 'content-type': expectedType, ...expectedRest } = lasting(expected);
    expect(rest).toEqual(expectedRest);
    const boundary = /boundary=(.*)$/.exec(String(type))?.[1] ?? '\0';
    const expectedBoundary = /boundary=(.*)$/.exec(String(expectedType))?.[1] ?? '\0';
    expect(
      answer.body.toString('latin1').replaceAll(boundary, '') ===
        expected.body.toString('latin1').replaceAll(expectedBoundary, ''),
    ).toBe(true);
  });

  it('goes on where a download broke off, by tag and by date', async () => {
    const whole = await proxied({}, path(), 'HEAD');
    const { etag = '', 'last-modified': date = '' } = whole.headers;
    for (const ifRange of [etag, date]) {
      const answer = await proxied({ range: 'bytes=10000000-', 'if-range': ifRange });
      expect(answer.status).toBe(206);
      expect(answer.body.equals(BIG.subarray(10_000_000))).toBe(true);
    }
    for (const ifRange of ['"another"', 'Wed, 04 Mar 2020 05:06:07 GMT', `W/${etag}`]) {
      const answer = await proxied({ range: 'bytes=10000000-', 'if-range': ifRange });
      expect([answer.status, answer.body.length]).toEqual([200, BIG.length]);
    }
  });

  it('judges no condition itself', async () => {
    const { etag = '', 'last-modified': date = '' } = (await proxied({}, path(), 'HEAD')).headers;
    const [older, younger] = ['Wed, 04 Mar 2020 05:06:07 GMT', new Date(Date.now() + 60_000).toUTCString()];
    const cases: Record<string, string>[] = [
      { 'if-none-match': etag },
      { 'if-none-match': '"another"' },
      { 'if-none-match': '"another"', 'if-modified-since': younger },
      { 'if-modified-since': date },
      { 'if-modified-since': older },
      { 'if-match': etag },
      { 'if-match': '"another"' },
      { 'if-unmodified-since': younger },
      { 'if-unmodified-since': older },
    ];
    const statuses: number[] = [];
    for (const headers of cases) {
      const [answer, expected] = [await proxied(headers), await direct(headers)];
      expect(lasting(answer)).toEqual(lasting(expected));
      expect(answer.body.length).toBe(expected.body.length);
      statuses.push(answer.status);
    }
    expect(statuses).toEqual([304, 200, 200, 304, 200, 200, 412, 200, 412]);
  });

  it('shows pages of strangers to nobody', async () => {
    const form = formWith('page.html', HTML, { public: 'true' });
    const { id: page } = await throughNginx<{ id: string }>('/api/store/asset/upload', { method: 'POST', body: form });
    expect((await asProxy({}, `/api/store/asset/${page}/content`)).headers).toHaveProperty('x-accel-redirect');
    const { headers, body } = await proxied({}, `/api/store/asset/${page}/content`);
    expect(body.equals(HTML)).toBe(true);
    expect(headers['content-disposition']).toMatch(/^attachment;/);
    expect(headers['content-security-policy']).toContain('sandbox');
    expect(headers['x-content-type-options']).toBe('nosniff');
  });

  it('gives small files from the server, and heads without a body', async () => {
    const { id: small } = await server.upload('small.txt', 'a few words');
    expect((await asProxy({}, path(small))).headers).not.toHaveProperty('x-accel-redirect');
    expect((await proxied({}, path(small))).body.toString()).toBe('a few words');
    const [head, expected] = [await proxied({}, path(), 'HEAD'), await direct({}, path(), 'HEAD')];
    expect(lasting(head)).toEqual(lasting(expected));
    expect(head.headers['content-length']).toBe(String(BIG.length));
  });

  it('tells nobody but a proxy that is trusted', async () => {
    expect((await direct()).body.equals(BIG)).toBe(true);
    expect((await direct({ 'x-accel-redirect': '/_blobs/' })).headers).not.toHaveProperty('x-accel-redirect');
    const { headers } = await proxied({ 'x-accel-redirect': '/_blobs/', 'x-forwarded-for': '127.0.0.1' });
    expect(headers).not.toHaveProperty('x-accel-redirect');
  });

  it('gives nothing below /_blobs/ to those who ask for it', async () => {
    const blob = String((await asProxy()).headers['x-accel-redirect']);
    for (const to of [
      blob,
      `${blob}/`,
      '/_blobs/',
      '/_blobs/../vitrine.db',
      '/_blobs/%2e%2e/vitrine.db',
      `/x/..${blob}`,
      `/${blob}`,
    ]) {
      const { status, body } = await proxied({}, to);
      expect([400, 404]).toContain(status);
      expect(body.length).toBeLessThan(1000);
    }
  });

  it('counts each download once, and later ranges not at all', async () => {
    const { id: counted } = await server.upload('counted.bin', BIG.subarray(0, 2 * MIB));
    await proxied({}, path(counted));
    await proxied({ range: 'bytes=0-99' }, path(counted));
    await proxied({ range: 'bytes=100-' }, path(counted));
    await proxied({}, path(counted), 'HEAD');
    expect(await downloadsOf(counted)).toBe(2);
  });

  it('holds the limit of a share, and goes on with a download that was counted', async () => {
    const share = await throughNginx<{ url: string }>('/api/share/', {
      method: 'POST',
      body: JSON.stringify({ asset: id, max_downloads: 1 }),
      headers: { 'content-type': 'application/json' },
    });
    const to = `${new URL(share.url).pathname}/download`;
    const none = { authorization: '' };
    const first = await proxied(none, to);
    expect(first.body.equals(BIG)).toBe(true);
    const cookie = String(first.headers['set-cookie']).split(';', 1)[0] ?? '';
    const rest = await proxied({ ...none, cookie, range: 'bytes=1000000-' }, to);
    expect([rest.status, rest.body.length]).toEqual([206, BIG.length - 1_000_000]);
    expect((await proxied(none, to)).status).toBe(410);
    expect((await proxied({ ...none, range: 'bytes=5-' }, to)).status).toBe(410);
  });
});

describe('the files that nginx reads', () => {
  it('are readable to the group, and nothing else in the data folder is', async () => {
    const data = join(parent, 'data');
    const mode = async (...names: string[]) => (await stat(join(data, ...names))).mode & 0o777;
    const blob = String((await asProxy()).headers['x-accel-redirect']).slice('/_blobs/'.length);
    expect(await mode('.')).toBe(0o710);
    expect(await mode('blobs')).toBe(0o750);
    expect(await mode('blobs', ...blob.split('/'))).toBe(0o640);
    for (const name of ['temporary', 'removing']) expect(await mode(name)).toBe(0o700);
  });

  it('are sent by the server where the group may not read them', async () => {
    const { id: old } = await server.upload('old.bin', BIG.subarray(1, 2 * MIB));
    const blob = String((await asProxy({}, path(old))).headers['x-accel-redirect']).slice('/_blobs/'.length);
    await chmod(join(parent, 'data', 'blobs', blob), 0o600);
    expect((await asProxy({}, path(old))).headers).not.toHaveProperty('x-accel-redirect');
    expect((await proxied({}, path(old))).body.equals(BIG.subarray(1, 2 * MIB))).toBe(true);
    expect(await readdir(join(parent, 'data', 'removing'))).toEqual([]);
  });
});
