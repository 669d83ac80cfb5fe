// `node scripts/release-fixture.ts <folder>`, with every release that has a new migration: a small library made by each dialect, and
// what each of them answers about it, for the tests that upgrade it. The folder is test/fixtures/releases/<schema>.
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gzipSync } from 'node:zlib';
import { startApp } from '../src/app/index.ts';
import { readConfig } from '../src/config.ts';

const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('which folder?');
const ROOT_KEY = 'root_of_the_library_that_is_upgraded_by_tests';
const data = await mkdtemp(join(tmpdir(), 'vitrine-release-'));
const settings = {
  VITRINE_DATA: data,
  VITRINE_ROOT_KEY: ROOT_KEY,
  VITRINE_PUBLIC_URL: 'https://library.example',
  VITRINE_TRASH_DAYS: '0',
  VITRINE_WORKER: 'false',
  VITRINE_PORT: '0',
  VITRINE_LOG_LEVEL: 'silent',
};

/** Of each path, what was answered: JSON, or the hash of other bytes. */
const answers: Record<string, unknown> = {};
{
  await using app = await startApp(readConfig(settings));
  const headers = { authorization: `Bearer ${ROOT_KEY}` };
  const request = async (method: string, path: string, body?: FormData | object): Promise<Response> => {
    const isForm = body === undefined || body instanceof FormData;
    const response = await fetch(app.url + path, {
      method,
      headers: isForm ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body !== undefined && { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const ask = async <T>(method: string, path: string, body?: FormData | object): Promise<T> =>
    (await request(method, path, body)).json() as Promise<T>;
  const form = (name: string, fields: Record<string, string> = {}): FormData => {
    const made = new FormData();
    for (const [field, value] of Object.entries(fields)) made.append(field, value);
    made.append('file', new File([`The bytes of ${name}.\n`.repeat(20)], name));
    return made;
  };

  const inside = await ask<{ id: string }>('POST', '/api/store/folder', { name: 'Fotos' });
  const store = await ask<{ id: string }>(
    'POST',
    `/api/store/asset/upload?folder=${inside.id}`,
    form('store – übersicht.txt', { tags: '["one","two"]', metadata: '{"by":"Ada","n":1}' }),
  );
  await ask('PUT', `/api/store/asset/${store.id}/content`, form('second.txt'));
  const { token } = await ask<{ token: string }>('POST', '/api/share', { asset: store.id });
  const hub = await ask<{ _id: string }>('POST', '/api/assets/root/upload', form('hub.txt'));
  await ask('PATCH', `/api/assets/${hub._id}`, { tags: ['hub'], meta: { by: 'Grace' } });
  const trashed = await ask<{ _id: string }>('POST', '/api/assets/root/upload', form('trashed.txt'));
  await ask('DELETE', `/api/assets/${trashed._id}`);
  const text = { title: 'A title', asset_type: 'document', description: 'Described' };
  await ask('POST', '/api/v1/assets', form('library.txt', text));
  const partner = await ask<{ id: string }>(
    'POST',
    '/api/v1/partner/asset/upload/private',
    form('partner.txt', { name: 'partner.txt', assetType: 'Document' }),
  );
  const vault = await ask<{ id: string }>('POST', '/api/v1/vaults', { name: 'A vault', slug: 'a-vault' });
  const channel = { partition: 'press', collection: 'photos', channel: '2026' };
  await ask('POST', `/api/v1/vaults/${vault.id}/assets`, form('vaults.txt', { ...channel, tags: '["vault"]' }));

  const paths = [
    // First, since they are counted.
    `/api/store/asset/download?id=${store.id}`,
    `/s/${token}/download`,
    '/api/store/asset?limit=100',
    `/api/store/asset/${store.id}`,
    `/api/store/asset/${store.id}/versions`,
    `/api/store/asset/${partner.id}`,
    `/api/assets/${hub._id}`,
    `/api/assets/${trashed._id}`,
    '/api/v1/assets',
    '/api/v1/vaults',
    `/api/v1/vaults/${vault.id}/assets`,
  ];
  for (const path of paths) {
    const response = await request('GET', path);
    const bytes = Buffer.from(await response.arrayBuffer());
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    answers[path] = isJson ? JSON.parse(bytes.toString()) : createHash('sha256').update(bytes).digest('hex');
  }
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const database = new DatabaseSync(join(data, 'vitrine.sqlite'));
database.prepare('vacuum into ?').run(join(data, 'compact.sqlite'));
database.close();
await writeFile(
  join(folder, 'vitrine.sqlite.gz'),
  gzipSync(await readFile(join(data, 'compact.sqlite')), { level: 9 }),
);
for (const shard of await readdir(join(data, 'blobs'))) {
  const names = await readdir(join(data, 'blobs', shard));
  if (names.length > 0) await cp(join(data, 'blobs', shard), join(folder, 'blobs', shard), { recursive: true });
}
await writeFile(join(folder, 'answers.json'), `${JSON.stringify({ rootKey: ROOT_KEY, answers }, undefined, 1)}\n`);
await rm(data, { recursive: true });
