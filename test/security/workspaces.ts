// Workspaces full of things to ask for, each marked by a word that stands in every text of that workspace and nowhere else.
import { randomBytes } from 'node:crypto';
import { fromBase32, hashPassword, type Id, SYSTEM, toBase32, toUuid } from '../../src/core/index.ts';
import type { TestServer } from '../support/server.ts';
import { type Answer, type Client, FORM_TYPE, formText, type Sent } from './client.ts';

/** What a request can be about: an id, a name, or an address that is a secret. */
export const THINGS = [
  'asset',
  'assetKey',
  'assetName',
  'change',
  'filename',
  'folder',
  'folderName',
  'key',
  'lockedToken',
  'session',
  'share',
  'slug',
  'token',
  'upload',
  'user',
  'vault',
  'vaultAsset',
  'vaultKey',
  'workspace',
] as const;
export type Thing = (typeof THINGS)[number];

/** How dialects spell the ids of core. */
const SPELLINGS: Readonly<Record<string, (id: Id) => string>> = {
  uuid: toUuid,
  asset: (id) => `asset_${toBase32(id)}`,
  vault: (id) => `vault_${toBase32(id)}`,
  key: (id) => `key_${toBase32(id)}`,
};
export const spelled = (value: string, spelling: string | undefined): string =>
  (spelling === undefined ? undefined : SPELLINGS[spelling])?.(value as Id) ?? value;

/** Of the same form and length, and of nothing that is there. */
export const neverThere = (value: string): string =>
  value.replace(/[0-9a-f]/g, () => (randomBytes(1).at(0) ?? 0).toString(16).slice(-1));

const PASSWORD = 'correct horse';

export interface Workspace {
  readonly id: Id;
  /** Stands in every text of it. */
  readonly canary: string;
  /** May do everything in it. */
  readonly adminKey: string;
  /** The one that is asked for again and again. */
  the(thing: Thing): Promise<string>;
  /** One that nobody has touched. */
  another(thing: Thing): Promise<string>;
  /** One that lies in the trash. */
  trashed(thing: Thing, isNew: boolean): Promise<string>;
  key(scopes: readonly string[], more?: { vaultId?: Id; expiresAt?: number }): Promise<{ id: Id; token: string }>;
  /** The cookie of a browser in which an administrator has signed in. */
  signIn(): Promise<string>;
  /** Another administrator, who has signed in. */
  person(): Promise<{ id: Id; cookie: string }>;
  send(sent: Sent): Promise<Answer>;
}

export async function createWorkspace(server: TestServer, client: Client, label: string): Promise<Workspace> {
  const canary = `${label}x${randomBytes(6).toString('hex')}`;
  const { core } = server;
  const { id } = await core.createWorkspace(SYSTEM, `${canary} workspace`);
  const key: Workspace['key'] = async (scopes, more = {}) => {
    const made = await core.createKey(SYSTEM, { workspaceId: id, label: `${canary} key`, scopes, ...more });
    return { id: made.key.id, token: made.token };
  };
  const adminKey = (await key(['admin'])).token;
  const passwordHash = await hashPassword(PASSWORD);
  const addUser = (email: string) =>
    core.createUser(SYSTEM, { workspaceId: id, email, name: canary, role: 'admin', passwordHash });
  const email = `${canary}@example.org`;
  await addUser(email);

  const standing = new Map<Thing, Promise<string>>();
  const discarded = new Map<Thing, Promise<string>>();
  const remembered = (known: Map<Thing, Promise<string>>, thing: Thing, make: () => Promise<string>) => {
    const found = known.get(thing) ?? make();
    known.set(thing, found);
    return found;
  };
  const the = (thing: Thing): Promise<string> => remembered(standing, thing, () => makers[thing]());
  let count = 0;
  const newName = (what: string): string => `${canary} ${what} ${String(++count).padStart(4, '0')}`;

  const send = ({ headers = {}, ...sent }: Sent): Promise<Answer> =>
    client.send({ ...sent, headers: { authorization: `Bearer ${adminKey}`, ...headers } });
  async function done(sent: Sent): Promise<Record<string, string>> {
    const answer = await send(sent);
    if (answer.status >= 300) throw new Error(`${sent.method} ${sent.path}: ${answer.status} ${answer.body}`);
    return answer.body === '' ? {} : JSON.parse(answer.body);
  }
  const post = (path: string, json: unknown) =>
    done({ method: 'POST', path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) });
  const upload = (path: string, name: string, fields?: Record<string, string>) =>
    done({
      method: 'POST',
      path,
      headers: { 'content-type': FORM_TYPE },
      body: formText(name, `bytes of ${name}`, fields),
    });
  const idIn = ({ id: made }: Record<string, string>): string => made ?? '';
  const idWithout = (address: string, prefix: string): string => fromBase32(address.slice(prefix.length)) ?? '';

  async function newAsset(name = `${newName('file')}.txt`): Promise<{ id: string; name: string }> {
    const fields = { tags: JSON.stringify([`${canary} tag`]), metadata: JSON.stringify({ note: canary }) };
    return { id: idIn(await upload(`/api/store/asset/upload?folder=${await the('folder')}`, name, fields)), name };
  }
  async function newFolder(): Promise<{ id: string; name: string }> {
    const name = newName('folder');
    return { id: idIn(await post('/api/store/folder', { name, description: canary })), name };
  }
  const newShare = async (more: object = {}) =>
    post('/api/share', { folder: await the('folder'), note: canary, ...more });
  const tokenIn = ({ url = '' }: Record<string, string>): string => url.split('/').at(-1) ?? '';
  const slugs = new Map<string, string>();
  async function newVault(): Promise<string> {
    const slug = `${canary}-${++count}`;
    const made = await post('/api/v1/vaults', { name: newName('vault'), slug, visibility: 'public' });
    const vault = idWithout(idIn(made), 'vault_');
    slugs.set(vault, slug);
    return vault;
  }
  async function newVaultAsset(): Promise<{ id: string; name: string }> {
    const name = `${canary}-${++count}.txt`;
    const vault = spelled(await the('vault'), 'vault');
    const { id: address = '' } = await upload(`/api/v1/vaults/${vault}/assets`, name, CHANNEL);
    return { id: idWithout(address, 'asset_'), name };
  }

  const makers: Record<Thing, () => Promise<string>> = {
    asset: async () => (await newAsset()).id,
    assetKey: async () => core.assetKey({ id: (await newAsset()).id as Id, mimeType: 'text/plain' }),
    assetName: async () => (await newAsset()).name,
    change: async () => {
      const selection = { assets: [(await newAsset()).id] };
      return idIn(await post('/api/console/changes', { selection, change: { type: 'tag', add: [canary] } }));
    },
    filename: async () => (await newVaultAsset()).name,
    folder: async () => (await newFolder()).id,
    folderName: async () => (await newFolder()).name,
    key: async () => (await key(['assets:read'])).id,
    lockedToken: async () => tokenIn(await newShare({ password: PASSWORD })),
    session: async () => {
      const cookie = await signIn();
      const { items } = JSON.parse(
        (await client.send({ method: 'GET', path: '/api/admin/me/sessions', headers: { cookie } })).body,
      );
      return items.find(({ is_current: isCurrent }: { is_current: boolean }) => isCurrent).id;
    },
    share: async () => idIn(await newShare()),
    // Of the vault that the files with names lie in.
    slug: async () => slugs.get(await the('vault')) ?? '',
    token: async () => tokenIn(await newShare()),
    upload: async () => {
      const metadata = `filename ${Buffer.from(newName('upload')).toString('base64')}`;
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '4', 'upload-metadata': metadata };
      const { headers: told } = await send({ method: 'POST', path: '/files', headers });
      return (told.location ?? '').split('/').at(-1) ?? '';
    },
    user: () => addUser(`${canary}-${++count}@example.org`),
    vault: newVault,
    vaultAsset: async () => (await newVaultAsset()).id,
    vaultKey: async () => {
      const vault = spelled(await the('vault'), 'vault');
      return idWithout(idIn(await post(`/api/v1/vaults/${vault}/keys`, { label: canary, type: 'public' })), 'key_');
    },
    workspace: async () => id,
  };

  async function discard(thing: Thing): Promise<string> {
    const { id: made, name } = await (thing.startsWith('folder')
      ? newFolder()
      : thing === 'vaultAsset'
        ? newVaultAsset()
        : newAsset());
    await done({ method: 'DELETE', path: `/api/assets/${made}` });
    if (thing === 'assetKey') return core.assetKey({ id: made as Id, mimeType: 'text/plain' });
    return thing.endsWith('Name') ? name : made;
  }

  async function signIn(as = email): Promise<string> {
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: as, password: PASSWORD });
    const answer = await client.send({ method: 'POST', path: '/api/console/session', headers, body });
    return answer.headers['set-cookie']?.at(0)?.split(';')[0] ?? '';
  }

  return {
    id,
    canary,
    adminKey,
    the,
    another: (thing) => makers[thing](),
    trashed: (thing, isNew) => (isNew ? discard(thing) : remembered(discarded, thing, () => discard(thing))),
    key,
    signIn: () => signIn(),
    person: async () => {
      const address = `${canary}-${++count}@example.org`;
      return { id: await addUser(address), cookie: await signIn(address) };
    },
    send,
  };
}

export const CHANNEL = { partition: 'part', collection: 'coll', channel: 'chan' };
