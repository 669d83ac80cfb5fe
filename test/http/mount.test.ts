// What every dialect gets from its place in the server, shown with a toy dialect over a real core.
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoreError, ERROR_CODES } from '../../src/core/index.ts';
import type { DialectDefinition } from '../../src/http/dialect.ts';
import { createLog } from '../../src/http/log.ts';
import { createServer } from '../../src/http/server.ts';
import { STATUS } from '../../src/http/status.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { httpServices } from '../support/http-services.ts';

const toy: DialectDefinition = {
  name: 'hub',
  title: 'Toy',
  description: 'For tests.',
  prefixes: ['/toy'],
  presentError: (error, place) => ({
    status: STATUS[error.code],
    body: { toy: error.code, says: error.message, field: error.field ?? null, place },
  }),
  routes(scope) {
    scope.get(
      '/toy/secret',
      { schema: { response: { 200: Type.Object({ name: Type.String() }) } } },
      async (request) => ({
        name: request.actor.type,
        leaked: 'no schema, no field',
      }),
    );
    const open = { config: { access: 'none' as const } };
    scope.get('/toy/broken', open, async () => {
      throw new Error('SQL near "select": /var/lib/secret');
    });
    scope.get('/toy/error/:code', open, async (request) => {
      const { code } = request.params as { code: string };
      const known = ERROR_CODES.find((one) => one === code) ?? 'internal';
      throw new CoreError(known, 'said so', { field: 'thing', retryAfterSeconds: 7 });
    });
    scope.post(
      '/toy/echo',
      { ...open, schema: { body: Type.Object({ n: Type.Integer() }) } },
      async (request) => request.body,
    );
  },
};

let testCore: TestCore;
let server: FastifyInstance;
let url: string;
beforeAll(async () => {
  testCore = await openTestCore();
  server = await createServer([toy], await httpServices(testCore), { log: createLog('silent'), trustProxy: undefined });
  url = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server.close();
  await testCore[Symbol.asyncDispose]();
});

const answer = async (path: string, init?: RequestInit) => {
  const response = await fetch(url + path, init);
  return { status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || 'null') };
};

describe('a dialect in the server', () => {
  it('says which methods an address takes', async () => {
    const { status, headers } = await answer('/toy/echo', { method: 'OPTIONS' });
    expect(status).toBe(204);
    expect(headers.get('allow')).toBe('POST, OPTIONS');
  });

  it('refuses bodies that are packed, and takes addresses of 60 kB', async () => {
    const packed = { method: 'POST', body: '{"n":1}', headers: { 'content-encoding': 'gzip' } };
    const { status, body } = await answer('/toy/echo', packed);
    expect([status, body.toy]).toEqual([415, 'unsupported_media_type']);
    expect((await answer(`/toy/none?${'x'.repeat(60_000)}`)).status).toBe(404);
  });

  it('is closed unless a route says otherwise', async () => {
    const { status, body, headers } = await answer('/toy/secret');
    expect([status, body.toy]).toEqual([401, 'unauthenticated']);
    expect(headers.get('www-authenticate')).toContain('Bearer');
    expect((await answer('/toy/secret', { headers: { authorization: 'Bearer nonsense' } })).status).toBe(401);
    expect((await answer('/toy/secret', { headers: { authorization: 'Digest x' } })).status).toBe(401);
  });

  it('has answers cut to their schema', async () => {
    const { core, workspaceId } = testCore;
    const { token } = await core.createKey({ type: 'system' }, { workspaceId, label: 'toy', scopes: ['admin'] });
    const { body } = await answer('/toy/secret', { headers: { 'x-api-key': token } });
    expect(body).toEqual({ name: 'key' });
  });

  it('answers unknown paths, other methods and unroutable addresses in its own form', async () => {
    expect(await answer('/toy/nothing')).toMatchObject({ status: 404, body: { toy: 'not_found' } });
    expect(await answer('/toy')).toMatchObject({ status: 404, body: { toy: 'not_found' } });
    expect(await answer('/toy/%c3%28%zz')).toMatchObject({ status: 400, body: { toy: 'malformed' } });
    const [long, unreadable] = [await answer(`/toy/error/${'x'.repeat(3_000)}`), await answer('/toy/error/%ff')];
    expect(long).toMatchObject({ status: 404, body: { says: 'There is nothing at this address.' } });
    expect(unreadable).toMatchObject({ status: 400, body: { says: 'The address can not be read.' } });
    const other = await answer('/toy/echo', { method: 'DELETE' });
    expect(other).toMatchObject({ status: 405, body: { toy: 'method_not_allowed' } });
    expect(other.headers.get('allow')).toBe('POST');
    expect(await answer('/toyish')).toMatchObject({ status: 404, body: { error: 'not_found' } });
  });

  it('says which field of which part of the request is wrong', async () => {
    const post = (body: string, type = 'application/json') =>
      answer('/toy/echo', { method: 'POST', body, headers: { 'content-type': type } });
    expect(await post('{"n":1}')).toMatchObject({ status: 200, body: { n: 1 } });
    expect(await post('{"n":"1"}')).toMatchObject({ status: 422, body: { field: 'n', place: 'body' } });
    expect(await post('{}')).toMatchObject({ status: 422, body: { field: 'n', place: 'body' } });
    expect(await post('{"n":')).toMatchObject({ status: 400, body: { toy: 'malformed' } });
    expect(await post('n', 'text/weird')).toMatchObject({ status: 415, body: { toy: 'unsupported_media_type' } });
    expect(await post(`{"n":1,"x":"${'y'.repeat(2 * 1024 * 1024)}"}`)).toMatchObject({
      status: 413,
      body: { toy: 'too_large' },
    });
    expect((await post(`${'['.repeat(10_000)}${']'.repeat(10_000)}`)).status).toBeLessThan(500);
  });

  it('never tells the inside of an unexpected error', async () => {
    const { status, body } = await answer('/toy/broken');
    expect(status).toBe(500);
    expect(body).toMatchObject({ toy: 'internal', says: 'Something went wrong.' });
  });

  it('gives every error code its status, and says when to try again', async () => {
    for (const code of ERROR_CODES) {
      const { status, body, headers } = await answer(`/toy/error/${code}`);
      expect([code, status]).toEqual([code, STATUS[code]]);
      expect(body.toy).toBe(code);
      expect(headers.get('retry-after')).toBe('7');
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });
});

describe('what the parser refuses', () => {
  const speak = (text: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text));
      let heard = '';
      socket.on('data', (chunk) => {
        heard += chunk;
      });
      // What was sent and not read makes the end an abrupt one.
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(heard));
    });

  it('is answered once, with a request id, and the connection ends', async () => {
    const heard = await speak('NONSENSE\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nx-request-id: [\w-]{36}\r\n/);
    expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: 'malformed' });
    const long = await speak(`GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(200_000)}\r\n\r\n`);
    expect(long).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('is answered in the form of the dialect whose address came before what can not be read', async () => {
    for (const wrong of ['a b: c', 'Content-Length: 1\r\nContent-Length: 2', ': x', 'a: \0']) {
      const heard = await speak(`GET /toy/x?secret=1 HTTP/1.1\r\nhost: x\r\n${wrong}\r\n\r\n`);
      expect(heard).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
      expect(JSON.parse(heard.split('\r\n\r\n')[1] ?? '')).toMatchObject({ toy: 'malformed', place: 'header' });
    }
    const elsewhere = await speak('GET /toys HTTP/1.1\r\n: x\r\n\r\n');
    expect(JSON.parse(elsewhere.split('\r\n\r\n')[1] ?? '')).toMatchObject({ error: 'malformed' });
  });

  it('is not answered after another answer on the same connection', async () => {
    const heard = await speak('GET /healthz HTTP/1.1\r\nhost: x\r\n\r\nNONSENSE\r\n\r\n');
    expect(heard.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});
