import { PassThrough, Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import { type DownloadServer, LAST_MODIFIED_TEXT, send, startDownloadServer } from './download-server.ts';

describe('a whole file', () => {
  let server: DownloadServer;
  beforeAll(async () => {
    server = await startDownloadServer(100_000);
  });
  afterAll(async () => await server[Symbol.asyncDispose]());
  beforeEach(() => {
    server.overrides = {};
    server.opened.length = 0;
    server.errors.length = 0;
  });

  it('comes with its bytes, validators, digest and safe headers', async () => {
    const { status, headers, body } = await server.send();
    expect(status).toBe(200);
    expect(body.equals(server.bytes)).toBe(true);
    expect(headers).toMatchObject({
      'accept-ranges': 'bytes',
      'cache-control': 'private, no-cache',
      'content-disposition': `inline; filename="picture.png"; filename*=UTF-8''picture.png`,
      'content-length': '100000',
      'content-type': 'image/png',
      'cross-origin-resource-policy': 'same-origin',
      etag: server.etag,
      'last-modified': LAST_MODIFIED_TEXT,
      'repr-digest': `sha-256=:${Buffer.from(server.sha256, 'hex').toString('base64')}:`,
      'x-content-type-options': 'nosniff',
    });
  });

  it('leaves out what is not known', async () => {
    server.overrides = { lastModified: undefined, sha256: undefined, filename: undefined, resourcePolicy: undefined };
    const { headers } = await server.send();
    expect(headers['content-disposition']).toBe('inline');
    expect(headers).not.toHaveProperty('last-modified');
    expect(headers).not.toHaveProperty('repr-digest');
  });

  it('passes on the caching and embedding that the caller allows', async () => {
    server.overrides = { cacheControl: 'public, max-age=60', resourcePolicy: 'cross-origin' };
    const { headers } = await server.send();
    expect(headers['cache-control']).toBe('public, max-age=60');
    expect(headers['cross-origin-resource-policy']).toBe('cross-origin');
  });

  it('never claims a change in the future', async () => {
    server.overrides = { lastModified: new Date(Date.now() + 3_600_000) };
    const { headers } = await server.send();
    expect(Date.parse(headers['last-modified'] ?? '')).toBeLessThanOrEqual(Date.parse(headers.date ?? ''));
  });

  it('is read in one go up to 256 KiB when that is offered, and streamed otherwise', async () => {
    await server.send();
    server.overrides = { read: undefined };
    const streamed = await server.send();
    expect(streamed.body.equals(server.bytes)).toBe(true);
    expect(server.opened).toEqual(['read', 'whole']);

    await using large = await startDownloadServer(256 * 1024 + 1);
    expect((await large.send()).body.equals(large.bytes)).toBe(true);
    expect(large.opened).toEqual(['whole']);
  });

  it.each([
    ['/file', "Fastify's own HEAD route"],
    ['/own-head', 'a HEAD route of our own'],
  ])('has the same headers for HEAD (%s, %s) and reads nothing', async (path) => {
    const { date: _, connection: __, ...expected } = (await send(server.port, 'GET', {}, path)).headers;
    server.opened.length = 0;
    const head = await send(server.port, 'HEAD', {}, path);
    const { date: ___, connection: ____, ...actual } = head.headers;
    expect(head.status).toBe(200);
    expect(actual).toEqual(expected);
    expect(head.body.length).toBe(0);

    const again = await send(server.port, 'HEAD', { 'if-none-match': server.etag }, path);
    expect(again.status).toBe(304);
    const ranged = await send(server.port, 'HEAD', { range: 'bytes=0-9' }, path);
    expect([ranged.status, ranged.headers['content-length']]).toEqual([200, '100000']);
    expect(server.opened).toEqual([]);
  });

  it('may also be the answer to a POST, which has neither ranges nor 304', async () => {
    const plain = await send(server.port, 'POST', { range: 'bytes=0-9' }, '/own-head');
    expect([plain.status, plain.body.length]).toEqual([200, 100_000]);
    expect((await send(server.port, 'POST', { 'if-none-match': '*' }, '/own-head')).status).toBe(412);
  });

  it.each([true, false])('may be empty (read offered: %s)', async (readOffered) => {
    await using empty = await startDownloadServer(0);
    if (!readOffered) empty.overrides = { read: undefined };
    const whole = await empty.send();
    expect([whole.status, whole.headers['content-length'], whole.body.length]).toEqual([200, '0', 0]);
    const head = await empty.send({}, 'HEAD');
    expect([head.status, head.headers['content-length']]).toEqual([200, '0']);
    const from0 = await empty.send({ range: 'bytes=0-' });
    expect([from0.status, from0.headers['content-range']]).toEqual([416, 'bytes */0']);
    expect((await empty.send({ range: 'bytes=-5' })).status).toBe(200);
  });

  describe('that can not be served', () => {
    const failures: [string, DownloadServer['overrides']][] = [
      ['read finds nothing', { read: async () => undefined }],
      ['read fails', { read: async () => await Promise.reject(new Error('EIO')) }],
      ['read gives too little', { read: async () => Buffer.alloc(5) }],
      ['open finds nothing', { read: undefined, open: async () => undefined }],
      ['open fails', { read: undefined, open: async () => await Promise.reject(new Error('EIO')) }],
      ['the first byte fails', { read: undefined, open: async () => failingAfter([]) }],
      ['the stream ends at once', { read: undefined, open: async () => Readable.from([], { objectMode: false }) }],
    ];
    it.each(failures)('is an orderly error without headers of the file when %s', async (_, overrides) => {
      server.overrides = overrides;
      const { status, headers, body } = await server.send();
      expect(status).toBe(500);
      expect(JSON.parse(body.toString())).toEqual({ code: 'internal' });
      expect(headers['content-type']).toContain('application/json');
      for (const name of ['etag', 'last-modified', 'cache-control', 'content-disposition', 'repr-digest']) {
        expect(headers).not.toHaveProperty(name);
      }
      expect(server.errors).toEqual([expect.any(CoreError)]);
    });

    const cuts: [string, () => Readable][] = [
      ['the stream fails half-way', () => failingAfter([Buffer.alloc(50_000)])],
      ['the stream ends early', () => Readable.from([Buffer.alloc(50_000)], { objectMode: false })],
      ['the stream gives more than promised', () => Readable.from([Buffer.alloc(60_000), Buffer.alloc(60_000)])],
    ];
    it.each(cuts)('cuts the connection when %s', async (_, open) => {
      server.overrides = { read: undefined, open: async () => open() };
      await expect(server.send()).rejects.toThrow(/aborted|socket hang up/);
      expect(server.errors).toEqual([]);
    });
  });

  describe('that is counted', () => {
    it.each([
      ['the whole file', {}, 'GET', 1],
      ['a range from the first byte', { range: 'bytes=0-9' }, 'GET', 1],
      ['ranges of which one has the first byte', { range: 'bytes=50-59,0-9' }, 'GET', 1],
      ['a later range', { range: 'bytes=1-' }, 'GET', 0],
      ['HEAD', {}, 'HEAD', 0],
      ['an unsatisfiable range', { range: 'bytes=100000-' }, 'GET', 0],
      ['an unchanged file', { 'if-none-match': '*' }, 'GET', 0],
      ['a failed precondition', { 'if-match': '"other"' }, 'GET', 0],
    ])('counts %s', async (_, headers, method, expected) => {
      let count = 0;
      server.overrides = { onServe: async () => void count++ };
      await server.send(headers, method);
      expect(count).toBe(expected);
    });

    it('does not count bytes that are absent', async () => {
      let count = 0;
      server.overrides = { read: async () => undefined, onServe: async () => void count++ };
      await server.send();
      expect(count).toBe(0);
    });

    it('sends nothing, and leaves nothing open, when counting refuses', async () => {
      const source = new PassThrough();
      source.write('x');
      server.overrides = {
        read: undefined,
        open: async () => source,
        onServe: async () => await Promise.reject(new CoreError('gone', 'no downloads left')),
      };
      // fetch keeps its connection, so that it is not the end of that which frees the source.
      const { status, headers } = await fetch(`http://127.0.0.1:${server.port}/file`);
      expect(status).toBe(500);
      expect(headers.has('etag')).toBe(false);
      expect(source.destroyed).toBe(true);
    });

    it('counts before the first byte is sent', async () => {
      let counted = false;
      server.overrides = {
        onServe: async () => {
          await sleep(50);
          counted = true;
        },
      };
      await server.send();
      expect(counted).toBe(true);
    });
  });
});

function failingAfter(chunks: readonly Buffer[]): Readable {
  return Readable.from(
    (async function* () {
      yield* chunks;
      await sleep(20);
      throw new Error('EIO');
    })(),
    { objectMode: false },
  );
}
