// One library: what comes in by one dialect is there in all others, and right; what goes from one is gone from all.
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asset, fromBase32, fromUuid, type Id, toBase32, toUuid } from '../../src/core/index.ts';
import { formWith, startTestServer, type TestServer } from '../support/server.ts';
import { makeVault, type VaultJson } from '../support/vaults.ts';

let server: TestServer;
let vault: VaultJson;
/** The folder of `press/photos/2026` in the vault. */
let channelId: Id;
beforeAll(async () => {
  server = await startTestServer();
  vault = await makeVault(server);
  const vaultFolder = fromBase32(vault.id.slice('vault_'.length));
  const actor = await server.core.authenticate('hub', server.rootKey);
  channelId = (await server.core.ensureFolders(actor, vaultFolder ?? null, ['press', 'photos', '2026'])).id;
});
afterAll(() => server?.[Symbol.asyncDispose]());

const DIALECTS = ['store', 'hub', 'library', 'partner', 'vaults'] as const;
type Name = (typeof DIALECTS)[number];
const PAIRS = DIALECTS.flatMap((one) => DIALECTS.map((other) => [one, other] as const));

const CHANNEL = { partition: 'press', collection: 'photos', channel: '2026' };
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const known = (id: Id | undefined): Id => {
  if (!id) throw new Error('this is no id of the dialect');
  return id;
};
let made = 0;
const newName = (): string => `report ${++made} – übersicht.txt`;

/** Makes an asset as a client of the dialect would, with what it can say about it. */
const MAKE: Record<Name, (name: string, bytes: string) => Promise<Id>> = {
  async store(name, bytes) {
    const fields = { tags: '["one","two"]', metadata: '{"by":"Ada","n":1}' };
    const body = formWith(name, bytes, fields);
    return known((await server.json<{ id: Id }>('/api/store/asset/upload', { method: 'POST', body })).id);
  },
  async hub(name, bytes) {
    const asset = await server.json<{ _id: Id }>('/api/assets/root/upload', {
      method: 'POST',
      body: formWith(name, bytes),
    });
    const patch = { tags: ['one', 'two'], meta: { by: 'Ada', n: 1 } };
    await server.json(`/api/assets/${asset._id}`, { method: 'PATCH', json: patch });
    return asset._id;
  },
  async library(name, bytes) {
    const body = formWith(name, bytes, { title: `Title of ${name}`, asset_type: 'document', description: 'Described' });
    const { data } = await server.json<{ data: { id: string } }>('/api/v1/assets', { method: 'POST', body });
    return known(fromUuid(data.id));
  },
  async partner(name, bytes) {
    const body = formWith(name, bytes, { name, assetType: 'Document' });
    return (await server.json<{ id: Id }>('/api/v1/partner/asset/upload/private', { method: 'POST', body })).id;
  },
  async vaults(name, bytes) {
    const fields = { ...CHANNEL, tags: '["one","two"]', metadata: '{"by":"Ada","n":1}' };
    const body = formWith(name, bytes, fields);
    const path = `/api/v1/vaults/${vault.id}/assets`;
    const { id } = await server.json<{ id: string }>(path, { method: 'POST', body });
    return known(fromBase32(id.slice('asset_'.length)));
  },
};

interface View {
  readonly name: string;
  readonly sizeBytes: number;
  readonly mimeType: string;
  readonly sha256: string;
  readonly tags?: readonly string[];
  readonly metadata?: unknown;
  /** All that the dialect shows of it. */
  readonly fields: readonly string[];
}

async function bytesAt(path: string): Promise<Pick<View, 'sha256' | 'mimeType'>> {
  const answer = await server.api(path);
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  const mimeType = answer.headers.get('content-type')?.split(';')[0] ?? '';
  return { sha256: sha256(await answer.bytes()), mimeType };
}

async function record<T extends object>(path: string): Promise<T & { readonly fields: string[] }> {
  const found = await server.json<T>(path);
  return { ...found, fields: Object.keys(found).sort() };
}

interface Partner {
  readonly url: string;
  readonly name: string;
}

/** The partner dialect has no records to read: where its clients get keys from, for what came by another dialect. */
async function partnerAddress(id: Id): Promise<Partner> {
  const { partner } = await server.json<{ partner: string }>(`/api/admin/assets/${id}/addresses`);
  const url = partner.replace(server.url, '');
  const disposition = (await server.api(url)).headers.get('content-disposition') ?? '';
  return { url, name: decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '') };
}

/** Looks at an asset as a client of the dialect would. */
const LOOK: Record<Name, (id: Id) => Promise<View>> = {
  async store(id) {
    const asset = await record<{ name: string; size: number; tags: string[]; metadata: unknown }>(
      `/api/store/asset/${id}`,
    );
    return { ...asset, sizeBytes: asset.size, ...(await bytesAt(`/api/store/asset/download?id=${id}`)) };
  },
  async hub(id) {
    const asset = await record<{ name: string; size: number; tags: string[]; meta: Record<string, unknown> }>(
      `/api/assets/${id}`,
    );
    const own = Object.entries(asset.meta).filter(([key]) => ['by', 'n'].includes(key));
    const bytes = await bytesAt(`/api/assets/${id}/download`);
    return { ...asset, sizeBytes: asset.size, metadata: Object.fromEntries(own), ...bytes };
  },
  async library(id) {
    const { data } = await server.json<{ data: { title: string; file_size: number; file_path: string } }>(
      `/api/v1/assets/${toUuid(id)}`,
    );
    const answer = await server.api(data.file_path);
    const disposition = answer.headers.get('content-disposition') ?? '';
    const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
    const fields = Object.keys(data).sort();
    return { name, sizeBytes: data.file_size, fields, ...(await bytesAt(data.file_path)) };
  },
  async partner(id) {
    const { url, name } = await partnerAddress(id);
    const bytes = await bytesAt(url);
    const sizeBytes = Number((await server.api(url, { method: 'HEAD' })).headers.get('content-length'));
    return { name, sizeBytes, fields: [], ...bytes };
  },
  async vaults(id) {
    const path = `/api/v1/vaults/${vault.id}/assets/asset_${toBase32(id)}`;
    const asset = await record<{ filename: string; size: number; tags: string; metadata: string }>(path);
    return {
      name: asset.filename,
      sizeBytes: asset.size,
      tags: JSON.parse(asset.tags) as string[],
      metadata: JSON.parse(asset.metadata),
      fields: asset.fields,
      ...(await bytesAt(`/v/${vault.slug}/press/photos/2026/${encodeURIComponent(asset.filename)}`)),
    };
  },
};

/** The vaults dialect sees what lies in a channel. */
async function intoChannel(id: Id): Promise<void> {
  await server.json(`/api/assets/${id}/move/${channelId}`);
}

async function asRecorded(id: Id): Promise<Asset> {
  return server.core.getAsset(await server.core.authenticate('store', server.rootKey), id);
}

describe('an asset', () => {
  it.each(PAIRS)('made through %s is right through %s, at once', async (maker, viewer) => {
    const [name, bytes] = [newName(), `the bytes of ${maker} for ${viewer}`];
    const id = await MAKE[maker](name, bytes);
    if (viewer === 'vaults' && maker !== 'vaults') await intoChannel(id);
    const view = await LOOK[viewer](id);
    const asset = await asRecorded(id);
    expect(asset).toMatchObject({ name, sha256: sha256(bytes), kind: 'document' });
    expect(view).toMatchObject({
      name,
      sizeBytes: Buffer.byteLength(bytes),
      mimeType: 'text/plain',
      sha256: asset.sha256,
    });
    const says = ['store', 'hub', 'vaults'].includes(maker);
    if (view.tags) expect(view.tags).toEqual(says ? ['one', 'two'] : []);
    if (view.metadata) expect(view.metadata).toEqual(says ? { by: 'Ada', n: 1 } : {});
  });

  it('has in each dialect the same fields, whichever it came by', async () => {
    for (const viewer of DIALECTS) {
      const shapes = new Set<string>();
      for (const maker of DIALECTS) {
        const id = await MAKE[maker](newName(), `shape of ${maker} for ${viewer}`);
        if (viewer === 'vaults' && maker !== 'vaults') await intoChannel(id);
        await server.core.examineAsset(id);
        shapes.add((await LOOK[viewer](id)).fields.join());
      }
      expect([...shapes]).toHaveLength(1);
    }
  });

  it('shows no field of one dialect in another', async () => {
    const id = await MAKE.vaults(newName(), 'fields');
    const fields: Record<string, readonly string[]> = {};
    for (const viewer of ['store', 'hub', 'library', 'vaults'] as const)
      fields[viewer] = (await LOOK[viewer](id)).fields;
    const own = {
      store: ['folder', 'sha256', 'thumbnail_url', 'created'],
      hub: ['_id', 'mediaType', 'createdAt', 'log'],
      library: ['slug', 'asset_type', 'file_path', 'external_url'],
      vaults: ['vault_id', 'partition', 'r2_key', 'filename'],
    };
    for (const [dialect, words] of Object.entries(own)) {
      for (const [viewer, shown] of Object.entries(fields)) {
        if (viewer !== dialect) expect([viewer, words.filter((word) => shown.includes(word))]).toEqual([viewer, []]);
      }
    }
  });
});

/** Puts other bytes in place of an asset's. */
const REPLACE: Partial<Record<Name, (id: Id, bytes: string) => Promise<unknown>>> = {
  store: (id, bytes) =>
    server.json(`/api/store/asset/${id}/content`, { method: 'PUT', body: formWith('other.txt', bytes) }),
  hub: async (id, bytes) =>
    server.json(`/api/assets/${channelId}/upload`, {
      method: 'POST',
      body: formWith((await asRecorded(id)).name, bytes),
    }),
};

const LABEL: Partial<Record<Name, (id: Id) => Promise<unknown>>> = {
  store: (id) =>
    server.json(`/api/store/asset/${id}`, { method: 'PATCH', json: { tags: ['new'], metadata: { n: 2 } } }),
  hub: (id) => server.json(`/api/assets/${id}`, { method: 'PATCH', json: { tags: ['new'], meta: { by: null, n: 2 } } }),
  vaults: (id) =>
    server.json(`/api/v1/vaults/${vault.id}/assets/asset_${toBase32(id)}`, {
      method: 'PATCH',
      json: { tags: ['new'], metadata: { by: null, n: 2 } },
    }),
};

const REMOVE: Partial<Record<Name, (id: Id) => Promise<Response>>> = {
  store: (id) => server.api(`/api/store/asset/${id}`, { method: 'DELETE' }),
  hub: (id) => server.api(`/api/assets/${id}`, { method: 'DELETE' }),
  library: (id) => server.api(`/api/v1/assets/${toUuid(id)}`, { method: 'DELETE' }),
  vaults: (id) => server.api(`/api/v1/vaults/${vault.id}/assets/asset_${toBase32(id)}`, { method: 'DELETE' }),
};

const pairsOf = <T>(ways: Partial<Record<Name, T>>): (readonly [Name, T, Name])[] =>
  DIALECTS.flatMap((dialect) => {
    const way = ways[dialect];
    return way ? DIALECTS.map((viewer) => [dialect, way, viewer] as const) : [];
  });

describe('a change', () => {
  for (const [dialect, replace, viewer] of pairsOf(REPLACE)) {
    it(`of bytes through ${dialect} shows through ${viewer}`, async () => {
      const id = await MAKE.vaults(newName(), 'before');
      const bytes = `replaced through ${dialect}, seen through ${viewer}`;
      await replace(id, bytes);
      expect(await LOOK[viewer](id)).toMatchObject({ sha256: sha256(bytes), sizeBytes: bytes.length });
    });
  }

  for (const [dialect, label, viewer] of pairsOf(LABEL)) {
    it(`of tags and metadata through ${dialect} shows through ${viewer}`, async () => {
      const id = await MAKE.vaults(newName(), 'labelled');
      await label(id);
      const view = await LOOK[viewer](id);
      if (view.tags) expect(view.tags).toEqual(['new']);
      if (view.metadata) expect(view.metadata).toEqual({ n: 2 });
      expect(await asRecorded(id)).toMatchObject({ tags: ['new'], metadataJson: '{"n":2}' });
    });
  }

  it('of a name shows everywhere, and the partner key stays good', async () => {
    const id = await MAKE.vaults(newName(), 'renamed');
    const { url } = await partnerAddress(id);
    const name = newName();
    await server.json(`/api/assets/${id}/rename/${encodeURIComponent(name)}`);
    for (const viewer of DIALECTS) expect(await LOOK[viewer](id)).toMatchObject({ name });
    expect((await server.api(url)).status).toBe(200);
  });
});

describe('what is removed', () => {
  for (const [dialect, remove, viewer] of pairsOf(REMOVE)) {
    it(`through ${dialect} can not be read through ${viewer}`, async () => {
      const id = await MAKE.vaults(newName(), 'removed');
      const partner = (await partnerAddress(id)).url;
      const addresses: Record<Name, string> = {
        store: `/api/store/asset/${id}`,
        // The hub shows what lies in its trash, without its bytes.
        hub: `/api/assets/${id}/download`,
        library: `/api/v1/assets/${toUuid(id)}`,
        partner,
        vaults: `/api/v1/vaults/${vault.id}/assets/asset_${toBase32(id)}`,
      };
      expect((await server.api(addresses[viewer])).status).toBe(200);
      expect((await remove(id)).status).toBeLessThan(300);
      expect((await server.api(addresses[viewer])).status).toBe(404);
    });
  }

  it('comes back everywhere when the hub restores it', async () => {
    const id = await MAKE.vaults(newName(), 'restored');
    await REMOVE.library?.(id);
    await server.json(`/api/assets/${id}/restore`);
    for (const viewer of DIALECTS) expect(await LOOK[viewer](id)).toMatchObject({ sha256: sha256('restored') });
  });
});

describe('assets without bytes', () => {
  it('are in the library alone', async () => {
    const json = { title: 'Only a link', asset_type: 'link', external_url: 'https://example.org/only-a-link' };
    const { data } = await server.json<{ data: { id: string } }>('/api/v1/assets', { method: 'POST', json });
    const id = known(fromUuid(data.id));
    for (const path of [
      `/api/store/asset/${id}`,
      `/api/store/asset/${id}/facts`,
      `/api/store/asset/${id}/versions`,
      `/api/store/asset/${id}/logs`,
      `/api/store/asset/download?id=${id}`,
      `/api/assets/${id}`,
      `/api/assets/${id}/download`,
      `/api/v1/vaults/${vault.id}/assets/asset_${toBase32(id)}`,
      `/api/admin/assets/${id}/addresses`,
    ]) {
      expect([path, (await server.api(path)).status]).toEqual([path, 404]);
    }
    expect((await server.api(`/api/assets/${id}`, { method: 'DELETE' })).status).toBe(404);
    expect((await server.api(`/api/share/`, { method: 'POST', json: { asset: id } })).status).toBe(404);
    const found = await server.json<{ collection_total: number }>('/api/store/asset/?search=only');
    expect(found.collection_total).toBe(0);
    const files = await server.json<{ files: { name: string }[] }>('/api/assets/root/files');
    expect(files.files.map((file) => file.name)).not.toContain('Only a link');
    const seen = await server.json<{ data: { id: string }[] }>('/api/v1/assets?search=only');
    expect(seen.data.map((one) => one.id)).toEqual([data.id]);
  });
});

describe("a vault's rules", () => {
  const conflictOf: Record<string, (body: Record<string, unknown>) => unknown> = {
    hub: (body) => body['status'],
    store: (body) => typeof body['detail'],
  };

  it('hold for folders and files that come by the hub', async () => {
    const vaultFolder = known(fromBase32(vault.id.slice('vault_'.length)));
    const loose = await MAKE.hub('loose.txt', 'loose');
    const id = await MAKE.vaults('taken.txt', 'taken');
    const other = await MAKE.vaults('other.txt', 'other');
    const refused: (readonly [string, RequestInit?])[] = [
      [`/api/assets/${channelId}/createfolder/deeper`],
      [`/api/assets/${vaultFolder}/createfolder/${encodeURIComponent('Not a component')}`],
      [`/api/assets/${loose}/move/${vaultFolder}`],
      [`/api/assets/${other}/rename/taken.txt`],
      [`/api/assets/${channelId}/rename/${encodeURIComponent('Not a component')}`],
      [`/api/assets/${vaultFolder}/move/${channelId}`],
      [`/api/assets/${vaultFolder}`, { method: 'DELETE' }],
      [`/api/assets/${vaultFolder}/upload`, { method: 'POST', body: formWith('in no channel.txt', 'x') }],
    ];
    for (const [path, init = {}] of refused) {
      const { headers: _, ...request } = init;
      const answer = await server.api(path, request);
      expect([path, answer.status]).toEqual([path, 409]);
      expect(conflictOf['hub']?.((await answer.json()) as Record<string, unknown>)).toBe('ERROR');
    }
    expect((await asRecorded(id)).name).toBe('taken.txt');
    expect((await asRecorded(loose)).vault).toBeNull();
  });

  it('hold for files that come by the store, and for what is restored into a taken place', async () => {
    const body = formWith('taken twice.txt', 'one');
    await server.json(`/api/store/asset/upload?folder=${channelId}`, { method: 'POST', body });
    const again = formWith('taken twice.txt', 'two');
    const answer = await server.api(`/api/store/asset/upload?folder=${channelId}`, { method: 'POST', body: again });
    expect(answer.status).toBe(409);
    expect(conflictOf['store']?.((await answer.json()) as Record<string, unknown>)).toBe('string');

    const id = await MAKE.vaults('came back.txt', 'first');
    await server.api(`/api/assets/${id}`, { method: 'DELETE' });
    await MAKE.vaults('came back.txt', 'second');
    const restored = await server.api(`/api/assets/${id}/restore`);
    expect(restored.status).toBe(409);
    const bulk = await server.api('/api/assets/restore', { method: 'POST', json: [id] });
    expect(bulk.status).toBe(409);
  });
});
