// Selections and changes as programs and pages ask for them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createFolder, keyOfAnotherWorkspace, refusedFields } from '../support/store.ts';

interface Change {
  readonly id: string;
  readonly state: string;
  readonly total: number;
  readonly done: number;
  readonly failed: number;
  readonly failures: readonly { readonly id: string; readonly name: string | null; readonly reason: string }[];
  readonly is_undoable: boolean;
}

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const PATH = '/api/console/changes';
const post = (path: string, json: unknown, init: { key?: string; headers?: Record<string, string> } = {}) =>
  server.api(path, { method: 'POST', json, ...init });
const change = async (selection: unknown, edit: unknown): Promise<Change> => {
  const response = await post(PATH, { selection, change: edit });
  expect([response.status, response.ok]).toEqual([201, true]);
  return (await response.json()) as Change;
};
const tagged = async (tag: string) =>
  (
    await server.json<{ items: { name: string }[] }>(`/api/store/asset?tags=${tag}&sort_by=name&sort_order=asc`)
  ).items.map(({ name }) => name);

describe('a selection', () => {
  it('of ids or of a query is measured, with the contents of folders in its size', async () => {
    const folder = await createFolder(server, 'measured');
    const inside = await server.upload('inside.txt', '12345', `?folder=${folder.id}`);
    const one = await server.upload('one.txt', '1');
    const size = (selection: unknown) => server.json('/api/console/selection', { method: 'POST', json: { selection } });
    expect(await size({ assets: [one.id], folders: [folder.id] })).toEqual({ assets: 1, folders: 1, size: 6 });
    expect(await size({ query: { folder: folder.id } })).toEqual({ assets: 1, folders: 0, size: 5 });
    expect(await size({ query: { folder: folder.id }, except: [inside.id] })).toEqual({
      assets: 0,
      folders: 0,
      size: 0,
    });
    expect(await size({ assets: [] })).toEqual({ assets: 0, folders: 0, size: 0 });
  });

  it.each([
    ['selection.query.color', { query: { color: 'red' } }],
    ['selection.query.size__gt', { query: { size__gt: 'large' } }],
    ['selection.query.limit', { query: { limit: '3' } }],
    ['selection.assets', { query: {}, assets: [] }],
    ['selection.assets', { assets: ['no id'] }],
    ['selection.except', { assets: [], except: [] }],
    ['selection.from', { query: {}, from: '0123456789abcdef01234567' }],
    ['selection.query', { trash: true, query: {} }],
  ])('is refused naming %s', async (field, selection) => {
    const response = await post('/api/console/selection', { selection });
    expect(response.status).toBe(422);
    expect(await refusedFields(response)).toContain(field);
  });
});

describe('a change', () => {
  it('by a query tags all it has but for exceptions, and is taken back', async () => {
    const folder = await createFolder(server, 'tagged');
    const [a] = [
      await server.upload('a.txt', 'a', `?folder=${folder.id}`),
      await server.upload('b.txt', 'b', `?folder=${folder.id}`),
      await server.upload('c.txt', 'c', `?folder=${folder.id}`),
    ];
    const selection = { query: { folder: folder.id, kind__in: 'document,image' }, except: [a?.id], sort_by: 'name' };
    const done = await change(selection, { type: 'tag', add: ['sea'] });
    expect(done).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      type: 'tag',
      state: 'done',
      total: 2,
      done: 2,
      failed: 0,
      failures: [],
      is_undoable: true,
      created: expect.stringMatching(/Z$/),
      finished: expect.stringMatching(/Z$/),
    });
    expect(await tagged('sea')).toEqual(['b.txt', 'c.txt']);
    expect(await server.json(`${PATH}/${done.id}`)).toEqual(done);
    expect((await server.json<{ items: Change[] }>(PATH)).items[0]).toEqual(done);
    const undone = await post(`${PATH}/${done.id}/undo`, {});
    expect([undone.status, await undone.json()]).toMatchObject([200, { state: 'undone', is_undoable: false }]);
    expect(await tagged('sea')).toEqual([]);
    expect((await post(`${PATH}/${done.id}/undo`, {})).status).toBe(409);
  });

  it('moves, patches, trashes, restores and purges', async () => {
    const target = await createFolder(server, 'target');
    const one = await server.upload('moving.txt', 'm');
    const assets = { assets: [one.id] };
    const read = () => server.json<Record<string, unknown>>(`/api/store/asset/${one.id}?hydrate=false`);
    await change(assets, { type: 'move', folder: target.id });
    await change(assets, { type: 'patch', is_public: true, description: 'seen', metadata: { a: 1 } });
    expect(await read()).toMatchObject({ folder: target.id, is_public: true, description: 'seen', metadata: { a: 1 } });
    await change(assets, { type: 'move', folder: null });
    expect(await read()).toMatchObject({ folder: null });
    await change(assets, { type: 'trash' });
    expect((await server.api(`/api/store/asset/${one.id}`)).status).toBe(404);
    expect(await change({ trash: true }, { type: 'restore' })).toMatchObject({ total: 1, failed: 0 });
    expect(await read()).toMatchObject({ id: one.id });
    await change(assets, { type: 'trash' });
    expect(await change({ trash: true }, { type: 'purge' })).toMatchObject({ total: 1, is_undoable: false });
    expect(await change(assets, { type: 'restore' })).toMatchObject({
      failed: 1,
      failures: [{ id: one.id, name: null, reason: 'It is not there any more.' }],
    });
  });

  it('of many answers at once, is done in the background, and can be watched', async () => {
    await using fresh = await startTestServer();
    for (let i = 0; i < 201; i++) await fresh.upload(`${i}.txt`, `text ${i}`);
    const begun = await fresh.api(PATH, {
      method: 'POST',
      json: { selection: { query: {} }, change: { type: 'tag', add: ['many'] } },
    });
    expect(begun.status).toBe(202);
    const { id, ...first } = (await begun.json()) as Change;
    expect(first).toMatchObject({ state: 'running', total: 201, done: 0, is_undoable: false, finished: null });
    const state = async () => (await fresh.json<Change>(`${PATH}/${id}`)).state;
    await expect.poll(state).toBe('done');
    expect(await fresh.json(`${PATH}/${id}`)).toMatchObject({ done: 201, failed: 0, is_undoable: true });
    expect((await fresh.api(`${PATH}/${id}/undo`, { method: 'POST', json: {} })).status).toBe(202);
    await expect.poll(state).toBe('undone');
    expect(await fresh.json(`/api/store/asset?tags=many`)).toMatchObject({ collection_total: 0 });
  });

  it('is made once for one Idempotency-Key', async () => {
    const { id } = await server.upload('idempotent.txt', 'i');
    const ask = async () => {
      const response = await post(
        PATH,
        { selection: { assets: [id] }, change: { type: 'tag', add: ['once'] } },
        { headers: { 'idempotency-key': 'the same' } },
      );
      return (await response.json()) as Change;
    };
    const [one, two] = await Promise.all([ask(), ask()]);
    expect(one).toEqual(two);
  });

  it.each([
    [{ assets: [] }, { type: 'paint' }],
    [{ assets: [] }, { type: 'tag' }],
    [{ assets: [] }, { type: 'tag', add: ['x'.repeat(300)] }],
    [{ assets: [] }, { type: 'patch' }],
    [{ assets: [] }, { type: 'patch', metadata: { __proto__: null, constructor: 1 } }],
    [{ assets: [], colour: 1 }, { type: 'trash' }],
    [{ query: {} }, { type: 'purge' }],
    [{ trash: true }, { type: 'trash' }],
    [{ assets: Array.from({ length: 1001 }, () => '0123456789abcdef01234567') }, { type: 'trash' }],
    [undefined, { type: 'trash' }],
  ])('of %j by %j is refused', async (selection, edit) => {
    const response = await post(PATH, { selection, change: edit });
    expect(response.status).toBe(422);
  });

  it('into a folder that is not there is refused as a whole', async () => {
    const { id } = await server.upload('staying.txt', 's');
    for (const folder of ['0123456789abcdef01234567', 'nowhere'])
      expect((await post(PATH, { selection: { assets: [id] }, change: { type: 'move', folder } })).status).toBe(404);
  });

  it('is nothing to another workspace, nor to those who may only read', async () => {
    const { id } = await server.upload('mine.txt', 'm');
    const done = await change({ assets: [id] }, { type: 'tag', add: ['mine'] });
    const key = await keyOfAnotherWorkspace(server);
    expect((await server.api(`${PATH}/${done.id}`, { key })).status).toBe(404);
    expect((await post(`${PATH}/${done.id}/undo`, {}, { key })).status).toBe(404);
    const theirs = await post(PATH, { selection: { assets: [id] }, change: { type: 'trash' } }, { key });
    expect(await theirs.json()).toMatchObject({ total: 1, failed: 1, failures: [{ id, name: null }] });
    for (const unknown of ['0123456789abcdef01234567', 'nothing'])
      expect((await server.api(`${PATH}/${unknown}`)).status).toBe(404);
  });
});
