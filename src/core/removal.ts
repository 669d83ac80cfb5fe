// Taking assets and folders away: to the trash and back, or for good. Bytes go later, by the sweep (sweep.ts).
import { type Asset, deleteAsset as deleteAssetRow, findAsset, updateAsset } from '../database/assets.ts';
import { releaseBlob } from '../database/blobs.ts';
import { countAsset } from '../database/counts.ts';
import type { Tx } from '../database/engine.ts';
import { addToFolder, type Folder, findFolder, updateFolder } from '../database/folders.ts';
import { unindexAsset } from '../database/search.ts';
import { deleteSubtree, restoreSubtree, setSubtreeDepths, trashSubtree } from '../database/subtrees.ts';
import { deleteVault as deleteVaultRow } from '../database/vaults.ts';
import { listVersions } from '../database/versions.ts';
import { addToWorkspace } from '../database/workspaces.ts';
import { type Actor, actorRef, authorize } from './access.ts';
import { protectedAsset } from './assets.ts';
import { CoreError, conflict, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { writableFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { vaultAddressFor } from './vault-rules.ts';

/** For good, with versions and shares; live or in the trash. */
export async function deleteAsset(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const asset = await findAsset(tx.db, id);
  if (!asset) throw notFound('Asset');
  authorize(actor, 'write', { ...asset, vaultId: asset.vault?.vaultId ?? null }, 'Asset');
  if (asset.trashedAt === null) await countAsset(tx.db, asset, -1);
  await unindexAsset(tx.db, asset.seq);
  for (const version of await listVersions(tx.db, id)) await releaseBlob(tx.db, version.sha256, tx.now);
  await releaseBlob(tx.db, asset.sha256, tx.now);
  await deleteAssetRow(tx.db, id);
  await recordEvent(tx, {
    workspaceId: asset.workspaceId,
    assetId: id,
    type: 'deleted',
    actor: actorRef(actor),
    info: { name: asset.name },
  });
}

/** A deletion through the store dialect: what lies in the trash is unknown there. */
export async function deleteLiveAsset(tx: Tx, actor: Actor, id: Id): Promise<void> {
  await protectedAsset(tx.db, actor, 'write', id);
  await deleteAsset(tx, actor, id);
}

export async function trashAsset(tx: Tx, actor: Actor, id: Id): Promise<Asset> {
  const asset = await protectedAsset(tx.db, actor, 'write', id);
  await countAsset(tx.db, asset, -1);
  await updateAsset(tx.db, id, { trashed_at: tx.now, trash_root_id: id });
  await recordEvent(tx, { workspaceId: asset.workspaceId, assetId: id, type: 'trashed', actor: actorRef(actor) });
  return { ...asset, trashedAt: tx.now, trashRootId: id };
}

/** Back where it was; its folder comes back too if it is in the trash. Throws `conflict` where a vault has no place for it now. */
export async function restoreAsset(tx: Tx, actor: Actor, id: Id): Promise<Asset> {
  const asset = await trashedAsset(tx, actor, id);
  const trashedFolder = asset.folderId && (await findFolder(tx.db, asset.folderId));
  if (trashedFolder && trashedFolder.trashRootId !== null) await restoreFolder(tx, actor, trashedFolder.trashRootId);
  // It may have gone with that folder, and have come back with it.
  const current = await findAsset(tx.db, id);
  if (!current) throw notFound('Asset');
  if (current.trashedAt === null) return current;
  const folder = current.folderId === null ? null : await findFolder(tx.db, current.folderId);
  const address = await vaultAddressFor(tx.db, folder ?? null, current.name, id);
  await updateAsset(tx.db, id, {
    trashed_at: null,
    trash_root_id: null,
    vault_id: address?.vaultId ?? null,
    partition: address?.partition ?? null,
    collection: address?.collection ?? null,
    channel: address?.channel ?? null,
  });
  await countAsset(tx.db, current, 1);
  await recordEvent(tx, { workspaceId: current.workspaceId, assetId: id, type: 'restored', actor: actorRef(actor) });
  return { ...current, vault: address, trashedAt: null, trashRootId: null };
}

/** The folder and all below it, in one transaction. */
export async function trashFolder(tx: Tx, actor: Actor, id: Id): Promise<Folder> {
  const folder = await writableFolder(tx.db, actor, id);
  if (folder.vaultId === folder.id) throw conflict('A vault can be deleted, not trashed.');
  const folders = await trashSubtree(tx.db, folder.workspaceId, id, tx.now);
  await leaveParent(tx, folder, folders);
  await recordEvent(tx, { workspaceId: folder.workspaceId, folderId: id, type: 'trashed', actor: actorRef(actor) });
  return { ...folder, trashedAt: tx.now, trashRootId: id };
}

/** Back where it was with all that went with it, or at the top level where its parent is gone. */
export async function restoreFolder(tx: Tx, actor: Actor, id: Id): Promise<Folder> {
  const folder = await findFolder(tx.db, id);
  if (!folder || folder.trashedAt === null || folder.trashRootId === null) throw notFound('Folder');
  authorize(actor, 'write', folder, 'Folder');
  if (folder.trashRootId !== id) return restoreFolder(tx, actor, folder.trashRootId);
  let parent = folder.parentId === null ? undefined : await findFolder(tx.db, folder.parentId);
  if (parent?.trashRootId) {
    await restoreFolder(tx, actor, parent.trashRootId);
    parent = await findFolder(tx.db, parent.id);
  }
  if (folder.parentId !== null && !parent) {
    await updateFolder(tx.db, id, { parent_id: null });
    await setSubtreeDepths(tx.db, id, -folder.depth);
  }
  const folders = await restoreSubtree(tx.db, folder.workspaceId, id);
  await addToFolder(tx.db, parent?.id ?? null, {
    folders: 1,
    totalAssets: folder.totalAssets,
    totalBytes: folder.totalBytes,
  });
  await addToWorkspace(tx.db, folder.workspaceId, { folders });
  await recordEvent(tx, { workspaceId: folder.workspaceId, folderId: id, type: 'restored', actor: actorRef(actor) });
  return { ...folder, parentId: parent?.id ?? null, trashedAt: null, trashRootId: null };
}

/** For good. Throws `conflict` when it is not empty and `recursive` is not set. A vault is deleted by `deleteVault`. */
export async function deleteFolder(tx: Tx, actor: Actor, id: Id, recursive: boolean): Promise<void> {
  const folder = await writableFolder(tx.db, actor, id);
  if (folder.vaultId === folder.id) throw conflict('This folder is a vault: delete it as a vault.');
  if (!recursive && (folder.assetCount > 0 || folder.folderCount > 0)) throw conflict('The folder is not empty.');
  await purgeFolder(tx, actor, folder);
}

/** A vault and everything in it. Throws `conflict` when it holds assets and `force` is not set. */
export async function deleteVault(tx: Tx, actor: Actor, id: Id, force: boolean): Promise<void> {
  const folder = await writableFolder(tx.db, actor, id);
  if (folder.vaultId !== folder.id) throw notFound('Vault');
  if (actor.type === 'key' && actor.vaultId !== null)
    throw new CoreError('forbidden', 'A key of a vault can not manage the vault.');
  if (!force && folder.totalAssets > 0) throw conflict('The vault holds assets.');
  await deleteVaultRow(tx.db, id);
  await purgeFolder(tx, actor, folder);
}

async function purgeFolder(tx: Tx, actor: Actor, folder: Folder): Promise<void> {
  await addToFolder(tx.db, folder.parentId, {
    folders: -1,
    totalAssets: -folder.totalAssets,
    totalBytes: -folder.totalBytes,
  });
  await deleteSubtree(tx.db, folder.workspaceId, folder.id, tx.now, actorRef(actor));
  await recordEvent(tx, {
    workspaceId: folder.workspaceId,
    folderId: folder.id,
    type: 'deleted',
    actor: actorRef(actor),
    info: { name: folder.name },
  });
}

async function leaveParent(tx: Tx, folder: Folder, folders: number): Promise<void> {
  await addToFolder(tx.db, folder.parentId, {
    folders: -1,
    totalAssets: -folder.totalAssets,
    totalBytes: -folder.totalBytes,
  });
  await addToWorkspace(tx.db, folder.workspaceId, { folders: -folders });
}

async function trashedAsset(tx: Tx, actor: Actor, id: Id): Promise<Asset> {
  const asset = await findAsset(tx.db, id);
  if (!asset || asset.trashedAt === null) throw notFound('Asset');
  authorize(actor, 'write', { ...asset, vaultId: asset.vault?.vaultId ?? null }, 'Asset');
  return asset;
}
