import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';

const LIST = '/api/console/assets';

let server: TestServer;
beforeAll(async () => {
  // Two answers are the same as long as nobody looks at what was uploaded.
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
  for (let number = 0; number < 12; number++)
    await server.upload(`A photograph of the sea, number ${number}.txt`, 'sea');
});
afterAll(() => server[Symbol.asyncDispose]());

/** By a client that unpacks nothing by itself. */
async function answerTo(path: string, accepted: string | undefined) {
  const headers = {
    authorization: `Bearer ${server.rootKey}`,
    ...(accepted !== undefined && { 'accept-encoding': accepted }),
  };
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    get(server.url + path, { headers }, resolve).on('error', reject);
  });
  return { headers: message.headers, body: await buffer(message) };
}

describe('answers of the console', () => {
  it('come packed as the client takes them, and say the same', async () => {
    const plain = await answerTo(LIST, undefined);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const [accepted, coding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip;q=1.0, br;q=0', 'gzip'],
      ['br;q=0.000, *;q=0.5', 'gzip'],
      ['GZIP', 'gzip'],
    ] as const) {
      const { headers, body } = await answerTo(LIST, accepted);
      expect(headers).toMatchObject({
        'content-encoding': coding,
        'content-length': String(body.length),
        vary: 'Accept-Encoding',
        'content-type': 'application/json; charset=utf-8',
      });
      expect(body.length).toBeLessThan(plain.body.length / 3);
      expect(unpack[coding](body)).toEqual(plain.body);
    }
  });

  it('come as they are to whoever takes nothing else, and where they are short', async () => {
    for (const accepted of ['identity', '', 'deflate', 'br;q=0, gzip;q=0', '*;q=0']) {
      const { headers, body } = await answerTo(LIST, accepted);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers.vary).toBe('Accept-Encoding');
      expect(JSON.parse(body.toString())).toHaveProperty('total', 12);
    }
    expect((await answerTo(`${LIST}?limit=1`, 'br')).headers['content-encoding']).toBeUndefined();
  });

  it('tell no client of other dialects, whose answers hold secrets, by their packed length', async () => {
    for (const path of ['/api/admin/api-keys', '/api/store/asset/', '/api/library/assets'])
      expect((await answerTo(path, 'br, gzip')).headers['content-encoding']).toBeUndefined();
  });
});
