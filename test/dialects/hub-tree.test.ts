// The tree: folders, what lies in them, addresses by id, name and path, and lists of any length.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { contentOf } from '../support/core.ts';
import {
  boundKey,
  get,
  type HubAsset,
  type HubFiles,
  type HubFolders,
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
let campaigns: HubAsset;
let spring: HubAsset;
let photo: HubAsset;
beforeAll(async () => {
  server = await startQuietServer();
  campaigns = await makeFolder(server, 'Campaigns');
  spring = await makeFolder(server, 'Spring 2026', campaigns._id);
  photo = await upload(server, 'Photo One.txt', 'hello', spring._id);
});
afterAll(() => server[Symbol.asyncDispose]());

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const names = (list: readonly { readonly name: string }[]) => list.map(({ name }) => name);
const path = (text: string) => `path=${encodeURIComponent(text)}`;

describe('a folder', () => {
  it('is shown as the document shows it', () => {
    expect(spring).toEqual({
      _id: expect.stringMatching(/^[0-9a-f]{24}$/),
      name: 'Spring 2026',
      type: 'FOLDER',
      size: 0,
      tags: [],
      parent: campaigns._id,
      path: `/${campaigns._id}/`,
      meta: {},
      log: [
        { timestamp: expect.stringMatching(ISO), username: null, action: 'CREATED', info: { name: 'Spring 2026' } },
      ],
      createdAt: expect.stringMatching(ISO),
      updatedAt: expect.stringMatching(ISO),
    });
    expect(campaigns).toMatchObject({ parent: ROOT, path: '/' });
  });

  it('lists its files with itself', async () => {
    for (const address of [spring._id, spring._id.toUpperCase(), 'Spring 2026', 'SPRING 2026'].map(
      encodeURIComponent,
    )) {
      const listed = await get<HubFiles>(server, `${address}/files`);
      expect(listed).toMatchObject({ _id: spring._id, type: 'FOLDER', size: 5, parent: campaigns._id });
      expect(listed).not.toHaveProperty('folders');
      expect(listed.files).toEqual([await get(server, photo._id)]);
    }
  });

  it('lists its folders beside no files', async () => {
    const listed = await get<HubFolders>(server, `${campaigns._id}/folders`);
    expect(listed).toMatchObject({ _id: campaigns._id, size: 5, files: [] });
    expect(listed.folders).toEqual([await get(server, spring._id)]);
  });

  it('counts the bytes of all that is below it', async () => {
    expect((await get(server, campaigns._id)).size).toBe(5);
  });
});

describe('the root', () => {
  it('is a folder of its own, by its id and both aliases', async () => {
    await upload(server, 'at-the-root.txt');
    for (const address of [ROOT, 'root', 'hub']) {
      const root = await get(server, address);
      expect(root).toEqual({
        _id: ROOT,
        name: 'root',
        type: 'FOLDER',
        size: 5 + 'bytes of at-the-root.txt'.length,
        tags: [],
        parent: null,
        path: '/',
        meta: {},
        log: [],
        createdAt: expect.stringMatching(ISO),
        updatedAt: expect.stringMatching(ISO),
      });
      const { files, ...folder } = await get<HubFiles>(server, `${address}/files`);
      expect(folder).toEqual(root);
      expect(names(files)).toEqual(['at-the-root.txt']);
      expect(files[0]).toMatchObject({ parent: ROOT, path: `/${files[0]?._id}` });
      expect((await get<HubFolders>(server, `${address}/folders`)).folders.map(({ _id }) => _id)).toContain(
        campaigns._id,
      );
    }
  });

  it('can not be renamed, moved, changed, deleted or downloaded', async () => {
    for (const address of ['root', 'hub', ROOT, 'trash', TRASH]) {
      for (const action of [`rename/x`, `move/${spring._id}`, 'restore'])
        expect([address, action, await statusOf(server, `${address}/${action}`)]).toEqual([address, action, 409]);
      const patched = await statusOf(server, address, { method: 'PATCH', json: { name: 'x' } });
      expect(patched).toBe(address === 'trash' ? 405 : 409);
      expect(await statusOf(server, `${address}/download`)).toBe(400);
      expect(await statusOf(server, `${address}/thumbnail`)).toBe(404);
    }
    expect(await statusOf(server, 'root', { method: 'DELETE' })).toBe(409);
    expect(await statusOf(server, 'browse?path=/', { method: 'DELETE' })).toBe(409);
  });
});

describe('a path', () => {
  it('may begin with slashes, and then with hub/ or root/, and empty names in it count for nothing', async () => {
    for (const text of [
      'Campaigns/Spring 2026/Photo One.txt',
      '/Campaigns/Spring 2026/Photo One.txt',
      '///Campaigns//Spring 2026///Photo One.txt/',
      'hub/Campaigns/Spring 2026/Photo One.txt',
      '/hub/Campaigns/Spring 2026/Photo One.txt',
      '/root/campaigns/SPRING 2026/photo one.TXT',
    ])
      expect(await get(server, `browse?${path(text)}`)).toMatchObject({ _id: photo._id });
    for (const text of ['', '/', '//', 'hub', '/root', 'root/', '/hub//'])
      expect(await get(server, `browse?${path(text)}`)).toMatchObject({ _id: ROOT });
  });

  it('takes hub and root for the root in the first place alone, and only as they are written', async () => {
    const hub = await makeFolder(server, 'hub');
    const below = await makeFolder(server, 'root', hub._id);
    expect(await get(server, `browse?${path('/hub/hub')}`)).toMatchObject({ _id: hub._id });
    expect(await get(server, `browse?${path('/HUB')}`)).toMatchObject({ _id: hub._id });
    expect(await get(server, `browse?${path('hub/hub/root')}`)).toMatchObject({ _id: below._id });
    await remove(server, hub._id);
  });

  it('prefers names that are written exactly so, then the oldest', async () => {
    const folder = await makeFolder(server, 'cases');
    const lower = await upload(server, 'readme.txt', 'a', folder._id);
    const upper = await upload(server, 'README.txt', 'b', folder._id);
    const at = async (name: string) => (await get(server, `browse?${path(`cases/${name}`)}`))._id;
    expect(await at('README.txt')).toBe(upper._id);
    expect(await at('readme.txt')).toBe(lower._id);
    expect(await at('Readme.TXT')).toBe(lower._id);
    expect((await get(server, 'ReadMe.txt'))._id).toBe(lower._id);
  });

  it('leads to files, folders, downloads and pictures like an id', async () => {
    expect((await get<HubFiles>(server, `browse/files?${path('/campaigns/spring 2026')}`)).files).toHaveLength(1);
    expect((await get<HubFolders>(server, `browse/folders?${path('/campaigns')}`)).folders).toHaveLength(1);
    expect((await get<HubFolders>(server, 'browse/folders?path=/')).folders.length).toBeGreaterThan(0);
    const file = await server.api(`/api/assets/browse/download?${path('/Campaigns/Spring 2026/Photo One.txt')}`);
    expect(await file.text()).toBe('hello');
  });

  it('that leads nowhere, or to a file where a folder is needed, is a 404; a missing one a 400', async () => {
    for (const text of ['/none', '/Campaigns/none', '/none/Photo One.txt', '/Campaigns/Spring 2026/Photo One.txt/x'])
      expect(await statusOf(server, `browse?${path(text)}`)).toBe(404);
    for (const list of ['files', 'folders'])
      expect(await statusOf(server, `browse/${list}?${path('/Campaigns/Spring 2026/Photo One.txt')}`)).toBe(404);
    for (const rest of ['', '/files', '/folders', '/download', '/thumbnail', '/createfolder'])
      expect(await refusal(await server.api(`/api/assets/browse${rest}`))).toEqual([
        400,
        expect.stringContaining('path'),
      ]);
  });
});

describe('an address', () => {
  it('is an id first, and then a name', async () => {
    const named = await upload(server, spring._id, 'named like an id');
    expect(await get(server, spring._id)).toMatchObject({ name: 'Spring 2026' });
    await remove(server, named._id);
    const free = 'abcdefabcdefabcdefabcdef';
    const other = await upload(server, free, 'named like no id');
    expect((await get(server, free))._id).toBe(other._id);
  });

  it('is no name where it is a word of a route, which paths reach', async () => {
    for (const word of ['tree', 'trash', 'tags', 'browse', 'batch', 'delete', 'restore']) {
      const folder = await makeFolder(server, word);
      expect((await get(server, `browse?path=/${word}`))._id).toBe(folder._id);
      for (const rest of ['download', 'thumbnail', 'rename/x', 'move/root'])
        expect(await statusOf(server, `${word}/${rest}`)).toBeGreaterThanOrEqual(400);
      expect((await get(server, word.toUpperCase()))._id).toBe(folder._id);
      await remove(server, folder._id);
    }
    expect(await statusOf(server, 'tree/files')).toBe(404);
    expect(await statusOf(server, 'batch/folders')).toBe(404);
    expect(await statusOf(server, 'batch')).toBe(404);
    for (const word of ['delete', 'restore']) expect(await statusOf(server, word)).toBe(405);
  });
});

describe('making a folder', () => {
  it('answers with the one that is there, whatever the case of its name', async () => {
    const made = await get(server, 'root/createfolder/Again');
    expect((await get(server, 'root/createfolder/Again'))._id).toBe(made._id);
    expect((await get(server, `${ROOT}/createfolder/aGAIN`))._id).toBe(made._id);
    expect((await get(server, `Again/createfolder/Again`)).parent).toBe(made._id);
  });

  it('makes a whole path, or one name in a path that is there', async () => {
    const deep = await get(server, `browse/createfolder?${path('/made/by path/deep')}`);
    expect(deep.name).toBe('deep');
    expect((await get(server, `browse/createfolder?${path('hub/MADE/by path/deep')}`))._id).toBe(deep._id);
    const more = await get(server, `browse/createfolder/${encodeURIComponent('one more')}?${path('/made/by path')}`);
    expect(more).toMatchObject({ name: 'one more', parent: deep.parent });
    expect(await statusOf(server, `browse/createfolder/x?${path('/made/nowhere')}`)).toBe(404);
    expect(await get(server, 'browse/createfolder?path=/')).toMatchObject({ _id: ROOT });
    expect((await get(server, 'browse/createfolder/topmost?path=/')).parent).toBe(ROOT);
  });

  it('makes one of a name, however many ask for it at the same time', async () => {
    const asked = Array.from({ length: 20 }, (_, i) =>
      get(server, `browse/createfolder?path=/together/${i % 2 ? 'x' : 'X'}`),
    );
    expect(new Set((await Promise.all(asked)).map(({ _id }) => _id)).size).toBe(1);
  });

  it('is refused in the trash, in a file, and deeper than any tree is', async () => {
    expect(await statusOf(server, 'trash/createfolder/x')).toBe(409);
    expect(await statusOf(server, `${photo._id}/createfolder/x`)).toBe(404);
    expect(await statusOf(server, `browse/createfolder?${path('d/'.repeat(70))}`)).toBe(409);
    expect(await statusOf(server, `browse?path=/d`)).toBe(404);
  });
});

describe('the tree', () => {
  it('has every folder, parents before children, siblings by name', async () => {
    await using own = await startQuietServer();
    for (const each of ['/b/z', '/b/a', '/a', '/C/x/y']) await get(own, `browse/createfolder?path=${each}`);
    const tree = await get<HubAsset[]>(own, 'tree');
    expect(names(tree)).toEqual(['a', 'b', 'C', 'a', 'x', 'z', 'y']);
    expect(tree.every((folder) => folder.type === 'FOLDER' && !('files' in folder))).toBe(true);
    expect(tree[0]).toEqual(await get(own, tree[0]?._id ?? ''));
  });
});

describe('a list of thousands', () => {
  it('comes whole and in order, page after page', async () => {
    await using own = await startQuietServer();
    const { core } = own;
    const actor = await core.authenticate('hub', own.rootKey);
    const folder = await core.createFolder(actor, { name: 'many' });
    const count = 1_203;
    const content = contentOf('the same bytes');
    const numbered = (i: number) => `n ${String(i).padStart(5, '0')}`;
    for (let from = 0; from < count; from += 200) {
      const some = Array.from({ length: Math.min(200, count - from) }, (_, i) => numbered(from + i));
      await Promise.all(some.map((name) => core.createAsset(actor, { name, folderId: folder.id, content })));
      await Promise.all(some.map((name) => core.createFolder(actor, { name, parentId: folder.id })));
    }
    const expected = Array.from({ length: count }, (_, i) => numbered(i));
    const { files } = await get<HubFiles>(own, 'many/files');
    expect(names(files)).toEqual(expected);
    expect(files.every(({ log, path: at }) => log.length === 1 && at.startsWith(`/${folder.id}/`))).toBe(true);
    expect(names((await get<HubFolders>(own, 'many/folders')).folders)).toEqual(expected);
    expect(names(await get<HubAsset[]>(own, 'tree'))).toEqual(['many', ...expected]);
    for (let from = 0; from < count; from += 500) {
      const ids = files.slice(from, from + 500).map(({ _id }) => _id);
      await get(own, 'delete', { method: 'POST', json: ids });
    }
    const trash = await get<{ files: HubAsset[] }>(own, 'trash/files');
    expect(new Set(names(trash.files))).toEqual(new Set(expected));
    expect(trash.files).toHaveLength(count);
  });
});

describe('a key that is bound to a vault', () => {
  it('sees that vault as the only folder of the root, and nothing else', async () => {
    const root = await server.core.authenticate('vaults', server.rootKey);
    const vault = await server.core.createVault(root, { name: 'Site', slug: 'site', visibility: 'public' });
    const key = await boundKey(server, vault.id);
    const asBound = <T>(address: string) => get<T>(server, address, { key });
    expect(await asBound<HubAsset[]>('tree')).toMatchObject([{ _id: vault.id, name: 'Site' }]);
    expect((await asBound<HubFolders>('root/folders')).folders).toMatchObject([{ _id: vault.id }]);
    expect(await asBound<HubFiles>('root/files')).toMatchObject({ _id: ROOT, size: 0, files: [] });
    expect(await asBound<string[]>('tags')).toEqual([]);
    for (const address of [campaigns._id, 'Campaigns', photo._id, 'browse?path=/Campaigns'])
      expect(await statusOf(server, address, { key })).toBe(404);
    expect(await statusOf(server, 'root/createfolder/x', { key })).toBe(404);
    expect(await statusOf(server, 'root/upload?name=x', { key, method: 'POST', body: 'x' })).toBe(404);
    const channel = await get(server, `browse/createfolder?path=/Site/a/b/c`, { key });
    const made = await get(server, `${channel._id}/upload?name=x.txt`, { key, method: 'POST', body: 'x' });
    expect(await asBound('browse?path=/Site/a/b/c/x.txt')).toMatchObject({ _id: made._id });
    expect(await statusOf(server, `${campaigns._id}/rename/mine`, { key })).toBe(404);
    expect(await get(server, `browse?path=/Site/a/b/c/x.txt`)).toMatchObject({ _id: made._id });
    // The vault's own rules hold here, too.
    expect(await statusOf(server, `${vault.id}/upload?name=x`, { method: 'POST', body: 'x' })).toBe(409);
    expect(await statusOf(server, `${channel._id}/createfolder/deeper`)).toBe(409);
    expect(await statusOf(server, `${vault.id}/createfolder/${encodeURIComponent('Not Plain')}`)).toBe(409);
    expect(await statusOf(server, vault.id, { method: 'DELETE' })).toBe(409);
  });
});

describe('a workspace', () => {
  it('shows nothing of another one', async () => {
    const { id } = await server.core.createWorkspace(SYSTEM, 'other');
    const { token } = await server.core.createKey(SYSTEM, { workspaceId: id, label: 'o', scopes: ['admin'] });
    expect(await get<HubAsset[]>(server, 'tree', { key: token })).toEqual([]);
    expect(await get(server, 'root', { key: token })).toMatchObject({ size: 0 });
    expect(await get(server, 'trash/files', { key: token })).toEqual({ files: [] });
  });
});
