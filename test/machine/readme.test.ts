// The quick start of the README, run as it is written, in a shell, with curl and unzip.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServerProcess, startServerProcess } from '../support/process.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let folder: string;
let server: ServerProcess;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-readme-'));
  for (const name of ['package.json', 'package-lock.json', 'scripts', 'src', 'node_modules']) {
    await symlink(join(ROOT, name), join(folder, name));
  }
  const noise = {
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: '#888',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  } as const;
  await writeFile(join(folder, 'photo.jpg'), await sharp(noise).jpeg({ quality: 95 }).toBuffer());
  server = await startServerProcess({ VITRINE_DATA: join(folder, 'data') });
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('the README', () => {
  it('has a quick start that works as written', async () => {
    const readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    const blocks = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] ?? '');
    expect(blocks.length).toBeGreaterThan(4);
    const inTable = [...readme.matchAll(/`(curl -H [^`]+)`/g)].map((match) => `${match[1]} -fsS -o /dev/null`);
    expect(inTable).toHaveLength(6);
    const script = ['set -eu', ...blocks, ...inTable, 'echo all answered']
      .join('\n')
      .replaceAll('http://127.0.0.1:8420', server.url);
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], VITRINE_DATA: join(folder, 'data') },
    });
    for (const said of [
      'identical',
      'delivered',
      'No errors detected',
      'All is well',
      '"collection_total":1',
      '/s/',
      'image/webp',
      '"state":"ready"',
      '"action":"RENAMED"',
      '"title":"autumn"',
      '"vaults":null',
      'all answered',
    ]) {
      expect(stdout).toContain(said);
    }
  });
});
