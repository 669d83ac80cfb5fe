// The rules of vaults, from every direction they can be broken from.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor, Core, Id } from '../../src/core/index.ts';
import { contentOf, keyActor, newTenant, openTestCore, type TestCore } from '../support/core.ts';

let opened: TestCore;
let core: Core;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
});
afterAll(() => opened[Symbol.asyncDispose]());

const refused = expect.objectContaining({ code: 'conflict' });
const content = contentOf('bytes');

async function vaultWithFile(actor: Actor) {
  const vault = await core.createVault(actor, { name: 'vault' });
  const address = { vaultId: vault.id, partition: 'p', collection: 'c', channel: 'h' };
  const asset = await core.createVaultAsset(actor, { name: 'a.txt', address, content });
  const channel = await core.getFolder(actor, asset.folderId ?? vault.id);
  const collection = await core.getFolder(actor, channel.parentId ?? vault.id);
  return {
    vault: vault.id,
    address,
    asset: asset.id,
    channel: channel.id,
    collection: collection.id,
    partition: collection.parentId ?? vault.id,
  };
}
const file = (actor: Actor, folderId: Id | null, name = 'a.txt') =>
  core.createAsset(actor, { name, folderId, content });

describe('a vault', () => {
  it('has files in channels alone: none is made, moved or renamed against that', async () => {
    const actor = await newTenant(core);
    const { vault, partition, collection, channel, asset } = await vaultWithFile(actor);
    for (const folderId of [vault, partition, collection]) {
      await expect(file(actor, folderId)).rejects.toEqual(refused);
      await expect(core.patchAsset(actor, asset, { folderId })).rejects.toEqual(refused);
    }
    await expect(file(actor, channel)).rejects.toEqual(refused);
    const outside = await file(actor, null);
    await expect(core.patchAsset(actor, outside.id, { folderId: channel })).rejects.toEqual(refused);
    const moved = await core.patchAsset(actor, outside.id, { folderId: channel, name: 'b.txt' });
    expect(moved.vault).toEqual({ vaultId: vault, partition: 'p', collection: 'c', channel: 'h' });
    await expect(core.patchAsset(actor, outside.id, { name: 'a.txt' })).rejects.toEqual(refused);
    expect((await core.patchAsset(actor, outside.id, { folderId: null, name: 'a.txt' })).vault).toBeNull();
  });

  it.each(['Upper', 'sp ace', '-start', 'end-', 'ümlaut', 'dot.ted', 'x'.repeat(65)])(
    'has no folder called %j',
    async (name) => {
      const actor = await newTenant(core);
      const { vault, partition } = await vaultWithFile(actor);
      const outside = await core.createFolder(actor, { name });
      await expect(core.createFolder(actor, { name, parentId: vault })).rejects.toEqual(refused);
      await expect(core.patchFolder(actor, partition, { name })).rejects.toEqual(refused);
      await expect(core.patchFolder(actor, outside.id, { parentId: vault })).rejects.toEqual(refused);
      const wrapper = await core.createFolder(actor, { name: 'wrapper' });
      await core.patchFolder(actor, outside.id, { parentId: wrapper.id });
      await expect(core.patchFolder(actor, wrapper.id, { parentId: vault })).rejects.toEqual(refused);
      expect(await core.patchFolder(actor, outside.id, { parentId: vault, name: 'fitting' })).toMatchObject({
        vaultId: vault,
      });
    },
  );

  it('has three levels of folders, each name once', async () => {
    const actor = await newTenant(core);
    const { vault, channel, partition } = await vaultWithFile(actor);
    await expect(core.createFolder(actor, { name: 'd', parentId: channel })).rejects.toEqual(refused);
    await expect(core.createFolder(actor, { name: 'p', parentId: vault })).rejects.toEqual(refused);
    const other = await core.createFolder(actor, { name: 'other', parentId: vault });
    await expect(core.patchFolder(actor, other.id, { name: 'p' })).rejects.toEqual(refused);
    await expect(core.patchFolder(actor, partition, { parentId: other.id })).rejects.toEqual(refused);
    await expect(core.patchFolder(actor, vault, { parentId: other.id })).rejects.toEqual(refused);
    await core.patchFolder(actor, vault, { name: 'Any name: it is in no address' });
  });

  it('takes folders that obey, and gives what is in them an address; those that leave lose it', async () => {
    const actor = await newTenant(core);
    const { vault } = await vaultWithFile(actor);
    const [area, shelf, box] = [
      await core.createFolder(actor, { name: 'area' }),
      await core.createFolder(actor, { name: 'shelf' }),
      await core.createFolder(actor, { name: 'box' }),
    ];
    await core.patchFolder(actor, shelf.id, { parentId: area.id });
    await core.patchFolder(actor, box.id, { parentId: shelf.id });
    const inside = await file(actor, box.id);
    await core.patchFolder(actor, area.id, { parentId: vault });
    expect((await core.getAsset(actor, inside.id)).vault).toEqual({
      vaultId: vault,
      partition: 'area',
      collection: 'shelf',
      channel: 'box',
    });
    await core.patchFolder(actor, shelf.id, { name: 'renamed' });
    const address = { vaultId: vault, partition: 'area', collection: 'renamed', channel: 'box' };
    expect((await core.findAddressedAsset(address, 'a.txt'))?.id).toBe(inside.id);
    await core.patchFolder(actor, area.id, { parentId: null });
    expect((await core.getAsset(actor, inside.id)).vault).toBeNull();
    await file(actor, box.id);
    await expect(core.patchFolder(actor, area.id, { parentId: vault })).rejects.toEqual(refused);
    expect(await core.getFolder(actor, area.id)).toMatchObject({ parentId: null, vaultId: null });
  });

  it('bounds its keys: they use it, see nothing else, and manage nothing', async () => {
    const actor = await newTenant(core);
    const { vault, channel, asset, address } = await vaultWithFile(actor);
    const bound = keyActor(actor.workspaceId, ['admin'], vault);
    const outside = await file(actor, null);
    const other = await vaultWithFile(actor);
    expect(await core.getAsset(bound, asset)).toBeDefined();
    await core.createVaultAsset(bound, { name: 'b.txt', address, content });
    const forbidden = { code: 'forbidden' };
    const unknown = { code: 'not_found' };
    await expect(core.getAsset(bound, outside.id)).rejects.toMatchObject(unknown);
    await expect(core.getAsset(bound, other.asset)).rejects.toMatchObject(unknown);
    await expect(core.getVault(bound, other.vault)).rejects.toMatchObject(unknown);
    await expect(core.patchAsset(bound, asset, { folderId: null })).rejects.toMatchObject(unknown);
    await expect(core.patchAsset(bound, asset, { folderId: other.channel })).rejects.toMatchObject(unknown);
    await expect(core.patchFolder(bound, channel, { parentId: null })).rejects.toMatchObject(unknown);
    await expect(core.deleteVault(bound, vault, true)).rejects.toMatchObject(forbidden);
    await expect(core.patchVault(bound, vault, { name: 'mine' })).rejects.toMatchObject(forbidden);
    await expect(core.createVault(bound, { name: 'another' })).rejects.toMatchObject(forbidden);
    await expect(core.listWorkspaceEvents(bound, { limit: 1 })).rejects.toMatchObject(forbidden);
    expect((await core.listVaults(bound, { limit: 10 })).items.map((one) => one.id)).toEqual([vault]);
    await core.createKey(actor, { label: 'of the workspace', scopes: ['admin'] });
    const { items } = await core.listApiKeys(bound, {
      filters: [],
      sort: { field: 'created', order: 'asc' },
      limit: 9,
      includeTotal: true,
    });
    expect(items).toEqual([]);
  });
});
