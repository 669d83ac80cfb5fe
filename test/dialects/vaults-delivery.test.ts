// Delivery of vaults over the wire: public and signed, by path and by host name, and the SDK's form around it. Signatures
// are made here by what the documentation says, with node:crypto alone.
import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBase32, SYSTEM } from '../../src/core/index.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import {
  CHANNEL,
  errorOf,
  makeKey,
  makeVault,
  type PageJson,
  post,
  raw,
  type SdkAssetJson,
  upload,
  type VaultJson,
} from '../support/vaults.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ settings: { VITRINE_DELIVERY_DOMAIN: 'cdn.example.test' } });
});
afterAll(() => server[Symbol.asyncDispose]());

const FOLDER = 'marketing/blog/hero-images';
const LATER = 4_000_000_000;

const rotate = async (vault: VaultJson): Promise<string> =>
  (
    await server.json<{ signing_secret: string }>(`/api/v1/vaults/${vault.id}/rotate-signing-secret`, {
      method: 'POST',
    })
  ).signing_secret;

/** As a client does it by itself. `query`: as it stands in the URL. */
function signed(secret: string, path: string, query = '', expires: number | string = LATER): string {
  const sorted = query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => [parameter.split('=')[0] ?? '', parameter] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, parameter]) => parameter)
    .join('&');
  const token = createHmac('sha256', secret).update(`${path}\n${sorted}\n${expires}`).digest('base64url');
  return `${path}?${query === '' ? '' : `${query}&`}expires=${expires}&token=${token}`;
}

const statusOf = async (path: string, headers: Record<string, string> = {}) =>
  (await raw(server, path, { headers })).status;

describe('a public vault', () => {
  it('serves anyone, with an ETag, ranges and headers that keep bytes harmless', async () => {
    const vault = await makeVault(server);
    await upload(server, vault, 'a.txt');
    const url = `/v/${vault.slug}/${FOLDER}/a.txt`;
    const response = await server.api(url, { key: null });
    expect([response.status, await response.text()]).toEqual([200, 'bytes of a.txt']);
    const header = (name: string) => response.headers.get(name);
    expect(header('content-type')).toBe('text/plain');
    expect(header('content-disposition')).toContain('inline');
    expect(header('cache-control')).toBe('public, max-age=60, must-revalidate');
    expect(header('cross-origin-resource-policy')).toBe('cross-origin');
    expect(header('access-control-allow-origin')).toBe('*');
    expect(header('x-content-type-options')).toBe('nosniff');
    expect(header('content-security-policy')).toContain('sandbox');
    const part = await server.api(url, { key: null, headers: { range: 'bytes=0-4' } });
    expect([part.status, await part.text()]).toEqual([206, 'bytes']);
    const beyond = await server.api(url, { key: null, headers: { range: 'bytes=14-' } });
    expect([beyond.status, beyond.headers.get('content-range'), await beyond.json()]).toEqual([
      416,
      'bytes */14',
      { error: { code: 'RANGE_NOT_SATISFIABLE', message: 'The file has no such range.', status: 416 } },
    ]);
    const head = await server.api(url, { key: null, method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '14', '']);
    const again = await server.api(url, { key: null, headers: { 'if-none-match': header('etag') ?? '' } });
    expect(again.status).toBe(304);
  });

  it.each([
    ['x.html', '<script>alert(1)</script>'],
    ['x.svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['x.js', 'alert(1)'],
    ['x.xml', '<?xml version="1.0"?><a/>'],
  ])('gives %s as an attachment in a sandbox', async (name, text) => {
    const vault = await makeVault(server);
    const body = formWith(name, text, CHANNEL);
    await server.json(`/api/v1/vaults/${vault.id}/assets`, { method: 'POST', body });
    const response = await server.api(`/v/${vault.slug}/${FOLDER}/${name}`, { key: null });
    expect(await response.text()).toBe(text);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment/);
    expect(response.headers.get('content-security-policy')).toContain('sandbox');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('counts a download once per file sent', async () => {
    const vault = await makeVault(server);
    const asset = await upload(server, vault, 'counted.txt');
    const url = `/v/${vault.slug}/${FOLDER}/counted.txt`;
    await raw(server, url);
    await raw(server, url, { method: 'HEAD' });
    await raw(server, url, { headers: { range: 'bytes=3-5' } });
    await raw(server, url, { headers: { range: 'bytes=0-5' } });
    const id = fromBase32(asset.id.slice('asset_'.length));
    if (!id) throw new Error('the id can not be read');
    expect((await server.core.getAsset(SYSTEM, id)).downloadCount).toBe(2);
  });

  it('ignores parameters it does not know', async () => {
    const vault = await makeVault(server);
    await upload(server, vault, 'a.txt');
    const url = `/v/${vault.slug}/${FOLDER}/a.txt`;
    for (const query of ['v=123', 'cache=1&cache=2', 'W=1', 'width=100', '%zz', '&&', 'generation=7', 'lock=x'])
      expect([query, await statusOf(`${url}?${query}`)]).toEqual([query, 200]);
  });

  it.each([
    '/%2e%2e/a.txt',
    '/../a.txt',
    '/..%2fa.txt',
    '//a.txt',
    '/%2Fa.txt',
    '/./a.txt',
    '\\a.txt',
    '/%5Ca.txt',
    '/a.txt%00',
    '/a.txt%00.png',
    '/%00',
    '/a.txt%2F',
    '/a.txt/more',
    '/A.TXT',
    '/a.txt;x=1',
    '/%61%252etxt',
    '/%c0%ae%c0%ae',
    '/%zz',
    '/%',
    '/..%c0%af',
    `/${'a'.repeat(3_000)}`,
    '/',
    '',
  ])('finds nothing at %j', async (tail) => {
    const vault = await makeVault(server);
    await upload(server, vault, 'a.txt');
    const response = await raw(server, `/v/${vault.slug}/${FOLDER}${tail}`);
    expect([400, 404]).toContain(response.status);
    expect(JSON.parse(response.body)).toEqual({
      error: { code: expect.any(String), message: expect.any(String), status: response.status },
    });
    expect(response.body).not.toContain('bytes of');
  });

  it.each([
    '/v/%2e%2e/api/v1/vaults',
    '/v/../api/v1/vaults',
    '/v/x/../../api/v1/vaults',
    '/v//a/b/c/d',
    '/v/%2F/a/b/c/d',
  ])('leads nowhere by %s', async (path) => {
    expect([400, 404]).toContain(await statusOf(path));
  });

  it('takes any spelling of a name that means it', async () => {
    const vault = await makeVault(server);
    await upload(server, vault, 'é a+b.txt');
    for (const name of ['%C3%A9%20a+b.txt', '%c3%a9%20a%2bb%2Etxt', 'e%CC%81%20a+b.txt'])
      expect([name, await statusOf(`/v/${vault.slug}/${FOLDER}/${name}`)]).toEqual([name, 200]);
    expect(await statusOf(`/v/${vault.slug}/${FOLDER}/%C3%A9+a+b.txt`)).toBe(404);
  });

  it('has no answer but reading', async () => {
    const vault = await makeVault(server);
    const asset = await upload(server, vault, 'a.txt');
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await server.api(`/v/${vault.slug}/${FOLDER}/a.txt`, { method });
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD']);
    }
    expect((await server.api(`/api/v1/vaults/${vault.id}/assets/${asset.id}`)).status).toBe(200);
  });
});

describe('by host name', () => {
  it('serves the vault of that name, and nothing else of the server', async () => {
    const vault = await makeVault(server);
    await upload(server, vault, 'a.txt');
    const at = (host: string, path: string) => raw(server, path, { headers: { host } });
    for (const host of [
      `${vault.slug}.cdn.example.test`,
      `${vault.slug}.CDN.Example.test:8420`,
      `${vault.slug}.cdn.example.test.`,
    ])
      expect([host, (await at(host, `/${FOLDER}/a.txt`)).body]).toEqual([host, 'bytes of a.txt']);
    const host = `${vault.slug}.cdn.example.test`;
    for (const path of [
      '/healthz',
      '/api/v1/vaults',
      '/v1/assets',
      '/docs',
      `/v/${vault.slug}/${FOLDER}/a.txt`,
      '/',
      '/%zz',
    ])
      expect([path, [400, 404].includes((await at(host, path)).status)]).toEqual([path, true]);
    for (const other of [
      'nobody.cdn.example.test',
      `x.${vault.slug}.cdn.example.test`,
      '.cdn.example.test',
      '..%2f.cdn.example.test',
    ])
      expect([other, [400, 404].includes((await at(other, `/${FOLDER}/a.txt`)).status)]).toEqual([other, true]);
    // Not below the domain: the server itself.
    for (const itself of ['cdn.example.test', 'evilcdn.example.test', `${vault.slug}.cdn.example.test.evil.test`])
      expect([itself, (await at(itself, '/healthz')).status]).toEqual([itself, 200]);
    expect((await raw(server, `/${FOLDER}/a.txt`, { headers: { 'x-forwarded-host': host } })).status).toBe(404);
  });

  it('takes a signature over the path as it stands, and over the one it stands for', async () => {
    const vault = await makeVault(server, { visibility: 'signed' });
    const secret = await rotate(vault);
    await upload(server, vault, 'a.txt');
    const headers = { host: `${vault.slug}.cdn.example.test` };
    expect(await statusOf(`/${FOLDER}/a.txt`, headers)).toBe(403);
    const own = signed(secret, `/${FOLDER}/a.txt`);
    expect(await statusOf(own, headers)).toBe(200);
    const full = signed(secret, `/v/${vault.slug}/${FOLDER}/a.txt`);
    expect(await statusOf(full.slice(`/v/${vault.slug}`.length), headers)).toBe(200);
    expect(await statusOf(`/v/${vault.slug}${own}`)).toBe(403);
  });
});

describe('a signed vault', () => {
  let vault: VaultJson;
  let secret: string;
  let path: string;
  beforeAll(async () => {
    vault = await makeVault(server, { visibility: 'signed' });
    secret = await rotate(vault);
    await upload(server, vault, 'a.txt');
    await upload(server, vault, 'b.txt');
    path = `/v/${vault.slug}/${FOLDER}/a.txt`;
  });

  it('serves a signed URL privately', async () => {
    const response = await raw(server, signed(secret, path));
    expect([response.status, response.body]).toEqual([200, 'bytes of a.txt']);
    expect(response.headers['cache-control']).toBe('private, no-cache');
    expect((await raw(server, signed(secret, path), { method: 'HEAD' })).status).toBe(200);
  });

  it('serves nothing else, whether it is there or not, whoever asks', async () => {
    const key = await makeKey(server, vault, 'secret');
    const nothing = `/v/${vault.slug}/${FOLDER}/nothing.txt`;
    const answers = [path, nothing, `${path}?w=1`, `${nothing}?expires=${LATER}`, `/v/${vault.slug}/no/such/place/x`];
    for (const url of answers) {
      for (const headers of [{}, { authorization: `Bearer ${key}` }] as Record<string, string>[]) {
        const response = await raw(server, url, { headers });
        expect([url, response.status]).toEqual([url, 403]);
        expect(JSON.parse(response.body)).toEqual({
          error: { code: 'FORBIDDEN', message: expect.any(String), status: 403 },
        });
      }
    }
    expect(await statusOf(signed(secret, nothing))).toBe(404);
  });

  it('refuses a URL that has expired', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await statusOf(signed(secret, path, '', now - 1))).toBe(403);
    expect(await statusOf(signed(secret, path, '', now + 60))).toBe(200);
    for (const expires of ['', '0', '-1', '4e9', '4000000000.5', '99999999999999999999', 'never', '0x1', ' 4000000000'])
      expect([expires, await statusOf(encodeURI(signed(secret, path, '', expires)))]).toEqual([expires, 403]);
  });

  it('refuses a URL with any part of it changed', async () => {
    const good = signed(secret, path, 'v=1&name=x');
    expect(await statusOf(good)).toBe(200);
    const [, token = ''] = /token=(.+)$/.exec(good) ?? [];
    const flipped = [...token].map(
      (char, at) => `${token.slice(0, at)}${char === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`,
    );
    const tampered = [
      ...flipped.map((other) => good.replace(token, other)),
      good.replace('a.txt', 'b.txt'),
      good.replace('a.txt', 'a%2etxt'),
      good.replace(FOLDER, 'marketing/blog/other'),
      good.replace('/a.txt', '/a.txt/'),
      good.replace('v=1', 'v=2'),
      good.replace('v=1&', ''),
      good.replace('v=1', 'v=1&v=1'),
      good.replace('v=1', 'v=1&extra=1'),
      good.replace('v=1', 'V=1'),
      good.replace('v=1', '%76=1'),
      good.replace(`expires=${LATER}`, `expires=${LATER + 1}`),
      good.replace(`expires=${LATER}`, `expires=0${LATER}`),
      good.replace(`expires=${LATER}`, `expires=${LATER}&expires=${LATER}`),
      good.replace(`expires=${LATER}&`, ''),
      `${good}=`,
      `${good}A`,
      good.slice(0, -1),
      `${good}&token=${token}`,
      good.replace('token=', 'Token='),
      good.replace('token=', '%74oken='),
      good.replace(/&token=.+$/, ''),
      signed(`${secret}x`, path),
      signed(secret.replace('vss_', ''), path),
    ];
    for (const url of tampered) expect([url, await statusOf(url)]).toEqual([url, 403]);
  });

  it('signs the query in the order of its names, whatever order it is sent in', async () => {
    for (const query of ['b=2&a=1', 'a=1&b=2', 'a=2&a=1&a-b=3', 'z', 'empty=&a', 's=%C3%A9%20+', 'x=1&&y=2', 'u=a=b'])
      expect([query, await statusOf(signed(secret, path, query))]).toEqual([query, 200]);
    const one = signed(secret, path, 'a=1&b=2');
    expect(await statusOf(one.replace('a=1&b=2', 'b=2&a=1'))).toBe(200);
    const doubled = signed(secret, path, 'a=1&a=2');
    expect(await statusOf(doubled.replace('a=1&a=2', 'a=2&a=1'))).toBe(403);
  });

  it('signs what is percent-encoded as it stands', async () => {
    await upload(server, vault, 'é 100%?.txt');
    const encoded = `/v/${vault.slug}/${FOLDER}/${encodeURIComponent('é 100%?.txt')}`;
    expect(await statusOf(signed(secret, encoded))).toBe(200);
    const lower = encoded.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
    expect(await statusOf(signed(secret, lower))).toBe(200);
    expect(await statusOf(signed(secret, encoded).replace(encoded, lower))).toBe(403);
  });

  it('finds fault with a transform only for who may see the file', async () => {
    expect(await statusOf(`${path}?w=0`)).toBe(403);
    expect(await statusOf(signed(secret, path, 'w=0'))).toBe(400);
  });

  it('takes no signature of another vault', async () => {
    const other = await makeVault(server, { visibility: 'signed' });
    expect(await statusOf(signed(await rotate(other), path))).toBe(403);
  });

  it('drops all URLs when the secret is rotated', async () => {
    const own = await makeVault(server, { visibility: 'signed' });
    await upload(server, own, 'a.txt');
    const url = (key: string) => signed(key, `/v/${own.slug}/${FOLDER}/a.txt`);
    const before = await rotate(own);
    expect(await statusOf(url(before))).toBe(200);
    const after = await rotate(own);
    expect([await statusOf(url(before)), await statusOf(url(after))]).toEqual([403, 200]);
  });

  it('is checked in a public vault too, when there is a signature', async () => {
    const own = await makeVault(server);
    await upload(server, own, 'a.txt');
    const url = signed(await rotate(own), `/v/${own.slug}/${FOLDER}/a.txt`);
    expect(await statusOf(url)).toBe(200);
    expect(await statusOf(url.replace('token=', 'token=x'))).toBe(403);
    expect(await statusOf(url.replace(/\?.*/, ''))).toBe(200);
    await server.api(`/api/v1/vaults/${own.id}`, { method: 'PATCH', json: { visibility: 'signed' } });
    expect([await statusOf(url), await statusOf(url.replace(/\?.*/, ''))]).toEqual([200, 403]);
  });
});

describe('the SDK', () => {
  let vault: VaultJson;
  let key: string;
  beforeAll(async () => {
    vault = await makeVault(server);
    key = await makeKey(server, vault, 'secret');
  });
  const send = (name: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    server.api('/v1/assets', { method: 'POST', key, headers, body: formWith(name, name, { ...CHANNEL, ...fields }) });

  it('uploads into the vault of its key and answers with values, path and URL', async () => {
    const response = await send('photo.txt', { metadata: '{"alt":{"en":"x"}}', tags: '["a","b"]' });
    expect(response.status).toBe(201);
    const asset = (await response.json()) as SdkAssetJson;
    expect(asset).toEqual({
      ...(await server.json<object>(`/api/v1/vaults/${vault.id}/assets/${asset.id}`)),
      metadata: { alt: { en: 'x' } },
      tags: ['a', 'b'],
      url: `${server.url}/v/${vault.slug}/${FOLDER}/photo.txt`,
      path: `${FOLDER}/photo.txt`,
      content_type: 'text/plain',
      vault: vault.slug,
    });
    expect(await (await fetch(asset.url)).text()).toBe('photo.txt');
    expect(await server.json(`/v1/assets/${asset.id}`, { key })).toEqual(asset);
    expect(await server.json(`/v1/assets/${encodeURIComponent(asset.path)}`, { key })).toEqual(asset);
  });

  it('changes and deletes by path as by id, with values or their JSON texts', async () => {
    const { path } = (await (await send('p.txt')).json()) as SdkAssetJson;
    const url = `/v1/assets/${encodeURIComponent(path)}`;
    const patch = (json: unknown) => server.json<SdkAssetJson>(url, { method: 'PATCH', key, json });
    expect(await patch({ metadata: { a: 1 }, tags: ['x'] })).toMatchObject({ metadata: { a: 1 }, tags: ['x'] });
    expect(await patch({ metadata: '{"b":2,"a":null}', tags: '["y"]' })).toMatchObject({
      metadata: { b: 2 },
      tags: ['y'],
    });
    for (const json of [{}, { metadata: 'x' }, { metadata: '[]' }, { tags: '{}' }, { tags: [1] }, { path: 'a' }])
      expect((await server.api(url, { method: 'PATCH', key, json })).status).toBe(400);
    expect((await server.api(url, { method: 'DELETE', key })).status).toBe(204);
    const gone = await server.api(url, { key });
    expect(await errorOf(gone)).toMatchObject({ code: 'ASSET_NOT_FOUND', status: 404 });
  });

  it('lists 25 unless asked for more', async () => {
    const own = await makeVault(server);
    const ownKey = await makeKey(server, own, 'public');
    for (let n = 0; n < 27; n++) await upload(server, own, `${n}.txt`, { channel: `c${n % 2}` });
    const page = await server.json<PageJson<SdkAssetJson>>('/v1/assets', { key: ownKey });
    expect([page.data.length, page.has_more]).toEqual([25, true]);
    const rest = await server.json<PageJson<SdkAssetJson>>(`/v1/assets?cursor=${page.cursor}`, { key: ownKey });
    expect([rest.data.length, rest.has_more, rest.cursor]).toEqual([2, false, null]);
    const some = await server.json<PageJson<SdkAssetJson>>('/v1/assets?limit=200&channel=c1', { key: ownKey });
    expect(some.data.map(({ channel }) => channel)).toEqual(Array<string>(13).fill('c1'));
    expect((await server.api('/v1/assets?limit=201', { key: ownKey })).status).toBe(400);
  });

  it('asks a workspace key which vault it means', async () => {
    const response = await server.api('/v1/assets');
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain('X-Vault');
    for (const named of [vault.id, vault.slug])
      expect((await server.api('/v1/assets', { headers: { 'x-vault': named } })).status).toBe(200);
    const other = await makeVault(server);
    expect((await server.api('/v1/assets', { key, headers: { 'x-vault': other.slug } })).status).toBe(404);
    expect((await server.api('/v1/assets', { key, headers: { 'x-vault': vault.slug } })).status).toBe(200);
  });

  it('has the rules of any upload', async () => {
    await send('rule.txt');
    expect((await send('rule.txt')).status).toBe(409);
    expect((await send('x.txt', { partition: 'A' })).status).toBe(400);
    const once = () => send('once.txt', {}, { 'idempotency-key': 'sdk' });
    expect(await (await once()).json()).toEqual(await (await once()).json());
    for (const path of ['a/b/c', 'a/b/c/d/e', `${FOLDER}/`, '../x/y/z', 'asset_1', `${FOLDER}/no.txt`]) {
      const response = await server.api(`/v1/assets/${encodeURIComponent(path)}`, { key });
      expect([path, (await errorOf(response)).code]).toEqual([path, 'ASSET_NOT_FOUND']);
    }
  });
});

describe('signing and revoking', () => {
  interface Signed {
    readonly url: string;
    readonly path: string;
    readonly token: string;
    readonly expires: number;
    readonly expires_at: string;
  }
  let vault: VaultJson;
  let key: string;
  beforeAll(async () => {
    vault = await makeVault(server, { visibility: 'signed' });
    key = await makeKey(server, vault, 'secret');
    for (const name of ['a.txt', 'b c?.txt']) await upload(server, vault, name);
  });
  const sign = (json: object) =>
    server.json<Signed>('/v1/urls/sign', { method: 'POST', key, json: { expires_at: LATER, ...json } });
  const revoke = (json: object) => server.json('/v1/urls/revoke', { method: 'POST', key, json });
  const local = ({ url }: Signed) => url.slice(server.url.length);

  it('gives a URL that works, is what a client would make, and names its end', async () => {
    const secret = await rotate(vault);
    const answer = await sign({ path: `${FOLDER}/b c?.txt` });
    const path = `/v/${vault.slug}/${FOLDER}/b%20c%3F.txt`;
    expect(answer).toEqual({
      url: server.url + signed(secret, path),
      path: `${FOLDER}/b c?.txt`,
      token: expect.stringMatching(/^[\w-]{43}$/),
      expires: LATER,
      expires_at: '2096-10-02T07:06:40Z',
    });
    expect(await (await fetch(answer.url)).text()).toBe('bytes of b c?.txt');
    const iso = await sign({ path: `/${FOLDER}/a.txt`, expires_at: '2096-10-02T09:06:40+02:00' });
    expect(iso.expires).toBe(LATER);
    const withQuery = await sign({ path: `${path}?v=1&generation=9&token=x` });
    expect(local(withQuery)).toBe(signed(secret, path, 'v=1'));
    expect(await statusOf(local(withQuery))).toBe(200);
  });

  it.each([
    ['path', {}],
    ['path', { path: '' }],
    ['path', { path: 'a/b/c' }],
    ['path', { path: 'a/b/../d' }],
    ['path', { path: '/v/other-vault/a/b/c/d.txt' }],
    ['path', { path: '/v/%zz/a/b/c/d.txt' }],
    ['expires_at', { path: 'x', expires_at: undefined }],
    ['expires_at', { path: `${FOLDER}/a.txt`, expires_at: 1 }],
    ['expires_at', { path: `${FOLDER}/a.txt`, expires_at: '2020-01-01T00:00:00Z' }],
    ['expires_at', { path: `${FOLDER}/a.txt`, expires_at: 'tomorrow' }],
    ['expires_at', { path: `${FOLDER}/a.txt`, expires_at: Date.now() + 60_000 }],
    ['password', { path: `${FOLDER}/a.txt`, password: '' }],
    ['generation', { path: `${FOLDER}/a.txt`, generation: 1 }],
  ])('refuses to sign naming %s (case %#)', async (field, json) => {
    const body = { expires_at: LATER, ...json };
    const response = await server.api('/v1/urls/sign', { method: 'POST', key, json: body });
    expect(response.status).toBe(400);
    expect((await errorOf(response)).message).toContain(field);
  });

  it('signs nothing that is not there', async () => {
    const json = { path: `${FOLDER}/none.txt`, expires_at: LATER };
    const response = await server.api('/v1/urls/sign', { method: 'POST', key, json });
    expect(await errorOf(response)).toMatchObject({ code: 'ASSET_NOT_FOUND', status: 404 });
  });

  it('revokes one URL at once, given by URL, by token, or as it was answered', async () => {
    let expires = LATER;
    const fresh = async () => sign({ path: `${FOLDER}/a.txt`, expires_at: ++expires });
    const kept = await fresh();
    for (const body of [
      ({ url }: Signed) => ({ url }),
      (answer: Signed) => ({ url: local(answer) }),
      ({ token }: Signed) => ({ token }),
      (answer: Signed) => ({ ...answer }),
    ]) {
      const answer = await fresh();
      expect(await statusOf(local(answer))).toBe(200);
      expect(await revoke(body(answer))).toEqual({ revoked: true, token: answer.token });
      expect(await statusOf(local(answer))).toBe(403);
      await revoke(body(answer));
    }
    expect(await statusOf(local(kept))).toBe(200);
  });

  it('revokes every URL of a path at once; later ones work, and only with their generation', async () => {
    const [before, other] = [await sign({ path: `${FOLDER}/a.txt` }), await sign({ path: `${FOLDER}/b c?.txt` })];
    expect(await revoke({ path: `${FOLDER}/a.txt` })).toEqual({
      revoked: true,
      path: `${FOLDER}/a.txt`,
      generation: 1,
    });
    expect([await statusOf(local(before)), await statusOf(local(other))]).toEqual([403, 200]);
    const after = await sign({ path: `${FOLDER}/a.txt` });
    expect(after.url).toContain('?generation=1&');
    expect(await statusOf(local(after))).toBe(200);
    expect(await revoke({ path: `/v/${vault.slug}/${FOLDER}/%61.txt` })).toMatchObject({ generation: 2 });
    expect(await statusOf(local(after))).toBe(403);
    // A client that signs by itself says the generation it was told.
    const secret = await rotate(vault);
    await revoke({ path: `${FOLDER}/a.txt` });
    const path = `/v/${vault.slug}/${FOLDER}/a.txt`;
    const answers = ['', 'generation=0', 'generation=1', 'generation=2', 'generation=1&generation=1', '%67eneration=1'];
    const statuses: number[] = [];
    for (const query of answers) statuses.push(await statusOf(signed(secret, path, query)));
    expect(statuses).toEqual([403, 403, 200, 403, 403, 403]);
    // Other spellings of the path are the same file.
    expect(await statusOf(signed(secret, path.replace('a.txt', '%61.txt')))).toBe(403);
  });

  it.each([
    [{}],
    [{ url: 'x' }],
    [{ token: 'x' }],
    [{ path: 'x' }],
    [{ url: '/v/a/b/c/d/e?expires=4000000000&token=x' }],
  ])('refuses to revoke %j', async (json) => {
    expect((await server.api('/v1/urls/revoke', { method: 'POST', key, json })).status).toBe(400);
  });

  it('revokes nothing of another vault', async () => {
    const answer = await sign({ path: `${FOLDER}/a.txt`, expires_at: LATER + 100 });
    const other = await makeVault(server);
    const otherKey = await makeKey(server, other, 'secret');
    const send = (json: object) => server.api('/v1/urls/revoke', { method: 'POST', key: otherKey, json });
    expect((await send({ url: answer.url })).status).toBe(400);
    expect((await send({ token: answer.token })).status).toBe(200);
    expect((await send({ path: answer.path })).status).toBe(200);
    expect(await statusOf(local(answer))).toBe(200);
  });

  it('asks for the password, in a header or as a browser sends it, and never in the URL', async () => {
    const password = 'gr\u00fcn & "blau"';
    const answer = await sign({ path: `${FOLDER}/a.txt`, password, expires_at: LATER + 1 });
    expect(answer.url).not.toContain('blau');
    const url = local(answer);
    const asked = await raw(server, url);
    expect([asked.status, JSON.parse(asked.body).error.code]).toEqual([401, 'UNAUTHORIZED']);
    expect(asked.headers['www-authenticate']).toMatch(/^Basic /);
    const header = (text: string) => ({ 'x-vault-password': Buffer.from(text).toString('latin1') });
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(`x:${text}`).toString('base64')}` });
    expect(await statusOf(url, header(password))).toBe(200);
    expect(await statusOf(url, basic(password))).toBe(200);
    expect(await statusOf(url, basic('wrong'))).toBe(401);
    expect(await statusOf(url, header(''))).toBe(401);
    expect(await statusOf(`${url}&password=${encodeURIComponent(password)}`)).toBe(403);
    expect(await statusOf(url.replace(/lock=[^&]+&/, ''), header(password))).toBe(403);
    expect(await statusOf(url, { authorization: `Bearer ${key}` })).toBe(401);
    // A lock of another URL does not open this one with that password.
    const another = await sign({ path: `${FOLDER}/a.txt`, password: 'other', expires_at: LATER + 2 });
    expect(await statusOf(local(another), header(password))).toBe(401);
    await revoke({ url: answer.url });
    expect(await statusOf(url, header(password))).toBe(403);
  });

  it('stops guessing after ten wrong passwords, for that URL alone', async () => {
    const guessed = await sign({ path: `${FOLDER}/a.txt`, password: 'right', expires_at: LATER + 3 });
    const other = await sign({ path: `${FOLDER}/a.txt`, password: 'right', expires_at: LATER + 4 });
    const statuses: number[] = [];
    for (let n = 0; n < 11; n++) statuses.push(await statusOf(local(guessed), { 'x-vault-password': `${n}` }));
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429]);
    const refused = await raw(server, local(guessed), { headers: { 'x-vault-password': 'right' } });
    expect(JSON.parse(refused.body)).toMatchObject({ error: { code: 'RATE_LIMITED', status: 429 } });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(await statusOf(local(other), { 'x-vault-password': 'right' })).toBe(200);
  });

  it('forgets revocations with the vault', async () => {
    const own = await makeVault(server);
    await post(server, own, 'a.txt');
    const ownKey = await makeKey(server, own, 'secret');
    await server.json('/v1/urls/revoke', { method: 'POST', key: ownKey, json: { path: `${FOLDER}/a.txt` } });
    await server.json('/v1/urls/revoke', { method: 'POST', key: ownKey, json: { token: 'x'.repeat(43) } });
    expect((await server.api(`/api/v1/vaults/${own.id}?force=true`, { method: 'DELETE' })).status).toBe(204);
    expect(await statusOf(`/v/${own.slug}/${FOLDER}/a.txt`)).toBe(404);
  });
});
