// Who may do what, over the dialect's whole list of routes: every kind of key, none at all, other sites' pages, cookies.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { get, type HubAsset, makeFolder, refusal, startQuietServer, statusOf, upload } from '../support/hub.ts';
import { type ApiInit, formWith, type TestServer } from '../support/server.ts';
import { keyOfAnotherWorkspace, keyWith } from '../support/store.ts';
import { raw } from '../support/vaults.ts';

let server: TestServer;
let ids: Record<'asset' | 'folder', string>;
let keys: Record<'reader' | 'writer' | 'other', string>;
beforeAll(async () => {
  server = await startQuietServer();
  const folder = await makeFolder(server, 'mine');
  const asset = await upload(server, 'mine.txt', 'mine', folder._id);
  ids = { asset: asset._id, folder: folder._id };
  keys = {
    reader: await keyWith(server, 'hub:read'),
    writer: await keyWith(server, 'hub:write'),
    other: await keyOfAnotherWorkspace(server),
  };
});
afterAll(() => server[Symbol.asyncDispose]());

interface Operation {
  readonly grant: 'read' | 'write';
  readonly method: string;
  /** Below `/api/assets/`; `:asset` and `:folder` stand for ids. */
  readonly path: string;
  readonly init?: () => ApiInit;
}

const json = (value: unknown) => (): ApiInit => ({ json: value });
const read = (path: string): Operation => ({ grant: 'read', method: 'GET', path });
const changeByGet = (path: string): Operation => ({ grant: 'write', method: 'GET', path });
const write = (method: string, path: string, init?: () => ApiInit): Operation => ({
  grant: 'write',
  method,
  path,
  ...(init && { init }),
});
const form = (): ApiInit => ({ body: formWith('a.txt', 'a') });
/** That nothing lies at: these are only asked by those who are refused. */
const AT = '?path=/mine/mine.txt';

const OPERATIONS: readonly Operation[] = [
  ...['tree', 'tags', 'trash', 'trash/files', 'trash/folders', ':asset', ':folder/files', ':folder/folders'].map(read),
  ...[':asset/download', ':asset/thumbnail', `browse${AT}`, `browse/download${AT}`].map(read),
  ...[`browse/thubnail${AT}`, `browse/thumbnail${AT}`, 'browse/files?path=/mine', 'browse/folders?path=/mine'].map(
    read,
  ),
  { grant: 'read', method: 'POST', path: 'batch/download', init: () => ({ json: { ids: [ids.asset] } }) },
  ...[':folder/createfolder/x', 'browse/createfolder?path=/mine/x', 'browse/createfolder/x?path=/mine'].map(
    changeByGet,
  ),
  ...[':asset/rename/x.txt', `browse/rename/x.txt${AT}`, ':asset/move/:folder', `browse/move/:folder${AT}`].map(
    changeByGet,
  ),
  ...[':asset/restore', `browse/restore${AT}`].map(changeByGet),
  write('POST', ':folder/upload', form),
  write('POST', 'browse/upload?path=/mine', form),
  write('PATCH', ':asset', json({})),
  write('PATCH', `browse${AT}`, json({})),
  write('POST', ':asset/tags', json(['x'])),
  write('POST', `browse/tags${AT}`, json(['x'])),
  write('DELETE', ':asset'),
  write('DELETE', `browse${AT}`),
  write('DELETE', 'trash'),
  write('POST', 'delete', () => ({ json: [ids.asset] })),
  write('POST', 'restore', () => ({ json: [ids.asset] })),
];
const MUTATING = OPERATIONS.filter(({ grant }) => grant === 'write');
const MUTATING_GETS = MUTATING.filter(({ method }) => method === 'GET');

const withIds = (path: string, replacement: (kind: keyof typeof ids) => string = (kind) => ids[kind]) =>
  `/api/assets/${path.replace(/:(asset|folder)\b/g, (_, kind: keyof typeof ids) => replacement(kind))}`;
const ask = ({ method, path, init }: Operation, asked: ApiInit = {}) =>
  server.api(withIds(path), { method, ...init?.(), ...asked });
/** Nothing was changed by those who may not. */
const state = async () =>
  JSON.stringify([await get(server, ids.asset), await get(server, 'tree'), await get(server, 'trash/files')]);

describe('every operation', () => {
  it('is in this list', async () => {
    const { paths } = await server.json<{ paths: Record<string, Record<string, unknown>> }>('/openapi/hub.json');
    const documented = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{\w+\}/g, '{}')}`),
    );
    const known = OPERATIONS.map(({ method, path }) => {
      const pattern = path
        .replace(/\?.*/, '')
        .replaceAll(/:\w+/g, '{}')
        .replace(/\/x(\.txt)?$/, '/{}');
      return `${method} /api/assets/${pattern}`;
    });
    expect([...new Set(known)].sort()).toEqual(documented.sort());
  });

  it.each(OPERATIONS)('$method $path needs a credential in a header', async (operation) => {
    const before = await state();
    const cookies = [`key=${server.rootKey}`, `session=${server.rootKey}`, `authorization=Bearer ${server.rootKey}`];
    for (const asked of [
      { key: null },
      { key: 'no key' },
      { key: 'vk_unknown' },
      { key: null, headers: { authorization: server.rootKey } },
      ...cookies.map((cookie) => ({ key: null, headers: { cookie } })),
    ]) {
      const response = await ask(operation, asked);
      expect(await refusal(response.clone())).toEqual([401, expect.any(String)]);
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
    const query = operation.path.includes('?') ? '&' : '?';
    const inQuery = await ask({ ...operation, path: `${operation.path}${query}key=${server.rootKey}` }, { key: null });
    expect(inQuery.status).toBe(401);
    expect(await state()).toBe(before);
  });

  it.each(OPERATIONS)('$method $path needs its scope', async (operation) => {
    const before = await state();
    const others = [
      'store:read',
      'store:write',
      'vaults:write',
      'write:assets',
      'partner:write',
      'audit:read',
    ] as const;
    const wrong = operation.grant === 'read' ? keys.writer : keys.reader;
    for (const key of [wrong, ...(await Promise.all(others.map((scope) => keyWith(server, scope))))])
      expect(await refusal(await ask(operation, { key }))).toEqual([403, expect.any(String)]);
    expect(await state()).toBe(before);
  });

  it.each(OPERATIONS)('$method $path knows nothing of another workspace', async (operation) => {
    if (!/:|path=/.test(operation.path)) return;
    if (operation.path.startsWith('browse/createfolder?')) return;
    const before = await state();
    const { method, path, init } = operation;
    const foreign = await server.api(withIds(path), { method, key: keys.other, ...init?.() });
    const unknown = await server.api(withIds(path, () => 'a'.repeat(24)).replace('/mine', '/nothing'), {
      method,
      key: keys.other,
      ...init?.(),
    });
    const answerOf = async (response: Response) => {
      const { date: _, 'x-request-id': __, ...headers } = Object.fromEntries(response.headers);
      return { status: response.status, headers, body: await response.text() };
    };
    const answer = await answerOf(foreign);
    expect(answer.status).toBe(404);
    expect(answer).toEqual(await answerOf(unknown));
    expect(await state()).toBe(before);
  });
});

describe('a key that may only read', () => {
  it('reads', async () => {
    for (const operation of OPERATIONS.filter(
      ({ grant, path }) => grant === 'read' && !/th.mbnail|thubnail/.test(path),
    ))
      expect([operation.path, (await ask(operation, { key: keys.reader })).status]).toEqual([operation.path, 200]);
  });
});

describe('a key that may only write', () => {
  it('makes, changes and deletes what it can name, and is shown no history', async () => {
    const as = <T = HubAsset>(path: string, init: ApiInit = {}) => get<T>(server, path, { key: keys.writer, ...init });
    const home = await as('root/createfolder/written');
    expect(home).toMatchObject({ name: 'written', log: [] });
    const made = await as('browse/upload?path=/written&name=w.txt', { method: 'POST', body: 'w' });
    expect(await as(`${made._id}/rename/w2.txt`)).toMatchObject({ name: 'w2.txt', parent: home._id, log: [] });
    expect(await as('w2.txt/move/root')).toMatchObject({ path: `/${made._id}` });
    expect(await as('browse/tags?path=/w2.txt', { method: 'POST', json: ['t'] })).toMatchObject({ tags: ['t'] });
    await as('w2.txt', { method: 'DELETE' });
    expect(await as(`w2.txt/restore`)).toMatchObject({ _id: made._id });
    await as('delete', { method: 'POST', json: [made._id, 'written'] });
    await as('restore', { method: 'POST', json: ['w2.txt', home._id] });
    expect(await statusOf(server, made._id, { key: keys.writer })).toBe(403);
  });
});

describe('the general scopes', () => {
  it('hold here, too', async () => {
    const [reader, writer] = [await keyWith(server, 'assets:read'), await keyWith(server, 'assets:write')];
    expect(await statusOf(server, 'tree', { key: reader })).toBe(200);
    expect(await statusOf(server, 'root/createfolder/mine', { key: reader })).toBe(403);
    expect(await statusOf(server, 'root/createfolder/mine', { key: writer })).toBe(200);
    expect(await statusOf(server, 'tree', { key: writer })).toBe(403);
  });
});

describe('what changes something', () => {
  it.each(MUTATING)('$method $path is not done for a page of another site, nor ahead of time', async (operation) => {
    const before = await state();
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-purpose': 'prefetch' },
      { 'sec-purpose': 'prefetch;prerender' },
      { purpose: 'prefetch' },
      { 'x-moz': 'prefetch' },
    ])
      expect(await refusal(await ask(operation, { headers }))).toEqual([403, expect.any(String)]);
    expect(await state()).toBe(before);
  });

  it('is done for programs, and for pages of this site', async () => {
    for (const site of ['same-origin', 'same-site', 'none'])
      expect(await statusOf(server, 'root/createfolder/mine', { headers: { 'sec-fetch-site': site } })).toBe(200);
  });

  it.each(MUTATING_GETS)('by GET has no HEAD and is kept nowhere: $path', async (operation) => {
    const before = await state();
    const head = await raw(server, withIds(operation.path), {
      method: 'HEAD',
      headers: { authorization: `Bearer ${server.rootKey}` },
    });
    expect(head.status).toBe(405);
    expect(head.headers.allow).not.toContain('HEAD');
    expect(await state()).toBe(before);
    const { status, headers } = await server.api('/api/assets/root/createfolder/mine');
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
  });

  it('can be read across sites as far as it only reads', async () => {
    expect(await statusOf(server, ids.asset, { headers: { 'sec-fetch-site': 'cross-site' } })).toBe(200);
  });
});

describe('a server that is open to its network', () => {
  it('lets everyone read by VITRINE_HUB_ANONYMOUS=read, and no more', async () => {
    await using open = await startQuietServer({ VITRINE_HUB_ANONYMOUS: 'read' });
    const file = await upload(open, 'open.txt', 'open');
    const guest = { key: null };
    expect(await get(open, file._id, guest)).toMatchObject({ name: 'open.txt', log: [{ username: null }] });
    expect(await (await open.api(`/api/assets/${file._id}/download`, guest)).text()).toBe('open');
    for (const path of ['tree', 'tags', 'root/files', 'trash/files', 'browse?path=/open.txt'])
      expect(await statusOf(open, path, guest)).toBe(200);
    for (const [path, method] of [
      ['root/createfolder/x', 'GET'],
      [`${file._id}/rename/x`, 'GET'],
      [file._id, 'DELETE'],
      ['trash', 'DELETE'],
    ] as const)
      expect(await statusOf(open, path, { ...guest, method })).toBe(401);
    expect(await statusOf(open, 'tree', { key: 'wrong' })).toBe(401);
    expect((await open.api('/api/store/asset', guest)).status).toBe(401);
  });

  it('lets everyone write by VITRINE_HUB_ANONYMOUS=write, but no page of another site', async () => {
    await using open = await startQuietServer({ VITRINE_HUB_ANONYMOUS: 'write' });
    const guest = { key: null };
    const made = await get(open, 'root/upload?name=g.txt', { ...guest, method: 'POST', body: 'g' });
    expect(await get(open, `${made._id}/rename/h.txt`, guest)).toMatchObject({ name: 'h.txt' });
    expect(await get(open, made._id, { ...guest, method: 'DELETE' })).toHaveProperty('deleted');
    expect(await get(open, `${made._id}/restore`, guest)).not.toHaveProperty('deleted');
    // Over plain HTTP the address of the page is all that some browsers tell.
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'http://elsewhere.example' },
      { origin: 'null' },
      { referer: 'http://elsewhere.example/' },
      { referer: `http://${new URL(open.url).hostname}:1/` },
    ]) {
      expect(await statusOf(open, 'root/createfolder/x', { ...guest, headers })).toBe(403);
      expect(await statusOf(open, 'trash', { ...guest, headers, method: 'DELETE' })).toBe(403);
    }
    expect(await get<unknown[]>(open, 'tree')).toEqual([]);
    const here = { origin: open.url, referer: `${open.url}/docs` };
    expect(await statusOf(open, 'root/createfolder/x', { ...guest, headers: here })).toBe(200);
    const sibling = { ...guest, headers: { 'sec-fetch-site': 'same-site' } };
    expect(await statusOf(open, 'root/createfolder/x', sibling)).toBe(403);
    const authorization = `Basic ${Buffer.from(`any:${open.rootKey}`).toString('base64')}`;
    expect(await statusOf(open, 'root/createfolder/z', { key: null, headers: { authorization } })).toBe(200);
    const remembered = { key: null, headers: { authorization, origin: 'http://elsewhere.example' } };
    expect(await statusOf(open, 'root/createfolder/z', remembered)).toBe(403);
    const byKey = { headers: { origin: 'http://elsewhere.example' } };
    expect(await statusOf(open, 'root/createfolder/y', byKey)).toBe(200);
    expect((await open.api('/api/store/asset', guest)).status).toBe(401);
  });

  it('is not this one', async () => {
    expect(await statusOf(server, 'tree', { key: null })).toBe(401);
  });
});

describe('errors', () => {
  it('have the dialect’s form everywhere below its path', async () => {
    for (const [path, method, status] of [
      ['', 'GET', 404],
      ['/none/at/all', 'GET', 404],
      ['/browse/none?path=/', 'GET', 404],
      ['/batch/download', 'GET', 405],
      ['/tree', 'POST', 405],
      ['/root/upload', 'GET', 405],
      ['/root/upload', 'PUT', 405],
      ['/browse/upload?path=/', 'GET', 405],
      ['/%zz', 'GET', 400],
      [`/${'x'.repeat(3_000)}`, 'GET', 404],
    ] as const) {
      const response = await server.api(`/api/assets${path}`, { method });
      expect([path, response.headers.has('x-request-id')]).toEqual([path, true]);
      if (status === 405) expect(response.headers.get('allow')).toBeTruthy();
      expect([path, ...(await refusal(response))]).toEqual([path, status, expect.any(String)]);
    }
    const options = await server.api('/api/assets/root/upload', { method: 'OPTIONS', key: null });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'POST, OPTIONS']);
  });
});
