// `vitrine serve` as its operator sees it: what it logs, and what it says when it can not start.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openConnection } from '../../src/drivers/sqlite/connection.ts';
import { runCommand, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

/** Less than it would wait for connections on which nothing is asked. */
const IDLE_MS = 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-serve-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the log', () => {
  it('never has keys or the tokens of shares in it, at its most talkative', async () => {
    const rootKey = 'a-root-key-that-must-not-be-logged-anywhere';
    await using server = await startServerProcess({
      VITRINE_DATA: join(folder, 'log'),
      VITRINE_ROOT_KEY: rootKey,
      VITRINE_LOG_LEVEL: 'trace',
    });
    const send = (path: string, init: RequestInit) =>
      fetch(server.url + path, { ...init, headers: { authorization: `Bearer ${rootKey}`, ...init.headers } });
    const upload = await send('/api/store/asset/upload', { method: 'POST', body: formWith('a.txt', 'a') });
    const { id } = (await upload.json()) as { id: string };
    const headers = { 'content-type': 'application/json' };
    const shared = await send('/api/share/', { method: 'POST', headers, body: JSON.stringify({ asset: id }) });
    const { token } = (await shared.json()) as { token: string };
    for (const path of [`/s/${token}`, `/s/${token}/`, `/s/${token}/download`, `/s/${token}/none`, `/s//${token}`]) {
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PROPFIND'])
        await (await fetch(server.url + path, { method })).arrayBuffer();
    }
    expect(await server.stop()).toBe(0);
    expect(server.output()).toContain('/s/…');
    expect(server.output()).not.toContain(token);
    expect(server.output()).not.toContain(rootKey);
  });
});

describe('a stop', () => {
  it('under load loses nothing, waits for no idle connection, and is a success', async () => {
    const key = 'a-root-key-for-the-server-that-is-stopped';
    const settings = { VITRINE_DATA: join(folder, 'stop'), VITRINE_ROOT_KEY: key };
    const headers = { authorization: `Bearer ${key}` };
    await using server = await startServerProcess(settings);
    const stored: string[] = [];
    const upload = async () => {
      for (;;) {
        const init = { method: 'POST', headers, body: formWith('a.txt', String(Math.random())) };
        const response = await fetch(`${server.url}/api/store/asset/upload`, init).catch(() => undefined);
        if (response?.status !== 201) return;
        stored.push(((await response.json()) as { id: string }).id);
      }
    };
    const clients = Array.from({ length: 16 }, upload);
    await new Promise((resolve) => setTimeout(resolve, 700));
    const begun = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(IDLE_MS);
    await Promise.all(clients);
    await using again = await startServerProcess(settings);
    for (const id of stored) expect((await fetch(`${again.url}/api/store/asset/${id}`, { headers })).status).toBe(200);
  });
});

describe('a server that can not start', () => {
  const refusal = async (settings: Readonly<Record<string, string>>) => {
    const { code, stderr } = await runCommand(['serve'], { VITRINE_PORT: '0', ...settings });
    expect(stderr).not.toMatch(/^ +at /m);
    expect(code).toBe(1);
    return stderr;
  };

  it('names every setting at fault', async () => {
    const said = await refusal({
      VITRINE_PORT: 'x',
      VITRINE_ROOT_KEY: 'short',
      VITRINE_TRUST_PROXY: 'x',
      VITRINE_X: '1',
    });
    for (const name of ['VITRINE_PORT', 'VITRINE_ROOT_KEY', 'VITRINE_TRUST_PROXY', 'VITRINE_X'])
      expect(said).toContain(name);
  });

  it('says that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address ? String(address.port) : '';
    expect(await refusal({ VITRINE_PORT: port, VITRINE_DATA: join(folder, 'port') })).toContain(port);
    other.close();
  });

  it('says that its data folder is a file, or has a database that is none', async () => {
    const file = join(folder, 'file');
    await writeFile(file, 'x'.repeat(5000));
    expect(await refusal({ VITRINE_DATA: file })).toContain(file);
    const data = await mkdtemp(join(folder, 'data-'));
    await writeFile(join(data, 'vitrine.sqlite'), 'x'.repeat(5000));
    expect(await refusal({ VITRINE_DATA: data })).toContain('not a database');
  });

  it('says that the database was written by a newer version', async () => {
    const data = await mkdtemp(join(folder, 'data-'));
    const { sqlite } = openConnection({ file: join(data, 'vitrine.sqlite'), readOnly: false });
    sqlite.exec('create table schema_version (version integer not null); insert into schema_version values (99)');
    sqlite.close();
    expect(await refusal({ VITRINE_DATA: data })).toContain('Start a newer version');
  });
});
