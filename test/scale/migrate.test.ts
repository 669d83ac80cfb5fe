import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/backups.ts';
import { testBucket, testDatabase } from '../support/engines.ts';
import { ask, type Client, findLost, type Known, keepUsing } from '../support/moving.ts';
import { runCommand, type Settings, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const VITRINE_ROOT_KEY = `root_${randomBytes(24).toString('hex')}`;

const clientOf = ({ url }: { url: string }): Client => ({ url, key: VITRINE_ROOT_KEY });

async function run(settings: Settings, ...args: string[]): Promise<{ code: number; json: unknown; stderr: string }> {
  const { code, stdout, stderr } = await runCommand([...args, '--json'], settings);
  return { code, json: stdout === '' ? undefined : JSON.parse(stdout), stderr };
}

async function killedAfter(ms: number, settings: Settings, args: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [CLI, 'migrate', ...args], {
    env: { PATH: process.env['PATH'], ...settings },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  await Promise.race([exited, pause(ms)]);
  child.kill('SIGKILL');
  await exited;
}

/** Moves what a server on `from` has, while it is used, to `to`; answers everything that was acknowledged by then. */
async function moveUnderLoad(from: Settings, to: Settings, file: string, earlier: readonly Known[]): Promise<Known[]> {
  await writeFile(
    file,
    Object.entries(to)
      .map(([name, value]) => `${name}=${value}`)
      .join('\n'),
  );
  await using old = await startServerProcess(from);
  for (let i = 0; i < 40; i++)
    await ask(clientOf(old), '/api/store/asset/upload', {
      method: 'POST',
      body: formWith(`${i}.txt`, `words of a text ${i} ${randomBytes(20).toString('hex')}`),
    });
  const use = keepUsing(clientOf(old));
  for (const ms of [2_000, 4_000, 6_000]) await killedAfter(ms, from, ['--to-settings', file]);
  const moved = await run(from, 'migrate', '--to-settings', file);
  expect(moved, moved.stderr).toMatchObject({ code: 0, json: { state: 'moved', damaged: [] } });
  await using fresh = await startServerProcess(to);
  await use.stop();
  const known = [...earlier, ...use.assets];
  expect(await findLost(clientOf(fresh), known)).toEqual([]);
  for (const { status, retryAfter } of use.refusals) expect([status, Number(retryAfter) > 0]).toEqual([503, true]);

  const [before, after] = await Promise.all([old, fresh].map((server) => answersOf(clientOf(server))));
  expect(after).toEqual(before);
  await fresh.stop();
  const verified = await run(to, 'verify');
  expect(verified, verified.stderr).toMatchObject({ code: 0, json: { clean: true } });
  return known;
}

/** What lists, search, history and trash answer through several dialects. */
async function answersOf(client: Client): Promise<unknown> {
  const paths = [
    '/api/store/asset?limit=500',
    '/api/store/asset?limit=500&q=words',
    '/api/hub/tree',
    '/api/library/assets?per_page=100',
    '/api/admin/api-keys/',
  ];
  return Promise.all(
    paths.map(async (path) => {
      const answer = await ask(client, path);
      return [path, answer.status, (await answer.text()).replaceAll(client.url, '')];
    }),
  );
}

describe('moving a library between engines', () => {
  it('goes from SQLite and disk to the engines of several nodes and back, used and killed all the while', async () => {
    await using folder = await temporaryFolder();
    await using database = await testDatabase();
    if (!database) throw new Error('VITRINE_TEST_DATABASE_URL is not set');
    await using bucket = testBucket();
    const embedded = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
    const nodes = {
      VITRINE_DATA: join(folder.path, 'two'),
      VITRINE_DATABASE_URL: database.url,
      VITRINE_DATABASE_CONNECTIONS: '8',
      ...bucket?.settings,
      VITRINE_ROOT_KEY,
    };
    const back = { VITRINE_DATA: join(folder.path, 'three'), VITRINE_ROOT_KEY };
    const known = await moveUnderLoad(embedded, nodes, join(folder.path, 'nodes.env'), []);
    expect(known.length).toBeGreaterThan(10);
    await moveUnderLoad(nodes, back, join(folder.path, 'back.env'), known);
  }, 560_000);

  it('restores a backup of one engine into the other', async () => {
    await using folder = await temporaryFolder();
    await using database = await testDatabase();
    if (!database) throw new Error('VITRINE_TEST_DATABASE_URL is not set');
    await using bucket = testBucket();
    const embedded = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
    const use = await (async () => {
      await using server = await startServerProcess(embedded);
      const use = keepUsing(clientOf(server));
      while (use.assets.length < 30) await pause(100);
      await use.stop();
      return use;
    })();
    const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')];
    expect(await run(embedded, 'backup', first)).toMatchObject({ code: 0 });
    const nodes = {
      VITRINE_DATA: join(folder.path, 'two'),
      VITRINE_DATABASE_URL: database.url,
      ...bucket?.settings,
      VITRINE_ROOT_KEY,
    };
    expect(await run(nodes, 'restore', first)).toMatchObject({ code: 0, json: { whole: true } });
    expect(await run(nodes, 'verify')).toMatchObject({ code: 0, json: { clean: true } });
    expect(await run(nodes, 'restore', first)).toMatchObject({ code: 1 });
    expect(await run(nodes, 'backup', second)).toMatchObject({ code: 0, json: { damaged_blobs: 0 } });
    const back = { VITRINE_DATA: join(folder.path, 'three'), VITRINE_ROOT_KEY };
    expect(await run(back, 'restore', second)).toMatchObject({ code: 0, json: { whole: true } });
    await using server = await startServerProcess(back);
    expect(await findLost(clientOf(server), use.assets)).toEqual([]);
  });
});
