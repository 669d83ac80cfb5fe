// Moves of one half of a library, restores that were killed at their very end, and what clients still hold afterwards.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, vitrine } from '../support/backups.ts';
import { sha256Of } from '../support/blobs.ts';
import { blobFile, flipBit } from '../support/damage.ts';
import { testBucket } from '../support/engines.ts';
import { ask, askJson, type Client } from '../support/moving.ts';
import { postgresDatabase } from '../support/postgres.ts';
import { runCommand, type ServerProcess, type Settings, startServerProcess } from '../support/process.ts';
import { formWith } from '../support/server.ts';

const VITRINE_ROOT_KEY = `root_${randomBytes(24).toString('hex')}`;

const clientOf = ({ url }: ServerProcess): Client => ({ url, key: VITRINE_ROOT_KEY });

const tryUpload = (client: Client, text: string): Promise<Response> =>
  ask(client, '/api/store/asset/upload', { method: 'POST', body: formWith(`${text}.bin`, text) });

const upload = async (client: Client, text: string): Promise<string> =>
  (
    await askJson<{ id: string }>(client, '/api/store/asset/upload', {
      method: 'POST',
      body: formWith(`${text}.bin`, text),
    })
  ).id;

const textOf = async (client: Client, id: string): Promise<string> =>
  (await ask(client, `/api/store/asset/${id}/content`)).text();

const json = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

it('only the bytes move to S3; damaged ones stay behind when that is accepted', async () => {
  await using folder = await temporaryFolder();
  await using bucket = testBucket();
  if (!bucket) throw new Error('VITRINE_TEST_S3_ENDPOINT is not set');
  const { VITRINE_S3_BUCKET, VITRINE_S3_PREFIX, VITRINE_S3_ENDPOINT, VITRINE_S3_REGION, ...secrets } = bucket.settings;
  const from = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
  const to = { ...from, ...bucket.settings };
  // As they are given to a command that has no bucket of its own.
  const commanded = {
    ...from,
    AWS_ACCESS_KEY_ID: secrets['VITRINE_S3_ACCESS_KEY_ID'] ?? '',
    AWS_SECRET_ACCESS_KEY: secrets['VITRINE_S3_SECRET_ACCESS_KEY'] ?? '',
  };
  const toS3 = `s3://${VITRINE_S3_BUCKET}/${VITRINE_S3_PREFIX}?endpoint=${encodeURIComponent(VITRINE_S3_ENDPOINT ?? '')}&region=${VITRINE_S3_REGION}`;
  const whole: string[] = [];
  let damaged = '';
  {
    await using old = await startServerProcess(from);
    const client = clientOf(old);
    for (let i = 0; i < 10; i++) whole.push(await upload(client, `whole ${i}`));
    damaged = await upload(client, 'damaged');
    await flipBit(blobFile(from.VITRINE_DATA, sha256Of(Buffer.from('damaged'))));
    const refused = await vitrine(commanded, 'migrate', '--to-s3', toS3);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain(sha256Of(Buffer.from('damaged')));
    whole.push(await upload(client, 'whole 10'));
    const moved = await vitrine(commanded, 'migrate', '--to-s3', toS3, '--accept-damaged');
    expect(moved, moved.stderr).toMatchObject({
      code: 0,
      json: { state: 'bytes moved', records: 0, damaged: [sha256Of(Buffer.from('damaged'))] },
    });
    expect((await tryUpload(client, 'sealed')).status).toBe(503);
  }
  await rm(join(from.VITRINE_DATA, 'blobs'), { recursive: true });
  await using fresh = await startServerProcess(to);
  const client = clientOf(fresh);
  expect((await tryUpload(client, 'sealed still')).status).toBe(503);
  expect(await vitrine(to, 'migrate', '--undo')).toMatchObject({ code: 0, json: { undone: true } });
  for (const [i, id] of whole.entries()) expect(await textOf(client, id)).toBe(`whole ${i}`);
  expect((await ask(client, `/api/store/asset/${damaged}/content`)).ok).toBe(false);
  expect(await textOf(client, await upload(client, 'new'))).toBe('new');
});

it('a restore that was killed when all was there is ended by the next one, and not served before', async () => {
  await using folder = await temporaryFolder();
  await using database = await postgresDatabase();
  const from = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
  const to = { VITRINE_DATA: join(folder.path, 'two'), VITRINE_DATABASE_URL: database.url, VITRINE_ROOT_KEY };
  let id = '';
  {
    await using server = await startServerProcess(from);
    id = await upload(clientOf(server), 'kept');
  }
  const [backup, other] = [join(folder.path, 'backup'), join(folder.path, 'other')];
  for (const into of [backup, other]) expect((await vitrine(from, 'backup', into)).code).toBe(0);
  const unfinished = join(to.VITRINE_DATA, 'vitrine.sqlite.restoring');
  const restored = await vitrine(to, 'restore', backup);
  expect(restored, restored.stderr).toMatchObject({ code: 0, json: { whole: true } });
  expect(existsSync(unfinished)).toBe(false);
  // As it is left by one that was killed before it removed these.
  await writeFile(unfinished, 'a database');
  await writeFile(`${unfinished}-wal`, 'what SQLite had not put into it yet');

  const served = await runCommand(['serve'], { ...to, VITRINE_PORT: '0' });
  expect(served.code).toBe(1);
  expect(served.stderr).toContain('the same `vitrine restore` again ends it');
  expect(await vitrine(to, 'restore', backup)).toMatchObject({ code: 0, json: { whole: true, blobs: { count: 1 } } });
  expect([existsSync(unfinished), existsSync(`${unfinished}-wal`)]).toEqual([false, false]);
  expect(await vitrine(to, 'restore', backup)).toMatchObject({ code: 1, stderr: expect.stringContaining('not empty') });
  await using server = await startServerProcess(to);
  expect(await textOf(clientOf(server), id)).toBe('kept');
});

it('what clients hold goes on: cursors, logs, versions, shares, keys and signed addresses', async () => {
  await using folder = await temporaryFolder();
  await using database = await postgresDatabase();
  const from = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_ROOT_KEY };
  const to: Settings = { VITRINE_DATA: join(folder.path, 'one'), VITRINE_DATABASE_URL: database.url, VITRINE_ROOT_KEY };
  await using old = await startServerProcess(from);
  const client = clientOf(old);
  const ids: string[] = [];
  for (let i = 0; i < 7; i++) ids.push(await upload(client, `text ${i}`));
  const [versioned = '', shared = ''] = ids;
  await ask(client, `/api/store/asset/${versioned}/content`, { method: 'PUT', body: formWith('new.bin', 'second') });
  const share = await askJson<{ url: string }>(client, '/api/share', json('POST', { asset: shared }));
  const vault = await askJson<{ id: string; slug: string }>(
    client,
    '/api/v1/vaults',
    json('POST', { name: 'A vault', slug: 'a-vault', visibility: 'signed' }),
  );
  const { key } = await askJson<{ key: string }>(
    client,
    `/api/v1/vaults/${vault.id}/keys`,
    json('POST', { label: 'kept', type: 'secret' }),
  );
  const place = { partition: 'marketing', collection: 'blog', channel: 'images' };
  await askJson(client, `/api/v1/vaults/${vault.id}/assets`, {
    method: 'POST',
    body: formWith('a.txt', 'of a vault', place),
  });
  const signed = await askJson<{ url: string }>(
    { ...client, key },
    '/v1/urls/sign',
    json('POST', { path: 'marketing/blog/images/a.txt', expires_at: 4_000_000_000 }),
  );
  interface Page {
    readonly items: readonly { readonly id: string; readonly type: string }[];
    readonly next_cursor: string;
  }
  const first = await askJson<Page>(client, '/api/store/asset/?limit=3');
  const next = `/api/store/asset/?limit=3&cursor=${encodeURIComponent(first.next_cursor)}`;
  const log = `/api/store/asset/${versioned}/events`;

  const moved = await vitrine(from, 'migrate', '--to', database.url);
  expect(moved, moved.stderr).toMatchObject({ code: 0, json: { state: 'moved' } });
  await using fresh = await startServerProcess(to);
  const there = clientOf(fresh);
  const pathOf = (url: string): string => new URL(url).pathname + new URL(url).search;
  const idsOf = (page: Page) => page.items.map(({ id }) => id);
  expect(idsOf(await askJson<Page>(there, next))).toEqual(idsOf(await askJson<Page>(client, next)));
  expect(idsOf(await askJson<Page>(there, next))).toHaveLength(3);
  expect((await ask(there, pathOf(share.url))).status).toBe(200);
  expect(await (await fetch(fresh.url + pathOf(signed.url))).text()).toBe('of a vault');
  expect((await fetch(`${fresh.url}${pathOf(signed.url)}x`)).ok).toBe(false);
  expect(await askJson({ ...there, key }, `/api/v1/vaults/${vault.id}`)).toMatchObject({ slug: 'a-vault' });

  const before = await askJson<Page>(client, log);
  expect(await askJson<Page>(there, log)).toEqual(before);
  await askJson(there, `/api/store/asset/${versioned}/versions/1/restore`, { method: 'POST' });
  expect(await textOf(there, versioned)).toBe('text 0');
  const after = await askJson<Page>(there, log);
  expect(after.items.slice(-before.items.length)).toEqual(before.items);
  expect(after.items.length).toBeGreaterThan(before.items.length);
  const made = await upload(there, 'made there');
  expect(idsOf(await askJson<Page>(there, '/api/store/asset/?limit=1'))).toEqual([made]);
});
