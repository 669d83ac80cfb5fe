// Files and folders as entries of one tree: found by name and path, put into the trash and taken out of it together.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core, Entry, Id } from '../../src/core/index.ts';
import { recordOf } from '../../src/core/index.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const unknown = expect.objectContaining({ code: 'not_found' });
const refused = expect.objectContaining({ code: 'conflict' });
const asset = async (actor: Actor, name: string, folderId: Id | null = null): Promise<Id> =>
  (await core.createAsset(actor, { name, folderId, content: contentOf(`${name}${Math.random()}`) })).id;
const folder = async (actor: Actor, name: string, parentId: Id | null = null): Promise<Id> =>
  (await core.createFolder(actor, { name, parentId })).id;
/** As one does who looks first: what is live goes to the trash, what is in it out of it. */
async function discard(actor: Actor, ids: readonly Id[], recursive: boolean): Promise<Entry[]> {
  const states = await Promise.all(ids.map((id) => stateOf(actor, id)));
  const trash = ids.filter((_, index) => states[index] !== 'trash');
  return core.discardEntries(actor, { trash, purge: ids.filter((id) => !trash.includes(id)), recursive });
}
const run = (statement: string): Promise<unknown> => core.engine.write('testRun', [statement]);
const idOf = (entry: Entry | undefined): Id | undefined => entry && recordOf(entry).id;
const stateOf = async (actor: Actor, id: Id): Promise<'live' | 'trash' | 'gone'> => {
  const entry = await core.getEntry(actor, id).catch(() => undefined);
  if (!entry) return 'gone';
  return recordOf(entry).trashedAt === null ? 'live' : 'trash';
};

describe('finding', () => {
  it('takes the oldest of a name, whatever its case, files and folders alike', async () => {
    const actor = await newTenant(core);
    const first = await folder(actor, 'Photos');
    await asset(actor, 'photos');
    expect(idOf(await core.findEntryNamed(actor, 'PHOTOS', { state: 'live' }))).toBe(first);
    const file = await asset(actor, 'notes.txt');
    await folder(actor, 'Notes.txt');
    expect(idOf(await core.findEntryNamed(actor, 'notes.TXT', { state: 'live' }))).toBe(file);
    expect(await core.findEntryNamed(actor, 'notes.txt', { state: 'live', type: 'folder' })).not.toMatchObject({
      asset: { id: file },
    });
    expect(await core.findEntryNamed(actor, 'notes.txt', { state: 'trash' })).toBeUndefined();
  });

  it('finds by a path, exactly written names before others, through any of several folders of a name', async () => {
    const actor = await newTenant(core);
    const lower = await folder(actor, 'a');
    const upper = await folder(actor, 'A');
    const inUpper = await asset(actor, 'only here.txt', upper);
    const twice = [await asset(actor, 'x', lower), await asset(actor, 'X', lower)];
    expect(idOf(await core.findEntryAt(actor, ['A']))).toBe(upper);
    expect(idOf(await core.findEntryAt(actor, ['a']))).toBe(lower);
    expect(idOf(await core.findEntryAt(actor, ['a', 'Only Here.TXT']))).toBe(inUpper);
    expect(idOf(await core.findEntryAt(actor, ['a', 'X']))).toBe(twice[1]);
    expect(idOf(await core.findEntryAt(actor, ['A', 'x']))).toBe(twice[0]);
    expect(await core.findEntryAt(actor, ['a', 'x'], 'folder')).toBeUndefined();
    expect(await core.findEntryAt(actor, ['b', 'x'])).toBeUndefined();
    expect(await core.findEntryAt(actor, [])).toBeUndefined();
  });

  it('tells names apart that only look alike', async () => {
    const actor = await newTenant(core);
    const [squared, one] = [await asset(actor, 'p².txt'), await folder(actor, '①')];
    expect(await core.findEntryNamed(actor, 'p2.txt', { state: 'live' })).toBeUndefined();
    expect(idOf(await core.findEntryNamed(actor, 'P².TXT', { state: 'live' }))).toBe(squared);
    expect((await core.ensureFolders(actor, null, ['1'])).id).not.toBe(one);
  });

  it('shows a stranger nothing', async () => {
    const actor = await newTenant(core);
    const stranger = await newTenant(core);
    const id = await asset(actor, 'mine.txt');
    await expect(core.getEntry(stranger, id)).rejects.toEqual(unknown);
    expect(await core.findEntryNamed(stranger, 'mine.txt', { state: 'live' })).toBeUndefined();
    expect(await core.findEntryAt(stranger, ['mine.txt'])).toBeUndefined();
    await expect(discard(stranger, [id], true)).rejects.toEqual(unknown);
    expect(await stateOf(actor, id)).toBe('live');
  });

  it('tells ancestors, history and the names of who made it', async () => {
    const actor = await newTenant(core);
    const outer = await folder(actor, 'outer');
    const inner = await folder(actor, 'inner', outer);
    const id = await asset(actor, 'old.txt', inner);
    await core.patchAsset(actor, id, { name: 'new.txt' });
    const entry = await core.getEntry(actor, id);
    const details = (await core.getEntryDetails(actor, [entry])).get(id);
    expect(details?.ancestors.map((one) => one.id)).toEqual([outer, inner]);
    expect(details?.history.map((change) => change.type)).toEqual(['created', 'renamed']);
    expect(details?.history.at(-1)?.info).toEqual({ from: 'old.txt', to: 'new.txt' });
  });

  it('lists the tree in pages, parents before children and siblings by name', async () => {
    const actor = await newTenant(core);
    const b = await folder(actor, 'b');
    const a = await folder(actor, 'A');
    const under = [await folder(actor, 'z', a), await folder(actor, 'c', b)];
    const ids: Id[] = [];
    let after: Awaited<ReturnType<Core['listTree']>>['next'];
    do {
      const page = await core.listTree(actor, { after, limit: 1 });
      ids.push(...page.items.map((one) => one.id));
      after = page.next;
    } while (after);
    expect(ids).toEqual([a, b, under[1], under[0]]);
  });
});

describe('files put into a folder', () => {
  it('replace the file of that name, which stays the same asset and keeps its earlier bytes', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const [first] = await core.putFiles(actor, { folderId: home, files: [{ name: 'a.txt', content: contentOf('1') }] });
    const [second, other] = await core.putFiles(actor, {
      folderId: home,
      files: [
        { name: 'a.txt', content: contentOf('2') },
        { name: 'A.txt', content: contentOf('3') },
      ],
    });
    expect(second).toMatchObject({ id: first?.id, version: 2 });
    expect(other?.id).not.toBe(first?.id);
    expect(await core.listVersions(actor, first?.id ?? home)).toHaveLength(2);
  });

  it('are all there or none', async () => {
    const actor = await newTenant(core);
    const stranger = await newTenant(core);
    const home = await folder(stranger, 'home');
    const files = [{ name: 'a.txt', content: contentOf('a') }];
    await expect(core.putFiles(actor, { folderId: home, files })).rejects.toEqual(unknown);
    expect(await core.findEntryAt(actor, ['a.txt'])).toBeUndefined();
  });
});

describe('a path of folders', () => {
  it('is made where it is missing, and used where it is there in any case', async () => {
    const actor = await newTenant(core);
    const made = await core.ensureFolders(actor, null, ['One', 'Two', 'Three']);
    expect((await core.ensureFolders(actor, null, ['one', 'TWO', 'Three'])).id).toBe(made.id);
    expect((await core.getFolderPaths([made.id])).get(made.id)).toEqual(['One', 'Two', 'Three']);
    await expect(core.ensureFolders(actor, null, ['a/b'])).rejects.toMatchObject({ code: 'invalid' });
    await expect(core.ensureFolders(actor, null, [])).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('entries discarded together', () => {
  it('go all or none', async () => {
    const actor = await newTenant(core);
    const one = await asset(actor, 'one');
    const missing = (await core.createFolder(actor, { name: 'gone' })).id;
    await core.deleteFolder(actor, missing, false);
    await expect(discard(actor, [one, missing], true)).rejects.toEqual(unknown);
    expect(await stateOf(actor, one)).toBe('live');
    await expect(core.restoreEntries(actor, [one, missing])).rejects.toEqual(unknown);
    expect((await core.restoreEntries(actor, [one])).map(idOf)).toEqual([one]);
  });

  it('ask for recursive where a folder is not empty', async () => {
    const actor = await newTenant(core);
    const full = await folder(actor, 'full');
    const inside = await asset(actor, 'inside', full);
    const empty = await folder(actor, 'empty');
    await expect(discard(actor, [empty, full], false)).rejects.toEqual(refused);
    expect(await stateOf(actor, empty)).toBe('live');
    const discarded = await discard(actor, [inside, full, empty], true);
    expect(discarded.map((entry) => recordOf(entry).trashedAt === null)).toEqual([false, false, false]);
    const restored = await core.restoreEntries(actor, [inside, full, empty]);
    expect(restored.map(idOf)).toEqual([inside, full, empty]);
    expect(await stateOf(actor, inside)).toBe('live');
  });

  it('leave the trash for good when they are discarded there, at once for everybody', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const inside = await asset(actor, 'inside', home);
    const deeper = await folder(actor, 'deeper', home);
    const alone = await asset(actor, 'alone', deeper);
    await discard(actor, [alone], false);
    await discard(actor, [home], true);
    expect((await core.listTrashedFolders(actor, { limit: 9 })).items.map((one) => one.id)).toEqual([home]);
    expect((await core.listTrashedAssets(actor, { limit: 9 })).items.map((one) => one.id)).toEqual([alone]);
    await discard(actor, [home], true);
    for (const id of [home, inside, deeper]) expect(await stateOf(actor, id)).toBe('gone');
    await expect(core.restoreEntries(actor, [home])).rejects.toEqual(unknown);
    await expect(core.restoreEntries(actor, [inside])).rejects.toEqual(unknown);
    expect((await core.listTrashedFolders(actor, { limit: 9 })).items).toEqual([]);
    await core.purgeDoomed();
    await core.purgeDoomed();
    expect(await run(`select count(*) as n from folders where id in ('${home}', '${deeper}')`)).toEqual([{ n: 0 }]);
    // What was trashed before, on its own, is still there, and comes back to the top level.
    const [back] = await core.restoreEntries(actor, [alone]);
    expect(back).toMatchObject({ type: 'asset', asset: { folderId: null } });
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('can be discarded one by one out of a folder in the trash, which keeps the others', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const [gone, kept] = [await asset(actor, 'gone', home), await asset(actor, 'kept', home)];
    const deeper = await folder(actor, 'deeper', home);
    await discard(actor, [home], true);
    await discard(actor, [gone, deeper], true);
    expect(await stateOf(actor, gone)).toBe('gone');
    await core.restoreEntries(actor, [home]);
    expect(await stateOf(actor, kept)).toBe('live');
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });
});

describe('asking twice at the same time', () => {
  it('destroys nothing', async () => {
    const actor = await newTenant(core);
    const id = await asset(actor, 'twice');
    const once = { trash: [id], purge: [], recursive: true };
    await Promise.all([once, once, once].map((discarding) => core.discardEntries(actor, discarding)));
    expect(await stateOf(actor, id)).toBe('trash');
    await Promise.all([core.restoreEntries(actor, [id]), core.restoreEntries(actor, [id])]);
    expect(await stateOf(actor, id)).toBe('live');
    await expect(core.discardEntries(actor, { trash: [], purge: [id], recursive: true })).rejects.toEqual(refused);
    expect(await stateOf(actor, id)).toBe('live');
  });
});

describe('many folders that were trashed one by one', () => {
  it('outlive the folder they lay in, each with what lies in it', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const ids: Id[] = [];
    for (let i = 0; i < 20; i++) {
      const outer = await folder(actor, `outer ${i}`, home);
      const inner = await folder(actor, 'inner', outer);
      await discard(actor, [inner], true);
      ids.push(outer, inner);
    }
    const outers = ids.filter((_, index) => index % 2 === 0);
    for (const outer of outers) await discard(actor, [outer], true);
    await discard(actor, [home], true);
    await discard(actor, [home], true);
    await core.purgeDoomed();
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
    const back = await core.restoreEntries(actor, outers);
    expect(back.map((entry) => entry.type === 'folder' && [entry.folder.parentId, entry.folder.depth])).toEqual(
      outers.map(() => [null, 0]),
    );
    const [inner] = await core.restoreEntries(actor, [ids[1] ?? home]);
    expect(inner).toMatchObject({ folder: { parentId: ids[0], depth: 1 } });
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });
});

describe('emptying the trash', () => {
  it('takes all that is in it of this workspace, and nothing that comes later', async () => {
    const actor = await newTenant(core);
    const other = await newTenant(core);
    const mine = [await asset(actor, 'a'), await folder(actor, 'b')];
    const theirs = await asset(other, 'c');
    await discard(actor, mine, true);
    await discard(other, [theirs], true);
    expect(await core.emptyTrash(actor)).toBe(2);
    expect(await core.emptyTrash(actor)).toBe(0);
    const later = await asset(actor, 'later');
    await discard(actor, [later], true);
    await core.purgeDoomed();
    expect(await stateOf(actor, later)).toBe('trash');
    expect(await stateOf(other, theirs)).toBe('trash');
    for (const id of mine) expect(await stateOf(actor, id)).toBe('gone');
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('happens by itself to what is old enough', async () => {
    const actor = await newTenant(core);
    const id = await asset(actor, 'old');
    await discard(actor, [id], true);
    await core.emptyOldTrash(0);
    await core.emptyOldTrash(3_600_000);
    expect(await stateOf(actor, id)).toBe('trash');
    await run(`update assets set trashed_at = trashed_at - 3600001 where id = '${id}'`);
    await core.emptyOldTrash(3_600_000);
    expect(await stateOf(actor, id)).toBe('gone');
  });
});

describe('expiry', () => {
  it('ends reading at once, and puts assets and folders into the trash', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const [file, inside] = [await asset(actor, 'file'), await asset(actor, 'inside', home)];
    await core.patchAsset(actor, file, { expiresAt: Date.now() - 1 });
    await core.patchFolder(actor, home, { expiresAt: Date.now() - 1 });
    await expect(core.getAsset(actor, file)).rejects.toEqual(unknown);
    await expect(core.getFolder(actor, home)).rejects.toEqual(unknown);
    expect(await core.findEntryNamed(actor, 'file', { state: 'live' })).toBeUndefined();
    await core.expireEntries();
    for (const id of [file, home, inside]) expect(await stateOf(actor, id)).toBe('trash');
    await core.restoreEntries(actor, [file, home]);
    await core.expireEntries();
    for (const id of [file, home, inside]) expect(await stateOf(actor, id)).toBe('live');
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('that passed in the trash does not keep what is asked for from coming back', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const [file, deeper] = [await asset(actor, 'file', home), await folder(actor, 'deeper', home)];
    const other = await asset(actor, 'other', home);
    await discard(actor, [home], true);
    await run(`update assets set expires_at = 1 where id in ('${file}', '${other}')`);
    await run(`update folders set expires_at = 1 where id = '${deeper}'`);
    const back = await core.restoreEntries(actor, [file, deeper]);
    expect(back.map((entry) => recordOf(entry).expiresAt)).toEqual([null, null]);
    await core.expireEntries();
    for (const id of [file, deeper, home]) expect(await stateOf(actor, id)).toBe('live');
    expect(await stateOf(actor, other)).toBe('trash');
  });

  it('ends delivery and shares, too, before anything has put it into the trash', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { name: 'V' });
    const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'x' };
    const { id } = await core.createVaultAsset(actor, { address, name: 'f.txt', content: contentOf('f') });
    const share = await core.createShare(actor, { assetId: id });
    const token = core.shareToken(share.id);
    expect(await core.findAddressedAsset(address, 'f.txt')).toMatchObject({ id });
    await core.openShare(token);
    await core.patchAsset(actor, id, { expiresAt: Date.now() - 1 });
    expect(await core.findAddressedAsset(address, 'f.txt')).toBeUndefined();
    await expect(core.openShare(token)).rejects.toEqual(unknown);
    await expect(core.createShare(actor, { assetId: id })).rejects.toEqual(unknown);
  });

  it('keeps what has expired out of zips', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    const gone = await asset(actor, 'gone', home);
    await asset(actor, 'kept', home);
    const deeper = await folder(actor, 'deeper', home);
    await asset(actor, 'below', deeper);
    await core.patchAsset(actor, gone, { expiresAt: Date.now() - 1 });
    await core.patchFolder(actor, deeper, { expiresAt: Date.now() - 1 });
    const items = (await Array.fromAsync(core.listArchiveOfEntries(actor, [home]))).flat();
    expect(items.map(({ path, file }) => [...path, file?.name ?? ''].join('/'))).toEqual(['home/', 'home/kept']);
  });

  it('is not for vaults', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { name: 'V' });
    await expect(core.patchFolder(actor, vault.id, { expiresAt: 1 })).rejects.toEqual(refused);
  });
});

describe('a path into the trash', () => {
  it('leads to what was deleted from there, however many of that name were deleted elsewhere since', async () => {
    const actor = await newTenant(core);
    const albums = await Promise.all(Array.from({ length: 130 }, (_, i) => folder(actor, `album ${i}`)));
    const covers = await Promise.all(albums.map((album) => asset(actor, 'cover.jpg', album)));
    for (const cover of covers) await discard(actor, [cover], false);
    expect(idOf(await core.findTrashedAt(actor, ['album 0', 'cover.jpg']))).toBe(covers[0]);
    expect(idOf(await core.findTrashedAt(actor, ['Album 129', 'COVER.jpg']))).toBe(covers[129]);
    expect(await core.findTrashedAt(actor, ['album', 'cover.jpg'])).toBeUndefined();
  });
});

describe('a key of a vault', () => {
  it('may not manage the vault, use the top level, nor put anything there', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { name: 'V' });
    const bound = keyActor(actor.workspaceId, ['admin'], vault.id);
    const denied = expect.objectContaining({ code: 'forbidden' });
    await expect(core.patchFolder(bound, vault.id, { name: 'Mine' })).rejects.toEqual(denied);
    await expect(core.createFolder(bound, { name: 'outside' })).rejects.toEqual(unknown);
    await expect(core.checkNewAsset(bound, { folderId: null })).rejects.toEqual(unknown);
    const channel = await core.ensureFolders(bound, vault.id, ['p', 'c', 'x']);
    const first = await asset(bound, 'first', channel.id);
    await discard(bound, [first], false);
    await discard(bound, [channel.id], true);
    await discard(bound, [channel.id], true);
    expect(await stateOf(actor, first)).toBe('trash');
    await core.purgeDoomed();
    expect(await stateOf(actor, first)).toBe('gone');
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });

  it('is not told where something was before it came into the vault', async () => {
    const actor = await newTenant(core);
    const vault = await core.createVault(actor, { name: 'V' });
    const channel = await core.ensureFolders(actor, vault.id, ['p', 'c', 'x']);
    const id = await asset(actor, 'moved', await folder(actor, 'secret'));
    await core.patchAsset(actor, id, { folderId: channel.id });
    const bound = keyActor(actor.workspaceId, ['admin'], vault.id);
    const entry = await core.getEntry(bound, id);
    const history = (await core.getEntryDetails(bound, [entry])).get(id)?.history ?? [];
    expect(history.map(({ type, info }) => [type, info])).toContainEqual(['moved', {}]);
  });
});

describe('tags', () => {
  it('are those of live assets and folders', async () => {
    const actor = await newTenant(core);
    const home = await folder(actor, 'home');
    await core.patchFolder(actor, home, { tags: ['b', 'a'] });
    const file = await core.createAsset(actor, {
      name: 'f',
      folderId: home,
      content: contentOf('f'),
      tags: ['c', 'a'],
    });
    expect(await core.listTags(actor)).toEqual(['a', 'b', 'c']);
    await discard(actor, [file.id], false);
    expect(await core.listTags(actor)).toEqual(['a', 'b']);
  });
});
