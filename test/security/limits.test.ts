// Requests that are too much: each is refused while it comes, in the form of the dialect, and costs neither memory nor the server.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Heard, speak } from '../support/raw-connection.ts';
import { type ExactRequest, exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const LIMIT_BYTES = 8 * 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
/** Of server and client together: less than is sent, and more than collecting memory may leave for later. */
const MOST_GROWTH_BYTES = 100 * 1024 * 1024;

let server: TestServer;
let client: ReturnType<typeof exactClient>;
let auth: Readonly<Record<string, string>>;
beforeAll(async () => {
  server = await startTestServer({
    settings: { VITRINE_WORKER: 'false', VITRINE_MAX_UPLOAD_BYTES: String(LIMIT_BYTES) },
  });
  client = exactClient(server.url);
  auth = { authorization: `Bearer ${server.rootKey}` };
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

/** Where bytes go in, and what a dialect's refusal looks like. */
const UPLOADS = [
  { dialect: 'store', path: '/api/store/asset/upload', form: { detail: expect.any(String) } },
  {
    dialect: 'hub',
    path: '/api/assets/000000000000000000000000/upload',
    form: { status: 'ERROR', error: expect.any(String) },
  },
  { dialect: 'library', path: '/api/v1/assets', form: { error: expect.any(String), message: expect.any(String) } },
  {
    dialect: 'partner',
    path: '/api/v1/partner/asset/upload/public',
    form: { error: expect.any(String), message: expect.any(String) },
  },
] as const;

const FORM = 'multipart/form-data; boundary=b';
const FILE_HEAD = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.bin"\r\n\r\n';
const field = (name: string, value = 'x'): string =>
  `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const head = (method: string, path: string, headers: readonly string[]): string =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: x',
    `Authorization: Bearer ${server.rootKey}`,
    'Connection: close',
    ...headers,
    '',
    '',
  ].join('\r\n');

const bodyOf = ({ text }: Heard): unknown => JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4));

/** All of the data folder: what an upload has left is in it. */
const storedBytes = (folder = server.dataFolder): number =>
  readdirSync(folder, { withFileTypes: true })
    .map((entry) =>
      entry.isDirectory() ? storedBytes(join(folder, entry.name)) : statSync(join(folder, entry.name)).size,
    )
    .reduce((sum, size) => sum + size, 0);

describe('a file over the limit', () => {
  it.each(UPLOADS)('is counted while it comes, whatever was said of its length: $dialect', async ({ path, form }) => {
    const before = process.memoryUsage().rss;
    const stored = storedBytes();
    let sent = 0;
    async function* endless(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(head('POST', path, [`Content-Type: ${FORM}`, 'Transfer-Encoding: chunked']));
      yield Buffer.from(`${FILE_HEAD.length.toString(16)}\r\n${FILE_HEAD}\r\n`);
      const chunk = Buffer.concat([
        Buffer.from(`${CHUNK_BYTES.toString(16)}\r\n`),
        Buffer.alloc(CHUNK_BYTES, 1),
        Buffer.from('\r\n'),
      ]);
      // Ends by the refusal alone.
      for (; sent < 16 * LIMIT_BYTES; sent += CHUNK_BYTES) yield chunk;
    }
    const heard = await speak(server.url, endless());
    expect(heard.statuses).toEqual([413]);
    expect(bodyOf(heard)).toMatchObject(form);
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
    expect(storedBytes() - stored).toBeLessThan(1024 * 1024);
  });

  it.each(UPLOADS)('is refused before it comes where it says so: $dialect', async ({ path, form }) => {
    const heard = await speak(
      server.url,
      head('POST', path, [`Content-Type: ${FORM}`, `Content-Length: ${16 * LIMIT_BYTES * 10}`]),
    );
    expect(heard.statuses).toEqual([413]);
    expect(bodyOf(heard)).toMatchObject(form);
  });
});

describe('a form', () => {
  it.each(UPLOADS)('of 10,000 parts is refused: $dialect', async ({ path, form }) => {
    for (const parts of [
      Array.from({ length: 10_000 }, (_, i) => field(`f${i}`)),
      Array.from({ length: 10_000 }, () => `${FILE_HEAD}x\r\n`),
    ]) {
      const answer = await client.send({
        method: 'POST',
        path,
        headers: { ...auth, 'content-type': FORM },
        body: `${parts.join('')}--b--\r\n`,
      });
      expect(answer.status).toBe(413);
      expect(JSON.parse(answer.body.toString())).toMatchObject(form);
    }
  });

  it.each(UPLOADS)('with names, headers or values of 1 MB and more is refused: $dialect', async ({ path, form }) => {
    const large = 'n'.repeat(1024 * 1024 + 1);
    for (const part of [field(large), field('name', `${large}${large}`), `--b\r\nX: ${large}\r\n\r\nx\r\n`]) {
      const answer = await client.send({
        method: 'POST',
        path,
        headers: { ...auth, 'content-type': FORM },
        body: `${part}--b--\r\n`,
      });
      expect([part.slice(0, 60), answer.status]).toEqual([part.slice(0, 60), expect.toBeOneOf([400, 413, 422])]);
      expect(JSON.parse(answer.body.toString())).toMatchObject('detail' in form ? { detail: expect.anything() } : form);
    }
  });

  it('gives no asset a name that is longer than a file system takes', async () => {
    const head = FILE_HEAD.replace('a.bin', 'n'.repeat(1024 * 1024));
    const headers = { ...auth, 'content-type': FORM };
    const answer = await client.send({ method: 'POST', path: UPLOADS[0].path, headers, body: `${head}x\r\n--b--\r\n` });
    const { name } = JSON.parse(answer.body.toString()) as { name: string };
    expect(name).toMatch(/^n{1,255}$/);
  });

  it.each(UPLOADS)(
    'with a field that is called as what all objects have is refused: $dialect',
    async ({ path, form }) => {
      for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
        const before = await server.json<{ collection_total: number }>('/api/store/asset?limit=1');
        for (const parts of [`${field(name)}${FILE_HEAD}x\r\n`, `${FILE_HEAD}x\r\n${field(name)}`]) {
          const headers = { ...auth, 'content-type': FORM };
          const { status, body } = await client.send({ method: 'POST', path, headers, body: `${parts}--b--\r\n` });
          expect([name, status]).toEqual([name, expect.toBeOneOf([400, 422])]);
          expect(JSON.parse(body.toString())).toMatchObject('detail' in form ? { detail: expect.anything() } : form);
        }
        expect(await server.json('/api/store/asset?limit=1')).toMatchObject({
          collection_total: before.collection_total,
        });
      }
    },
  );
});

/** What each dialect takes as JSON, and how it says no. */
const JSONS = [
  { method: 'POST', path: '/api/store/folder', form: { detail: expect.anything() } },
  { method: 'POST', path: '/api/assets/delete', form: { status: 'ERROR' } },
  { method: 'POST', path: '/api/v1/assets', form: { error: expect.any(String) } },
  { method: 'POST', path: '/api/v1/vaults', form: { error: expect.objectContaining({ code: expect.any(String) }) } },
  { method: 'POST', path: '/api/console/changes', form: { detail: expect.anything() } },
  { method: 'POST', path: '/api/admin/users', form: { detail: expect.anything() } },
] as const;

const refusal = async (request: ExactRequest): Promise<readonly [number, unknown]> => {
  const { status, body } = await client.send({
    ...request,
    headers: { ...auth, 'content-type': 'application/json', ...request.headers },
  });
  return [status, JSON.parse(body.toString())];
};
const REFUSED = expect.toSatisfy((status) => status >= 400 && status < 500);

describe('JSON', () => {
  it.each(JSONS)(
    '10,000 levels deep, over 2 MiB, or with 50,000 ids is refused: $path',
    async ({ method, path, form }) => {
      const deep = ['[', '{"a":', '{"name":['].map((open) => open.repeat(10_000));
      const ids = JSON.stringify({
        ids: Array.from({ length: 50_000 }, (_, i) => i.toString(16).padStart(24, '0')),
        selection: { assets: Array.from({ length: 50_000 }, String) },
      });
      for (const body of [
        ...deep,
        `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
        `"${'x'.repeat(3 * 1024 * 1024)}"`,
        ids,
      ])
        expect(await refusal({ method, path, body })).toEqual([REFUSED, expect.objectContaining(form)]);
    },
  );

  it('with as many ids as a body holds changes nothing and is answered', async () => {
    const ids = Array.from({ length: 50_000 }, (_, i) => i.toString(16).padStart(24, '0'));
    const before = process.memoryUsage().rss;
    for (const path of ['/api/assets/delete', '/api/assets/restore', '/api/assets/batch/download']) {
      const [status] = await refusal({ method: 'POST', path, body: JSON.stringify(ids) });
      expect([path, status]).toEqual([path, REFUSED]);
    }
    expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
  });
});

describe('an address', () => {
  const PAGED = [
    '/api/store/asset?limit=1000000',
    '/api/store/asset?limit=-1',
    '/api/v1/vaults?limit=1000000',
    '/api/console/assets?limit=1000000',
    '/api/console/assets?position=1e99',
  ];
  it.each(PAGED)('asks for no more than a page: %s', async (path) => {
    const { status } = await client.send({ path, headers: auth });
    expect(status).toBeOneOf([400, 422]);
  });

  it.each([
    '/api/v1/assets?page=9007199254740991',
    '/api/v1/assets?page=99999999999999999999',
    '/api/console/assets?position=9007199254740991',
  ])('may ask for a page that is far behind the end: %s', async (path) => {
    const { status, body } = await client.send({ path, headers: auth });
    expect(status).toBe(200);
    expect(body.length).toBeLessThan(1_000);
  });

  it('that can not be decoded is refused in the form of its dialect', async () => {
    for (const [path, form] of [
      ['/api/store/asset/%zz', { detail: expect.any(String) }],
      ['/api/assets/%ff', { status: 'ERROR', error: expect.any(String) }],
      ['/api/v1/assets/%', { error: expect.any(String) }],
      ['/api/v1/vaults/%c0%af', { error: expect.objectContaining({ code: expect.any(String) }) }],
      ['/api/console/assets/%zz/duplicates', { detail: expect.any(String) }],
      ['/nowhere/%zz', { error: 'malformed' }],
    ] as const) {
      const { status, body } = await client.send({ path, headers: auth });
      expect([path, status, JSON.parse(body.toString())]).toEqual([path, 400, expect.objectContaining(form)]);
    }
  });
});

describe('a head', () => {
  it.each([
    ['a header of 1 MB', () => `X-A: ${'a'.repeat(1024 * 1024)}`],
    ['100,000 headers', () => Array.from({ length: 100_000 }, (_, i) => `X-${i}: a`).join('\r\n')],
    ['a cookie of 100 kB', () => `Cookie: ${'a=b; '.repeat(20_000)}`],
  ])('is refused with 431: %s', async (_name, header) => {
    const heard = await speak(server.url, head('GET', '/api/store/asset', [header()]));
    expect(heard.statuses).toEqual([431]);
    expect(bodyOf(heard)).toMatchObject({ error: 'malformed' });
  });

  it('is refused with 431 for an address of 1 MB', async () => {
    expect(
      (await speak(server.url, head('GET', `/api/store/asset?name=${'a'.repeat(1024 * 1024)}`, []))).statuses,
    ).toEqual([431]);
  });
});

describe('the server', () => {
  it('goes on', async () => {
    expect(await server.json('/readyz', { key: null })).toEqual({ status: 'ready' });
  });
});
