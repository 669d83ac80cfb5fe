// Things that exist, made when a generated request names them: `«asset»` in it becomes the id of a fresh asset.
import { randomBytes } from 'node:crypto';
import { type ApiInit, formWith, type TestServer } from './server.ts';

const CHANNEL = { partition: 'p', collection: 'c', channel: 'h' };

/** Answers what stands for a name such as `asset`; undefined for names of nothing. */
export type Known = (name: string) => Promise<string> | undefined;

/** Of users and shares. */
export const PASSWORD = 'a long enough password 1';

/** A picture of a pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Each thing once until `forget`, made with that key. */
export function knownThings(server: TestServer, key: string): { readonly get: Known; forget(): void } {
  const made = new Map<string, Promise<string>>();
  const ask = async <T>(path: string, init: ApiInit = {}): Promise<T> => await server.json<T>(path, { key, ...init });
  const post = async <T>(path: string, json: unknown): Promise<T> => await ask<T>(path, { method: 'POST', json });
  const send = async <T>(path: string, body: FormData, headers = {}): Promise<T> =>
    await ask<T>(path, { method: 'POST', body, headers });
  const fresh = (): string => randomBytes(6).toString('hex');
  type Made = { readonly id: string };

  const makers: Readonly<Record<string, () => Promise<string>>> = {
    asset: async () => {
      const folder = await get('folder');
      return (await send<Made>(`/api/store/asset/upload?folder=${folder}`, formWith(`${fresh()}.png`, PIXEL))).id;
    },
    folder: async () => (await post<Made>('/api/store/folder', { name: fresh() })).id,
    target: async () => (await post<Made>('/api/store/folder', { name: fresh() })).id,
    cursor: async () => {
      await Promise.all(['folder', 'target'].map(get));
      return (await ask<{ next_cursor: string }>('/api/store/folder?limit=1')).next_cursor;
    },
    trashed: async () => {
      const { id } = await send<Made>('/api/store/asset/upload', formWith(`${fresh()}.txt`, fresh()));
      await ask(`/api/assets/${id}`, { method: 'DELETE' });
      return id;
    },
    share: async () => (await shared('id')).id,
    token: async () => (await shared('token')).token,
    vault: async () => (await post<Made>('/api/v1/vaults', { name: fresh(), slug: `v-${fresh()}` })).id,
    emptyVault: async () => (await post<Made>('/api/v1/vaults', { name: fresh(), slug: `v-${fresh()}` })).id,
    slug: async () => {
      await get('vaultAsset');
      return (await ask<{ slug: string }>(`/api/v1/vaults/${await get('vault')}`)).slug;
    },
    vaultAsset: async () =>
      (await send<Made>(`/api/v1/vaults/${await get('vault')}/assets`, formWith('a.png', PIXEL, CHANNEL))).id,
    vaultPath: async () => `/v/${await get('slug')}/p/c/h/a.png`,
    vaultKey: async () =>
      (await post<Made>(`/api/v1/vaults/${await get('vault')}/keys`, { label: 'a', type: 'secret' })).id,
    publication: async () => {
      const form = formWith('a.png', PIXEL, { title: 'A title', asset_type: 'image' });
      return (await send<{ data: Made }>('/api/v1/assets', form)).data.id;
    },
    link: async () => {
      const link = { title: 'A link', asset_type: 'link', external_url: 'https://example.org/' };
      return (await post<{ data: Made }>('/api/v1/assets', link)).data.id;
    },
    library: async () => {
      await get('folder');
      return (await ask<{ data: Made[] }>('/api/v1/libraries?limit=1')).data[0]?.id ?? '';
    },
    assetKey: async () =>
      (await send<{ key: string }>('/api/v1/partner/asset/upload/public', formWith('a.png', PIXEL))).key,
    change: async () => {
      const selection = { assets: [await get('asset')] };
      return (await post<Made>('/api/console/changes', { selection, change: { type: 'tag', add: ['a'] } })).id;
    },
    apiKey: async () => (await post<Made>('/api/admin/api-keys', { label: 'a', scopes: ['store:read'] })).id,
    email: async () => `${fresh()}@example.org`,
    user: async () => (await newUser()).id,
    userEmail: async () => (await newUser()).email,
    session: async () => (await signedIn()).token,
    sessionId: async () => {
      const { items } = await server.json<{ items: Made[] }>('/api/admin/me/sessions', { key: await get('session') });
      return items[0]?.id ?? '';
    },
    assetUrl: async () => (await ask<{ url: string }>(`/api/store/asset/${await get('asset')}`)).url,
    lockedToken: async () =>
      (await post<{ token: string }>('/api/share', { folder: await get('folder'), password: PASSWORD })).token,
    vaultUrl: async () => {
      const json = { path: await get('vaultPath'), expires_at: '2100-01-01T00:00:00Z' };
      const headers = { 'x-vault': await get('vault') };
      return (await ask<{ url: string }>('/v1/urls/sign', { method: 'POST', json, headers })).url;
    },
    workspace: async () =>
      (await server.json<Made>('/api/admin/workspaces', { method: 'POST', json: { name: fresh() } })).id,
    filePath: async () => `/${await uploaded()}`,
    folderPath: async () => `/${(await post<{ name: string }>('/api/store/folder', { name: fresh() })).name}`,
    freePath: async () => `/${fresh()}`,
    trashedPath: async () => {
      const name = await uploaded();
      await ask(`/api/assets/browse?path=/${name}`, { method: 'DELETE' });
      return `/${name}`;
    },
    fileName: async () => `${fresh()}.txt`,
  };

  const newUser = async (): Promise<Made & { readonly email: string }> =>
    await post('/api/admin/users', { email: `${fresh()}@example.org`, role: 'editor', password: PASSWORD });

  const signedIn = async (): Promise<{ readonly token: string }> => {
    const body = new URLSearchParams({ username: (await newUser()).email, password: PASSWORD });
    const answer = await server.json<{ access_token: string }>('/api/login/access-token', {
      method: 'POST',
      body,
      key: null,
    });
    return { token: answer.access_token };
  };

  const uploaded = async (): Promise<string> =>
    (await send<{ name: string }>('/api/store/asset/upload', formWith(`${fresh()}.txt`, fresh()))).name;

  const shared = async (name: string): Promise<{ readonly id: string; readonly token: string }> => {
    const asset = name === 'id' ? { asset: await get('asset') } : { folder: await get('folder') };
    await get('asset');
    return await post('/api/share', asset);
  };

  function get(name: string): Promise<string> {
    const known = made.get(name);
    if (known) return known;
    const maker = makers[name];
    if (!maker) throw new Error(`nothing is called ${name}`);
    // What it is made of may be gone.
    const making = maker().catch(() => {
      made.clear();
      return maker();
    });
    made.set(name, making);
    return making;
  }

  return { get: (name) => (name in makers ? get(name) : undefined), forget: () => made.clear() };
}

const PLACEHOLDER = /«(\w+)»/g;

/** A text with what exists in the place of its placeholders. */
export async function withKnown(text: string, known: Known): Promise<string> {
  let result = text;
  for (const [placeholder, name = ''] of text.matchAll(PLACEHOLDER)) {
    const value = await known(name);
    if (value !== undefined) result = result.replace(placeholder, () => value);
  }
  return result;
}
