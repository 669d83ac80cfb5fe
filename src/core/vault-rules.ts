// What a vault demands of the folders and files in it, whatever dialect touches them: three levels of folders with
// plain names, and files only in the third, no two of one name.
import { findAssetInChannel, type VaultAddress } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { type Folder, findChildFolder, findFolder, findLineage, listBelow } from '../database/folders.ts';
import { addressSubtree, findVaultObstacle, setSubtreeVault } from '../database/subtrees.ts';
import { conflict, invalid } from './errors.ts';
import type { Id } from './ids.ts';

/** The depth of channels; a vault is at 0, partitions at 1, collections at 2. */
const CHANNEL_DEPTH = 3;
/** Partition, collection, channel and slug. */
export const PATH_COMPONENT = /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/;

/** Throws `invalid` naming the component at fault. */
export function checkAddress(address: Pick<VaultAddress, 'partition' | 'collection' | 'channel'>): void {
  for (const part of ['partition', 'collection', 'channel'] as const) {
    if (!PATH_COMPONENT.test(address[part])) {
      throw invalid(
        part,
        `${part}: 1 to 64 lower-case letters, digits and hyphens, neither starting nor ending with a hyphen.`,
      );
    }
  }
}

/** Throws `conflict` unless a folder of that name, with `height` levels below it, may stand in `parent`. */
export async function checkVaultFolder(db: Db, parent: Folder, name: string, height = 0): Promise<void> {
  if (parent.depth + 1 + height > CHANNEL_DEPTH)
    throw conflict('A vault has three levels of folders: partition, collection and channel.', 'parent');
  if (!PATH_COMPONENT.test(name)) {
    throw conflict(
      'In a vault, folder names are 1 to 64 lower-case letters, digits and hyphens, and neither start nor end with a hyphen.',
      'name',
    );
  }
  if (await findChildFolder(db, parent.workspaceId, parent.id, name))
    throw conflict('There is a folder of this name.', 'name');
}

/** Throws `conflict` unless a file of that name, if any, may stand in `folder`; answers its address, null outside vaults. */
export async function vaultAddressFor(
  db: Db,
  folder: Folder | null,
  name: string | undefined,
  assetId?: Id,
): Promise<VaultAddress | null> {
  if (!folder?.vaultId) return null;
  const address = await channelAddress(db, folder);
  if (!address) throw conflict('In a vault, files lie in a channel: three folders below the vault.', 'folder');
  const there = name === undefined ? undefined : await findAssetInChannel(db, address, name);
  if (there && there.id !== assetId) throw conflict('There is a file of this name in the channel.', 'filename');
  return address;
}

async function channelAddress(db: Db, folder: Folder): Promise<VaultAddress | undefined> {
  const [channel, collection, partition, vault, above] = await findLineage(db, folder.id);
  if (!channel || !collection || !partition || !vault || above) return undefined;
  return { vaultId: vault.id, partition: partition.name, collection: collection.name, channel: channel.name };
}

/**
 * After a folder was moved, renamed or brought back: everything below gets the vault address of its place, or loses it.
 * Throws `conflict` where what is live breaks a rule.
 */
export async function readdressVaultFolder(tx: Tx, id: Id): Promise<void> {
  const folder = await findFolder(tx.db, id);
  const parent = folder?.parentId ? await findFolder(tx.db, folder.parentId) : undefined;
  const vaultId = parent?.vaultId ?? null;
  if (vaultId !== null) await checkVaultSubtree(tx.db, id);
  await setSubtreeVault(tx.db, id, vaultId);
  if (vaultId !== null) await addressSubtree(tx.db, id, CHANNEL_DEPTH);
}

async function checkVaultSubtree(db: Db, id: Id): Promise<void> {
  const obstacle = await findVaultObstacle(db, id, CHANNEL_DEPTH);
  if (obstacle === 'folder') throw conflict('In a vault, no two folders have the same name and parent.', 'parent');
  if (obstacle === 'double') throw conflict('In a vault, no two files of a channel have the same name.', 'parent');
  if (obstacle === 'depth')
    throw conflict('In a vault, files lie in a channel: three folders below the vault.', 'parent');
  for (const { path } of await listBelow(db, id)) {
    const name = path.at(-1);
    if (name !== undefined && !PATH_COMPONENT.test(name))
      throw conflict(`In a vault, a folder can not be called "${name}".`, 'name');
  }
}
