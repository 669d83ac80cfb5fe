// The trash: putting files and folders there and taking them back, one by one and several at once, and emptying it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  get,
  type HubAsset,
  makeFolder,
  ROOT,
  refusal,
  remove,
  startQuietServer,
  statusOf,
  TRASH,
  upload,
} from '../support/hub.ts';
import type { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startQuietServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const post = <T = { readonly success: string }>(address: string, json: unknown) =>
  get<T>(server, address, { method: 'POST', json });
const trashed = async () => (await get<{ files: HubAsset[] }>(server, 'trash/files')).files.map(({ _id }) => _id);
const path = (text: string) => `path=${encodeURIComponent(text)}`;

describe('deleting', () => {
  it('puts a file into the trash, where it is shown as the document shows it', async () => {
    const home = await makeFolder(server, 'home');
    const file = await upload(server, 'sample.txt', 'x', home._id);
    const deleted = await remove(server, file._id);
    expect(deleted).toEqual({
      ...file,
      parent: TRASH,
      path: `/${TRASH}/`,
      originalPath: `/${home._id}/sample.txt`,
      deleted: expect.stringMatching(ISO),
      log: [...file.log, { timestamp: deleted.deleted, username: null, action: 'DELETED', info: {} }],
    });
    expect(await get(server, file._id)).toEqual(deleted);
    expect((await get<{ files: HubAsset[] }>(server, 'trash/files')).files).toContainEqual(deleted);
    expect(await get(server, `${home._id}/files`)).toMatchObject({ size: 0, files: [] });
    const top = await remove(server, (await upload(server, 'top.txt'))._id);
    expect(top.originalPath).toBe('/top.txt');
  });

  it('takes a folder along with all below it, which shows where it was', async () => {
    const outer = await makeFolder(server, 'outer');
    const inner = await makeFolder(server, 'inner', outer._id);
    const file = await upload(server, 'deep.txt', 'deep', inner._id);
    const deleted = await remove(server, `browse?${path('/outer/inner')}`);
    expect(deleted).toMatchObject({ _id: inner._id, type: 'FOLDER', size: 4, parent: TRASH, path: `/${TRASH}/` });
    expect(deleted.originalPath).toBe(`/${outer._id}/inner`);
    expect(await get(server, file._id)).toMatchObject({
      parent: inner._id,
      path: `/${outer._id}/${inner._id}/${file._id}`,
      originalPath: `/${outer._id}/${inner._id}/deep.txt`,
      deleted: deleted.deleted,
    });
    const { folders, files } = await get<{ folders: HubAsset[]; files: unknown[] }>(server, 'trash/folders');
    expect(files).toEqual([]);
    expect(folders).toEqual([deleted]);
    expect(await trashed()).toContain(inner._id);
    expect(await trashed()).not.toContain(file._id);
    for (const address of [TRASH, 'trash', TRASH.toUpperCase()])
      expect(await get(server, `${address}/folders`)).toEqual({ files: [], folders: [deleted] });
  });

  it('makes what is deleted unreadable, but for its record', async () => {
    const folder = await makeFolder(server, 'unreadable');
    const file = await upload(server, 'unreadable.txt', 'x', folder._id);
    await remove(server, folder._id);
    for (const id of [file._id, folder._id]) {
      for (const rest of ['download', 'thumbnail', 'files', 'folders', 'rename/x', 'move/root'])
        expect([rest, await statusOf(server, `${id}/${rest}`)]).toEqual([rest, rest === 'move/root' ? 409 : 404]);
      expect(await statusOf(server, id, { method: 'PATCH', json: { name: 'x' } })).toBe(404);
      expect(await statusOf(server, `${id}/tags`, { method: 'POST', json: ['x'] })).toBe(404);
      expect(await statusOf(server, 'batch/download', { method: 'POST', json: { ids: [id] } })).toBe(404);
    }
    expect(await statusOf(server, `${folder._id}/upload?name=x`, { method: 'POST', body: 'x' })).toBe(404);
    expect(await statusOf(server, `${folder._id}/createfolder/x`)).toBe(404);
    expect(await statusOf(server, 'unreadable.txt')).toBe(404);
  });

  it('deletes for good what is in the trash, by its id alone', async () => {
    const file = await upload(server, 'twice.txt');
    const once = await remove(server, 'twice.txt');
    expect(await statusOf(server, 'twice.txt', { method: 'DELETE' })).toBe(404);
    expect(await statusOf(server, 'browse?path=/twice.txt', { method: 'DELETE' })).toBe(404);
    expect(await remove(server, file._id)).toEqual(once);
    for (const method of ['GET', 'DELETE']) expect(await statusOf(server, file._id, { method })).toBe(404);
    expect(await statusOf(server, `${file._id}/restore`)).toBe(404);
  });
});

describe('restoring', () => {
  it('puts a file back where it was, by its id, its name or its path', async () => {
    const home = await makeFolder(server, 'back');
    const file = await upload(server, 'again.txt', 'x', home._id);
    for (const address of [`${file._id}/restore`, 'AGAIN.txt/restore', `browse/restore?${path('/back/again.txt')}`]) {
      await remove(server, file._id);
      const restored = await get(server, address);
      expect(restored).toMatchObject({ _id: file._id, parent: home._id, path: `/${home._id}/${file._id}` });
      expect([Object.hasOwn(restored, 'deleted'), Object.hasOwn(restored, 'originalPath')]).toEqual([false, false]);
      expect(restored.log.at(-1)).toMatchObject({ action: 'RESTORED', info: {} });
      // It is a GET: once more does no harm.
      expect(await get(server, address)).toEqual(restored);
    }
    expect(await statusOf(server, `browse/restore?${path('/elsewhere/again.txt')}`)).toBe(404);
  });

  it('by a path takes the one that was there, and of several the latest', async () => {
    const [one, two] = [await makeFolder(server, 'one'), await makeFolder(server, 'two')];
    const inOne = await upload(server, 'same.txt', '1', one._id);
    const inTwo = await upload(server, 'same.txt', '2', two._id);
    const newer = await upload(server, 'SAME.txt', '3', two._id);
    for (const { _id } of [inOne, inTwo, newer]) await remove(server, _id);
    expect((await get(server, `browse/restore?${path('/two/Same.TXT')}`))._id).toBe(newer._id);
    await remove(server, newer._id);
    expect((await get(server, `browse/restore?${path('/two/same.txt')}`))._id).toBe(inTwo._id);
    expect((await get(server, `browse/restore?${path('/one/same.txt')}`))._id).toBe(inOne._id);
  });

  it('brings a folder that is in the trash back with it, and puts it at the root when that is gone', async () => {
    const folder = await makeFolder(server, 'gone too');
    const file = await upload(server, 'inside.txt', 'x', folder._id);
    await remove(server, file._id);
    await remove(server, folder._id);
    expect(await get(server, `${file._id}/restore`)).toMatchObject({ parent: folder._id });
    expect(await get(server, folder._id)).not.toHaveProperty('deleted');
    await remove(server, file._id);
    for (let i = 0; i < 2; i++) await remove(server, folder._id);
    expect(await get(server, `${file._id}/restore`)).toMatchObject({ parent: ROOT, path: `/${file._id}` });
  });
});

describe('several at once', () => {
  const some = async (names: readonly string[]) => {
    const made: string[] = [];
    for (const name of names) made.push((await upload(server, name))._id);
    return made;
  };

  it('are deleted and restored by a bare array or by ids, each once, ids and names alike', async () => {
    const ids = await some(['m1.txt', 'm2.txt', 'm3.txt']);
    expect(await post('delete', ids)).toEqual({ success: 'Deleted 3 assets' });
    expect(await post('restore', ids)).toEqual({ success: 'Restored 3 assets' });
    const [first = ''] = ids;
    expect(await post('delete', { ids: [first, 'M1.txt', 'm2.txt', first] })).toEqual({ success: 'Deleted 2 assets' });
    expect(await post('restore', { ids: ['m1.TXT', first, 'm2.txt'] })).toEqual({ success: 'Restored 2 assets' });
    expect((await get(server, first)).parent).toBe(ROOT);
  });

  it('go all or not at all', async () => {
    const ids = await some(['all1.txt', 'all2.txt']);
    for (const missing of ['a'.repeat(24), 'no such name', 'tree']) {
      expect(await statusOf(server, 'delete', { method: 'POST', json: [...ids, missing] })).toBe(404);
      expect(await statusOf(server, 'batch/download', { method: 'POST', json: { ids: [...ids, missing] } })).toBe(404);
    }
    for (const id of ids) expect(await get(server, id)).not.toHaveProperty('deleted');
    await post('delete', ids);
    expect(await statusOf(server, 'restore', { method: 'POST', json: [...ids, 'a'.repeat(24)] })).toBe(404);
    for (const id of ids) expect(await get(server, id)).toHaveProperty('deleted');
    expect(await statusOf(server, 'delete', { method: 'POST', json: ['root'] })).toBe(409);
  });

  it('with a folder that is not empty need recursive', async () => {
    const folder = await makeFolder(server, 'full');
    const empty = await makeFolder(server, 'empty');
    const file = await upload(server, 'content.txt', 'x', folder._id);
    for (const query of ['', '?recursive=false'])
      expect(await statusOf(server, `delete${query}`, { method: 'POST', json: [empty._id, folder._id] })).toBe(409);
    expect(await get(server, empty._id)).not.toHaveProperty('deleted');
    expect(await post('delete', [empty._id])).toEqual({ success: 'Deleted 1 assets' });
    expect(await post('delete?recursive=true', [folder._id, file._id])).toEqual({ success: 'Deleted 2 assets' });
    expect(await get(server, file._id)).toHaveProperty('deleted');
    expect(await statusOf(server, 'delete?recursive=maybe', { method: 'POST', json: [file._id] })).toBe(400);
  });

  it('refuse any other body', async () => {
    const bodies = ['{}', '[]', '{"ids":[]}', '{"ids":"x"}', '"x"', 'null', '7', '[7]', '[""]', '[["x"]]', '{', ''];
    for (const route of ['delete', 'restore', 'batch/download']) {
      for (const body of bodies) {
        const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
        expect([route, body, await statusOf(server, route, init)]).toEqual([route, body, 400]);
      }
      for (const [json, message] of [
        [{ ids: [] }, 'ids: must NOT have fewer than 1 items'],
        [{ ids: 'x' }, 'ids: must be array'],
        [{}, "ids: must have required property 'ids'"],
        [[], 'must NOT have fewer than 1 items'],
        [[7], '0: must be string'],
      ] as const) {
        const response = await server.api(`/api/assets/${route}`, { method: 'POST', json });
        expect(await refusal(response)).toEqual([400, message]);
      }
      expect(await statusOf(server, route, { method: 'POST', json: Array(2_001).fill('x') })).toBe(400);
      const other = { method: 'POST', body: '<a/>', headers: { 'content-type': 'application/xml' } };
      expect(await statusOf(server, route, other)).toBe(415);
      expect(await statusOf(server, route, { method: 'POST' })).toBe(400);
    }
  });
});

describe('the trash', () => {
  it('is a folder of its own, with the bytes that are in it, and is emptied as a whole', async () => {
    await using own = await startQuietServer();
    const folder = await makeFolder(own, 'f');
    await upload(own, 'a.txt', '12345', folder._id);
    const file = await upload(own, 'b.txt', '678');
    for (const { _id } of [folder, file]) await remove(own, _id);
    for (const address of ['trash', TRASH])
      expect(await get(own, address)).toMatchObject({
        _id: TRASH,
        name: 'trash',
        type: 'FOLDER',
        size: 8,
        parent: ROOT,
      });
    const listed = await get<{ files: HubAsset[] }>(own, 'trash/files');
    expect(listed.files.map(({ name, type }) => [name, type])).toEqual([
      ['b.txt', 'FILE'],
      ['f', 'FOLDER'],
    ]);
    expect(await get(own, 'trash', { method: 'DELETE' })).toEqual({ success: 'Deleted 2 assets' });
    expect(await get(own, 'trash/files')).toEqual({ files: [] });
    expect(await get(own, 'trash')).toMatchObject({ size: 0 });
    expect(await statusOf(own, folder._id)).toBe(404);
    expect(await get(own, TRASH, { method: 'DELETE' })).toEqual({ success: 'Deleted 0 assets' });
  });
});
