// The examples with curl, run as they are written, in a shell.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
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
  await cp(EXAMPLES, join(folder, 'examples'), { recursive: true });
  server = await startServerProcess({ VITRINE_DATA: join(folder, 'data'), VITRINE_ROOT_KEY: KEY });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function run(name: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)('bash', [join(folder, 'examples', `${name}.sh`)], {
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], VITRINE_URL: server.url, VITRINE_KEY: KEY },
  });
  return stdout.trim().split(/\r?\n/);
}

describe('the examples with curl', () => {
  it('of the store dialect upload, filter, download and share', async () => {
    expect(await run('store')).toEqual([
      expect.stringMatching(/^uploaded [0-9a-f]{24}$/),
      '1',
      'the same bytes',
      expect.stringContaining('shared at http'),
    ]);
  });

  it('of the hub dialect make folders, upload, rename, delete and restore', async () => {
    expect(await run('hub')).toEqual([
      'autumn',
      'photo.jpg',
      'hills.jpg',
      'the same bytes',
      expect.stringMatching(/^\/[0-9a-f]{24}\/[0-9a-f]{24}\/hills\.jpg$/),
      'true',
      'CREATED,RENAMED,DELETED,RESTORED',
    ]);
  });

  it('of the library dialect publish a video and a document, and find a word in it', async () => {
    expect(await run('library')).toEqual(['https://youtube.com/embed/example', '1', 'Field guide', 'the same bytes']);
  });

  it('of the partner dialect upload in private and in public, and fetch by key', async () => {
    expect(await run('partner')).toEqual([
      'the same bytes',
      'without a key: 401',
      'public',
      'a picture of 500 pixels',
      expect.stringMatching(/^x-asset-error: not_found/i),
    ]);
  });

  it('of the vaults dialect upload to an address and deliver from it', async () => {
    expect(await run('vaults')).toEqual(['photo.jpg', 'delivered', 'image/webp', '1']);
  });
});
