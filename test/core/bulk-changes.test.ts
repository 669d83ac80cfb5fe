// Changes of all that is selected: what is selected, that each entry is changed once and as a single one would be, and that it is
// taken back.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Asset, BulkChange, Core, Edit, Id, Selection } from '../../src/core/index.ts';
import {
  contentOf,
  giveUpJobOf,
  keyActor,
  newTenant,
  openTestCore,
  type TestCore,
  takeJobOf,
} from '../support/core.ts';
import { storedAndRecounted } from '../support/recount.ts';
import { restore } from '../support/trash.ts';

type Tenant = Actor & { readonly workspaceId: Id };

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(async () => {
  // Whatever the tests did: everything that is maintained still is right.
  const { stored, recounted } = await storedAndRecounted(core.engine.db);
  expect(stored).toEqual(recounted);
  await opened[Symbol.asyncDispose]();
});

const ALL = {
  type: 'list',
  filters: [],
  sort: { field: 'created', order: 'desc' },
  except: [],
  folderIds: [],
} as const satisfies Selection;
const entries = (assetIds: readonly Id[], folderIds: readonly Id[] = []): Selection => ({
  type: 'entries',
  assetIds,
  folderIds,
});
const tag = (...add: string[]): Edit => ({ type: 'tag', add, remove: [] });

const make = (actor: Actor, name: string, folderId: Id | null = null, more: { tags?: string[] } = {}) =>
  core.createAsset(actor, { name, folderId, content: contentOf(name), ...more });

async function makeMany(actor: Actor, count: number, folderId: Id | null = null): Promise<Asset[]> {
  const assets: Asset[] = [];
  for (let i = 0; i < count; i++) assets.push(await make(actor, `${String(i).padStart(4, '0')}.txt`, folderId));
  return assets;
}

/** To its end, as a job would go on with it. */
async function finish(actor: Tenant, begun: BulkChange): Promise<BulkChange> {
  while (await core.stepBulkChange(actor, begun.id));
  return core.getBulkChange(actor, begun.id);
}

const change = async (actor: Tenant, selection: Selection, edit: Edit): Promise<BulkChange> =>
  finish(actor, await core.beginBulkChange(actor, { selection, edit }));
const undo = async (actor: Tenant, { id }: BulkChange): Promise<BulkChange> =>
  finish(actor, await core.undoBulkChange(actor, id));

const eventsOf = async (actor: Actor, { id }: Asset) =>
  (await core.listAssetEvents(actor, id, { limit: 50 })).map(({ type, info }) => ({ type, info }));

const unknown = expect.objectContaining({ code: 'not_found' });
const refused = expect.objectContaining({ code: 'conflict' });
const wrong = (field: string) => expect.objectContaining({ code: 'invalid', field });

async function namesOf(actor: Tenant, selection: Selection): Promise<string[]> {
  const before = await core.getBulkChange(
    actor,
    (await core.beginBulkChange(actor, { selection, edit: tag('chosen') })).id,
  );
  await finish(actor, before);
  const page = await core.listAssets(actor, {
    filters: [{ field: 'tags', operator: 'eq', value: 'chosen' }],
    sort: { field: 'name', order: 'asc' },
    limit: 1_000,
    includeTotal: false,
  });
  await undo(actor, before);
  return page.items.map(({ name }) => name);
}

describe('a selection', () => {
  it('is what a list has, but for exceptions, from one asset to another in its order', async () => {
    const actor = await newTenant(core);
    const { id: folder } = await core.createFolder(actor, { name: 'here' });
    const [a, b, c, d] = [
      await make(actor, 'd', folder),
      await make(actor, 'c', folder),
      await make(actor, 'b', folder),
      await make(actor, 'a', folder),
    ];
    await make(actor, 'elsewhere');
    const here = { ...ALL, filters: [{ field: 'folder', operator: 'eq', value: folder }] } as const;
    expect(await namesOf(actor, here)).toEqual(['a', 'b', 'c', 'd']);
    expect(await namesOf(actor, { ...here, except: [b.id, d.id] })).toEqual(['b', 'd']);
    expect(await namesOf(actor, { ...here, from: c.id, to: b.id })).toEqual(['b', 'c']);
    expect(await namesOf(actor, { ...here, to: c.id })).toEqual(['a', 'b']);
    const byName = { ...here, sort: { field: 'name', order: 'asc' } } as const;
    expect(await namesOf(actor, { ...byName, from: c.id })).toEqual(['b', 'c', 'd']);
    expect(await namesOf(actor, { ...byName, from: c.id, to: b.id, except: [a.id, c.id] })).toEqual(['c']);
    expect(await core.measureSelection(actor, { ...here, except: [a.id] })).toEqual({
      assets: 3,
      folders: 0,
      bytes: 3,
    });
  });

  it.each([
    ['search', 'pear'],
    ['tags', 'fruit'],
  ])('is a range of what is found by %s', async (field, value) => {
    const actor = await newTenant(core);
    const found: Asset[] = [];
    for (const name of ['pear one', 'pear two', 'pear three', 'pear four'])
      found.push(await make(actor, name, null, { tags: ['fruit'] }));
    await make(actor, 'plum');
    const [first, second, third] = found.map(({ id }) => id);
    const list = { ...ALL, filters: [{ field, operator: 'eq', value }] } as const;
    expect(await namesOf(actor, { ...list, from: third, to: second })).toEqual(['pear three', 'pear two']);
    expect(await namesOf(actor, { ...list, except: first ? [first] : [] })).toEqual([
      'pear four',
      'pear three',
      'pear two',
    ]);
  });

  it('is settled when the change begins, whatever comes and goes while it runs', async () => {
    const actor = await newTenant(core);
    const { id: from } = await core.createFolder(actor, { name: 'from' });
    const { id: to } = await core.createFolder(actor, { name: 'to' });
    const assets = await makeMany(actor, 450, from);
    const begun = await core.beginBulkChange(actor, {
      selection: { ...ALL, filters: [{ field: 'folder', operator: 'eq', value: from }] },
      edit: { type: 'move', folderId: to },
    });
    expect(begun).toMatchObject({ state: 'running', total: 450, done: 0, finishedAt: null });
    expect(await core.stepBulkChange(actor, begun.id)).toBe(true);
    expect(await core.getBulkChange(actor, begun.id)).toMatchObject({ state: 'running', done: 200, failed: 0 });
    const late = await make(actor, 'late', from);
    const last = assets.at(-1);
    if (last) await core.deleteAsset(actor, last.id);
    const done = await finish(actor, begun);
    expect(done).toMatchObject({ state: 'done', total: 450, done: 450, failed: 1 });
    expect(done.failures).toEqual([{ id: last?.id, name: null, reason: 'It is not there any more.' }]);
    expect(await core.getFolder(actor, to)).toMatchObject({ assetCount: 449 });
    expect((await core.getAsset(actor, late.id)).folderId).toBe(from);
  });

  it.each(['updated', 'name', 'size'])(
    'in the order of %s, which the change alters, has each asset once',
    async (field) => {
      const actor = await newTenant(core);
      const assets = await makeMany(actor, 250);
      const done = await change(actor, { ...ALL, sort: { field, order: 'asc' }, from: assets[0]?.id }, tag('once'));
      expect(done).toMatchObject({ total: 250, done: 250, failed: 0 });
      for (const asset of assets) expect(await eventsOf(actor, asset)).toHaveLength(2);
    },
    60_000,
  );

  it('has up to ten thousand exceptions', async () => {
    const actor = await newTenant(core);
    const [kept, changed] = [await make(actor, 'kept'), await make(actor, 'changed')];
    const others = Array.from({ length: 9_999 }, (_, i) => i.toString(16).padStart(24, '0') as Id);
    const selection = { ...ALL, except: [...others, kept.id] };
    expect(await core.measureSelection(actor, selection)).toMatchObject({ assets: 1 });
    expect(await change(actor, selection, tag('t'))).toMatchObject({ total: 1, failed: 0 });
    expect((await core.getAsset(actor, changed.id)).tags).toEqual(['t']);
  });

  it('names no more than it may, and nothing that is not there', async () => {
    const actor = await newTenant(core);
    const other = await newTenant(core);
    const theirs = await make(other, 'theirs');
    const begin = (selection: Selection, edit = tag('x')) => core.beginBulkChange(actor, { selection, edit });
    const many = Array.from({ length: 1_001 }, () => theirs.id);
    await expect(begin(entries(many))).rejects.toEqual(wrong('selection.assets'));
    await expect(begin(entries([], many))).rejects.toEqual(wrong('selection.folders'));
    const except = Array.from({ length: 10_001 }, () => theirs.id);
    await expect(begin({ ...ALL, except })).rejects.toEqual(wrong('selection.except'));
    await expect(begin({ ...ALL, from: theirs.id })).rejects.toEqual(wrong('selection.from'));
    await expect(begin(ALL, { type: 'purge' })).rejects.toEqual(wrong('selection.query'));
    await expect(begin({ type: 'trash', except: [] }, { type: 'trash' })).rejects.toEqual(wrong('selection.trash'));
    await expect(begin(ALL, { type: 'tag', add: [' '], remove: [] })).rejects.toEqual(wrong('change.add'));
    await expect(begin(ALL, { type: 'tag', add: ['a'], remove: ['a'] })).rejects.toEqual(wrong('change.remove'));
    await expect(begin(ALL, { type: 'patch' })).rejects.toEqual(wrong('change'));
    await expect(begin(ALL, { type: 'move', folderId: theirs.id })).rejects.toEqual(unknown);
    expect(await core.listBulkChanges(actor)).toEqual([]);
  });
});

describe('a change of a selection', () => {
  it('tags as single changes would, and takes back only what it did', async () => {
    const actor = await newTenant(core);
    const [a, b, c] = [
      await make(actor, 'a', null, { tags: ['old', 'both'] }),
      await make(actor, 'b', null, { tags: ['new'] }),
      await make(actor, 'c'),
    ];
    const edit: Edit = { type: 'tag', add: ['new', 'both'], remove: ['old'] };
    const done = await change(actor, ALL, edit);
    expect(done).toMatchObject({ state: 'done', total: 3, done: 3, failed: 0 });
    expect(done.finishedAt).not.toBeNull();
    expect((await core.getAsset(actor, a.id)).tags).toEqual(['both', 'new']);
    expect((await core.getAsset(actor, b.id)).tags).toEqual(['new', 'both']);
    expect(await eventsOf(actor, c)).toContainEqual({ type: 'updated', info: { fields: ['tags'] } });
    expect((await core.listTags(actor)).sort()).toEqual(['both', 'new']);

    await core.patchAsset(actor, c.id, { tags: ['new'] });
    const undone = await undo(actor, done);
    expect(undone).toMatchObject({ state: 'undone', total: 3, done: 3, failed: 1 });
    expect(undone.failures).toEqual([{ id: c.id, name: 'c', reason: 'It was changed since.' }]);
    expect((await core.getAsset(actor, a.id)).tags).toEqual(['both', 'old']);
    expect((await core.getAsset(actor, b.id)).tags).toEqual(['new']);
    await expect(core.undoBulkChange(actor, done.id)).rejects.toEqual(refused);
  });

  it('is found by the text of what it wrote', async () => {
    const actor = await newTenant(core);
    await makeMany(actor, 3);
    const found = async (text: string) =>
      (
        await core.listAssets(actor, {
          filters: [{ field: 'search', operator: 'eq', value: text }],
          sort: { field: 'created', order: 'desc' },
          limit: 10,
          includeTotal: true,
        })
      ).total;
    const done = await change(actor, ALL, { type: 'patch', description: 'marmalade' });
    expect(await found('marmalade')).toBe(3);
    await undo(actor, done);
    expect(await found('marmalade')).toBe(0);
  });

  it('patches what is said, and puts back what was there', async () => {
    const actor = await newTenant(core);
    const one = await make(actor, 'one');
    await core.patchAsset(actor, one.id, { description: 'mine', metadata: { kept: 1, color: 'red' } });
    const two = await make(actor, 'two');
    const { id: folder } = await core.createFolder(actor, { name: 'folder' });
    const edit: Edit = { type: 'patch', isPublic: true, description: 'ours', metadata: { color: 'blue', kept: null } };
    const done = await change(actor, entries([one.id, two.id], [folder]), edit);
    expect(done).toMatchObject({ total: 3, failed: 1 });
    expect(done.failures).toMatchObject([{ id: folder, name: 'folder' }]);
    expect(await core.getAsset(actor, one.id)).toMatchObject({
      isPublic: true,
      description: 'ours',
      metadataJson: '{"color":"blue"}',
    });
    expect(await undo(actor, done)).toMatchObject({ state: 'undone', total: 2, failed: 0 });
    const back = await core.getAsset(actor, one.id);
    expect(back).toMatchObject({ isPublic: false, description: 'mine' });
    expect(JSON.parse(back.metadataJson)).toEqual({ kept: 1, color: 'red' });
    expect(await core.getAsset(actor, two.id)).toMatchObject({ description: null, metadataJson: '{}' });
  });

  it('moves assets and whole folders, and back; one that has no place there is named', async () => {
    const actor = await newTenant(core);
    const { id: source } = await core.createFolder(actor, { name: 'source' });
    const { id: target } = await core.createFolder(actor, { name: 'target', parentId: source });
    const { id: plain } = await core.createFolder(actor, { name: 'plain' });
    const asset = await make(actor, 'asset', plain);
    const done = await change(actor, entries([asset.id], [source, plain]), { type: 'move', folderId: target });
    expect(done).toMatchObject({ total: 3, done: 3, failed: 1 });
    expect(done.failures).toEqual([
      { id: source, name: 'source', reason: 'A folder can not be moved into itself or below itself.' },
    ]);
    expect(await core.getFolder(actor, plain)).toMatchObject({ parentId: target, depth: 2 });
    expect(await eventsOf(actor, asset)).toContainEqual({ type: 'moved', info: { from: plain, to: target } });
    expect(await undo(actor, done)).toMatchObject({ total: 2, failed: 0 });
    expect(await core.getFolder(actor, plain)).toMatchObject({ parentId: null, depth: 0, assetCount: 1 });
  });

  it('into a vault takes what its rules allow, of several of one name the first', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { slug: `v${actor.workspaceId}`, name: 'Vault' });
    const part = await core.createFolder(actor, { name: 'p', parentId: vault.id });
    const collection = await core.createFolder(actor, { name: 'c', parentId: part.id });
    const channel = await core.createFolder(actor, { name: 'ch', parentId: collection.id });
    const [one, same, other] = [await make(actor, 'x.txt'), await make(actor, 'x.txt'), await make(actor, 'y.txt')];
    const selection = entries([one.id, same.id, other.id]);
    const done = await change(actor, selection, { type: 'move', folderId: channel.id });
    expect(done).toMatchObject({ total: 3, failed: 1 });
    expect(done.failures).toMatchObject([{ id: same.id, name: 'x.txt' }]);
    expect((await core.getAsset(actor, other.id)).vault).toMatchObject({ vaultId: vault.id, channel: 'ch' });
    const refusedAll = await change(actor, selection, { type: 'move', folderId: part.id });
    expect(refusedAll).toMatchObject({ total: 3, failed: 3 });
    expect(await undo(actor, done)).toMatchObject({ total: 2, failed: 0 });
    expect((await core.getAsset(actor, one.id)).vault).toBeNull();
  });

  it('trashes folders with what is in them, and undo leaves alone what came back or went again since', async () => {
    const actor = await newTenant(core);
    const { id: folder } = await core.createFolder(actor, { name: 'folder' });
    const inside = await make(actor, 'inside', folder);
    const [alone, again] = [await make(actor, 'alone'), await make(actor, 'again')];
    const done = await change(actor, entries([inside.id, alone.id, again.id], [folder]), { type: 'trash' });
    expect(done).toMatchObject({ total: 4, done: 4, failed: 0 });
    for (const { id } of [inside, alone, again]) await expect(core.getAsset(actor, id)).rejects.toEqual(unknown);
    await restore(core, actor, again.id);
    const undone = await undo(actor, done);
    expect(undone).toMatchObject({ total: 4, done: 4, failed: 1 });
    expect(undone.failures).toMatchObject([{ id: again.id }]);
    expect(await core.getFolder(actor, folder)).toMatchObject({ assetCount: 1 });
    expect((await core.getAsset(actor, alone.id)).trashedAt).toBeNull();
  });

  it('restores and purges what is in the trash but for exceptions', async () => {
    const actor = await newTenant(core);
    const { id: folder } = await core.createFolder(actor, { name: 'folder' });
    const inside = await make(actor, 'inside', folder);
    const [a, b, c] = [await make(actor, 'a'), await make(actor, 'b'), await make(actor, 'c')];
    await change(actor, entries([a.id, b.id, c.id], [folder]), { type: 'trash' });
    const trash = (...except: Id[]): Selection => ({ type: 'trash', except });
    expect(await core.measureSelection(actor, trash(c.id))).toEqual({ assets: 2, folders: 1, bytes: 8 });
    const restored = await change(actor, trash(b.id, c.id), { type: 'restore' });
    expect(restored).toMatchObject({ total: 2, failed: 0 });
    expect((await core.getAsset(actor, inside.id)).folderId).toBe(folder);
    expect(await undo(actor, restored)).toMatchObject({ total: 2, failed: 0 });
    expect(await change(actor, trash(c.id), { type: 'purge' })).toMatchObject({ total: 3, failed: 0 });
    expect(await core.measureSelection(actor, trash())).toMatchObject({ assets: 1, folders: 0 });
    const emptied = await change(actor, trash(), { type: 'purge' });
    expect(emptied).toMatchObject({ state: 'done', total: 1, done: 1 });
    await expect(core.undoBulkChange(actor, emptied.id)).rejects.toEqual(refused);
    await core.purgeDoomed();
    const live = await change(actor, entries([(await make(actor, 'live')).id]), { type: 'purge' });
    expect(live.failures).toMatchObject([{ name: 'live', reason: 'It is not in the trash.' }]);
  });

  it('with one idempotency key is made once, also when it is asked for twice at the same time', async () => {
    const actor = await newTenant(core);
    await make(actor, 'a');
    const idempotencyKey = `bulk ${actor.workspaceId}`;
    const begin = () => core.beginBulkChange(actor, { selection: ALL, edit: tag('t'), idempotencyKey });
    const [one, two] = await Promise.all([begin(), begin()]);
    expect(one.id).toBe(two.id);
    expect(await core.listBulkChanges(actor)).toHaveLength(1);
  });

  it('beside others over the same assets ends as if one had come after the other', async () => {
    const actor = await newTenant(core);
    const assets = await makeMany(actor, 401);
    const changes = await Promise.all(
      ['x', 'y', 'z'].map((word) => core.beginBulkChange(actor, { selection: ALL, edit: tag(word) })),
    );
    await Promise.all([...changes, ...changes].map((begun) => finish(actor, begun)));
    for (const { id } of changes)
      expect(await core.getBulkChange(actor, id)).toMatchObject({ state: 'done', done: 401, failed: 0 });
    for (const { id } of assets.slice(-3))
      expect([...(await core.getAsset(actor, id)).tags].sort()).toEqual(['x', 'y', 'z']);
    const [first] = assets;
    // Of each change one.
    if (first) expect(await eventsOf(actor, first)).toHaveLength(4);
  });
});

describe('who may', () => {
  it('sees only what it made, in its workspace', async () => {
    const actor = await newTenant(core);
    const other = await newTenant(core);
    const done = await change(actor, ALL, tag('t'));
    await expect(core.getBulkChange(other, done.id)).rejects.toEqual(unknown);
    const colleague = { ...actor, id: '0000000000000000000000bb' as Id };
    await expect(core.getBulkChange(colleague, done.id)).rejects.toEqual(unknown);
    await expect(core.undoBulkChange(colleague, done.id)).rejects.toEqual(unknown);
    const reader = keyActor(actor.workspaceId, ['assets:read']);
    await expect(core.getBulkChange(reader, done.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(core.beginBulkChange(reader, { selection: ALL, edit: tag('t') })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await core.stepBulkChange(other, done.id)).toBe(false);
  });

  it('changes nothing of other workspaces, which it is told nothing of', async () => {
    const actor = await newTenant(core);
    const other = await newTenant(core);
    const theirs = await make(other, 'theirs');
    const { id: theirFolder } = await core.createFolder(other, { name: 'their folder' });
    const done = await change(actor, entries([theirs.id], [theirFolder]), { type: 'trash' });
    expect(done).toMatchObject({ total: 2, done: 2, failed: 2 });
    for (const { name, reason } of done.failures) expect([name, reason]).toEqual([null, 'It is not there any more.']);
    expect(await core.measureSelection(actor, entries([theirs.id], [theirFolder]))).toEqual({
      assets: 0,
      folders: 0,
      bytes: 0,
    });
    expect((await core.getAsset(other, theirs.id)).trashedAt).toBeNull();
  });

  it('may use one vault selects in it alone', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { slug: `w${actor.workspaceId}`, name: 'Vault' });
    const bound = { ...keyActor(actor.workspaceId, ['admin'], vault.id), workspaceId: actor.workspaceId };
    const address = { partition: 'p', collection: 'c', channel: 'h' };
    const part = await core.createFolder(actor, { name: 'p', parentId: vault.id });
    const collection = await core.createFolder(actor, { name: 'c', parentId: part.id });
    const channel = await core.createFolder(actor, { name: 'h', parentId: collection.id });
    const inside = await make(actor, 'inside', channel.id);
    const outside = await make(actor, 'outside');
    expect(inside.vault).toMatchObject(address);
    expect(await core.measureSelection(bound, ALL)).toMatchObject({ assets: 1 });
    expect(await change(bound, ALL, tag('bound'))).toMatchObject({ total: 1, failed: 0 });
    expect(await change(bound, entries([outside.id]), tag('bound'))).toMatchObject({ total: 1, failed: 1 });
    expect((await core.getAsset(actor, outside.id)).tags).toEqual([]);
    await expect(
      core.beginBulkChange(bound, { selection: ALL, edit: { type: 'move', folderId: null } }),
    ).rejects.toEqual(unknown);
  });

  it('may only write is told no names, and selects no lists', async () => {
    const actor = await newTenant(core);
    const asset = await make(actor, 'secret name');
    const writer = { ...keyActor(actor.workspaceId, ['assets:write']), workspaceId: actor.workspaceId };
    await expect(core.beginBulkChange(writer, { selection: ALL, edit: tag('t') })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const done = await change(writer, entries([asset.id]), { type: 'purge' });
    expect(done.failures).toEqual([{ id: asset.id, name: null, reason: 'It is not in the trash.' }]);
  });

  it('may not act any more goes on with nothing in the background', async () => {
    const actor = await newTenant(core);
    await makeMany(actor, 401);
    const { key } = await core.createKey(actor, { label: 'short-lived', scopes: ['assets:read', 'assets:write'] });
    const holder = { ...keyActor(actor.workspaceId, ['assets:read', 'assets:write']), ...actor, id: key.id } as Tenant;
    const begun = await core.beginBulkChange(holder, { selection: ALL, edit: tag('t') });
    expect(await core.stepBulkChange(holder, begun.id)).toBe(true);
    await core.revokeApiKey(actor, key.id);
    expect(await core.stepBulkChange(holder, begun.id)).toBe(false);
    const ended = await core.getBulkChange(holder, begun.id);
    expect(ended).toMatchObject({ state: 'done', total: 401, done: 401, failed: 201 });
    expect(ended.failures).toHaveLength(100);
  });

  it('begins too many at once waits', async () => {
    const actor = await newTenant(core);
    await makeMany(actor, 201);
    const begin = () => core.beginBulkChange(actor, { selection: ALL, edit: tag('t') });
    for (let i = 0; i < 20; i++) await begin();
    await expect(begin()).rejects.toMatchObject({ code: 'busy' });
  });
});

it('a change that nobody can go on with ends, and says of the rest that it was not changed', async () => {
  const actor = await newTenant(core);
  await makeMany(actor, 201);
  const begun = await core.beginBulkChange(actor, { selection: ALL, edit: tag('t') });
  await core.stepBulkChange(actor, begun.id);
  const job = await takeJobOf(core, begun.id);
  const why = { error: 'broken', reason: 'It is broken.' };
  expect(await core.giveUpJob(job.payload, job, why)).toBe(true);
  expect(await core.giveUpJob(job.payload, job, why)).toBe(false);
  const ended = await core.getBulkChange(actor, begun.id);
  expect(ended).toMatchObject({ state: 'done', done: 201, failed: 1 });
  expect(ended.failures).toMatchObject([{ reason: 'The server could not go on with the change.' }]);
  expect(await undo(actor, ended)).toMatchObject({ state: 'undone', total: 200, done: 200, failed: 0 });
});

it('a job for it that runs again, or when it has been forgotten, changes nothing', async () => {
  const actor = await newTenant(core);
  const [first] = await makeMany(actor, 201);
  const begun = await core.beginBulkChange(actor, { selection: ALL, edit: tag('t') });
  await finish(actor, begun);
  await core.runBulkChange(actor, begun.id);
  await core.engine.write('testRun', [`delete from bulk_changes where id = '${begun.id}'`]);
  await core.runBulkChange(actor, begun.id);
  expect(await giveUpJobOf(core, begun.id, 'It is gone.')).toBe(true);
  if (first) expect(await eventsOf(actor, first)).toHaveLength(2);
});

it('what was changed more than seven days ago can neither be read nor taken back', async () => {
  const actor = await newTenant(core);
  const done = await change(actor, entries([(await make(actor, 'a')).id]), tag('t'));
  const age = (ms: number) =>
    core.engine.write('testRun', [`update bulk_changes set finished_at = finished_at - ${ms} where id = '${done.id}'`]);
  await age(6.9 * 24 * 3_600_000);
  await core.forgetExpired();
  expect(await core.getBulkChange(actor, done.id)).toMatchObject({ state: 'done' });
  await age(0.2 * 24 * 3_600_000);
  await expect(core.undoBulkChange(actor, done.id)).rejects.toEqual(refused);
  await core.forgetExpired();
  await expect(core.getBulkChange(actor, done.id)).rejects.toEqual(unknown);
  expect(
    await core.engine.db.selectFrom('bulk_change_steps').select('number').where('change_id', '=', done.id).execute(),
  ).toEqual([]);
});
