// The import folder on a disk: which files it gives, and that nothing leads out of it, also while it changes.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportFolder } from '../../src/core/ports.ts';
import { diskImportFolder } from '../../src/drivers/disk/import-folder.ts';

let root: string;
let outside: string;
let files: ImportFolder;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'vitrine-import-'));
  outside = await mkdtemp(join(tmpdir(), 'vitrine-outside-'));
  await mkdir(join(root, 'a', 'b'), { recursive: true });
  await writeFile(join(root, 'a', 'b', 'file.txt'), 'inside');
  await writeFile(join(outside, 'file.txt'), 'outside');
  files = diskImportFolder(root);
});
afterAll(async () => {
  for (const path of [root, outside]) await rm(path, { recursive: true });
});

async function contentOf(folder: ImportFolder, path: string): Promise<string | undefined> {
  await using file = await folder.open(path);
  if (!file) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.bytes) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  expect(content.length).toBe(file.sizeBytes);
  return content.toString();
}

describe('an import folder', () => {
  it('gives files below it, with their names', async () => {
    expect(await contentOf(files, 'a/b/file.txt')).toBe('inside');
    expect(await contentOf(files, join(root, 'a/b/file.txt'))).toBe('inside');
    await using file = await files.open('a//b/file.txt');
    expect(file?.name).toBe('file.txt');
  });

  it('is not told where it lies by paths that lead out of it and back, or around in it', async () => {
    await writeFile(join(root, 'plain.txt'), 'plain');
    for (const path of [
      `../${basename(root)}/plain.txt`,
      `/absent/..${root}/plain.txt`,
      `${root}/../${basename(root)}/plain.txt`,
      'a/../plain.txt',
      './plain.txt',
      'a/./b/file.txt',
      'plain.txt/',
      'plain.txt//',
      'plain.txt/.',
    ])
      expect([path, await files.open(path)]).toEqual([path, undefined]);
  });

  it('may be a link itself', async () => {
    const link = join(outside, 'link-to-root');
    await symlink(root, link);
    expect(await contentOf(diskImportFolder(link), 'a/b/file.txt')).toBe('inside');
    expect(await contentOf(diskImportFolder(link), join(link, 'a/b/file.txt'))).toBe('inside');
    expect(await contentOf(diskImportFolder(link), join(root, 'a/b/file.txt'))).toBe('inside');
  });

  it('gives no folders, devices, pipes or sockets, and does not wait for them', async () => {
    execFileSync('mkfifo', [join(root, 'pipe')]);
    await symlink('/dev/zero', join(root, 'device'));
    const socket = createServer().listen(join(root, 'socket'));
    await new Promise((resolve) => socket.once('listening', resolve));
    for (const path of ['a', '.', '', 'pipe', 'device', 'socket', 'absent'])
      expect([path, await files.open(path)]).toEqual([path, undefined]);
    await new Promise((resolve) => socket.close(resolve));
  });

  it('is empty when it is not there', async () => {
    expect(await diskImportFolder(join(root, 'nowhere')).open('file.txt')).toBeUndefined();
  });

  it('never gives what lies outside, while a folder on the way turns into a link and back', async () => {
    await mkdir(join(root, 'swap'));
    await writeFile(join(root, 'swap', 'file.txt'), 'inside');
    const swapping = new AbortController();
    const swapped = (async () => {
      while (!swapping.signal.aborted) {
        await rename(join(root, 'swap'), join(root, 'kept'));
        await symlink(outside, join(root, 'swap'));
        await rm(join(root, 'swap'));
        await rename(join(root, 'kept'), join(root, 'swap'));
      }
    })();
    const seen = new Set<string | undefined>();
    for (let i = 0; i < 1_000 || !seen.has('inside'); i++) seen.add(await contentOf(files, 'swap/file.txt'));
    swapping.abort();
    await swapped;
    expect(await contentOf(files, 'swap/file.txt')).toBe('inside');
    expect(seen).not.toContain('outside');
    expect(seen).toContain('inside');
  });

  it('keeps no descriptor of what is not read', async () => {
    for (let i = 0; i < 3_000; i++) {
      await using file = await files.open('a/b/file.txt');
      expect(file?.sizeBytes).toBe(6);
    }
  });
});
