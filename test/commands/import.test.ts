import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Id, parseId } from '../../src/core/index.ts';
import { vitrine } from '../support/backups.ts';
import { sha256Of } from '../support/blobs.ts';
import { startQuietServer } from '../support/hub.ts';
import { importFrom, librarySeen, serviceOf } from '../support/importing.ts';
import { formWith, type TestServer } from '../support/server.ts';
import { createFolder } from '../support/store.ts';
import { trash } from '../support/trash.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

function idOf(text: string): Id {
  const id = parseId(text);
  if (!id) throw new Error(`${text} is no id`);
  return id;
}

/** Nested folders, two of one name, names of many scripts, equal bytes, an empty file, every field. */
async function fill(server: TestServer) {
  const photos = await createFolder(server, 'Photos & more');
  const summer = await createFolder(server, 'Sommer – 夏', photos.id);
  const twin = await createFolder(server, 'Photos & more');
  const top = await server.upload('top.txt', 'at the top');
  const described = await server.upload('übung 1.txt', 'described', `?folder=${summer.id}`);
  await server.json(`/api/store/asset/${described.id}`, {
    method: 'PATCH',
    json: {
      description: 'One of many.\nWith lines.',
      tags: ['red', 'grün'],
      metadata: { camera: { make: 'Ä', lens: [1, 2.5, null] }, done: true },
      is_public: true,
    },
  });
  await server.upload('same.bin', 'the same bytes', `?folder=${photos.id}`);
  await server.upload('same.bin', 'the same bytes', `?folder=${twin.id}`);
  await server.upload('empty.txt', '', `?folder=${twin.id}`);
  await server.upload('large.bin', randomBytes(3_000_000), `?folder=${summer.id}`);
  return { photos, summer, twin, top, described };
}

async function fillMany(server: TestServer, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await server.upload(`file-${i}.bin`, randomBytes(20_000));
}

describe('vitrine import', () => {
  it('copies folders, names, bytes, tags, metadata, descriptions and visibility of a store', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await fill(remote);
    const outcome = await vitrine(
      here.settings,
      'import',
      '--from',
      'store',
      '--url',
      remote.url,
      '--key',
      remote.rootKey,
    );
    expect(outcome).toMatchObject({
      code: 0,
      json: {
        folders: { taken: 3, failed: 0 },
        assets: { taken: 6, changed: 0, failed: 0 },
        bytes: 3_000_000 + 10 + 9 + 28,
        failures: [],
      },
    });
    expect(await librarySeen(here)).toEqual(await librarySeen(remote));
    expect(await vitrine(here.settings, 'verify')).toMatchObject({ code: 0, json: { clean: true } });
  });

  it('passes over what was taken, and brings over what has changed there since', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const { photos, summer, described, top } = await fill(remote);
    await importFrom(here, 'store', serviceOf(remote));
    const again = await importFrom(here, 'store', serviceOf(remote));
    expect(again).toMatchObject({
      folders: { taken: 0, changed: 0, unchanged: 3 },
      assets: { taken: 0, changed: 0, unchanged: 6 },
      bytes: 0,
    });

    await remote.json(`/api/store/folder/${photos.id}`, { method: 'PATCH', json: { name: 'Pictures' } });
    await remote.json(`/api/store/asset/${described.id}`, {
      method: 'PATCH',
      json: { name: 'renamed.txt', folder: photos.id, tags: [], metadata: {}, description: null, is_public: false },
    });
    const form = formWith('top.txt', 'other bytes');
    await remote.json(`/api/store/asset/${top.id}/content`, { method: 'PUT', body: form });
    await remote.upload('new.txt', 'new', `?folder=${summer.id}`);
    expect(await importFrom(here, 'store', serviceOf(remote))).toMatchObject({
      folders: { changed: 1, unchanged: 2 },
      assets: { taken: 1, changed: 2, unchanged: 4 },
      // What was only renamed is not fetched again.
      bytes: 11 + 3,
    });
    expect(await librarySeen(here)).toEqual(await librarySeen(remote));
    expect((await librarySeen(here)).find(({ path }) => path === 'top.txt')?.version).toBe(2);
  });

  it('leaves alone what was removed here, with all that lies in it, and says so', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const { summer } = await fill(remote);
    await importFrom(here, 'store', serviceOf(remote));
    const actor = await here.core.authenticate('store', here.rootKey);
    const page = await here.json<{ items: { id: string; name: string }[] }>('/api/store/asset/?sort_by=name');
    const named = (name: string) => idOf(page.items.find((item) => item.name === name)?.id ?? '');
    await here.core.deleteAsset(actor, named('empty.txt'));
    await trash(here.core, actor, named('top.txt'));
    const folders = await here.json<{ items: { id: string; name: string }[] }>('/api/store/folder/');
    await trash(here.core, actor, idOf(folders.items.find(({ name }) => name === summer.name)?.id ?? ''));
    await remote.upload('new.txt', 'new', `?folder=${summer.id}`);
    await createFolder(remote, 'Below', summer.id);
    const before = await librarySeen(here);
    const report = await importFrom(here, 'store', serviceOf(remote));
    expect(report).toMatchObject({
      folders: { taken: 0, unchanged: 2, left: 2, failed: 0 },
      assets: { taken: 0, unchanged: 2, left: 5, failed: 0 },
      bytes: 0,
    });
    expect(report.left.map(({ name }) => name).sort()).toEqual(
      ['Below', 'empty.txt', 'large.bin', 'new.txt', summer.name, 'top.txt', 'übung 1.txt'].sort(),
    );
    expect(await librarySeen(here)).toEqual(before);
  });

  it('tells in a dry run what would come, and what is not kept as it is, and changes nothing', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer({ VITRINE_MAX_RESUMABLE_BYTES: '1000000' });
    await fill(remote);
    const command = [
      'import',
      '--from',
      'store',
      '--url',
      remote.url,
      '--key',
      remote.rootKey,
      '--into',
      'A/B',
      '--dry-run',
    ];
    const outcome = await vitrine(here.settings, ...command);
    expect(outcome).toMatchObject({
      code: 0,
      json: { dry_run: true, folders: { taken: 3 }, assets: { taken: 6, failed: 0 }, bytes: 3_000_000 + 10 + 9 + 28 },
    });
    expect(await librarySeen(here)).toEqual([]);
    expect(await here.json('/api/store/folder/')).toMatchObject({ items: [] });
    const tooLarge = await importFrom(here, 'store', serviceOf(remote), { dryRun: true, maxSizeBytes: 1_000_000 });
    expect(tooLarge).toMatchObject({ assets: { taken: 5, failed: 1 }, failures: [{ name: 'large.bin' }] });
  });

  it('puts everything below a folder, in the workspace that was chosen', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await fill(remote);
    const other = await here.json<{ id: string; key: string }>('/api/admin/workspaces', {
      method: 'POST',
      json: { name: 'Other' },
    });
    const from = ['import', '--from', 'store', '--url', `${remote.url}/`, '--key', remote.rootKey];
    const unknown = await vitrine(here.settings, ...from, '--workspace', '0123456789abcdef01234567');
    expect(unknown).toMatchObject({ code: 1, json: {}, stderr: expect.stringContaining('Workspace not found') });
    await vitrine(here.settings, ...from, '--workspace', other.id, '--into', 'Old/Archive');
    expect(await librarySeen(here)).toEqual([]);
    const folders = await here.json<{ items: { path: string }[] }>('/api/store/folder/', { key: other.key });
    expect(folders.items.map(({ path }) => path).sort()).toEqual(
      [
        '/Old',
        '/Old/Archive',
        '/Old/Archive/Photos & more',
        '/Old/Archive/Photos & more',
        '/Old/Archive/Photos & more/Sommer – 夏',
      ].sort(),
    );
  });

  it('copies vaults with their rules, under another slug where theirs is taken', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    const create = (json: Record<string, unknown>) =>
      remote.json<{ id: string; slug: string }>('/api/v1/vaults', { method: 'POST', json });
    const open = await create({ name: 'Website', slug: 'website', presets: ['w=400&f=webp'] });
    const closed = await create({ name: 'Closed', slug: 'closed', visibility: 'signed' });
    const put = (vault: string, name: string, fields: Record<string, string>) =>
      remote.json(`/api/v1/vaults/${vault}/assets`, {
        method: 'POST',
        body: formWith(name, `bytes of ${name}`, fields),
      });
    const place = { partition: 'marketing', collection: 'blog', channel: 'hero' };
    await put(open.id, "café (1) 100%'s.txt", { ...place, tags: '["a","b"]', metadata: '{"alt":"x","n":{"m":1}}' });
    await put(open.id, 'other.txt', { ...place, channel: 'side' });
    await put(closed.id, 'secret.txt', place);
    await here.json('/api/v1/vaults', { method: 'POST', json: { name: 'Mine', slug: 'website' } });

    const report = await importFrom(here, 'vaults', serviceOf(remote));
    expect(report).toMatchObject({ folders: { taken: 2 }, assets: { taken: 3, failed: 0 }, failures: [] });
    expect(await librarySeen(here)).toEqual(await librarySeen(remote));
    const { data } = await here.json<{ data: Record<string, unknown>[] }>('/api/v1/vaults');
    expect(data.find(({ name }) => name === 'Closed')).toMatchObject({
      slug: 'closed',
      visibility: 'signed',
      asset_count: 1,
    });
    expect(data.find(({ name }) => name === 'Website')).toMatchObject({
      slug: expect.stringMatching(/^website-/),
      visibility: 'public',
      presets: ['w=400&f=webp'],
    });
    expect(await importFrom(here, 'vaults', serviceOf(remote))).toMatchObject({
      folders: { unchanged: 2 },
      assets: { unchanged: 3 },
    });
    await expect(importFrom(here, 'vaults', serviceOf(remote), { into: ['Below'] })).rejects.toMatchObject({
      code: 'invalid',
    });
  });

  it('killed at any point and begun again, ends with the same and without doubles', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await fillMany(remote, 150);
    const count = async () => (await librarySeen(here)).length;
    for (const least of [1, 30, 60]) await endWhenThere(remote, here, 'SIGKILL', async () => (await count()) >= least);
    expect(await count()).toBeLessThan(150);
    const outcome = await vitrine(
      here.settings,
      'import',
      '--from',
      'store',
      '--url',
      remote.url,
      '--key',
      remote.rootKey,
    );
    expect(outcome).toMatchObject({ code: 0, json: { assets: { failed: 0 } } });
    expect(await librarySeen(here)).toEqual(await librarySeen(remote));
  });

  it('stops cleanly when it is told to, says how far it came, and goes on from there', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await fillMany(remote, 150);
    const stopped = await endWhenThere(remote, here, 'SIGINT', async () => (await librarySeen(here)).length > 5);
    expect(stopped.code).toBe(130);
    const taken = (await librarySeen(here)).length;
    expect(JSON.parse(stopped.stdout)).toMatchObject({ interrupted: true, assets: { taken, failed: 0 } });
    expect(await importFrom(here, 'store', serviceOf(remote))).toMatchObject({
      interrupted: false,
      assets: { taken: 150 - taken, unchanged: taken },
    });
    expect(await vitrine(here.settings, 'verify')).toMatchObject({ code: 0, json: { clean: true } });
  });

  it('refuses what it can not work with in one line', async () => {
    await using here = await startQuietServer();
    const run = (...args: string[]) => vitrine(here.settings, 'import', ...args);
    const refusals = [
      [['--from', 'disk', '--url', here.url], '--from is one of'],
      [['--from', 'store', '--url', 'file:///etc/passwd'], 'http:// or https://'],
      [['--from', 'store', '--url', 'https://user:secret@example.org'], '--key'],
      [['--from', 'store', '--url', here.url, '--key', 'wrong'], 'answered 401'],
      [['--from', 'partner', '--url', here.url], '--assets'],
      [['--from', 'store', '--url', `${here.url}/nowhere`, '--key', here.rootKey], 'answered 404'],
    ] as const;
    for (const [args, says] of refusals) {
      const outcome = await run(...args);
      expect([outcome.code, outcome.json]).toEqual([1, {}]);
      expect(outcome.stderr).toContain(says);
      expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
    }
  });

  it('takes the key from standard input, with or without the end of a line', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await remote.upload('a.txt', 'bytes');
    const run = async (input: string) => {
      const args = ['import', '--from', 'store', '--url', remote.url, '--key-stdin', '--json'];
      const child = spawn(process.execPath, [CLI, ...args], {
        env: { PATH: process.env['PATH'], ...here.settings },
        stdio: ['pipe', 'pipe', 'pipe'],
      });
      child.stdin.end(input);
      const [stdout, stderr, [code]] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'close'),
      ]);
      return { code, stderr, report: stdout === '' ? {} : JSON.parse(stdout) };
    };
    expect(await run(`${remote.rootKey}\n`)).toMatchObject({ code: 0, report: { assets: { taken: 1, failed: 0 } } });
    expect(await run(remote.rootKey)).toMatchObject({ code: 0, report: { assets: { unchanged: 1, failed: 0 } } });
    for (const wrong of ['wrong', ''])
      expect(await run(wrong)).toMatchObject({ code: 1, report: {}, stderr: expect.stringContaining('answered 401') });
  });

  it('imports what another import brings in at the same time only once', async () => {
    await using remote = await startQuietServer();
    await using here = await startQuietServer();
    await fill(remote);
    await fillMany(remote, 30);
    const reports = await Promise.all([1, 2].map(() => importFrom(here, 'store', serviceOf(remote))));
    for (const report of reports) expect(report.failures).toEqual([]);
    const seen = await librarySeen(here);
    expect(seen.map(({ path, sha256 }) => [path, sha256])).toEqual(
      (await librarySeen(remote)).map(({ path, sha256 }) => [path, sha256]),
    );
    expect(sha256Of(Buffer.from('at the top'))).toBe(seen.find(({ path }) => path === 'top.txt')?.sha256);
  });
});

/** Starts an import and sends the signal once `isTime`; answers how it ended. */
async function endWhenThere(
  remote: TestServer,
  here: TestServer,
  signal: 'SIGKILL' | 'SIGINT',
  isTime: () => Promise<boolean>,
): Promise<{ code: number | null; stdout: string }> {
  const args = ['import', '--from', 'store', '--url', remote.url, '--key', remote.rootKey, '--json'];
  const child = spawn(process.execPath, [CLI, ...args], {
    env: { PATH: process.env['PATH'], ...here.settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let stdout = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const closed = once(child, 'close');
  while (!(await isTime())) {
    if (child.exitCode !== null) throw new Error('the import was done before it could be ended');
    await pause(1);
  }
  child.kill(signal);
  const [code] = await closed;
  return { code, stdout };
}
