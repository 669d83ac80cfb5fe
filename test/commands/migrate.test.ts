import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, vitrine } from '../support/backups.ts';
import { ask, askJson, type Client, findLost, keepUsing } from '../support/moving.ts';
import { type ServerProcess, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const key = `root_${randomBytes(24).toString('hex')}`;

const serve = (folder: string): Promise<ServerProcess> =>
  startServerProcess({ VITRINE_DATA: folder, VITRINE_ROOT_KEY: key, VITRINE_DECODERS: '1' });

const clientOf = ({ url }: { url: string }): Client => ({ url, key });

/** Begins a move and kills it after so long. */
async function killedAfter(ms: number, from: string, ...args: string[]): Promise<void> {
  const child = spawn(process.execPath, [CLI, 'migrate', ...args], {
    env: { PATH: process.env['PATH'], VITRINE_DATA: from },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  await Promise.race([exited, pause(ms)]);
  child.kill('SIGKILL');
  await exited;
}

describe('vitrine migrate', () => {
  it('moves a library that is used all the while, killed and begun again, and loses nothing', async () => {
    await using folder = await temporaryFolder();
    const [from, to] = [join(folder.path, 'from'), join(folder.path, 'to')];
    await using old = await serve(from);
    const events = async (client: Client) => askJson<unknown>(client, '/api/admin/assets/').catch(() => undefined);
    for (let i = 0; i < 60; i++)
      await ask(clientOf(old), '/api/store/asset/upload', {
        method: 'POST',
        body: formWith(`${i}.bin`, randomBytes(3_000)),
      });
    const use = keepUsing(clientOf(old));
    for (const ms of [1_500, 2_500, 4_000]) await killedAfter(ms, from, '--to', to, '--prepare');
    const prepared = await vitrine(from, 'migrate', '--to', to, '--prepare');
    expect(prepared).toMatchObject({ code: 0, json: { state: 'ready', damaged: [] } });
    expect(use.refusals).toEqual([]);

    // Started before the switch, it waits for that.
    const starting = serve(to);
    starting.catch(() => undefined);
    const moved = await vitrine(from, 'migrate', '--to', to);
    expect(moved).toMatchObject({ code: 0, json: { state: 'moved', damaged: [] } });
    await using fresh = await starting;
    await use.stop();
    expect(fresh.output()).toContain('waiting');
    expect(await findLost(clientOf(fresh), use.assets)).toEqual([]);
    expect(use.assets.length).toBeGreaterThan(20);
    expect(await events(clientOf(fresh))).toEqual(await events(clientOf(old)));

    const refused = await ask(clientOf(old), '/api/store/asset/upload', { method: 'POST', body: formWith('x', 'x') });
    expect(refused.status).toBe(503);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(clientOf(old), '/readyz')).status).toBe(503);
    expect((await ask(clientOf(fresh), '/readyz')).status).toBe(200);
    const { assets } = use;
    const left = assets.find(({ isGone }) => !isGone)?.id ?? '';
    expect((await ask(clientOf(old), `/api/store/asset/${left}/content`)).status).toBe(200);
    await fresh.stop();
    expect(await vitrine(to, 'verify')).toMatchObject({ code: 0, json: { clean: true } });

    // Once more changes nothing; undone, the old place works as before.
    expect(await vitrine(from, 'migrate', '--to', to)).toMatchObject({ code: 0, json: { state: 'moved', records: 0 } });
    expect(await vitrine(from, 'migrate', '--undo')).toMatchObject({ code: 0, json: { undone: true } });
    await pause(1_100);
    expect((await ask(clientOf(old), '/readyz')).status).toBe(200);
    const again = await ask(clientOf(old), '/api/store/asset/upload', { method: 'POST', body: formWith('x', 'x') });
    expect(again.ok).toBe(true);
  }, 300_000);

  it('refuses a place that holds something, the place itself, and none', async () => {
    await using folder = await temporaryFolder();
    const [one, other] = [join(folder.path, 'one'), join(folder.path, 'other')];
    for (const place of [one, other]) await (await serve(place)).stop();
    const taken = await vitrine(one, 'migrate', '--to', other);
    expect(taken.code).toBe(1);
    expect(taken.stderr).toContain('not empty');
    expect((await vitrine(one, 'migrate', '--to', one)).code).toBe(1);
    expect((await vitrine(one, 'migrate')).code).toBe(1);
    const none = join(folder.path, 'none');
    expect((await vitrine(none, 'migrate', '--to', join(folder.path, 'new'))).code).toBe(1);
    expect(existsSync(join(none, 'vitrine.sqlite'))).toBe(false);
    const settings = join(folder.path, 'new.env');
    await writeFile(settings, `# the new servers\nVITRINE_DATA=${join(folder.path, 'new')}\n`);
    expect(await vitrine(one, 'migrate', '--to-settings', settings, '--dry-run')).toMatchObject({
      code: 0,
      json: { moves_records: true, moves_bytes: true },
    });
  });
});
