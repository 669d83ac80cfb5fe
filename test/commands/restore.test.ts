import { hash, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { content, download, serve, temporaryFolder, vitrine } from '../support/backups.ts';
import { sha256Of } from '../support/blobs.ts';
import { blobFile, cutShort, flipBit } from '../support/damage.ts';
import { runCommand } from '../support/process.ts';
import { startTestServer } from '../support/server.ts';

const MANIFEST = 'vitrine-backup.json';

describe('vitrine restore', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let sound: string;
  const uploaded = new Map<string, string>();

  beforeAll(async () => {
    folder = await temporaryFolder();
    sound = join(folder.path, 'sound');
    await using server = await startTestServer();
    for (let i = 0; i < 30; i++) {
      const bytes = randomBytes(i === 0 ? 2_000_000 : 4_000);
      uploaded.set((await server.upload(`${i}.bin`, bytes)).id, sha256Of(bytes));
    }
    expect((await vitrine(server.settings, 'backup', sound)).code).toBe(0);
  });

  afterAll(() => folder[Symbol.asyncDispose]());

  async function fresh(): Promise<{ backup: string; target: string; database: string }> {
    const name = randomBytes(4).toString('hex');
    const backup = join(folder.path, `backup-${name}`);
    await cp(sound, backup, { recursive: true });
    const database = (await readdir(backup)).find((file) => file.endsWith('.sqlite')) ?? '';
    return { backup, target: join(folder.path, `target-${name}`), database };
  }

  const hashes = (): { large: string; small: string } => {
    const [large = '', small = ''] = uploaded.values();
    return { large, small };
  };
  const inBackup = (sha256: string): string => `blobs/${sha256.slice(0, 2)}/${sha256}`;

  const damages: [string, (backup: string, database: string) => Promise<string>][] = [
    ['a flipped bit in a small blob', (backup) => damageBlob(backup, hashes().small, flipBit)],
    ['a flipped bit in a large blob', (backup) => damageBlob(backup, hashes().large, flipBit)],
    ['a blob cut short', (backup) => damageBlob(backup, hashes().large, cutShort)],
    ['a blob that is gone', (backup) => damageBlob(backup, hashes().small, (file) => rm(file))],
    ['a flipped bit in the database', (backup, database) => damageFile(backup, database, (file) => flipBit(file))],
    ['a database cut short', (backup, database) => damageFile(backup, database, cutShort)],
    ['an empty database', (backup, database) => damageFile(backup, database, (file) => truncate(file))],
    ['a database that is gone', (backup, database) => damageFile(backup, database, (file) => rm(file))],
    ['a flipped bit in the manifest', (backup) => damageFile(backup, MANIFEST, (file) => flipBit(file, 60))],
    ['a manifest cut short', (backup) => damageFile(backup, MANIFEST, (file) => truncate(file, 200))],
    ['a manifest that is gone', (backup) => damageFile(backup, MANIFEST, (file) => rm(file))],
  ];

  async function damageBlob(backup: string, sha256: string, how: (file: string) => Promise<void>): Promise<string> {
    await how(blobFile(backup, sha256));
    return inBackup(sha256);
  }

  async function damageFile(backup: string, name: string, how: (file: string) => Promise<void>): Promise<string> {
    await how(join(backup, name));
    return name;
  }

  it.each(damages)('refuses %s, names the file, and leaves nothing that can be served', async (_, damage) => {
    const { backup, target, database } = await fresh();
    const file = await damage(backup, database);
    const { code, stdout, stderr } = await runCommand(['restore', backup, '--into', target], {});
    expect(code).toBe(1);
    expect(stdout + stderr).toContain(file);
    expect(existsSync(join(target, 'vitrine.sqlite'))).toBe(false);
  });

  it('goes on in a folder where it has failed, and nobody can serve that folder before', async () => {
    const { backup, target } = await fresh();
    await flipBit(blobFile(backup, hashes().small));
    expect((await vitrine(target, 'restore', backup)).code).toBe(1);
    const start = await runCommand(['serve'], { VITRINE_DATA: target, VITRINE_PORT: '0' });
    expect(start.code).toBe(1);
    expect(start.stderr).toContain('unfinished restore');
    expect((await vitrine(target, 'restore', sound)).code).toBe(0);
    expect((await vitrine(target, 'verify')).code).toBe(0);
  });

  it('finds with --check all that is damaged, and restores nothing', async () => {
    const { backup, target } = await fresh();
    await flipBit(blobFile(backup, hashes().small));
    await cutShort(blobFile(backup, hashes().large));
    const outcome = await vitrine(target, 'restore', backup, '--check');
    expect(outcome).toMatchObject({ code: 1, json: { whole: false, damaged_files: 2 } });
    expect(outcome.json['damaged']).toEqual(
      expect.arrayContaining([
        { file: inBackup(hashes().small), problem: 'wrong_bytes' },
        { file: inBackup(hashes().large), problem: 'wrong_size' },
      ]),
    );
    expect(existsSync(target)).toBe(false);
  });

  it('says that a sound backup is whole, without writing into it', async () => {
    const { backup } = await fresh();
    await rm(join(backup, 'removing'), { recursive: true });
    await rm(join(backup, 'temporary'), { recursive: true });
    const before = (await readdir(backup, { recursive: true })).sort();
    expect(await vitrine('', 'restore', backup, '--check')).toMatchObject({
      code: 0,
      json: { whole: true, blobs: { count: 30, bytes: 2_000_000 + 29 * 4_000 } },
    });
    expect((await readdir(backup, { recursive: true })).sort()).toEqual(before);
  });

  it('makes a library of which every file is as it was', async () => {
    const { backup, target } = await fresh();
    await mkdir(target);
    await mkdir(join(target, 'lost+found'));
    expect((await vitrine(target, 'restore', backup)).code).toBe(0);
    await using server = await serve(target);
    for (const [id, sha256] of uploaded) expect(await download(server, content(id))).toBe(sha256);
  });

  it('refuses a folder that is not empty, and a library above all', async () => {
    const { backup, target } = await fresh();
    expect((await vitrine(target, 'restore', backup)).code).toBe(0);
    const database = await readFile(join(target, 'vitrine.sqlite'));
    expect(await vitrine(target, 'restore', backup)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('not empty'),
    });
    expect(await readFile(join(target, 'vitrine.sqlite'))).toEqual(database);
    const other = join(folder.path, 'other');
    await mkdir(other);
    await writeFile(join(other, 'letter.txt'), 'dear');
    expect((await vitrine(other, 'restore', backup)).stderr).toContain('letter.txt');
  });

  it('refuses what a newer Vitrine has made', async () => {
    const { backup, target } = await fresh();
    const file = join(backup, MANIFEST);
    const { checksum: _, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
    const newer = { ...manifest, schema: 1_000, version: '99.0.0' };
    await writeFile(file, JSON.stringify({ ...newer, checksum: hash('sha256', JSON.stringify(newer)) }));
    expect(await vitrine(target, 'restore', backup)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('99.0.0'),
    });
  });
});
