import { describe, expect, it } from 'vitest';
import { type Id, parseId } from '../../src/core/index.ts';
import { fakeAsset, fakeFolder, sending, sendJson, startFakeService, startFakeStore } from '../support/fake-store.ts';
import { makeFolder, startQuietServer, upload } from '../support/hub.ts';
import { importFrom, librarySeen, type Options, serviceOf } from '../support/importing.ts';
import type { TestServer } from '../support/server.ts';
import { createFolder } from '../support/store.ts';

function idOf(text: string): Id {
  const id = parseId(text);
  if (!id) throw new Error(`${text} is no id`);
  return id;
}

const pathsOf = async (server: TestServer): Promise<string[]> => (await librarySeen(server)).map(({ path }) => path);

async function folderPaths(server: TestServer): Promise<string[]> {
  const { items } = await server.json<{ items: { path: string }[] }>('/api/store/folder/');
  return items.map(({ path }) => path).sort();
}

describe('where an import put something', () => {
  it('stays the choice of who filed it elsewhere, where the dialect tells no folders', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const { id } = await remote.upload('a.txt', 'bytes');
    await importFrom(here, 'library', serviceOf(remote));
    const mine = await createFolder(here, 'Mine');
    const { items } = await here.json<{ items: { id: string }[] }>('/api/store/asset/');
    await here.json(`/api/store/asset/${items[0]?.id}`, { method: 'PATCH', json: { folder: mine.id } });
    await remote.core.patchAsset(await remote.core.authenticate('store', remote.rootKey), idOf(id), {
      title: 'Another title',
    });
    expect(await importFrom(here, 'library', serviceOf(remote))).toMatchObject({ assets: { changed: 1 } });
    expect(await librarySeen(here)).toMatchObject([{ path: 'Mine/a.txt', title: 'Another title' }]);
  });

  it('is no matter of --into any more when it has changed there', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const folder = await createFolder(remote, 'Folder');
    const asset = await remote.upload('a.txt', 'bytes');
    await remote.upload('in.txt', 'bytes', `?folder=${folder.id}`);
    await importFrom(here, 'store', serviceOf(remote), { into: ['Old'] });
    await remote.json(`/api/store/asset/${asset.id}`, { method: 'PATCH', json: { description: 'Changed' } });
    await remote.json(`/api/store/folder/${folder.id}`, { method: 'PATCH', json: { name: 'Renamed' } });
    await remote.upload('new.txt', 'new');
    expect(await importFrom(here, 'store', serviceOf(remote))).toMatchObject({
      folders: { changed: 1 },
      assets: { changed: 1, taken: 1 },
    });
    expect(await pathsOf(here)).toEqual(['Old/Renamed/in.txt', 'Old/a.txt', 'new.txt']);
  });

  it('changes with the place there, also to the top level', async () => {
    const tell = (isMoved: boolean) => ({
      folders: [fakeFolder('f', null), fakeFolder('g', isMoved ? null : 'f')],
      assets: [
        fakeAsset({ id: 'up', name: 'up.txt', folder: isMoved ? null : 'g' }),
        fakeAsset({ id: 'down', name: 'down.txt', folder: isMoved ? 'f' : null }),
      ],
    });
    await using here = await startQuietServer();
    const told = tell(false);
    await using fake = await startFakeStore(told);
    await importFrom(here, 'store', fake, { into: ['Old'] });
    expect(await pathsOf(here)).toEqual(['Old/down.txt', 'Old/f/g/up.txt']);
    const { folders, assets } = tell(true);
    told.folders.splice(0, Number.POSITIVE_INFINITY, ...folders);
    told.assets.splice(0, Number.POSITIVE_INFINITY, ...assets);
    await importFrom(here, 'store', fake, { into: ['Old'] });
    expect(await pathsOf(here)).toEqual(['Old/f/down.txt', 'Old/up.txt']);
    expect(await folderPaths(here)).toEqual(['/Old', '/Old/f', '/Old/g']);
  });

  it('is there again what it is there, where it lies in a folder there', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const asset = await upload(remote, 'a.txt', 'bytes', (await makeFolder(remote, 'Theirs'))._id);
    await importFrom(here, 'hub', serviceOf(remote));
    const { items } = await here.json<{ items: { id: string }[] }>('/api/store/asset/');
    const mine = await createFolder(here, 'Mine');
    await here.json(`/api/store/asset/${items[0]?.id}`, { method: 'PATCH', json: { folder: mine.id } });
    await remote.json(`/api/assets/${asset._id}`, { method: 'PATCH', json: { tags: ['changed'] } });
    await importFrom(here, 'hub', serviceOf(remote));
    expect(await pathsOf(here)).toEqual(['Theirs/a.txt']);
  });
});

describe('a title that says what the file name says', () => {
  it('is none of its own here, also after a change without new bytes', async () => {
    let changes: Readonly<Record<string, unknown>> = {};
    await using fake = await startFakeService((request, response) => {
      if (request.url?.startsWith('/file'))
        return sending('bytes', { 'content-disposition': 'attachment; filename="Report.txt"' })(request, response, 1);
      const isWhole = !request.url?.includes('asset_type');
      const record = {
        id: 'r',
        title: 'Report',
        slug: 'report',
        asset_type: 'document',
        file_path: '/file',
        ...changes,
      };
      return sendJson(response, { data: isWhole ? [record] : [], pagination: { total: 1, total_pages: 1 } });
    });
    await using here = await startQuietServer();
    const run = (options: Options = {}) => importFrom(here, 'library', fake, options);
    expect(await run()).toMatchObject({ assets: { taken: 1 }, failures: [] });
    expect(await librarySeen(here)).toMatchObject([{ path: 'Report.txt', title: null }]);
    changes = { description: 'Now with one' };
    expect(await run()).toMatchObject({ assets: { changed: 1 }, bytes: 0 });
    expect(await librarySeen(here)).toMatchObject([{ title: null, description: 'Now with one' }]);
    changes = { title: 'Annual report' };
    expect(await run()).toMatchObject({ assets: { changed: 1 }, bytes: 0 });
    expect(await librarySeen(here)).toMatchObject([{ title: 'Annual report' }]);
  });
});
