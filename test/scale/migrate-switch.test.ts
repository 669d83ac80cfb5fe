// The switch of a move, refused by the new place or cut by the end of the process, and what is said meanwhile.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { temporaryFolder, vitrine } from '../support/backups.ts';
import { sha256Of } from '../support/blobs.ts';
import { ask, askJson, type Client, findLost, type Known } from '../support/moving.ts';
import { openEngine, postgresDatabase } from '../support/postgres.ts';
import { runCommand, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

const CLI = fileURLToPath(new URL('../../src/cli.ts', import.meta.url));
const VITRINE_ROOT_KEY = `root_${randomBytes(24).toString('hex')}`;

const tryUpload = (client: Client, name: string): Promise<Response> =>
  ask(client, '/api/store/asset/upload', { method: 'POST', body: formWith(name, `bytes of ${name}`) });

async function upload(client: Client, name: string): Promise<Known> {
  const body = formWith(name, `bytes of ${name}`);
  const { id } = await askJson<{ id: string }>(client, '/api/store/asset/upload', { method: 'POST', body });
  return { id, name, sha256: sha256Of(Buffer.from(`bytes of ${name}`)), isGone: false };
}

it('a switch that the new place refuses, or that is killed, can be begun again, and nobody loses anything', async () => {
  await using folder = await temporaryFolder();
  await using database = await postgresDatabase();
  const from = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
  const to = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_DATABASE_URL: database.url, VITRINE_ROOT_KEY };
  const migrate = ['migrate', '--to', database.url];
  await using old = await startServerProcess(from);
  const client = { url: old.url, key: VITRINE_ROOT_KEY };
  const known = [await upload(client, 'first.txt')];
  expect(await vitrine(from, ...migrate, '--prepare')).toMatchObject({ code: 0, json: { state: 'ready' } });

  // The last thing that happens at the new place is that it is told to have arrived.
  const onArrival = (what: string): string =>
    `create or replace function at_arrival() returns trigger language plpgsql as $$ begin ${what}; return old; end $$`;
  await database.run(
    onArrival(`raise exception 'refused'`),
    'create trigger at_arrival before delete on moves for each row execute function at_arrival()',
  );
  expect((await vitrine(from, ...migrate)).code).not.toBe(0);
  known.push(await upload(client, 'after-a-refusal.txt'));

  await database.run(onArrival('perform pg_sleep(25)'));
  const moving = spawn(process.execPath, [CLI, ...migrate], {
    env: { PATH: process.env['PATH'], ...from },
    stdio: 'ignore',
  });
  const exited = once(moving, 'exit');
  const arriving = `select 1 from pg_stat_activity where wait_event = 'PgSleep' and datname = current_database()`;
  await expect.poll(() => database.run(arriving)).toHaveLength(1);
  moving.kill('SIGKILL');
  await exited;
  await database.endConnections();
  await database.run('drop trigger at_arrival on moves');
  const refused = await tryUpload(client, 'sealed.txt');
  expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
  expect(await findLost(client, known)).toEqual([]);

  const again = await vitrine(from, ...migrate);
  expect(again, again.stderr).toMatchObject({ code: 0, json: { state: 'moved' } });
  await using fresh = await startServerProcess(to);
  expect(await findLost({ url: fresh.url, key: VITRINE_ROOT_KEY }, known)).toEqual([]);
  expect((await tryUpload(client, 'late.txt')).status).toBe(503);
});

it('no password of a database is told, whatever comes of the move', async () => {
  await using folder = await temporaryFolder();
  await using database = await postgresDatabase();
  await using taken = await postgresDatabase();
  {
    await using engine = await openEngine(taken.url);
    await engine.write('testNote', ['secret', 'of another library']);
  }
  const from = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
  await (await startServerProcess(from)).stop();
  const said = async (url: string, ...more: string[]): Promise<string> => {
    const { stdout, stderr } = await runCommand(['migrate', '--to', url, ...more], from);
    expect(stdout + stderr).not.toBe('');
    return stdout + stderr;
  };
  const { password } = new URL(database.url);
  expect(password).not.toBe('');
  const wrong = Object.assign(new URL(database.url), { password: 'not-the-password' }).href;
  const nobody = Object.assign(new URL(wrong), { port: '1' }).href;
  const refusal = await said(taken.url);
  expect(refusal).toContain('not empty');
  expect(await taken.run('select name, value from instance')).toEqual([
    { name: 'secret', value: 'of another library' },
  ]);
  const others = [
    await said(wrong),
    await said(nobody),
    await said(database.url, '--dry-run'),
    await said(database.url),
  ];
  const all = [refusal, ...others].join('\n');
  expect(all).toContain('Moved to postgres://');
  expect(all).not.toContain(password);
  expect(all).not.toContain('not-the-password');
  expect(notesOf(from.VITRINE_DATA)).toContain('postgres://');
  expect(notesOf(from.VITRINE_DATA)).not.toContain(password);
});

/** What the old place knows of where its library is. */
function notesOf(folder: string): string {
  const database = new DatabaseSync(join(folder, 'vitrine.sqlite'), { readOnly: true });
  try {
    return JSON.stringify(database.prepare('select * from moves').all());
  } finally {
    database.close();
  }
}
