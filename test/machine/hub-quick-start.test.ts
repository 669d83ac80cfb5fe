// The quick start of the hub dialect's page, run as it is written, in a shell, with curl.
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../support/server.ts';
import { readZip } from '../support/zip.ts';

let folder: string;
let server: TestServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-hub-'));
  server = await startTestServer();
});
afterAll(async () => {
  await server?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

describe('the page of the hub dialect', () => {
  it('has a quick start that works as written', async () => {
    const page = await readFile(new URL('../../docs/dialects/hub.md', import.meta.url), 'utf8');
    const [, block = ''] = /^```sh\n(.*?)^```$/ms.exec(page) ?? [];
    const script = `set -eu\n${block}`.replaceAll('http://127.0.0.1:8420', server.url);
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], VITRINE_ROOT_KEY: server.rootKey },
    });
    for (const said of [
      'A headline',
      '"name":"second.txt"',
      '"tags":["draft"]',
      '"action":"RESTORED"',
      '{"success":"Deleted 1 assets"}',
      '"deleted":',
    ])
      expect(stdout).toContain(said);
    const zip = await readZip(Uint8Array.from(await readFile(join(folder, 'assets.zip'))).buffer);
    expect([...zip.keys()].filter((name) => !name.endsWith('/')).sort()).toEqual([
      'campaigns/spring/headline.txt',
      'second.txt',
    ]);
    expect(await server.json('/api/assets/trash/files')).toEqual({ files: [] });
  });
});
