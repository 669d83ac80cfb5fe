// Which answers send the client to an object store, and what they tell it. The way by a proxy is in test/machine/nginx.test.ts.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Presentation } from '../../src/core/ports.ts';
import { type DownloadServer, LAST_MODIFIED_TEXT, startDownloadServer } from './download-server.ts';

const URL_OF_STORE = 'https://objects.example/bucket/blob?signature=abc&expires=300';

let server: DownloadServer;
let asked: Presentation[];
let served: number;
beforeAll(async () => {
  server = await startDownloadServer(400_000);
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => {
  asked = [];
  served = 0;
  server.opened.length = 0;
  server.overrides = {
    offload: async (as) => {
      asked.push(as);
      return { kind: 'redirect', url: URL_OF_STORE };
    },
    onServe: async () => {
      served += 1;
    },
  };
});

describe('a file of an object store', () => {
  it('is fetched there: counted, not opened here, and kept by no cache', async () => {
    Object.assign(server.overrides, { cacheControl: 'public, max-age=3600', resourcePolicy: 'cross-origin' });
    const { status, headers, body } = await server.send();
    expect([status, body.length, served]).toEqual([302, 0, 1]);
    expect(server.opened).toEqual([]);
    expect(headers).toMatchObject({
      location: URL_OF_STORE,
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'cross-origin',
    });
    for (const name of ['etag', 'last-modified', 'content-disposition', 'repr-digest'])
      expect(headers).not.toHaveProperty(name);
    expect(asked).toEqual([
      { contentType: 'image/png', contentDisposition: expect.stringMatching(/^inline; filename="picture.png";/) },
    ]);
  });

  it.each([
    ['bytes=0-99', 1],
    ['bytes=100-', 0],
    ['bytes=-5', 0],
  ])('is fetched there by the range %s, which counts as ever', async (range, times) => {
    expect((await server.send({ range })).status).toBe(302);
    expect(served).toBe(times);
  });

  it.each([
    ['several ranges', { range: 'bytes=0-1,5-6' }, 206],
    ['a range that is not understood', { range: 'bytes=x' }, 200],
    ['a range that is not satisfiable', { range: 'bytes=400000-' }, 416],
    ['a range under a condition', { range: 'bytes=5-', 'if-range': LAST_MODIFIED_TEXT }, 206],
    ['a tag that is held', { 'if-match': '*' }, 200],
    ['a tag that is not held', { 'if-match': '"other"' }, 412],
    ['a date that is held', { 'if-unmodified-since': LAST_MODIFIED_TEXT }, 200],
    ['a copy that is older', { 'if-modified-since': 'Tue, 03 Mar 2026 05:06:07 GMT' }, 200],
    ['a copy that is current', { 'if-modified-since': LAST_MODIFIED_TEXT }, 304],
  ])('is answered from here to who asks with %s', async (_name, headers, status) => {
    expect((await server.send(headers)).status).toBe(status);
  });

  it('is answered from here to HEAD and POST', async () => {
    for (const method of ['HEAD', 'POST'])
      expect((await fetch(`http://127.0.0.1:${server.port}/own-head`, { method, redirect: 'manual' })).status).toBe(
        200,
      );
    expect(asked).toEqual([]);
  });

  it('is answered from here where each fetch counts', async () => {
    Object.assign(server.overrides, { everyFetchCounts: true });
    expect((await server.send()).body.equals(server.bytes)).toBe(true);
  });

  it('is answered from here where the Range is not to be followed', async () => {
    Object.assign(server.overrides, { ignoreRange: true });
    expect((await server.send({ range: 'bytes=5-' })).body.equals(server.bytes)).toBe(true);
  });

  it.each(['text/html', 'image/svg+xml', 'application/xhtml+xml', 'text/javascript', 'text/xml', 'nonsense'])(
    'is an attachment there, too, when it is %s',
    async (mimeType) => {
      Object.assign(server.overrides, { mimeType });
      expect((await server.send()).status).toBe(302);
      expect(asked[0]?.contentDisposition).toMatch(/^attachment;/);
      expect(asked[0]?.contentType).not.toContain('script');
    },
  );

  it('is answered from here when it is text to be shown, which browsers look at twice', async () => {
    Object.assign(server.overrides, { mimeType: 'text/plain' });
    expect((await server.send()).status).toBe(200);
    Object.assign(server.overrides, { disposition: 'attachment' });
    expect((await server.send()).status).toBe(302);
  });

  it('is answered from here when the store names no address, and not at all when the count fails', async () => {
    Object.assign(server.overrides, { onServe: () => Promise.reject(new Error('no count')) });
    expect((await server.send()).status).toBe(500);
    Object.assign(server.overrides, { offload: async () => undefined, onServe: undefined });
    expect((await server.send()).body.equals(server.bytes)).toBe(true);
  });
});

describe('a file of a proxy', () => {
  it('is sent from here to those who come by none', async () => {
    Object.assign(server.overrides, { offload: async () => ({ kind: 'proxy', path: '/_blobs/x' }) });
    const { body, headers } = await server.send({ 'x-forwarded-for': '192.0.2.1' });
    expect(body.equals(server.bytes)).toBe(true);
    expect(headers).not.toHaveProperty('x-accel-redirect');
  });
});
