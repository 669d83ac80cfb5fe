import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type Id, parseId, SYSTEM } from '../../src/core/index.ts';
import { content, download, serve, temporaryFolder, vitrine } from '../support/backups.ts';
import { blobNames, sha256Of } from '../support/blobs.ts';
import { blobFile, flipBit, remove } from '../support/damage.ts';
import { openSession } from '../support/postgres.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { restore, trash } from '../support/trash.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));

function idOf(text: string): Id {
  const id = parseId(text);
  if (!id) throw new Error(`${text} is no id`);
  return id;
}

async function fill(server: TestServer, count: number): Promise<Map<string, string>> {
  const uploaded = new Map<string, string>();
  for (let i = 0; i < count; i++) {
    const bytes = randomBytes(5_000);
    uploaded.set((await server.upload(`file-${i}.bin`, bytes)).id, sha256Of(bytes));
  }
  return uploaded;
}

/** About so many uploads a second, and now and then a replacement and a deletion, until it is told to stop. */
function keepWriting(server: TestServer, perSecond: number) {
  const acknowledged: { id: string; sha256: string; at: number }[] = [];
  let isDone = false;
  const loop = async (): Promise<void> => {
    const doomed: string[] = [];
    for (let i = 0; !isDone; i++) {
      const begun = Date.now();
      const bytes = randomBytes(3_000);
      const { id } = await server.upload(`written-${i}.bin`, bytes);
      if (i % 5 === 0) {
        const form = formWith(`replaced-${i}.bin`, randomBytes(3_000));
        await server.api(content(id), { method: 'PUT', body: form });
      } else if (i % 7 === 0) doomed.push(id);
      else acknowledged.push({ id, sha256: sha256Of(bytes), at: Date.now() });
      const [victim] = i % 10 === 0 ? doomed.splice(0, 1) : [];
      if (victim !== undefined) await server.api(`/api/store/asset/${victim}`, { method: 'DELETE' });
      await pause(Math.max(0, 1_000 / perSecond - (Date.now() - begun)));
    }
  };
  const running = loop();
  return {
    acknowledged,
    async stop(): Promise<void> {
      isDone = true;
      await running;
    },
  };
}

describe('vitrine backup', () => {
  it('holds everything acknowledged before it began, under writes and sweeps, with keys, shares, versions and trash', async () => {
    await using folder = await temporaryFolder();
    const [backup, restored] = [join(folder.path, 'backup'), join(folder.path, 'restored')];
    const { expected, key, trashed, versioned, shareToken, began, written } = await (async () => {
      await using server = await startTestServer({ settings: { VITRINE_SWEEP_GRACE_SECONDS: '1' } });
      const expected = await fill(server, 100);
      const { key } = await server.json<{ key: string }>('/api/admin/api-keys/', {
        method: 'POST',
        json: { label: 'kept', scopes: ['store:read'] },
      });
      const [trashed = '', versioned = '', shared = ''] = expected.keys();
      const form = formWith('second.bin', randomBytes(100));
      await server.json(content(versioned), { method: 'PUT', body: form });
      await trash(server.core, SYSTEM, idOf(trashed));
      const share = await server.json<{ id: string }>('/api/share', { method: 'POST', json: { asset: shared } });
      const shareToken = server.core.shareToken(idOf(share.id));

      const writer = keepWriting(server, 50);
      await expect.poll(() => writer.acknowledged.length, { timeout: 120_000 }).toBeGreaterThan(10);
      const sweeps: Promise<unknown>[] = [];
      const sweeping = setInterval(() => sweeps.push(server.core.sweepBlobs()), 20);
      const began = Date.now();
      const outcome = await vitrine(server.settings, 'backup', backup);
      await writer.stop();
      clearInterval(sweeping);
      await Promise.all(sweeps);
      expect(outcome).toMatchObject({ code: 0, json: { damaged_blobs: 0 } });
      return { expected, key, trashed, versioned, shareToken, began, written: writer.acknowledged };
    })();

    expect(await vitrine(restored, 'restore', backup)).toMatchObject({ code: 0, json: { whole: true } });
    expect(await vitrine(restored, 'verify')).toMatchObject({ code: 0, json: { clean: true } });
    await using server = await serve(restored);
    const before = written.filter((asset) => asset.at < began);
    expect(before.length).toBeGreaterThan(10);
    for (const { id, sha256 } of before) expect(await download(server, content(id))).toBe(sha256);
    for (const [id, sha256] of expected) {
      if (id === trashed || id === versioned) continue;
      expect(await download(server, content(id), key)).toBe(sha256);
    }
    expect((await server.api(content(trashed))).status).toBe(404);
    await restore(server.core, SYSTEM, idOf(trashed));
    expect(await download(server, content(trashed))).toBe(expected.get(trashed));
    await server.json(`/api/store/asset/${versioned}/versions/1/restore`, { method: 'POST' });
    expect(await download(server, content(versioned))).toBe(expected.get(versioned));
    expect((await server.core.openShare(shareToken)).share.assetId).toBe([...expected.keys()][2]);
    const { id } = await server.upload('new.bin', 'new');
    expect([...expected.keys(), ...written.map((asset) => asset.id)]).not.toContain(id);
  });

  it('copies only what is new, forgets what is gone, and always holds one whole state', async () => {
    await using folder = await temporaryFolder();
    const backup = join(folder.path, 'backup');
    await using server = await startTestServer({ settings: { VITRINE_SWEEP_GRACE_SECONDS: '0' } });
    const [first = '', second = ''] = (await fill(server, 10)).keys();
    expect((await vitrine(server.settings, 'backup', backup)).json).toMatchObject({ copied: { count: 10 } });
    for (const id of [first, second]) await server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
    const third = await server.upload('third.bin', 'third');
    // What nothing names is still known: it can not be swept so soon after the first backup held it.
    const again = await vitrine(server.settings, 'backup', backup);
    expect(again.json).toMatchObject({ copied: { count: 1, bytes: 5 }, kept: { count: 10 }, removed: 0 });
    await sweepAfterHold(server);
    const last = await vitrine(server.settings, 'backup', backup);
    expect(last.json).toMatchObject({ copied: { count: 0 }, kept: { count: 9 }, removed: 2 });
    expect((await readdir(backup)).filter((name) => name.startsWith('database-'))).toHaveLength(1);

    const restored = join(folder.path, 'restored');
    expect(await vitrine(restored, 'restore', backup)).toMatchObject({ code: 0 });
    await using other = await serve(restored);
    expect(await download(other, content(third.id))).toBe(sha256Of(Buffer.from('third')));
    expect((await other.api(content(second))).status).toBe(404);
  });

  it('reports damaged blobs, backs up the rest, and keeps what an earlier run still found whole', async () => {
    await using folder = await temporaryFolder();
    const [earlier, fresh] = [join(folder.path, 'earlier'), join(folder.path, 'fresh')];
    await using server = await startTestServer({ isEmbedded: true });
    const [[damagedId, damaged], [lostId, lost], ...others] = pairs(await fill(server, 10));
    expect((await vitrine(server.settings, 'backup', earlier)).code).toBe(0);
    await flipBit(blobFile(server.dataFolder, damaged));
    await remove(blobFile(server.dataFolder, lost));

    const outcome = await vitrine(server.settings, 'backup', fresh);
    expect(outcome).toMatchObject({ code: 1, json: { damaged_blobs: 2, copied: { count: 8 } } });
    expect(outcome.json['damaged']).toEqual(
      expect.arrayContaining([
        { sha256: damaged, problem: 'wrong_bytes', in_backup: false },
        { sha256: lost, problem: 'missing', in_backup: false },
      ]),
    );
    const restored = join(folder.path, 'restored');
    expect(await vitrine(restored, 'restore', fresh)).toMatchObject({
      code: 0,
      json: { blobs: { count: 8 }, missing_since_backup: [damaged, lost].sort() },
    });
    {
      await using again = await serve(restored);
      for (const [id, sha256] of others) expect(await download(again, content(id))).toBe(sha256);
    }

    const full = await vitrine(server.settings, 'backup', earlier, '--full');
    expect(full).toMatchObject({ code: 1, json: { damaged_blobs: 2, copied: { count: 8 }, kept: { count: 2 } } });
    const whole = join(folder.path, 'whole');
    expect(await vitrine(whole, 'restore', earlier)).toMatchObject({ code: 0, json: { missing_since_backup: [] } });
    await using mended = await serve(whole);
    expect(await download(mended, content(damagedId))).toBe(damaged);
    expect(await download(mended, content(lostId))).toBe(lost);
  });

  it('holds no half of itself: what a killed run leaves is no backup, or still the one before', async () => {
    await using folder = await temporaryFolder();
    const backup = join(folder.path, 'backup');
    await using server = await startTestServer();
    const uploaded = await fill(server, 150);
    await killWhileCopying(server, backup);
    const half = await vitrine(join(folder.path, 'none'), 'restore', backup);
    expect(half).toMatchObject({ code: 1, json: {} });
    expect(half.stderr).toContain('vitrine-backup.json');

    expect((await vitrine(server.settings, 'backup', backup)).code).toBe(0);
    const more = await fill(server, 150);
    await killWhileCopying(server, backup);
    const restored = join(folder.path, 'restored');
    expect((await vitrine(restored, 'restore', backup)).code).toBe(0);
    {
      await using again = await serve(restored);
      for (const [id, sha256] of uploaded) expect(await download(again, content(id))).toBe(sha256);
    }
    expect((await vitrine(server.settings, 'backup', backup)).code).toBe(0);
    expect((await vitrine('', 'restore', backup, '--check')).json).toMatchObject({
      whole: true,
      blobs: { count: uploaded.size + more.size },
    });
  }, 240_000);

  it('refuses a folder that holds anything else, and that of another library', async () => {
    await using folder = await temporaryFolder();
    await using server = await startTestServer({ isEmbedded: true });
    await writeFile(join(folder.path, 'letter.txt'), 'dear');
    const foreign = await vitrine(server.settings, 'backup', folder.path);
    expect(foreign.code).toBe(1);
    expect(foreign.stderr).toContain('letter.txt');
    expect(await readdir(folder.path)).toEqual(['letter.txt']);
    const own = await vitrine(server.settings, 'backup', server.dataFolder);
    expect(own).toMatchObject({ code: 1, stderr: expect.stringContaining('no backup') });

    const backup = join(folder.path, 'backup');
    expect((await vitrine(server.settings, 'backup', backup)).code).toBe(0);
    await using other = await startTestServer();
    const another = await vitrine(other.settings, 'backup', backup);
    expect(another).toMatchObject({ code: 1, stderr: expect.stringContaining('another library') });
  });

  it('waits for nobody: a folder that another process writes to is refused', async () => {
    await using folder = await temporaryFolder();
    await using server = await startTestServer();
    const backup = join(folder.path, 'backup');
    expect((await vitrine(server.settings, 'backup', backup)).code).toBe(0);
    await writeFile(join(backup, 'in-use'), JSON.stringify({ host: hostname(), process: process.pid }));
    const outcome = await vitrine(server.settings, 'backup', backup);
    expect(outcome).toMatchObject({ code: 1, stderr: expect.stringContaining('in use') });
  });

  it('keeps blobs from being swept for as long as it holds them', async () => {
    await using server = await startTestServer({ settings: { VITRINE_SWEEP_GRACE_SECONDS: '0' } });
    const { id } = await server.upload('gone.bin', 'gone');
    await server.core.holdBlobs(1_500);
    await server.api(`/api/store/asset/${id}`, { method: 'DELETE' });
    await pause(10);
    await server.core.sweepBlobs();
    expect(await blobNames(server.core.blobs)).toEqual([sha256Of(Buffer.from('gone'))]);
    await pause(1_600);
    await server.core.sweepBlobs();
    expect(await blobNames(server.core.blobs)).toEqual([]);
  });
});

function pairs(map: Map<string, string>): [[string, string], [string, string], ...[string, string][]] {
  const [one, two, ...rest] = map;
  if (one === undefined || two === undefined) throw new Error('too few');
  return [one, two, ...rest];
}

/** What happens when the hold has run out. */
async function sweepAfterHold(server: TestServer): Promise<void> {
  const url = server.settings['VITRINE_DATABASE_URL'];
  const ending = "delete from instance where name = 'blobs-held-until'";
  if (url === undefined) {
    const sqlite = new DatabaseSync(join(server.dataFolder, 'vitrine.sqlite'), { timeout: 5_000 });
    sqlite.exec(ending);
    sqlite.close();
  } else {
    await using session = await openSession(url);
    await session.query(ending);
  }
  expect((await server.core.sweepBlobs()).blobs).toBe(2);
}

/** Ends it, as a crash would, once the first blobs are there. */
async function killWhileCopying(server: TestServer, backup: string): Promise<void> {
  const before = await countBlobs(backup);
  const child = spawn(process.execPath, [CLI, 'backup', backup], {
    env: { PATH: process.env['PATH'], ...server.settings },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  while ((await countBlobs(backup)) < before + 10) {
    if (child.exitCode !== null) throw new Error('the backup was done before it could be killed');
    await pause(1);
  }
  child.kill('SIGKILL');
  await exited;
}

async function countBlobs(backup: string): Promise<number> {
  const entries = await readdir(join(backup, 'blobs'), { recursive: true }).catch(() => []);
  return entries.filter((name) => name.length > 60).length;
}
