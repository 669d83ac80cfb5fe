import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '../../src/core/index.ts';
import { vitrine } from '../support/backups.ts';
import { examined, makeFolder, remove, startQuietServer, upload } from '../support/hub.ts';
import { importFrom, librarySeen, serviceOf } from '../support/importing.ts';
import { formWith, type TestServer } from '../support/server.ts';
import { makeVault, upload as uploadToVault } from '../support/vaults.ts';

const NEXT_YEAR = `${new Date().getUTCFullYear() + 1}-01-01T00:00:00.000Z`;

const hubPatch = (server: TestServer, id: string, json: Record<string, unknown>) =>
  server.json(`/api/assets/${id}`, { method: 'PATCH', json });

describe('vitrine import from hub', () => {
  it('copies the tree with tags, what users set in meta, and expiries, but neither the trash nor facts', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const films = await makeFolder(remote, 'Films');
    const old = await makeFolder(remote, 'Old ones', films._id);
    await hubPatch(remote, old._id, { tags: ['kept'], meta: { shelf: 3 } });
    const described = await upload(remote, 'a.txt', 'a text of words', old._id);
    await hubPatch(remote, described._id, {
      tags: ['x', 'y'],
      meta: { 'my-key': { deep: true }, width: 1 },
      expiry: NEXT_YEAR,
    });
    await upload(remote, 'root.txt');
    const doomed = await upload(remote, 'doomed.txt', 'doomed', films._id);
    await remove(remote, doomed._id);

    await examined(remote, described);

    expect(await importFrom(here, 'hub', serviceOf(remote))).toMatchObject({
      folders: { taken: 2, failed: 0 },
      assets: { taken: 2, failed: 0 },
    });
    const seen = await librarySeen(here);
    expect(seen.map(({ path, sha256 }) => [path, sha256])).toEqual(
      (await librarySeen(remote)).map(({ path, sha256 }) => [path, sha256]),
    );
    const found = await here.json<Record<string, unknown>>(
      `/api/assets/browse?path=${encodeURIComponent('Films/Old ones/a.txt')}`,
    );
    expect(found).toMatchObject({ tags: ['x', 'y'], meta: { 'my-key': { deep: true } }, expiry: NEXT_YEAR });
    expect(seen.find(({ path }) => path.endsWith('a.txt'))?.metadata).toEqual({ 'my-key': { deep: true } });
    expect(await here.json(`/api/assets/browse?path=${encodeURIComponent('Films/Old ones')}`)).toMatchObject({
      tags: ['kept'],
      meta: { shelf: 3 },
    });
    expect(await importFrom(here, 'hub', serviceOf(remote))).toMatchObject({
      folders: { unchanged: 2 },
      assets: { unchanged: 2 },
      bytes: 0,
    });
    await upload(remote, 'a.txt', 'replaced by name', old._id);
    expect(await importFrom(here, 'hub', serviceOf(remote))).toMatchObject({ assets: { changed: 1, unchanged: 1 } });
    expect((await librarySeen(here)).map(({ sha256 }) => sha256)).toEqual(
      (await librarySeen(remote)).map(({ sha256 }) => sha256),
    );
  });

  it('needs no key where the service asks for none', async () => {
    await using remote = await startQuietServer({ VITRINE_HUB_ANONYMOUS: 'read' });
    await using here = await startQuietServer();
    await upload(remote, 'open.txt');
    expect(await importFrom(here, 'hub', { url: remote.url })).toMatchObject({ assets: { taken: 1 } });
  });
});

interface Publication {
  readonly id: string;
  readonly title: string;
  readonly asset_type: string;
}

const publish = async (server: TestServer, json: Record<string, unknown>): Promise<Publication> =>
  (await server.json<{ data: Publication }>('/api/v1/assets', { method: 'POST', json })).data;

async function publications(server: TestServer): Promise<Map<string, Record<string, unknown>>> {
  const { data } = await server.json<{ data: (Record<string, unknown> & Publication)[] }>(
    '/api/v1/assets?per_page=100&sort=title&order=asc',
  );
  const titles = new Map(data.map(({ id, title }) => [id, title]));
  return new Map(
    data.map((one) => {
      const { title, asset_type, description, is_public, external_url, file_size, slug, video_embed } = one;
      const items = Array.isArray(one['items']) ? one['items'].map((id: string) => titles.get(id)) : undefined;
      return [title, { asset_type, description, is_public, external_url, file_size, slug, video_embed, items }];
    }),
  );
}

describe('vitrine import from library', () => {
  it('copies files and what has none, with titles, and collections after what is in them', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const file = await remote.upload<{ id: string }>('report.txt', 'the report');
    const form = formWith('guide.txt', 'the guide', {
      title: 'The Guide: 2nd ed.',
      asset_type: 'document',
      is_public: 'true',
    });
    form.append('description', 'How to.');
    await remote.json('/api/v1/assets', { method: 'POST', body: form });
    const video = await publish(remote, {
      title: 'Demo',
      asset_type: 'external_video',
      external_url: 'https://youtube.com/watch?v=example',
      is_public: true,
    });
    const link = await publish(remote, {
      title: 'Site',
      asset_type: 'link',
      external_url: 'https://example.org/a?b=c',
      description: 'D',
    });
    await publish(remote, { title: 'Code', asset_type: 'git', external_url: 'https://example.org/code.git' });
    const all = await publications(remote);
    const { data } = await remote.json<{ data: Publication[] }>('/api/v1/assets?search=report');
    const inner = await publish(remote, { title: 'Inner', asset_type: 'collection', items: [video.id, data[0]?.id] });
    const outer = await publish(remote, { title: 'Outer', asset_type: 'collection', items: [link.id] });
    // It was made before what it has in it now.
    const late = await publish(remote, { title: 'Late', asset_type: 'collection', items: [inner.id] });
    await remote.json(`/api/v1/assets/${outer.id}`, { method: 'PATCH', json: { items: [late.id, link.id] } });
    expect(all.size).toBe(5);

    const report = await importFrom(here, 'library', serviceOf(remote));
    expect(report).toMatchObject({ assets: { taken: 8, failed: 0 }, failures: [] });
    expect(await publications(here)).toEqual(await publications(remote));
    const facts = ({ path, sha256, title }: Awaited<ReturnType<typeof librarySeen>>[number]) => [path, sha256, title];
    expect((await librarySeen(here)).map(facts)).toEqual((await librarySeen(remote)).map(facts));
    expect(await importFrom(here, 'library', serviceOf(remote))).toMatchObject({ assets: { unchanged: 8 }, bytes: 0 });

    await remote.json(`/api/v1/assets/${link.id}`, { method: 'PATCH', json: { title: 'The site' } });
    await remote.json(`/api/v1/assets/${inner.id}`, { method: 'PATCH', json: { items: [] } });
    await remote.json(`/api/store/asset/${file.id}`, { method: 'PATCH', json: { description: 'Now with one' } });
    expect(await importFrom(here, 'library', serviceOf(remote))).toMatchObject({ assets: { failed: 0, taken: 0 } });
    const slugless = (map: Map<string, Record<string, unknown>>) =>
      [...map].map(([title, { slug: _own, ...told }]) => [title, told]);
    expect(slugless(await publications(here))).toEqual(slugless(await publications(remote)));
  });
});

describe('vitrine import from partner', () => {
  it('takes the assets whose keys or addresses a file lists, public and private, and says which are unknown', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const folder = await mkdtemp(join(tmpdir(), 'vitrine-keys-'));
    try {
      const send = (visibility: string, name: string) =>
        remote.json<{ key: string; origURL: string }>(`/api/v1/partner/asset/upload/${visibility}`, {
          method: 'POST',
          body: formWith(name, `bytes of ${name}`, { name, assetType: 'Document' }),
        });
      const open = await send('public', 'open.txt');
      const closed = await send('private', 'geschlossen ü.txt');
      const list = join(folder, 'keys.txt');
      await writeFile(list, `${open.origURL}\r\n\r\n  ${closed.key}\n${'0'.repeat(40)}.txt\n`);
      const args = ['import', '--from', 'partner', '--url', remote.url, '--key', remote.rootKey, '--assets', list];
      expect(await vitrine(here.settings, ...args, '--dry-run')).toMatchObject({
        code: 1,
        json: {
          assets: { taken: 2, failed: 1 },
          bytes: 'bytes of open.txt'.length + 'bytes of geschlossen ü.txt'.length + 1,
        },
      });
      const outcome = await vitrine(here.settings, ...args);
      expect(outcome).toMatchObject({
        code: 1,
        json: { assets: { taken: 2, failed: 1 }, failures: [{ reason: expect.stringContaining('404') }] },
      });
      const seen = await librarySeen(here);
      expect(seen).toEqual(await librarySeen(remote));
      expect(seen.map(({ path, isPublic }) => [path, isPublic])).toEqual([
        ['geschlossen ü.txt', false],
        ['open.txt', true],
      ]);
      await writeFile(list, `${open.key}\n${closed.key}\n`);
      expect(await vitrine(here.settings, ...args)).toMatchObject({ code: 0, json: { assets: { unchanged: 2 } } });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe('a workspace', () => {
  it('is not imported into itself by any dialect, but into another of the same server', async () => {
    await using server = await startQuietServer();
    await upload(server, 'a.txt', 'a', (await makeFolder(server, 'Folder'))._id);
    const vault = await makeVault(server);
    await uploadToVault(server, vault, 'v.txt');
    const before = await librarySeen(server);
    for (const dialect of ['store', 'hub', 'library', 'vaults'] as const) {
      const itself = importFrom(server, dialect, serviceOf(server));
      await expect(itself).rejects.toMatchObject({ code: 'invalid', message: expect.stringContaining('into itself') });
    }
    expect(await librarySeen(server)).toEqual(before);
    const other = await server.core.createWorkspace(SYSTEM, 'Other');
    const report = await importFrom(server, 'hub', serviceOf(server), { workspaceId: other.id });
    expect(report).toMatchObject({ assets: { taken: 2, failed: 0 }, failures: [] });
    expect(await librarySeen(server)).toEqual(before);
  });
});

describe('a service with lists of many pages', () => {
  it('is read to the end by every dialect', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const actor = await remote.core.authenticate('vaults', remote.rootKey);
    const { id: vaultId } = await remote.core.createVault(actor, { name: 'Many' });
    const content = await remote.core.storeContent({ bytes: Readable.from([Buffer.from('same')]), name: 'a.txt' });
    for (let i = 0; i < 260; i++) {
      const address = { vaultId, partition: 'a', collection: 'b', channel: `c-${i % 3}` };
      await remote.core.uploadVaultAsset(actor, content, { name: `file-${i}.txt`, address });
    }
    for (const dialect of ['store', 'hub', 'library', 'vaults'] as const) {
      const { id: workspaceId } = await here.core.createWorkspace(SYSTEM, dialect);
      const report = await importFrom(here, dialect, serviceOf(remote), { workspaceId });
      expect([dialect, report.failures, report.assets]).toMatchObject([dialect, [], { taken: 260, unchanged: 0 }]);
    }
  });
});
