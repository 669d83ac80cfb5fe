// Trash, restore and removal for good. What they do to counts and references, maintained.test.ts holds.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core, Id } from '../../src/core/index.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { purge, restore, trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const unknown = expect.objectContaining({ code: 'not_found' });
const refused = expect.objectContaining({ code: 'conflict' });
const forbidden = expect.objectContaining({ code: 'forbidden' });
const asset = (actor: Actor, name: string, folderId: Id | null) =>
  core.createAsset(actor, { name, folderId, content: contentOf(name) });

/** outer > middle > inner, a file in each. */
async function tree(actor: Actor) {
  const outer = await core.createFolder(actor, { name: 'outer' });
  const middle = await core.createFolder(actor, { name: 'middle', parentId: outer.id });
  const inner = await core.createFolder(actor, { name: 'inner', parentId: middle.id });
  const files = [
    await asset(actor, 'o', outer.id),
    await asset(actor, 'm', middle.id),
    await asset(actor, 'i', inner.id),
  ];
  const [o = '' as Id, m = '' as Id, i = '' as Id] = files.map((file) => file.id);
  return { outer: outer.id, middle: middle.id, inner: inner.id, o, m, i };
}

const isThere = async (actor: Actor, id: Id, what: 'getAsset' | 'getFolder' = 'getAsset'): Promise<boolean> =>
  core[what](actor, id).then(
    () => true,
    () => false,
  );

describe('the trash', () => {
  it('it takes a folder with all below it, and gives all of it back', async () => {
    const actor = await newTenant(core);
    const { outer, middle, inner, m, i, o } = await tree(actor);
    await trash(core, actor, middle);
    expect(await isThere(actor, o)).toBe(true);
    for (const id of [m, i]) await expect(core.getAsset(actor, id)).rejects.toEqual(unknown);
    for (const id of [middle, inner]) await expect(core.getFolder(actor, id)).rejects.toEqual(unknown);
    expect(await core.getFolder(actor, outer)).toMatchObject({ folderCount: 0, totalAssets: 1 });

    const restored = await restore(core, actor, middle);
    expect(restored).toMatchObject({ id: middle, trashedAt: null, totalAssets: 2, folderCount: 1 });
    expect(await isThere(actor, i)).toBe(true);
    expect(await core.getFolder(actor, outer)).toMatchObject({ folderCount: 1, totalAssets: 3 });
  });

  it('what was trashed before its folder stays there when the folder comes back', async () => {
    const actor = await newTenant(core);
    const { outer, inner, m, i } = await tree(actor);
    await trash(core, actor, m);
    await trash(core, actor, inner);
    await trash(core, actor, outer);
    await restore(core, actor, outer);
    expect(await isThere(actor, m)).toBe(false);
    expect(await isThere(actor, i)).toBe(false);
    await restore(core, actor, m);
    await restore(core, actor, inner);
    expect(await isThere(actor, i)).toBe(true);
    expect(await core.getFolder(actor, outer)).toMatchObject({ totalAssets: 3 });
  });

  it('an asset brings the folder it lies in back with it', async () => {
    const actor = await newTenant(core);
    const { outer, inner, i, o } = await tree(actor);
    await trash(core, actor, i);
    await trash(core, actor, inner);
    await trash(core, actor, outer);
    const restored = await restore(core, actor, i);
    expect(restored).toMatchObject({ id: i, folderId: inner, trashedAt: null });
    expect(await isThere(actor, o)).toBe(true);
  });

  it('a folder below the one that was trashed brings back all of it, and is what is answered', async () => {
    const actor = await newTenant(core);
    const { outer, inner, o } = await tree(actor);
    await trash(core, actor, outer);
    expect(await restore(core, actor, inner)).toMatchObject({ id: inner, name: 'inner', trashedAt: null });
    expect(await isThere(actor, o)).toBe(true);
  });

  it('it leaves alone what is live or in it already, and nothing else knows what is in it', async () => {
    const actor = await newTenant(core);
    const { outer, middle, m } = await tree(actor);
    const before = [await core.getFolder(actor, middle), await core.getAsset(actor, m)];
    expect([await restore(core, actor, middle), await restore(core, actor, m)]).toEqual(before);
    await expect(purge(core, actor, middle)).rejects.toEqual(refused);
    await expect(purge(core, actor, m)).rejects.toEqual(refused);
    expect([await core.getFolder(actor, middle), await core.getAsset(actor, m)]).toEqual(before);
    const around = await core.getFolder(actor, outer);
    const [gone] = await trash(core, actor, middle);
    expect(gone).toMatchObject({ trashedAt: expect.any(Number), trashRootId: middle });
    expect(await trash(core, actor, middle, m)).toEqual([
      gone,
      expect.objectContaining({ id: m, trashedAt: gone?.trashedAt, trashRootId: middle }),
    ]);
    expect(await core.getFolder(actor, outer)).toMatchObject({ totalAssets: around.totalAssets - 2 });
    await expect(core.patchAsset(actor, m, { tags: ['late'] })).rejects.toEqual(unknown);
    await expect(core.patchFolder(actor, middle, { name: 'late' })).rejects.toEqual(unknown);
    await expect(core.deleteLiveAsset(actor, m)).rejects.toEqual(unknown);
    await expect(core.deleteFolder(actor, middle, true)).rejects.toEqual(unknown);
    await expect(asset(actor, 'late', middle)).rejects.toEqual(unknown);
    expect(await core.getFolders(actor, [middle])).toEqual(new Map());
  });

  it('it gives nothing to another workspace, nor to who may not write', async () => {
    const actor = await newTenant(core);
    const stranger = await newTenant(core);
    const { middle, inner, o } = await tree(actor);
    await trash(core, actor, o);
    await trash(core, actor, middle);
    const reader = keyActor(actor.workspaceId, ['assets:read']);
    for (const [somebody, answer] of [
      [stranger, unknown],
      [reader, forbidden],
    ] as const) {
      for (const id of [o, middle, inner]) {
        await expect(trash(core, somebody, id)).rejects.toEqual(answer);
        await expect(restore(core, somebody, id)).rejects.toEqual(answer);
        await expect(purge(core, somebody, id)).rejects.toEqual(answer);
      }
      await expect(core.deleteAsset(somebody, o)).rejects.toEqual(answer);
    }
  });

  it('a purge takes a folder for good, and leaves what it was trashed from alone', async () => {
    const actor = await newTenant(core);
    const { outer, middle, inner, m, i } = await tree(actor);
    await trash(core, actor, middle);
    await purge(core, actor, inner);
    expect(await restore(core, actor, middle)).toMatchObject({ totalAssets: 1, folderCount: 0 });
    expect([await isThere(actor, m), await isThere(actor, i)]).toEqual([true, false]);
    expect(await core.getFolder(actor, outer)).toMatchObject({ totalAssets: 2 });
  });
});

describe('removal for good', () => {
  it('a folder that is not empty is only removed when that is asked for', async () => {
    const actor = await newTenant(core);
    const { outer, inner, i } = await tree(actor);
    await expect(core.deleteFolder(actor, outer, false)).rejects.toEqual(refused);
    await trash(core, actor, i);
    await core.deleteFolder(actor, inner, false);
    // What was trashed on its own before stays in the trash.
    expect(await restore(core, actor, i)).toMatchObject({ folderId: null });
    await core.deleteFolder(actor, outer, true);
    expect(await isThere(actor, outer, 'getFolder')).toBe(false);
  });

  it('an asset goes with its shares and versions, and the log remembers it', async () => {
    const actor = await newTenant(core);
    const { o } = await tree(actor);
    await core.replaceContent(actor, o, contentOf('newer'));
    const share = await core.createShare(actor, { assetId: o });
    await core.deleteAsset(actor, o);
    await expect(core.getShare(actor, share.id)).rejects.toEqual(unknown);
    await expect(core.listVersions(actor, o)).rejects.toEqual(unknown);
    const [last] = await core.listWorkspaceEvents(actor, { limit: 1 });
    expect(last).toMatchObject({ type: 'deleted', assetId: o, actor: 'key:0000000000000000000000aa' });
  });
});

describe('vaults and the trash', () => {
  async function channel(actor: Actor) {
    const vault = await core.createVault(actor, { name: 'vault' });
    const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
    const create = (name: string) => core.createVaultAsset(actor, { name, address, content: contentOf(name) });
    const file = await create('a.txt');
    const [, partition, collection, here] = await core.engine.db
      .selectFrom('folders')
      .selectAll()
      .where('vault_id', '=', vault.id)
      .orderBy('depth')
      .execute();
    if (!partition || !collection || !here) throw new Error('three folders are made');
    return { vault, address, create, file, partition: partition.id, collection: collection.id, here: here.id };
  }

  it('a vault is deleted, not trashed, and with assets only when forced', async () => {
    const actor = await newTenant(core);
    const { vault, file } = await channel(actor);
    await expect(trash(core, actor, vault.id)).rejects.toEqual(refused);
    await expect(core.deleteFolder(actor, vault.id, true)).rejects.toEqual(refused);
    await expect(core.deleteVault(actor, vault.id, false)).rejects.toEqual(refused);
    await core.deleteVault(actor, vault.id, true);
    expect(await isThere(actor, file.id)).toBe(false);
    await core.createVault(actor, { name: 'again', slug: vault.slug });
  });

  it('a file whose name was taken meanwhile does not come back', async () => {
    const actor = await newTenant(core);
    const { file, create } = await channel(actor);
    await trash(core, actor, file.id);
    const taker = await create('a.txt');
    await expect(restore(core, actor, file.id)).rejects.toEqual(refused);
    await core.patchAsset(actor, taker.id, { name: 'b.txt' });
    expect(await restore(core, actor, file.id)).toMatchObject({ vault: { channel: 'h' } });
  });

  it('a folder whose name was taken meanwhile does not come back', async () => {
    const actor = await newTenant(core);
    const { partition, create } = await channel(actor);
    await trash(core, actor, partition);
    await create('a.txt');
    await expect(restore(core, actor, partition)).rejects.toEqual(refused);
  });

  it('a file comes back with the address its channel has by then', async () => {
    const actor = await newTenant(core);
    const { file, here, partition } = await channel(actor);
    await trash(core, actor, file.id);
    await trash(core, actor, here);
    await core.patchFolder(actor, partition, { name: 'renamed' });
    await restore(core, actor, here);
    expect(await restore(core, actor, file.id)).toMatchObject({ vault: { partition: 'renamed', channel: 'h' } });
  });

  it('what was trashed in a folder that has become part of a vault comes back under its rules', async () => {
    const actor = await newTenant(core);
    const { vault } = await channel(actor);
    const folder = await core.createFolder(actor, { name: 'moved' });
    const wrong = await core.createFolder(actor, { name: 'Not for vaults', parentId: folder.id });
    const loose = await asset(actor, 'loose.txt', folder.id);
    await trash(core, actor, wrong.id);
    await trash(core, actor, loose.id);
    await core.patchFolder(actor, folder.id, { parentId: vault.id });
    await expect(restore(core, actor, wrong.id)).rejects.toEqual(refused);
    await expect(restore(core, actor, loose.id)).rejects.toEqual(refused);
    await core.patchFolder(actor, folder.id, { parentId: null });
    await restore(core, actor, wrong.id);
    await restore(core, actor, loose.id);
  });

  it('two folders of one name that were trashed together do not come back into a vault', async () => {
    const actor = await newTenant(core);
    const { vault } = await channel(actor);
    const outer = await core.createFolder(actor, { name: 'outer' });
    const trashed = await core.createFolder(actor, { name: 'trashed', parentId: outer.id });
    for (let i = 0; i < 2; i++) await core.createFolder(actor, { name: 'twin', parentId: trashed.id });
    await trash(core, actor, trashed.id);
    await core.patchFolder(actor, outer.id, { parentId: vault.id });
    await expect(restore(core, actor, trashed.id)).rejects.toEqual(refused);
  });
});
