// What no client sends, over bare connections: whatever is not HTTP as it is written is refused, with nothing behind it served; whatever
// is, is answered once. And an address that is spelt in another way opens no other door.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readOperations } from '../support/openapi.ts';
import { speak } from '../support/raw-connection.ts';
import { exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { keyWith } from '../support/store.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_WORKER: 'false' } });
});
afterAll(() => server[Symbol.asyncDispose]());

/** Served only to who takes what is before it for something shorter than it is. */
const HIDDEN = 'GET /hidden HTTP/1.1\r\nHost: x\r\n\r\n';
/** Ends the connection where all before it was right. */
const LAST = 'GET /livez HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';

const post = (headers: string, body = ''): string =>
  `POST /api/share/get_access HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
const chunked = (body: string): string => post('Transfer-Encoding: chunked', body);

/** Refused: RFC 9112 calls each of them invalid, or a way to smuggle. */
const WRONG: Readonly<Record<string, string>> = {
  'both lengths': post('Content-Length: 5\r\nTransfer-Encoding: chunked', `0\r\n\r\n${HIDDEN}`),
  'both lengths, the other way around': post('Transfer-Encoding: chunked\r\nContent-Length: 5', `0\r\n\r\n${HIDDEN}`),
  'two lengths that differ': post(`Content-Length: 0\r\nContent-Length: ${HIDDEN.length}`, HIDDEN),
  'two equal lengths': post('Content-Length: 0\r\nContent-Length: 0', HIDDEN),
  'a list of lengths': post('Content-Length: 0, 0', HIDDEN),
  'a negative length': post('Content-Length: -1', HIDDEN),
  'a length with a sign': post('Content-Length: +0', HIDDEN),
  'a length in hexadecimal': post('Content-Length: 0x0', HIDDEN),
  'a length with an exponent': post('Content-Length: 0e0', HIDDEN),
  'no length in its header': post('Content-Length:', HIDDEN),
  'a length beyond all numbers': post('Content-Length: 99999999999999999999', HIDDEN),
  'two lengths in one': post('Content-Length: 0 0', HIDDEN),
  'a coding that is not last': post('Transfer-Encoding: chunked, identity', `0\r\n\r\n${HIDDEN}`),
  'another coding': post('Transfer-Encoding: identity', HIDDEN),
  'a coding nobody knows': post('Transfer-Encoding: xchunked', `0\r\n\r\n${HIDDEN}`),
  'a coding with a vertical tab': post('Transfer-Encoding: \x0bchunked', `0\r\n\r\n${HIDDEN}`),
  'a quoted coding': post('Transfer-Encoding: "chunked"', `0\r\n\r\n${HIDDEN}`),
  'a second coding nobody knows': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: x', `0\r\n\r\n${HIDDEN}`),
  'a space before the colon': post('Transfer-Encoding : chunked', `0\r\n\r\n${HIDDEN}`),
  'a space before the first header': `GET /livez HTTP/1.1\r\n Host: x\r\n\r\n${HIDDEN}`,
  'a folded header': `GET /livez HTTP/1.1\r\nHost: x\r\nA: b\r\n c: d\r\n\r\n${HIDDEN}`,
  'a folded coding': post('Transfer-Encoding:\r\n chunked', `0\r\n\r\n${HIDDEN}`),
  'a header without a colon': `GET /livez HTTP/1.1\r\nHost: x\r\nheader\r\n\r\n${HIDDEN}`,
  'a header without a name': `GET /livez HTTP/1.1\r\nHost: x\r\n: a\r\n\r\n${HIDDEN}`,
  'a space in a name': `GET /livez HTTP/1.1\r\nHost: x\r\na b: c\r\n\r\n${HIDDEN}`,
  'NUL in a name': `GET /livez HTTP/1.1\r\nHost: x\r\na\0: c\r\n\r\n${HIDDEN}`,
  'NUL in a value': `GET /livez HTTP/1.1\r\nHost: x\r\na: b\0c\r\n\r\n${HIDDEN}`,
  'NUL in an address': `GET /livez\0 HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a bare CR in a value': `GET /livez HTTP/1.1\r\nHost: x\r\na: b\rc: d\r\n\r\n${HIDDEN}`,
  'bare LFs': `GET /livez HTTP/1.1\nHost: x\n\n${HIDDEN}`,
  'one bare LF after a header': `GET /livez HTTP/1.1\r\nHost: x\na: b\r\n\r\n${HIDDEN}`,
  'a bare LF at the end of the head': `POST /livez HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\n${HIDDEN}`,
  'no host': `GET /livez HTTP/1.1\r\n\r\n${HIDDEN}`,
  'a version that is none': `GET /livez HTTP/9.9\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a version with more behind it': `GET /livez HTTP/1.1x\r\nHost: x\r\n\r\n${HIDDEN}`,
  'another protocol': `GET /livez RTSP/1.0\r\nHost: x\r\n\r\n${HIDDEN}`,
  'the preface of HTTP/2': `PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n${HIDDEN}`,
  'no version': `GET /livez\r\n\r\n${HIDDEN}`,
  'a method in small letters': `get /livez HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a method nobody knows': `FETCH /livez HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a method with a space': `GE T /livez HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'an address with a space': `GET /live z HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a relative address': `GET livez HTTP/1.1\r\nHost: x\r\n\r\n${HIDDEN}`,
  'a length in a trailer': chunked(`2\r\n{}\r\n0\r\nContent-Length: 0\r\n\r\n${HIDDEN}`),
  TLS: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
  'a chunk size with a prefix': chunked(`0x2\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a negative chunk size': chunked(`-2\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a chunk size that overflows': chunked(`10000000000000002\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'no chunk size': chunked(`\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a chunk longer than its size': chunked(`1\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a chunk size that ends with a bare LF': chunked(`2\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'an extension that ends with a bare LF': chunked(`2;a\n{}\r\n0\r\n\r\n${HIDDEN}`),
  'a chunk that ends with a bare LF': chunked(`2\r\n{}\n0\r\n\r\n${HIDDEN}`),
  'an endless extension': chunked(`2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n${HIDDEN}`),
};

/** Odd, but as the RFC has it: one answer, and then the next request. */
const RIGHT: Readonly<Record<string, string>> = {
  'a request as the body of another': post(`Content-Length: ${HIDDEN.length}`, HIDDEN),
  'a request as the body of a GET': `GET /livez HTTP/1.1\r\nHost: x\r\nContent-Length: ${HIDDEN.length}\r\n\r\n${HIDDEN}`,
  'a request in a chunk': chunked(`${HIDDEN.length.toString(16)}\r\n${HIDDEN}\r\n0\r\n\r\n`),
  'an extension': chunked('2;a=b\r\n{}\r\n0\r\n\r\n'),
  'a trailer': chunked('2\r\n{}\r\n0\r\nA: b\r\n\r\n'),
  'spaces around a length': post('Content-Length:   2  ', '{}'),
  'a coding in capitals': post('Transfer-Encoding: CHUNKED', '2\r\n{}\r\n0\r\n\r\n'),
  'a header that only looks like a length': post('Content_Length: 100\r\nContent-Length: 2', '{}'),
  'a whole URL as address': 'GET http://elsewhere.test/livez HTTP/1.1\r\nHost: x\r\n\r\n',
  'an asterisk': 'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'empty lines before it': '\r\n\r\nGET /livez HTTP/1.1\r\nHost: x\r\n\r\n',
};

describe('what is not HTTP', () => {
  it.each(Object.entries(WRONG))('is refused, and nothing behind it served: %s', async (_name, bytes) => {
    const { statuses, text } = await speak(server.url, bytes + LAST);
    expect(statuses).toHaveLength(1);
    expect(statuses[0]).toBeOneOf([400, 413, 431]);
    expect(text).not.toContain('hidden');
    expect(text.toLowerCase()).toContain('connection: close');
  });

  it.each(Object.entries(WRONG))('is cut behind a request that was right: %s', async (_name, bytes) => {
    const { statuses, text } = await speak(server.url, `GET /livez HTTP/1.1\r\nHost: x\r\n\r\n${bytes}${LAST}`);
    // The parser may be faster than the answer.
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(1);
    expect(statuses.length).toBeLessThanOrEqual(2);
    expect(text).not.toContain('hidden');
  });
});

describe('what is odd and right', () => {
  it.each(Object.entries(RIGHT))(
    'is answered, and what looks like a request in it is not: %s',
    async (_name, bytes) => {
      const { statuses, text } = await speak(server.url, bytes + LAST);
      // A body that can not be read ends the connection.
      expect([[], [200]]).toContainEqual(statuses.slice(1));
      expect(statuses[0]).toBeLessThan(500);
      expect(text).not.toContain('hidden');
    },
  );
});

describe('an address that is spelt in another way', () => {
  const spellings: readonly ((path: string) => string)[] = [
    (path) => `/${path}`,
    (path) => path.replace(/\/(?=[^/]+$)/, '//'),
    (path) => path.replace(/\/(?=[^/]+$)/, '%2F'),
    (path) => path.replace(/\/(?=[^/]+$)/, '%2f'),
    (path) => path.replace(/\/(?=[^/]+$)/, '\\'),
    (path) => path.replace(/\/(?=[^/]+$)/, '%5C'),
    (path) => path.replace(/\/(?=[^/]+$)/, '/./'),
    (path) => path.replace(/\/(?=[^/]+$)/, '/x/../'),
    (path) => path.replace(/\/(?=[^/]+$)/, '/%2e%2e/'),
    (path) => path.replace(/(.)$/, (last) => `%${last.charCodeAt(0).toString(16)}`),
    (path) => path.replace(/(.)$/, (last) => `%25${last.charCodeAt(0).toString(16)}`),
    (path) => path.toUpperCase(),
    ...[
      '/',
      '//',
      '/.',
      '/..',
      ';',
      ';a=b',
      '%00',
      '%20',
      '%09',
      '.',
      '.json',
      '%2F',
      '#',
      '?',
      '\\',
      '%3F',
      '%23',
      '/;/',
    ].map((end) => (path: string) => `${path}${end}`),
    (path) => `/livez/..${path}`,
    (path) => `/livez;${path}`,
    (path) => `/livez%2F..${path}`,
    (path) => `http://elsewhere.test${path}`,
  ];

  it('is the same to whoever decides and to whoever answers, in every dialect', async () => {
    using client = exactClient(server.url);
    const statusOf = async (path: string, key?: string) =>
      (await client.send({ path, headers: key === undefined ? {} : { authorization: `Bearer ${key}` } })).status;
    // Of a dialect that none of these paths belongs to.
    const little = await keyWith(server, 'partner:read');
    const gets = (await readOperations(server)).filter(({ method, path }) => method === 'get' && !path.includes('{'));
    let opened = 0;
    for (const { path } of gets) {
      const [plain, closed, foreign] = [
        await statusOf(path, server.rootKey),
        await statusOf(path),
        await statusOf(path, little),
      ];
      if (plain === 200) expect([path, closed]).toEqual([path, 401]);
      for (const spelt of spellings.map((spell) => spell(path)).filter((one) => /^(\/|http)/.test(one))) {
        const status = await statusOf(spelt, server.rootKey);
        expect([spelt, status < 500]).toEqual([spelt, true]);
        const others = [await statusOf(spelt), await statusOf(spelt, little)];
        if (status < 300) {
          opened++;
          expect([spelt, ...others]).toEqual([spelt, closed, foreign]);
        } else {
          for (const other of others)
            expect([spelt, other]).toEqual([spelt, expect.toSatisfy((seen) => seen >= 300 && seen < 500)]);
        }
      }
    }
    expect(opened).toBeGreaterThan(20);
  });
});
