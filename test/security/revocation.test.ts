// What is taken back is over with the next request, by whichever way its holder comes and whatever was begun before: files, pictures
// that are in a cache, zips, pages of lists, uploads, repeated requests.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toUuid } from '../../src/core/index.ts';
import type { TestServer } from '../support/server.ts';
import { type Answer, type Client, createClient, type Sent } from './client.ts';
import { startWithRoutes } from './live-routes.ts';
import { createWorkspace, spelled, type Workspace } from './workspaces.ts';

let server: TestServer;
let client: Client;
let ours: Workspace;
beforeAll(async () => {
  ({ server } = await startWithRoutes());
  client = createClient(server.url, 4);
  ours = await createWorkspace(server, client, 'ours');
});
afterAll(async () => {
  client[Symbol.dispose]();
  await server[Symbol.asyncDispose]();
});

type Headers = Readonly<Record<string, string>>;
interface Holder {
  readonly headers: Headers;
  revoke(): Promise<unknown>;
}

const get = (path: string, headers: Headers = {}): Sent => ({ method: 'GET', path, headers });
const json = (method: string, path: string, value: unknown, headers: Headers = {}): Sent => ({
  method,
  path,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(value),
});
const TUS = { 'tus-resumable': '1.0.0' };
const CREATING = { ...TUS, 'upload-length': '4', 'upload-metadata': `filename ${btoa('begun.txt')}` };
const patchTus = (path: string, offset: number, body: string): Sent => ({
  method: 'PATCH',
  path,
  headers: { ...TUS, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
  body,
});

const HOLDERS: Readonly<Record<string, () => Promise<Holder>>> = {
  'a key that is revoked': async () => {
    const { id, token } = await ours.key(['assets:read', 'assets:write', 'store:share']);
    return {
      headers: { authorization: `Bearer ${token}` },
      revoke: () => done({ method: 'DELETE', path: `/api/admin/api-keys/${id}` }),
    };
  },
  'a browser that signs out': async () => {
    const headers = { cookie: (await ours.person()).cookie, origin: server.url };
    return { headers, revoke: () => client.send({ method: 'DELETE', path: '/api/console/session', headers }) };
  },
  'a user who is disabled': async () => {
    const { id, cookie } = await ours.person();
    return {
      headers: { cookie, origin: server.url },
      revoke: () => done(json('PATCH', `/api/admin/users/${id}`, { disabled: true })),
    };
  },
};

/** As an administrator; it has to succeed. */
async function done(sent: Sent): Promise<Answer> {
  const answer = await ours.send(sent);
  if (answer.status >= 300) throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.body}`);
  return answer;
}

/** Everything that the holder begins, each answered with success; and how it would go on. */
async function begin({ headers }: Holder): Promise<Sent[]> {
  const ask = async (sent: Sent): Promise<Answer> => {
    const answer = await client.send({ ...sent, headers: { ...headers, ...sent.headers } });
    if (answer.status >= 300) throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.body}`);
    return answer;
  };
  const [asset, other, folder] = [await ours.another('asset'), await ours.the('asset'), await ours.the('folder')];
  const goOn: Sent[] = [];
  const files = [
    `/api/store/asset/${asset}/content`,
    `/api/store/asset/${asset}/content?w=20&f=webp`,
    `/api/store/asset/${asset}/thumbnail`,
    `/api/store/asset/download?id=${asset}&id=${other}`,
    `/api/store/folder/${folder}/download`,
    `/api/assets/${asset}/download`,
    `/api/assets/${asset}/thumbnail`,
    `/api/console/assets/${asset}/versions/1/content`,
    `/api/v1/assets/${spelled(asset, 'uuid')}/download`,
  ];
  for (const path of files) {
    const { etag = '' } = (await ask(get(path))).headers;
    expect([path, etag]).not.toEqual([path, '']);
    goOn.push(get(path), get(path, { 'if-none-match': etag }), get(path, { range: 'bytes=5-', 'if-range': etag }));
    goOn.push({ method: 'HEAD', path });
  }
  const { next_cursor: cursor } = JSON.parse((await ask(get('/api/store/asset?limit=1'))).body);
  expect(cursor).toEqual(expect.any(String));
  goOn.push(get(`/api/store/asset?limit=1&cursor=${encodeURIComponent(cursor)}`));
  await ask(get('/api/console/assets?position=0&limit=1'));
  goOn.push(get('/api/console/assets?position=1&limit=1'), json('POST', '/api/assets/batch/download', [asset]));
  const repeated = json('POST', '/api/store/folder', { name: `made ${asset}` }, { 'idempotency-key': asset });
  expect((await ask(repeated)).body).toBe((await ask(repeated)).body);
  goOn.push(repeated);
  const edit = { selection: { assets: [asset] }, change: { type: 'tag', add: ['x'] } };
  const { id: change } = JSON.parse((await ask(json('POST', '/api/console/changes', edit))).body);
  goOn.push(get(`/api/console/changes/${change}`), { method: 'POST', path: `/api/console/changes/${change}/undo` });
  const path = (await ask({ method: 'POST', path: '/files', headers: CREATING })).headers.location ?? '';
  await ask(patchTus(path, 0, 'be'));
  goOn.push(patchTus(path, 2, 'gu'), { method: 'HEAD', path, headers: TUS }, { method: 'DELETE', path, headers: TUS });
  return goOn;
}

describe.each(Object.keys(HOLDERS))('%s', (name) => {
  it('goes on with nothing that was begun', async () => {
    const holder = await HOLDERS[name]?.();
    if (!holder) throw new Error(`there is no ${name}`);
    const goOn = await begin(holder);
    await holder.revoke();
    for (const sent of goOn) {
      const { status, body } = await client.send({ ...sent, headers: { ...holder.headers, ...sent.headers } });
      expect([sent.method, sent.path, status]).toEqual([sent.method, sent.path, 401]);
      expect(body).not.toContain(ours.canary);
    }
    const { body } = await done(get('/api/store/asset?name=begun.txt'));
    expect(JSON.parse(body).items).toEqual([]);
  });
});

describe('a user who may only read from now on', () => {
  it('brings not a byte more of an upload that was begun', async () => {
    const { id, cookie } = await ours.person();
    const headers = { cookie, origin: server.url };
    const ask = (sent: Sent) => client.send({ ...sent, headers: { ...headers, ...sent.headers } });
    const path = (await ask({ method: 'POST', path: '/files', headers: CREATING })).headers.location ?? '';
    expect((await ask(patchTus(path, 0, 'be'))).status).toBe(204);
    await done(json('PATCH', `/api/admin/users/${id}`, { role: 'viewer' }));
    expect((await ask(patchTus(path, 2, 'g'))).status).toBe(403);
    const head = await ask({ method: 'HEAD', path, headers: TUS });
    expect(head.headers['upload-offset']).toBe('2');
    expect((await ask(get('/api/store/asset'))).status).toBe(200);
  });
});

describe('a share', () => {
  const post = async (share: object): Promise<{ id: string; path: string }> => {
    const { id, url } = JSON.parse((await done(json('POST', '/api/share', share))).body);
    return { id, path: new URL(url).pathname };
  };
  const open = (path: string, headers: Headers = {}) => client.send(get(path, headers));

  it('that is withdrawn gives no zip, no picture from a cache, and no rest of what was counted', async () => {
    const [folder, asset] = [await ours.the('folder'), await ours.the('asset')];
    const share = await post({ folder, max_downloads: 10 });
    const paths = [
      '/download',
      `/files/${asset}/download`,
      `/files/${asset}/download?w=20&f=webp`,
      `/files/${asset}/thumbnail`,
      `/files/${asset}`,
      `/folders/${folder}`,
      '',
    ].map((path) => share.path + path);
    const goOn: [string, Headers][] = [];
    for (const path of paths) {
      const { status, headers } = await open(path);
      expect([path, status]).toEqual([path, 200]);
      const cookie = headers['set-cookie']?.map((text) => text.split(';')[0]).join('; ') ?? '';
      goOn.push([path, {}], [path, { cookie, 'if-none-match': headers.etag ?? '*' }]);
      goOn.push([path, { cookie, range: 'bytes=5-', 'if-range': headers.etag ?? '' }]);
    }
    await done(json('PATCH', `/api/share/${share.id}`, { active: false }));
    for (const [path, headers] of goOn) {
      const { status, body } = await open(path, headers);
      expect([path, status]).toEqual([path, 404]);
      expect(body).not.toContain(ours.canary);
    }
  });

  it('of a folder shows nothing any more that is moved out of it or trashed', async () => {
    const [folder, elsewhere] = [await ours.the('folder'), await ours.another('folder')];
    const share = await post({ folder });
    for (const takeOut of [
      (asset: string) => json('PATCH', `/api/store/asset/${asset}`, { folder: elsewhere }),
      (asset: string): Sent => ({ method: 'DELETE', path: `/api/assets/${asset}` }),
    ]) {
      const asset = await ours.another('asset');
      const paths = ['', '/download', '/download?w=20&f=webp', '/thumbnail'].map(
        (end) => `${share.path}/files/${asset}${end}`,
      );
      const etags = new Map<string, string>();
      for (const path of paths) {
        const { status, headers } = await open(path);
        expect([path, status]).toEqual([path, 200]);
        etags.set(path, headers.etag ?? '*');
      }
      await done(takeOut(asset));
      for (const path of paths) {
        expect((await open(path)).status).toBe(404);
        expect((await open(path, { 'if-none-match': etags.get(path) ?? '*' })).status).toBe(404);
      }
    }
  });

  it('of a user who is disabled, or by a key that is revoked, is the workspace’s: it stays, is listed, and can be withdrawn', async () => {
    for (const name of ['a key that is revoked', 'a user who is disabled']) {
      const holder = await HOLDERS[name]?.();
      if (!holder) throw new Error(`there is no ${name}`);
      const made = await client.send(json('POST', '/api/share', { folder: await ours.the('folder') }, holder.headers));
      const { id, url } = JSON.parse(made.body);
      await holder.revoke();
      const path = new URL(url).pathname;
      expect((await open(path)).status).toBe(200);
      expect((await done(get('/api/share?limit=250'))).body).toContain(id);
      await done({ method: 'DELETE', path: `/api/share/${id}` });
      expect((await open(path)).status).toBe(404);
    }
  });
});

describe('a vault', () => {
  const asVault = async () => spelled(await ours.the('vault'), 'vault');
  const place = async () => `/v/${await ours.the('slug')}/part/coll/chan/${await ours.the('filename')}`;

  it('that is not public any more, or allows other pictures, serves none that it has made', async () => {
    const [path, vault] = [await place(), await asVault()];
    const plain = await client.send(get(path));
    const picture = await client.send(get(`${path}?w=20&f=webp`));
    expect([plain.status, picture.status]).toEqual([200, 200]);
    const change = (patch: object) => done(json('PATCH', `/api/v1/vaults/${vault}`, patch));
    const ask = async (file: string, { etag = '' } = {}) =>
      (await client.send(get(file, etag ? { 'if-none-match': etag } : {}))).status;
    await change({ presets: ['w=30&f=webp'] });
    expect(await ask(`${path}?w=20&f=webp`, picture.headers)).toBe(403);
    expect(await ask(path, plain.headers)).toBe(304);
    await change({ presets: null, visibility: 'signed' });
    for (const { headers } of [plain, picture, { headers: {} }]) {
      expect(await ask(path, headers)).toBe(403);
      expect(await ask(`${path}?w=20&f=webp`, headers)).toBe(403);
    }
    await change({ visibility: 'public' });
  });

  it('forgets a signed URL that is revoked, its pictures and what is known to be the same', async () => {
    const [path, vault] = [await place(), await asVault()];
    await done(json('PATCH', `/api/v1/vaults/${vault}`, { visibility: 'signed' }));
    const named = { 'x-vault': await ours.the('slug') };
    for (const query of ['', '?w=20&f=webp']) {
      const body = { path: path + query, expires_at: Math.floor(Date.now() / 1_000) + 3_600 };
      const { url } = JSON.parse((await done(json('POST', '/v1/urls/sign', body, named))).body);
      const address = new URL(url).pathname + new URL(url).search;
      const first = await client.send(get(address));
      expect(first.status).toBe(200);
      await done(json('POST', '/v1/urls/revoke', { url }, named));
      for (const headers of [{}, { 'if-none-match': first.headers.etag ?? '*' }, { range: 'bytes=2-' }])
        expect((await client.send(get(address, headers))).status).toBe(403);
    }
    await done(json('PATCH', `/api/v1/vaults/${vault}`, { visibility: 'public' }));
  });

  it('takes nothing more by a key of its own that is revoked, nor by any when it is deleted', async () => {
    const vault = spelled(await ours.another('vault'), 'vault');
    const make = async () =>
      JSON.parse((await done(json('POST', `/api/v1/vaults/${vault}/keys`, { label: 'k', type: 'secret' }))).body);
    const [revoked, kept] = [await make(), await make()];
    const list = (key: string, cursor = '') =>
      client.send(get(`/v1/assets?limit=1${cursor}`, { authorization: `Bearer ${key}` }));
    expect([(await list(revoked.key)).status, (await list(kept.key)).status]).toEqual([200, 200]);
    await done({ method: 'DELETE', path: `/api/v1/vaults/${vault}/keys/${revoked.id}` });
    expect([(await list(revoked.key)).status, (await list(kept.key)).status]).toEqual([401, 200]);
    await done({ method: 'DELETE', path: `/api/v1/vaults/${vault}?force=true` });
    expect((await list(kept.key)).status).toBe(401);
  });
});

describe('what was public', () => {
  it('is nobody’s any more with the next request, in every dialect and size', async () => {
    const asset = await ours.another('assetKey');
    const id = Buffer.from(asset.slice(0, 38), 'base64url').subarray(0, 12).toString('hex');
    const uuid = toUuid(id as Parameters<typeof toUuid>[0]);
    const change = (is_public: boolean) => done(json('PATCH', `/api/store/asset/${id}`, { is_public }));
    const paths = [
      `/api/store/asset/${id}/content`,
      `/api/store/asset/${id}/content?w=20&f=webp`,
      `/api/store/asset/${id}/thumbnail`,
      `/api/v1/assets/${uuid}/download`,
      `/api/v1/assets/${uuid}/thumbnail`,
      `/api/v1/partner/asset/${asset}`,
      `/api/v1/partner/asset/${asset}?size=200`,
    ];
    await change(true);
    const before = await Promise.all(paths.map((path) => client.send(get(path))));
    expect(before.map(({ status }) => status)).toEqual(paths.map(() => 200));
    await change(false);
    for (const [index, path] of paths.entries()) {
      for (const headers of [{}, { 'if-none-match': before[index]?.headers.etag ?? '*' }]) {
        const { status } = await client.send(get(path, headers));
        expect([path, status]).toEqual([path, 401]);
      }
    }
  });
});
