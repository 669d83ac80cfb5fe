// Who may do what: every operation of the dialect with every scope, and the ways in which it takes keys, on a real connection.
import { connect } from 'node:net';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SCOPES, type Scope } from '../../src/core/index.ts';
import { type CompanyAsset, errorBody, PARTNER, upload } from '../support/partner.ts';
import { type ApiInit, formWith, startTestServer, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';

let server: TestServer;
let asset: CompanyAsset;
let otherKey: string;
beforeAll(async () => {
  server = await startTestServer();
  asset = await upload(server, 'private', 'mine.txt', 'mine');
  otherKey = await keyOfAnotherWorkspace(server);
});
afterAll(() => server[Symbol.asyncDispose]());

interface Operation {
  readonly grant: 'read' | 'write';
  readonly method: string;
  readonly path: string;
  readonly init?: () => ApiInit;
}

const form = (): ApiInit => ({ body: formWith('a.txt', 'a') });
const OPERATIONS: readonly Operation[] = [
  { grant: 'write', method: 'POST', path: `${PARTNER}/upload/private`, init: form },
  { grant: 'write', method: 'POST', path: `${PARTNER}/upload/public`, init: form },
  { grant: 'read', method: 'GET', path: `${PARTNER}/{assetKey}` },
];
const SUFFICIENT: Record<Operation['grant'], readonly Scope[]> = {
  read: ['admin', 'assets:read', 'partner:read'],
  write: ['admin', 'assets:write', 'partner:write'],
};

const request = ({ method, path, init }: Operation, key: string | null) =>
  server.api(path.replace('{assetKey}', asset.key), { method, key, ...init?.() });

describe('every operation', () => {
  it('is in a valid OpenAPI document, and in this list', async () => {
    const document = await server.json<{ paths: Record<string, Record<string, { requestBody?: unknown }>> }>(
      '/openapi/partner.json',
    );
    expect(await new Validator().validate(structuredClone(document))).toMatchObject({ valid: true });
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(documented.sort()).toEqual(OPERATIONS.map(({ method, path }) => `${method} ${path}`).sort());
    expect(document.paths[`${PARTNER}/upload/private`]?.['post']?.requestBody).toMatchObject({
      content: { 'multipart/form-data': { schema: { properties: { file: { format: 'binary' } } } } },
    });
  });

  it.each(OPERATIONS)('$method $path needs a credential', async (operation) => {
    for (const key of [null, 'no key', 'vk_unknown']) {
      const response = await request(operation, key);
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await response.json()).toEqual(errorBody(401, 'Unauthorized'));
    }
  });

  it.each(OPERATIONS)('$method $path needs one of its scopes, and no other will do', async (operation) => {
    for (const scope of Object.keys(SCOPES) as Scope[]) {
      const response = await request(operation, await keyWith(server, scope));
      const isSufficient = SUFFICIENT[operation.grant].includes(scope);
      expect([scope, response.status]).toEqual([scope, isSufficient ? 200 : 403]);
      const body = await response.text();
      if (!isSufficient) expect(JSON.parse(body)).toEqual(errorBody(403, 'Forbidden'));
    }
  });

  it('puts what it makes into the workspace of the key, which no other reads', async () => {
    const theirs = await upload(server, 'private', 'theirs.txt', 'theirs', {}, { key: otherKey });
    expect(theirs.companyId).not.toBe(asset.companyId);
    expect((await server.api(`${PARTNER}/${theirs.key}`, { key: otherKey })).status).toBe(200);
    expect((await server.api(`${PARTNER}/${theirs.key}`)).status).toBe(404);
    expect((await server.api(`${PARTNER}/${asset.key}`, { key: otherKey })).status).toBe(404);
  });
});

describe('credentials', () => {
  /** The head of an answer to a request whose head goes out exactly as written. */
  const statusOf = (lines: readonly string[]) =>
    new Promise<string>((resolve, reject) => {
      const { port, hostname } = new URL(server.url);
      let heard = '';
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          [`GET ${PARTNER}/${asset.key} HTTP/1.1`, 'Host: x', 'Connection: close', ...lines, '', ''].join('\r\n'),
        ),
      );
      socket.on('data', (data) => {
        heard += data.toString('latin1');
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? heard));
    });

  it.each([
    ['x-api-key', (key: string) => [`x-api-key: ${key}`]],
    ['partner_key, with its underscore', (key: string) => [`partner_key: ${key}`]],
    ['partner_key in capitals', (key: string) => [`PARTNER_KEY: ${key}`]],
    ['Authorization without a scheme', (key: string) => [`Authorization: ${key}`]],
    ['Authorization with Bearer', (key: string) => [`Authorization: bearer ${key}`]],
    ['the password of Basic', (key: string) => [`Authorization: Basic ${btoa(`any:${key}`)}`]],
    ['all of them', (key: string) => [`x-api-key: ${key}`, `partner_key: ${key}`, `Authorization: ${key}`]],
    ['a blank header beside a good one', (key: string) => ['x-api-key: ', `partner_key: ${key}`]],
    ['an empty Authorization beside a good key', (key: string) => ['Authorization:', `x-api-key: ${key}`]],
    [
      'blank ones beside a good Authorization',
      (key: string) => ['x-api-key: \t ', 'partner_key:', `Authorization: ${key}`],
    ],
  ])('come as %s', async (_, headers) => {
    expect(await statusOf(headers(await keyWith(server, 'partner:read')))).toBe('200');
    expect(await statusOf(headers('vk_wrong'))).toBe('401');
  });

  it('have to be valid, and of one workspace, wherever several are sent', async () => {
    const [one, other] = [await keyWith(server, 'partner:read'), await keyWith(server, 'admin')];
    expect(await statusOf([`x-api-key: ${one}`, `Authorization: ${other}`])).toBe('200');
    expect(await statusOf([`partner_key: ${one}`, `Authorization: Bearer ${server.rootKey}`])).toBe('200');
    for (const wrong of ['vk_wrong', otherKey]) {
      expect(await statusOf([`x-api-key: ${one}`, `Authorization: ${wrong}`])).toBe('401');
      expect(await statusOf([`x-api-key: ${wrong}`, `Authorization: ${one}`])).toBe('401');
      expect(await statusOf([`x-api-key: ${one}`, `partner_key: ${wrong}`])).toBe('401');
      expect(await statusOf([`partner_key: ${wrong}`, `Authorization: Bearer ${one}`])).toBe('401');
    }
  });

  it('are refused where they can not be read', async () => {
    const key = await keyWith(server, 'partner:read');
    for (const line of ['Authorization: ', `Authorization: Digest ${key}`, `Authorization: ${key} ${key}`])
      expect([line, await statusOf([line])]).toEqual([line, '401']);
    expect(await statusOf([`x-api-key: ${key}`, 'Authorization: Digest x y'])).toBe('401');
    expect(await statusOf([`Cookie: key=${key}`])).toBe('401');
    expect(await statusOf([])).toBe('401');
  });

  it('of two keys, let do what the first may: x-api-key, then partner_key, then Authorization', async () => {
    const [reader, writer] = [await keyWith(server, 'partner:read'), await keyWith(server, 'partner:write')];
    expect(await statusOf([`Authorization: ${writer}`, `x-api-key: ${reader}`])).toBe('200');
    expect(await statusOf([`Authorization: ${reader}`, `partner_key: ${writer}`])).toBe('403');
  });

  it('without a scheme are good for this dialect alone', async () => {
    const headers = { authorization: server.rootKey };
    expect((await server.api('/api/store/asset', { key: null, headers })).status).toBe(401);
    const partnerKey = { partner_key: server.rootKey };
    expect((await server.api('/api/store/asset', { key: null, headers: partnerKey })).status).toBe(401);
  });
});

describe('errors', () => {
  it('have the dialect’s form everywhere below its paths', async () => {
    for (const [method, path, status, error] of [
      ['GET', `${PARTNER}/upload/private`, 405, 'Method Not Allowed'],
      ['DELETE', `${PARTNER}/${'A'.repeat(38)}.jpg`, 405, 'Method Not Allowed'],
      ['GET', '/api/v1/partner', 404, 'Not Found'],
      ['GET', PARTNER, 404, 'Not Found'],
      ['POST', `${PARTNER}/upload`, 405, 'Method Not Allowed'],
      ['POST', `${PARTNER}/upload/secret`, 404, 'Not Found'],
      ['GET', `${PARTNER}/${'x'.repeat(5_000)}`, 404, 'Not Found'],
      ['GET', `${PARTNER}/%zz`, 400, 'Invalid argument'],
    ] as const) {
      const response = await server.api(path, { method });
      expect([path, response.status, await response.json()]).toEqual([path, status, errorBody(status, error)]);
      expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
    }
    expect((await server.api(`${PARTNER}/upload/private`)).headers.get('allow')).toBe('POST');
  });
});
