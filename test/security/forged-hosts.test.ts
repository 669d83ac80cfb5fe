// Where requests claim to have been sent, at every operation that an OpenAPI document tells of: no link, redirect or cookie says what
// nobody but their sender has said.
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { simplestRequest } from '../support/generated-requests.ts';
import { knownThings, withKnown } from '../support/known-things.ts';
import { type Operation, readOperations } from '../support/openapi.ts';
import type { Settings } from '../support/process.ts';
import { exactClient } from '../support/requests.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

const FORGED = 'forged.example';
const FORWARDED: Readonly<Record<string, string>> = {
  'x-forwarded-host': FORGED,
  'x-forwarded-server': FORGED,
  'x-forwarded-proto': 'gopher',
  'x-forwarded-port': '6666',
  'x-forwarded-prefix': `/${FORGED}`,
  'x-original-host': FORGED,
  'x-host': FORGED,
  'x-original-url': `/${FORGED}`,
  'x-rewrite-url': `/${FORGED}`,
  forwarded: `for=1.2.3.4;host=${FORGED};proto=gopher`,
};

interface Configured {
  readonly settings: Settings;
  readonly headers: Readonly<Record<string, string>>;
  readonly links: string;
  /** Asks for everything, and not for what has links alone. */
  readonly isAsked?: 'for everything';
}

/** Each way in which the server may be told where it is, what a client then forges, and where links lead. */
const SERVERS: Readonly<Record<string, Configured>> = {
  'whose address is set': {
    settings: { VITRINE_PUBLIC_URL: 'https://files.example' },
    headers: { ...FORWARDED, host: FORGED },
    links: 'https://files.example/',
    isAsked: 'for everything',
  },
  'whose address is set, behind a proxy': {
    settings: { VITRINE_PUBLIC_URL: 'https://files.example', VITRINE_TRUST_PROXY: '127.0.0.1,::1' },
    headers: { ...FORWARDED, host: FORGED },
    links: 'https://files.example/',
  },
  'that goes by what it was sent to, and has no proxy': {
    settings: {},
    headers: { ...FORWARDED, host: 'asked.example' },
    links: 'http://asked.example/',
  },
  'whose proxy is somebody else': {
    settings: { VITRINE_TRUST_PROXY: '192.0.2.1' },
    headers: { ...FORWARDED, host: 'asked.example' },
    links: 'http://asked.example/',
  },
};

/** Those whose answers have absolute links. */
const LINKING: readonly string[] = [
  'get /api/store/asset/{id}',
  'put /api/store/asset/{id}',
  'patch /api/store/asset/{id}',
  'post /api/store/asset/upload',
  'put /api/store/asset/{id}/content',
  'post /api/store/asset/{id}/versions/{version}/restore',
  'get /api/store/folder',
  'post /api/store/folder',
  'get /api/store/folder/{id}',
  'put /api/store/folder/{id}',
  'patch /api/store/folder/{id}',
  'post /api/share',
  'get /api/share/{id}',
  'put /api/share/{id}',
  'patch /api/share/{id}',
  'post /api/share/get_access',
  'post /api/v1/partner/asset/upload/private',
  'post /api/v1/partner/asset/upload/public',
  'post /v1/assets',
  'get /v1/assets/{asset}',
  'patch /v1/assets/{asset}',
  'post /v1/urls/sign',
  'post /api/admin/users',
  'post /api/admin/users/{id}/password-link',
  'get /api/admin/assets/{id}/addresses',
];

describe.each(Object.entries(SERVERS))('a server %s', (_name, { settings, headers: forged, links, isAsked }) => {
  let server: TestServer;
  let client: ReturnType<typeof exactClient>;
  let operations: Operation[];
  beforeAll(async () => {
    server = await startTestServer({ settings: { VITRINE_WORKER: 'false', ...settings }, isEmbedded: true });
    client = exactClient(server.url);
    const all = await readOperations(server);
    operations = all.filter(({ name }) => isAsked !== undefined || LINKING.includes(name));
  });
  afterAll(async () => {
    client[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  it('says of nothing that it lies where a client claims', async () => {
    const known = knownThings(server, server.rootKey);
    const resolve = async (text: string): Promise<string> => await withKnown(text, known.get);
    const misled: string[] = [];
    const linking: string[] = [];
    for (const operation of operations) {
      const request = simplestRequest(operation);
      const headers: Record<string, string> = { authorization: `Bearer ${server.rootKey}`, ...forged };
      for (const [name, text] of Object.entries(request.headers)) headers[name] = await resolve(text);
      const body = request.body === undefined ? undefined : await resolve(request.body);
      const answer = await client.send({ method: request.method, path: await resolve(request.path), headers, body });
      const told = `${JSON.stringify(answer.headers)} ${answer.body.toString()}`;
      if (/forged|gopher|:6666/.test(told)) misled.push(`${operation.name}: ${answer.status} ${told.slice(0, 300)}`);
      if (told.includes(links)) linking.push(operation.name);
      if (request.method.toLowerCase() !== 'get') known.forget();
    }
    expect(misled).toEqual([]);
    expect(linking).toEqual(expect.arrayContaining([...LINKING]));
  });
});

describe('a server behind a proxy that it trusts', () => {
  it('goes by what that proxy says, where it says a host at all', async () => {
    await using server = await startTestServer({
      settings: { VITRINE_WORKER: 'false', VITRINE_TRUST_PROXY: '127.0.0.1,::1' },
      isEmbedded: true,
    });
    using client = exactClient(server.url);
    const { id } = await server.upload('a.txt', 'a');
    const urlFor = async (headers: Record<string, string>): Promise<string> => {
      const sent = { authorization: `Bearer ${server.rootKey}`, ...headers };
      const { body } = await client.send({ path: `/api/store/asset/${id}`, headers: sent });
      return new URL(JSON.parse(body.toString()).url).origin;
    };
    const proxied = { 'x-forwarded-for': '192.0.2.7', host: 'inner.example' };
    const said = { 'x-forwarded-host': 'files.example', 'x-forwarded-proto': 'https' };
    expect(await urlFor({ ...proxied, ...said })).toBe('https://files.example');
    expect(await urlFor({ ...proxied })).toBe('http://inner.example');
    expect(await urlFor({ ...proxied, forwarded: 'host=files.example;proto=https' })).toBe('http://inner.example');
    const own = new URL(server.url).origin;
    for (const host of [
      'a b',
      'files.example/x',
      'x@files.example',
      '"><script>',
      'a\tb',
      '[::1',
      'a:99999',
      '999.0.0.1',
    ])
      expect([host, await urlFor({ ...proxied, 'x-forwarded-host': host })]).toEqual([host, own]);
    expect(await urlFor({ ...proxied, 'x-forwarded-proto': 'javascript' })).toBe('http://inner.example');
  });
});
