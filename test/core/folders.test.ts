import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Core, type Id, shareActor } from '../../src/core/index.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';
import { restore, trash } from '../support/trash.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const refused = expect.objectContaining({ code: 'conflict', field: 'parent' });
const unknown = expect.objectContaining({ code: 'not_found' });

async function chain(
  actor: Awaited<ReturnType<typeof newTenant>>,
  length: number,
  under: Id | null = null,
): Promise<Id[]> {
  const ids: Id[] = [];
  for (let i = 0; i < length; i++) {
    ids.push((await core.createFolder(actor, { name: `level ${i}`, parentId: ids.at(-1) ?? under })).id);
  }
  return ids;
}

describe('folders', () => {
  it('know their depth and their path, also after they were moved with all below them', async () => {
    const actor = await newTenant(core);
    const [top = '' as Id, middle = '' as Id, leaf = '' as Id] = await chain(actor, 3);
    const other = await core.createFolder(actor, { name: 'other' });
    await core.patchFolder(actor, middle, { parentId: other.id, name: 'renamed' });
    expect(await core.getFolder(actor, leaf)).toMatchObject({ depth: 2 });
    expect((await core.getFolderPaths([leaf])).get(leaf)).toEqual(['other', 'renamed', 'level 2']);
    await core.patchFolder(actor, middle, { parentId: null });
    expect(await core.getFolder(actor, leaf)).toMatchObject({ depth: 1 });
    expect(await core.getFolder(actor, top)).toMatchObject({ folderCount: 0 });
  });

  it('can not be moved into themselves or below themselves', async () => {
    const actor = await newTenant(core);
    const ids = await chain(actor, 4);
    const [top = '' as Id] = ids;
    for (const parentId of ids) await expect(core.patchFolder(actor, top, { parentId })).rejects.toEqual(refused);
    expect(await core.getFolder(actor, top)).toMatchObject({ parentId: null, depth: 0 });
  });

  it('are nested so deep and no deeper, whether made, moved or brought back', async () => {
    const actor = await newTenant(core);
    const ids = await chain(actor, 65);
    const deepest = ids.at(-1) ?? null;
    const parent = ids.at(-2) ?? null;
    await expect(core.createFolder(actor, { name: 'too deep', parentId: deepest })).rejects.toEqual(refused);
    const [high = '' as Id] = await chain(actor, 2);
    await expect(core.patchFolder(actor, high, { parentId: parent })).rejects.toEqual(refused);
    const outer = await core.createFolder(actor, { name: 'outer' });
    const [trashed = '' as Id] = await chain(actor, 2, outer.id);
    await trash(core, actor, trashed);
    await core.patchFolder(actor, outer.id, { parentId: parent });
    await expect(restore(core, actor, trashed)).rejects.toEqual(refused);
    await core.patchFolder(actor, outer.id, { parentId: null });
    await restore(core, actor, trashed);
  });

  it('count what is in them, directly and at any depth', async () => {
    const actor = await newTenant(core);
    const [top = '' as Id, middle = '' as Id] = await chain(actor, 2);
    const create = (name: string, folderId: Id) =>
      core.createAsset(actor, { name, folderId, content: contentOf(name) });
    await create('abc', top);
    const moved = await create('four', middle);
    expect(await core.getFolder(actor, top)).toMatchObject({
      assetCount: 1,
      folderCount: 1,
      totalAssets: 2,
      totalBytes: 7,
    });
    await core.patchAsset(actor, moved.id, { folderId: null });
    expect(await core.getFolder(actor, top)).toMatchObject({ totalAssets: 1, totalBytes: 3 });
  });

  it('of others do not exist: other workspaces, other vaults, outside of what is shared', async () => {
    const [actor, stranger] = [await newTenant(core), await newTenant(core)];
    const [top = '' as Id, middle = '' as Id] = await chain(actor, 2);
    const outside = await core.createFolder(actor, { name: 'outside' });
    await expect(core.getFolder(stranger, top)).rejects.toEqual(unknown);
    await expect(core.createFolder(stranger, { name: 'x', parentId: top })).rejects.toEqual(unknown);
    await expect(
      core.patchFolder(stranger, (await core.createFolder(stranger, { name: 'y' })).id, { parentId: top }),
    ).rejects.toEqual(unknown);
    const vault = await core.createVault(actor, { name: 'vault' });
    const bound = keyActor(actor.workspaceId, ['admin'], vault.id);
    expect([...(await core.getFolders(bound, [top, vault.id])).keys()]).toEqual([vault.id]);
    await expect(core.createFolder(bound, { name: 'at the top' })).rejects.toEqual(unknown);
    const guest = shareActor(await core.createShare(keyActor(actor.workspaceId, ['admin']), { folderId: top }));
    expect(await core.getFolder(guest, middle)).toMatchObject({ id: middle });
    await expect(core.getFolder(guest, outside.id)).rejects.toEqual(unknown);
    await expect(core.patchFolder(guest, middle, { name: 'mine' })).rejects.toEqual(unknown);
  });
});
