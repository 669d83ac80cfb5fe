// Pages of publications against the plainest way to make them, the indexes they are read by, and what is maintained of references.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Actor,
  type Asset,
  type Core,
  isReference,
  PUBLICATION_KINDS,
  type Publication,
  titleOf,
} from '../../src/core/index.ts';
import { listPublications, type PublicationQuery } from '../../src/database/publications.ts';
import { contentOf, examined, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { storedAndRecounted } from '../support/recount.ts';
import { trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
let tenant: Awaited<ReturnType<typeof newTenant>>;
let all: Publication[];
let bound: Actor;

const WORDS = ['alpha', 'beta', 'gamma', 'Ålpha', 'betamax', 'x'];
const at = <T>(list: readonly T[], i: number): T => {
  const item = list[i % list.length];
  if (item === undefined) throw new Error('the list is empty');
  return item;
};

beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
  tenant = await newTenant(core);
  const stranger = await newTenant(core);
  const vault = await core.createVault(tenant, { name: 'vault' });
  bound = keyActor(tenant.workspaceId, ['admin'], vault.id);
  let seed = 11;
  const next = (): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor(seed / 65_536);
  };
  const text = () => `${at(WORDS, next())} ${at(WORDS, next())}`;
  const made: Publication[] = [];
  for (let i = 0; i < 150; i++) {
    const actor = i % 20 === 19 ? stranger : tenant;
    const title = next() % 4 === 0 ? null : text();
    const description = next() % 3 === 0 ? text() : null;
    const kind = at(PUBLICATION_KINDS, next());
    let one: Publication;
    if (kind === 'link' || kind === 'external_video' || kind === 'collection' || kind === 'git') {
      const externalUrl = 'https://example.org/';
      one = await core.createReference(actor, { kind, title: title ?? 'untitled', description, externalUrl });
    } else {
      const content = contentOf(`bytes ${i}`, `x/${kind}`, kind);
      const details = { name: `${at(WORDS, next())} ${i}.bin`, title, description, content };
      const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
      one =
        i % 7 === 0 && actor === tenant
          ? await core.createVaultAsset(tenant, { ...details, address })
          : await core.createAsset(actor, { ...details, folderId: null });
      if (next() % 3 === 0) await core.noteExamined(one, examined(one, {}, text()));
    }
    if (i % 8 === 0) await core.patchPublication(actor, one.id, { title: text() });
    if (i % 11 === 0) await core.trashPublication(actor, one.id);
    else if (i % 13 === 0 && !isReference(one)) await core.patchAsset(actor, one.id, { expiresAt: Date.now() - 1 });
    else if (actor === tenant) made.push(one);
  }
  all = await Promise.all(made.map((one) => core.getPublication(tenant, one.id)));
});
afterAll(() => opened[Symbol.asyncDispose]());

const shown = (one: Publication): string => (isReference(one) ? one.title : titleOf(one));
const fold = (text: string): string => text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
const titleKey = (one: Publication): string => shown(one).normalize('NFC').toLowerCase();
const KEYS: Record<'created' | 'title' | 'updated', (a: Publication, b: Publication) => number> = {
  created: (a, b) => a.createdAt - b.createdAt,
  title: (a, b) => byBytes(titleKey(a), titleKey(b)),
  updated: (a, b) => a.updatedAt - b.updatedAt,
};

const extracted = async (one: Publication): Promise<string> => {
  if (isReference(one)) return '';
  const media = core.engine.db.selectFrom('media').select('text').where('sha256', '=', one.sha256);
  return (await media.where('mime_type', '=', one.mimeType).executeTakeFirst())?.text ?? '';
};

/** In which tier all words are found; undefined where they are not. */
async function tierOf(one: Publication, search: string): Promise<number | undefined> {
  const wanted = fold(search).split(' ');
  const texts = [shown(one), one.description ?? '', await extracted(one)];
  const tiers = texts.map((_, i) => fold(texts.slice(0, i + 1).join(' ')).match(/[\p{L}\p{N}]+/gu) ?? []);
  const found = tiers.findIndex((words) =>
    wanted.every((want) => words.some((word) => (want.length > 1 ? word.startsWith(want) : word === want))),
  );
  return found < 0 ? undefined : found;
}

async function expected(query: PublicationQuery, among: readonly Publication[]): Promise<Publication[]> {
  const tiers = new Map<Publication, number>();
  for (const one of among) {
    const tier = query.search === undefined ? 0 : await tierOf(one, query.search);
    if (tier !== undefined && (query.kind === undefined || one.kind === query.kind)) tiers.set(one, tier);
  }
  const sort = query.sort ?? 'created';
  const sign = query.order === 'asc' ? 1 : -1;
  return [...tiers.keys()].sort((a, b) => {
    const ranked = query.search !== undefined && query.sort === undefined;
    const byTier = ranked ? (tiers.get(a) ?? 0) - (tiers.get(b) ?? 0) : 0;
    return byTier || sign * (KEYS[sort](a, b) || byBytes(a.id, b.id));
  });
}

const QUERIES = [undefined, 'alpha', 'be', 'beta gamma', 'x', 'betam ALPHA', 'nothing'].flatMap((search) =>
  [undefined, 'image', 'link', 'collection', 'external_video'].flatMap((kind) =>
    [undefined, 'created', 'title', 'updated'].flatMap((sort) =>
      (['asc', 'desc'] as const)
        // By relevance there is one order.
        .filter((order) => order === 'desc' || sort !== undefined || search === undefined)
        .map((order) => ({ search, kind, sort, order }) as PublicationQuery),
    ),
  ),
);

describe('a list of publications', () => {
  it('is what the plainest way gives, page by page, with its exact total', async () => {
    for (const [actor, among] of [
      [tenant, all],
      [bound, all.filter((one) => !isReference(one) && one.vault !== null)],
    ] as const) {
      for (const query of QUERIES) {
        const whole = await expected(query, among);
        for (const limit of [7, 1_000]) {
          const ids = [];
          for (let offset = 0; offset === 0 || offset < whole.length; offset += limit) {
            const { items, total } = await core.listPublications(actor, { ...query, offset, limit });
            expect([query, total]).toEqual([query, whole.length]);
            ids.push(...items.map((one) => one.id));
          }
          expect([query, ids]).toEqual([query, whole.map((one) => one.id)]);
        }
      }
    }
    expect(all.length).toBeGreaterThan(100);
  });

  it('walks along an order for a page of many matches as it sorts few', async () => {
    const sight = { workspaceId: tenant.workspaceId, vaultId: null, now: Date.now() };
    for (const order of ['asc', 'desc'] as const) {
      const query = { search: 'al', sort: 'title', order, offset: 3, limit: 1 } as const;
      const whole = await expected({ ...query, offset: 0 }, all);
      const { items } = await listPublications(core.engine.db, sight, query);
      expect(items.map((one) => one.id)).toEqual([whole[3]?.id]);
    }
  });
});

describe('references', () => {
  it('leave everything maintained as a recount finds it, whatever happens to them', async () => {
    const { stored, recounted } = await storedAndRecounted(core.engine.db);
    expect(stored).toEqual(recounted);
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('are put back into totals and the text index when those are mended', async () => {
    const reference = await core.createReference(tenant, { kind: 'git', title: 'mended' });
    await core.engine.write('testUnindex', [reference.seq]);
    await core.engine.write('testRun', [`update asset_counts set assets = assets + 1 where value = 'git'`]);
    expect((await Array.fromAsync(core.findDiscrepancies())).map(({ table }) => table)).toEqual([
      'asset_counts',
      'asset_search',
    ]);
    await core.repairDiscrepancies();
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
    const found = await core.listPublications(tenant, { search: 'mended', order: 'desc', offset: 0, limit: 1 });
    expect(found).toMatchObject({ total: 1, items: [{ id: reference.id }] });
    await core.trashPublication(tenant, reference.id);
  });

  it('are no assets to anything that works with assets', async () => {
    const references = all.filter(isReference);
    const ids = references.map((one) => one.id);
    expect(ids.length).toBeGreaterThan(10);
    expect((await core.findReadableAssets(tenant, ids)).size).toBe(0);
    for (const id of ids.slice(0, 3)) {
      await expect(core.getAsset(tenant, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(core.patchAsset(tenant, id, { name: 'x' })).rejects.toMatchObject({ code: 'not_found' });
      await expect(trash(core, tenant, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(core.deleteAsset(tenant, id)).rejects.toMatchObject({ code: 'not_found' });
      await expect(core.createShare(tenant, { assetId: id, folderId: null })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const listed: Asset[] = [];
    const { items, total } = await core.listAssets(tenant, {
      filters: [],
      sort: { field: 'created', order: 'asc' },
      limit: 1_000,
      includeTotal: true,
    });
    listed.push(...items);
    expect(total).toBe(listed.length);
    expect(new Set(listed.map((one) => one.id)).intersection(new Set(ids)).size).toBe(0);
  });

  it('go for good once they are out of the trash, and out of the collections they were in', async () => {
    const link = await core.createReference(tenant, { kind: 'git', title: 'doomed' });
    const collection = await core.createReference(tenant, { kind: 'collection', title: 'holder', items: [link.id] });
    await core.trashPublication(tenant, link.id);
    await core.trashPublication(tenant, collection.id);
    await core.emptyTrash(tenant);
    await core.purgeDoomed();
    const rows = await sql`select id from assets where id in (${link.id}, ${collection.id})
      union all select item_id from collection_items where item_id = ${link.id}`.execute(core.engine.db);
    expect(rows.rows).toEqual([]);
    const { stored, recounted } = await storedAndRecounted(core.engine.db);
    expect(stored).toEqual(recounted);
  });
});

describe('a search', () => {
  it('shows the same whether matches and trash are few or many', async () => {
    await using fresh = await openTestCore();
    const { core, admin, workspaceId } = fresh;
    const vault = await core.createVault(admin, { name: 'vault' });
    const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
    const inVault = await core.createVaultAsset(admin, { name: 'common.txt', content: contentOf('v'), address });
    const copied = await core.createAsset(admin, { name: 'common.bin', content: contentOf('c'), folderId: null });
    const rare = await core.createReference(admin, { kind: 'git', title: 'common rarity' });
    const gone = await core.createReference(admin, { kind: 'git', title: 'common rarity' });
    await core.trashPublication(admin, gone.id);
    await core.engine.write('testMultiply', [copied.id, 1_100]);
    await core.repairDiscrepancies();
    const found = async (actor: Actor, search: string, sort?: 'title') => {
      const query = { search, sort, order: 'desc', limit: 3 } as const;
      const { items, total } = await core.listPublications(actor, { ...query, offset: 0 });
      const last = await core.listPublications(actor, { ...query, offset: Math.max(0, total - 1) });
      return [total, items.map((one) => one.id), last.items.map((one) => one.id)];
    };
    const bound = keyActor(workspaceId, ['admin'], vault.id);
    const [total] = await found(admin, 'common');
    expect(total).toBe(1_103);
    for (const sort of [undefined, 'title'] as const) {
      expect(await found(bound, 'common', sort)).toEqual([1, [inVault.id], [inVault.id]]);
      expect(await found(admin, 'rarity', sort)).toEqual([1, [rare.id], [rare.id]]);
    }
    await core.engine.write('testRun', [
      `update assets set trashed_at = 1, trash_root_id = id where seq > ${gone.seq} or id = '${copied.id}'`,
    ]);
    for (const sort of [undefined, 'title'] as const) {
      const [left, first] = await found(admin, 'common', sort);
      expect([left, first]).toEqual([2, [rare.id, inVault.id]]);
      expect(await found(admin, 'rarity', sort)).toEqual([1, [rare.id], [rare.id]]);
    }
  });
});
