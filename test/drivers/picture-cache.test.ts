// The cache of pictures on disk: its bound, its order, what a power cut may leave in it.
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPictureCache } from '../../src/drivers/disk/cache.ts';
import { temporaryFolder } from '../support/core.ts';

const KIB = 1024;
const keyOf = (number: number): string => number.toString(16).padStart(64, '0');

async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return names.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

describe('the picture cache', () => {
  it('gives back what was put, and nothing else', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    const bytes = randomBytes(5 * KIB);
    expect(await cache.get(keyOf(1))).toBeUndefined();
    await cache.put(keyOf(1), bytes);
    expect(await cache.get(keyOf(1))).toEqual(bytes);
    expect(await cache.get(keyOf(2))).toBeUndefined();
  });

  it('stays within its bound, and lets go first of what was not used for the longest time', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    for (let i = 0; i < 10; i++) {
      await cache.put(keyOf(i), randomBytes(9 * KIB));
      await cache.get(keyOf(0));
    }
    for (let i = 10; i < 14; i++) await cache.put(keyOf(i), randomBytes(9 * KIB));
    expect((await filesIn(folder.path)).length).toBeLessThanOrEqual(11);
    expect(await cache.get(keyOf(0))).toBeDefined();
    expect(await cache.get(keyOf(1))).toBeUndefined();
    expect(await cache.get(keyOf(13))).toBeDefined();
  });

  it('keeps the order of use over a restart, as far as the times of files tell it', async () => {
    await using folder = await temporaryFolder();
    {
      await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
      for (let i = 0; i < 10; i++) await cache.put(keyOf(i), randomBytes(9 * KIB));
    }
    const longAgo = new Date(Date.now() - 3_600_000);
    await utimes(join(folder.path, '00', keyOf(7)), longAgo, longAgo);
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    await cache.put(keyOf(20), randomBytes(9 * KIB));
    await cache.put(keyOf(21), randomBytes(9 * KIB));
    await cache[Symbol.asyncDispose]();
    expect(await cache.get(keyOf(7))).toBeUndefined();
    expect(await cache.get(keyOf(6))).toBeDefined();
    expect((await filesIn(folder.path)).length).toBeLessThanOrEqual(11);
  });

  it('shrinks to a smaller bound when it is opened with one', async () => {
    await using folder = await temporaryFolder();
    {
      await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
      for (let i = 0; i < 10; i++) await cache.put(keyOf(i), randomBytes(9 * KIB));
    }
    const cache = openPictureCache(folder.path, { maxBytes: 40 * KIB });
    await cache.get(keyOf(99));
    await cache[Symbol.asyncDispose]();
    expect((await filesIn(folder.path)).length).toBe(3);
  });

  it('stays within its bound beside files that are none of its own', async () => {
    await using folder = await temporaryFolder();
    {
      await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
      for (let i = 0; i < 10; i++) await cache.put(keyOf(i), randomBytes(9 * KIB));
    }
    await writeFile(join(folder.path, '.stray'), 'x');
    await mkdir(join(folder.path, 'lost+found', 'deeper'), { recursive: true });
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    for (let i = 10; i < 20; i++) await cache.put(keyOf(i), randomBytes(9 * KIB));
    await cache.get(keyOf(99));
    await cache[Symbol.asyncDispose]();
    expect((await filesIn(folder.path)).filter((name) => name !== '.stray').length).toBeLessThanOrEqual(11);
    expect(await filesIn(folder.path)).toContain('.stray');
  });

  it('counts the whole blocks that small pictures take of the disk', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    for (let i = 0; i < 200; i++) await cache.put(keyOf(i), randomBytes(100));
    const names = await filesIn(folder.path);
    const blocks = await Promise.all(names.map(async (name) => (await stat(join(folder.path, '00', name))).blocks));
    expect(names.length).toBe(25);
    expect(blocks.reduce((sum, count) => sum + count * 512, 0)).toBeLessThanOrEqual(100 * KIB);
  });

  it('takes what was cut short or changed for absent, and removes it', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    const damages: ((path: string) => Promise<void>)[] = [
      (path) => truncate(path, 1000),
      (path) => truncate(path, 0),
      async (path) => {
        const bytes = await readFile(path);
        bytes.writeUInt8(bytes.readUInt8(2000) ^ 1, 2000);
        await writeFile(path, bytes);
      },
    ];
    for (const [i, damage] of damages.entries()) {
      await cache.put(keyOf(i), randomBytes(5 * KIB));
      await damage(join(folder.path, '00', keyOf(i)));
      expect(await cache.get(keyOf(i))).toBeUndefined();
    }
    expect(await filesIn(folder.path)).toEqual([]);
  });

  it('does not keep a picture that would drive out most others', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    await cache.put(keyOf(1), randomBytes(20 * KIB));
    expect(await cache.get(keyOf(1))).toBeUndefined();
  });

  it('works on without a folder that can be written', async () => {
    await using folder = await temporaryFolder();
    const path = join(folder.path, 'a file');
    await writeFile(path, '');
    await using cache = openPictureCache(path, { maxBytes: 100 * KIB });
    await cache.put(keyOf(1), randomBytes(KIB));
    expect(await cache.get(keyOf(1))).toBeUndefined();
  });

  it('removes what a process that died had half written', async () => {
    await using folder = await temporaryFolder();
    {
      await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
      await cache.put(keyOf(1), randomBytes(KIB));
    }
    await writeFile(join(folder.path, '00', `${keyOf(2)}.1-0.tmp`), 'half');
    const cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    await cache.get(keyOf(99));
    await cache[Symbol.asyncDispose]();
    expect(await filesIn(folder.path)).toEqual([keyOf(1)]);
  });

  it('takes no key that is not hex, so that none leads out of its folder', async () => {
    await using folder = await temporaryFolder();
    await using cache = openPictureCache(folder.path, { maxBytes: 100 * KIB });
    for (const key of ['../../../etc/passwd', '', 'ABC', `${keyOf(1)}/x`]) {
      await expect(cache.put(key, Buffer.from('x'))).rejects.toThrow(TypeError);
    }
  });
});
