// The examples with fetch, run as they are written, against a server of their own.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/process.ts';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const KEY = 'the-root-key-of-the-examples-0123456789';

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-examples-'));
  server = await startServerProcess({ VITRINE_DATA: folder, VITRINE_ROOT_KEY: KEY });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function run(name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(EXAMPLES, `${name}.ts`)], {
    env: { PATH: process.env['PATH'], VITRINE_URL: server.url, VITRINE_KEY: KEY },
  });
  return stdout.trim().split(/\r?\n/);
}

describe('the examples with fetch', () => {
  it('of the store dialect upload, list page by page, zip and share', async () => {
    expect(await run('store')).toEqual([
      'listed first.jpg, second.jpg, third.jpg',
      expect.stringMatching(/^one zip of [1-9]\d+ bytes$/),
      expect.stringMatching(/^shared at http.*: 200$/),
    ]);
  });

  it('of the hub dialect fill a tree, replace by name, tag, move, zip, delete and restore', async () => {
    expect(await run('hub')).toEqual([
      'notes.txt: CREATED, REPLACED',
      'tags in use: hills',
      expect.stringMatching(/^guide\.pdf is now at \/[0-9a-f]{24}\/[0-9a-f]{24}$/),
      expect.stringMatching(/^one zip of [1-9]\d+ bytes$/),
      'Deleted 1 assets',
      'Restored 1 assets',
      expect.stringContaining('project, drafts'),
    ]);
  });

  it('of the library dialect publish a link, a file and a collection, and list them', async () => {
    const lines = await run('library');
    expect(lines.slice(0, 2)).toEqual([
      expect.stringMatching(/^field-guide: 1 page, \d\d words$/),
      'a collection of 2',
    ]);
    expect(lines.join('\n')).toMatch(/^page 1 of \d+: /m);
    expect(lines.slice(-2)).toEqual([
      expect.stringContaining('found by a word inside: Field guide'),
      expect.stringContaining('400 Validation failed: Title is required (title)'),
    ]);
  });

  it('of the partner dialect show every picture, and ask again for nothing', async () => {
    expect(await run('partner')).toEqual([
      expect.stringMatching(/^thumbURL: 200 image\//),
      expect.stringMatching(/^mediumURL: 200 image\//),
      expect.stringMatching(/^largeURL: 200 image\//),
      expect.stringMatching(/^largeX2URL: 200 image\//),
      'origURL: 200 image/jpeg',
      'private: 200, private, max-age=2592000',
      'asked again: 304',
      'without a key: 401',
    ]);
  });

  it('of the vaults dialect deliver what is signed, and nothing else', async () => {
    expect(await run('vaults')).toEqual([
      'press/2026/photos/hills.jpg',
      expect.stringMatching(/^not signed: 40[134]$/),
      'signed: 200',
      'signed with a size: image/webp',
      'in the vault: hills.jpg',
    ]);
  });
});
