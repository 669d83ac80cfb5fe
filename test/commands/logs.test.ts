// The log of a real server, line by line, as whoever collects it sees it.
import { mkdtemp, rm, unlink } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { sha256Of } from '../support/blobs.ts';
import { blobFile } from '../support/damage.ts';
import { HOSTILE } from '../support/hostile-names.ts';
import { type ServerProcess, type Settings, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

const ROOT_KEY = 'a-root-key-that-must-not-be-logged-anywhere';
const TRACE = '0af7651916cd43dd8448eb211c80319c';
const TRUSTED = { VITRINE_TRUST_PROXY: '127.0.0.1,::1' };
const PASSED_ON = { 'x-forwarded-for': '192.0.2.7' };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-logs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Line = Readonly<Record<string, unknown>>;

const start = (data: string, settings: Settings = {}) =>
  startServerProcess({
    VITRINE_DATA: join(folder, data),
    VITRINE_ROOT_KEY: ROOT_KEY,
    VITRINE_LOG_LEVEL: 'info',
    ...settings,
  });

const linesOf = (server: ServerProcess): Line[] =>
  server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line));

const eventually = <T>(look: () => T): Promise<T> => vi.waitFor(look, { timeout: 60_000, interval: 50 });

/** Once it is there. */
const lineOf = (server: ServerProcess, fits: (line: Line) => boolean): Promise<Line> =>
  eventually(() => {
    const found = linesOf(server).find(fits);
    if (!found) throw new Error(`no such line:\n${server.output()}`);
    return found;
  });

const send = (server: ServerProcess, path: string, init: RequestInit = {}) =>
  fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${ROOT_KEY}`, ...init.headers } });

const upload = async (server: ServerProcess, name: string, bytes: string, headers = {}): Promise<string> => {
  const init = { method: 'POST', body: formWith(name, bytes), headers };
  const response = await send(server, '/api/store/asset/upload', init);
  expect(response.status).toBe(201);
  return ((await response.json()) as { id: string }).id;
};

describe('the line of a request', () => {
  it('tells what was asked by whom, and how it was answered', async () => {
    await using server = await start('request');
    const id = await upload(server, 'a.txt', 'x'.repeat(3_000), { 'x-request-id': 'the-upload' });
    await (await send(server, `/api/store/asset/${id}`, { headers: { 'x-request-id': 'the-read' } })).text();
    const uploaded = await lineOf(server, ({ requestId }) => requestId === 'the-upload');
    expect(uploaded).toMatchObject({
      level: 30,
      msg: 'request',
      method: 'POST',
      route: '/api/store/asset/upload',
      dialect: 'store',
      status: 201,
      actor: 'key',
      workspaceId: expect.stringMatching(/^[0-9a-f]{24}$/),
      ms: expect.any(Number),
    });
    expect(uploaded['receivedBytes']).toBeGreaterThan(3_000);
    expect(uploaded['sentBytes']).toBeGreaterThan(100);
    const read = await lineOf(server, ({ requestId }) => requestId === 'the-read');
    expect(read).toMatchObject({ method: 'GET', route: '/api/store/asset/:id', status: 200 });
    // On the same connection, perhaps: its bytes are its own.
    expect(read['receivedBytes']).toBeLessThan(2_000);
  });

  it('is there also for what has no route, and for what is no HTTP', async () => {
    await using server = await start('strange');
    for (const path of ['/nowhere', '/api/store/asset/%E0%A4%A']) {
      const answer = await send(server, path);
      const requestId = answer.headers.get('x-request-id');
      expect(await lineOf(server, (line) => line['requestId'] === requestId)).toMatchObject({ status: answer.status });
    }
    const { hostname, port } = new URL(server.url);
    const heard = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => socket.write('NONSENSE\r\n\r\n'));
      socket.on('data', (chunk) => resolve(chunk.toString())).on('error', reject);
    });
    const [, requestId] = /x-request-id: (\S+)/.exec(heard) ?? [];
    expect(await lineOf(server, (line) => line['requestId'] === requestId)).toMatchObject({ status: 400 });
  });

  it('is not written for those who ask every few seconds whether all is well', async () => {
    await using server = await start('health');
    for (const path of ['/healthz', '/livez', '/readyz']) expect((await send(server, path)).status).toBe(200);
    await send(server, '/nowhere', { headers: { 'x-request-id': 'the-last' } });
    await lineOf(server, ({ requestId }) => requestId === 'the-last');
    expect(linesOf(server).filter(({ msg }) => msg === 'request')).toHaveLength(1);
  });
});

describe('the id of a request', () => {
  it('is the one that was sent where it is well-formed, else a new one, and is told to the client', async () => {
    await using server = await start('ids');
    const answered = async (id: string) =>
      (await send(server, '/nowhere', { headers: { 'x-request-id': id } })).headers.get('x-request-id');
    for (const id of ['a', 'Root=1-67891233-abcdef012345678912345678', 'a/b+c:d_e.f', 'x'.repeat(128)])
      expect(await answered(id)).toBe(id);
    for (const id of ['', 'two words', 'x'.repeat(129), '{"a":1}', '<script>', 'a,b', 'ü'])
      expect(await answered(id)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect((await fetch(`${server.url}/nowhere`)).headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is in every line of it, as its trace is: in that of the error from within, too', async () => {
    await using server = await start('errors', { ...TRUSTED, VITRINE_WORKER: 'false' });
    const id = await upload(server, 'gone.txt', 'bytes that will be lost');
    await unlink(blobFile(join(folder, 'errors'), sha256Of(Buffer.from('bytes that will be lost'))));
    const headers = {
      ...PASSED_ON,
      'x-request-id': 'the-broken',
      traceparent: `00-${TRACE}-b7ad6b7169203331-01`,
    };
    expect((await send(server, `/api/store/asset/${id}/content`, { headers })).status).toBe(500);
    await lineOf(server, ({ requestId, msg }) => requestId === 'the-broken' && msg === 'request');
    const lines = linesOf(server).filter(({ requestId }) => requestId === 'the-broken');
    expect(lines.map(({ level, msg, traceId }) => [level, msg, traceId])).toEqual([
      [50, 'request failed', TRACE],
      [30, 'request', TRACE],
    ]);
    expect(lines[0]?.['err']).toMatchObject({ message: expect.stringMatching(/damaged or missing/) });
  });

  it('takes no trace from what is no W3C trace context, or from somebody who is not a trusted proxy', async () => {
    await using server = await start('traces', TRUSTED);
    const wrong = [
      `00-${TRACE}-b7ad6b7169203331`,
      `00-${'0'.repeat(32)}-b7ad6b7169203331-01`,
      `00-${TRACE}-${'0'.repeat(16)}-01`,
      `ff-${TRACE}-b7ad6b7169203331-01`,
      `00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`,
      `00-${TRACE}-b7ad6b7169203331-01-more`,
    ];
    for (const [index, traceparent] of [...wrong, `01-${TRACE}-b7ad6b7169203331-01-more`].entries()) {
      await send(server, '/nowhere', { headers: { ...PASSED_ON, traceparent, 'x-request-id': `nr-${index}` } });
      const line = await lineOf(server, ({ requestId }) => requestId === `nr-${index}`);
      expect([traceparent, line['traceId']]).toEqual([traceparent, index < wrong.length ? undefined : TRACE]);
    }
    const traceparent = `00-${TRACE}-b7ad6b7169203331-01`;
    await send(server, '/nowhere', { headers: { traceparent, 'x-request-id': 'direct' } });
    expect((await lineOf(server, ({ requestId }) => requestId === 'direct'))['traceId']).toBeUndefined();
  });
});

describe('the log at its usual level', () => {
  it('has no credentials, no passwords, no tokens and no names of files', async () => {
    await using server = await start('secrets');
    const json = { 'content-type': 'application/json' };
    const post = async <T>(path: string, body: unknown): Promise<T> =>
      (await (await send(server, path, { method: 'POST', headers: json, body: JSON.stringify(body) })).json()) as T;
    const id = await upload(server, 'canary-name.txt', 'x');
    const { token } = await post<{ token: string }>('/api/share/', { asset: id, password: 'canary-password' });
    const { key } = await post<{ key: string }>('/api/admin/api-keys', { label: 'k', scopes: ['assets:read'] });
    await post('/api/vaults', { name: 'canary-vault' });
    for (const path of [
      `/s/${token}`,
      `/v/canary-vault/canary-name.txt?token=canary-token&expires=1`,
      '/api/store/asset/?search=canary-search',
      '/canary-address/canary-name.txt',
      `/setup?token=canary-setup`,
    ])
      await (await send(server, path)).arrayBuffer();
    await send(server, `/s/${token}`, { method: 'POST', body: new URLSearchParams({ password: 'canary-password' }) });
    await fetch(`${server.url}/api/store/asset/`, { headers: { 'x-api-key': key } });
    await fetch(`${server.url}/api/store/asset/`, { headers: { authorization: 'Bearer canary-wrong-key' } });
    await send(server, '/nowhere', { headers: { 'x-request-id': 'the-last' } });
    await lineOf(server, ({ requestId }) => requestId === 'the-last');
    expect(await server.stop()).toBe(0);
    expect(linesOf(server).length).toBeGreaterThan(10);
    for (const secret of ['canary', token, key, ROOT_KEY]) expect(server.output()).not.toContain(secret);
  });

  it('is whole when the server has stopped', async () => {
    await using server = await start('whole');
    const ids = Array.from({ length: 200 }, (_, index) => `request-${index}`);
    await Promise.all(ids.map((id) => send(server, '/nowhere', { headers: { 'x-request-id': id } })));
    expect(await server.stop()).toBe(0);
    await eventually(() => {
      const logged = new Set(linesOf(server).map(({ requestId }) => requestId));
      expect(ids.filter((id) => !logged.has(id))).toEqual([]);
    });
  });
});

describe('the log at its most talkative', () => {
  it('has one line of JSON for each thing it tells, whatever names and headers were sent', async () => {
    await using server = await start('talkative', { VITRINE_LOG_LEVEL: 'debug' });
    const id = await upload(server, 'a.txt', 'x');
    const linesBefore = server
      .output()
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('{'));
    const forged = '{"level":30,"msg":"forged"}';
    const names = [
      `a\n${forged}`,
      `a\r\n${forged}\r\n`,
      `a\u2028${forged}`,
      `a\u0085${forged}`,
      `"}\n${forged}`,
      '\x1b[2J',
      ...HOSTILE.filter((name) => /[\p{Cc}\p{Cf}"\\]|^[^ -~]/u.test(name)),
    ];
    for (const name of names) {
      const encoded = encodeURIComponent(name.toWellFormed());
      const agent = { 'user-agent': Buffer.from(name.replaceAll(/\p{Cc}/gu, ' ')).toString('latin1') };
      if (name !== '') await upload(server, name, name);
      await (await send(server, `/api/assets/${id}/rename/${encoded}`, { headers: agent })).text();
      await (await send(server, `/nowhere/${encoded}?q=${encoded}`, { headers: agent })).text();
    }
    await send(server, '/nowhere', { headers: { 'x-request-id': 'the-last' } });
    await lineOf(server, ({ requestId }) => requestId === 'the-last');
    expect(await server.stop()).toBe(0);
    const lines = server
      .output()
      .split('\n')
      .filter((line) => line !== '');
    expect(lines.filter((line) => !line.startsWith('{'))).toEqual(linesBefore);
    expect(linesOf(server).length).toBeGreaterThan(2 * names.length);
    expect(linesOf(server).filter(({ msg }) => msg === 'forged')).toEqual([]);
    expect(server.output()).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  }, 300_000);
});

describe('the lines of jobs', () => {
  it('name the job, its type and its attempt when one fails', async () => {
    const data = 'jobs';
    const before = await start(data, { VITRINE_WORKER: 'false' });
    await upload(before, 'lost.txt', 'bytes that no job will find');
    expect(await before.stop()).toBe(0);
    await unlink(blobFile(join(folder, data), sha256Of(Buffer.from('bytes that no job will find'))));
    await using server = await start(data);
    const line = await lineOf(server, ({ msg }) => msg === 'job failed');
    expect(line).toMatchObject({
      level: 50,
      jobId: expect.stringMatching(/^[0-9a-f]{24}$/),
      jobType: 'examine',
      attempt: 1,
      err: { type: 'CoreError' },
    });
  });
});
