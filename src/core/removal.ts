// Taking assets and folders away: to the trash and back, or for good. Bytes go later, by the sweep (sweep.ts).
import {
  type Asset,
  deleteAsset as deleteAssetRow,
  findAsset,
  markRestored,
  markTrashed,
  updateAsset,
} from '../database/assets.ts';
import { releaseBlob } from '../database/blobs.ts';
import { chunks } from '../database/chunks.ts';
import { countAsset, countAssets } from '../database/counts.ts';
import type { Tx } from '../database/engine.ts';
import { type EventType, insertAssetEvents } from '../database/events.ts';
import { addToFolder, type Folder, findFolder, findFolders, updateFolder } from '../database/folders.ts';
import { purgeBatch } from '../database/purging.ts';
import { unindexAsset } from '../database/search.ts';
import { deleteSubtree, restoreSubtree, setSubtreeVault, setTrashRoot, trashSubtree } from '../database/subtrees.ts';
import { type Doomed, detachTrashed, isDoomed } from '../database/trash.ts';
import { deleteVault as deleteVaultRow } from '../database/vaults.ts';
import { listVersions } from '../database/versions.ts';
import { addToWorkspace } from '../database/workspaces.ts';
import { type Actor, actorRef, assetItem, authorize, type InWorkspace } from './access.ts';
import { mustFindAsset, protectedAsset } from './assets.ts';
import { checkRecordCondition, type WriteCondition } from './conditions.ts';
import { conflict, notFound } from './errors.ts';
import { recordEvent } from './events.ts';
import { expiryAfter } from './expiry.ts';
import { checkPlace, countInParent, mustFindFolder, writableFolder } from './folders.ts';
import type { Id } from './ids.ts';
import { removeReference } from './references.ts';
import { readdressVaultFolder, vaultAddressFor } from './vault-rules.ts';
import { manageableVault } from './vaults.ts';

/** For good, with versions and shares; live or in the trash. */
export async function deleteAsset(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const asset = await findAsset(tx.db, id);
  if (!asset) throw notFound('Asset');
  authorize(actor, 'write', assetItem(asset), 'Asset');
  await removeAsset(tx, asset);
  await recordEvent(tx, {
    workspaceId: asset.workspaceId,
    assetId: id,
    type: 'deleted',
    actor: actorRef(actor),
    info: { name: asset.name },
  });
}

async function removeAsset(tx: Tx, asset: Asset): Promise<void> {
  const { id, seq, sha256 } = asset;
  if (asset.trashedAt === null) await countAsset(tx.db, asset, -1);
  else await leaveTrashedFolder(tx, asset);
  await unindexAsset(tx.db, seq);
  for (const version of await listVersions(tx.db, id)) await releaseBlob(tx.db, version.sha256, tx.now);
  await releaseBlob(tx.db, sha256, tx.now);
  await deleteAssetRow(tx.db, id);
}

/** Assets and references of a workspace that are out of the trash already, which is in the log. Ids of what is gone are passed over. */
export async function purgeAssets(tx: Tx, _: InWorkspace, ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    const asset = await findAsset(tx.db, id);
    if (asset) await removeAsset(tx, asset);
    else await removeReference(tx, id);
  }
}

/** The same for who knows no trash: what lies in it is not found. */
export async function deleteLiveAsset(tx: Tx, actor: Actor, id: Id, condition?: WriteCondition): Promise<void> {
  checkRecordCondition(await protectedAsset(tx.db, actor, 'write', id, tx.now), condition);
  await deleteAsset(tx, actor, id);
}

export async function trashAsset(tx: Tx, actor: Actor, id: Id): Promise<void> {
  await putAssetsInTrash(tx, actor, [await protectedAsset(tx.db, actor, 'write', id, tx.now)]);
}

/** Live assets, without asking who wants it; for core itself. */
export async function putAssetsInTrash(tx: Tx, actor: Actor, assets: readonly Asset[]): Promise<void> {
  await countAssets(tx.db, assets, -1);
  await markTrashed(tx.db, assets, tx.now);
  await recordEvents(tx, actor, 'trashed', assets);
}

/**
 * Assets in the trash, back where they were. Those whose place is as it was come back together, others one by one: with
 * their folder, or into a vault, which may refuse them.
 */
export async function restoreAssets(tx: Tx, actor: Actor, assets: readonly Asset[]): Promise<void> {
  const homes = new Map(
    (await findFolders(tx.db, [...new Set(assets.flatMap(({ folderId }) => folderId ?? []))])).map((home) => [
      home.id,
      home,
    ]),
  );
  const isPlain = ({ id, folderId, trashRootId, vault, expiresAt }: Asset): boolean => {
    const home = folderId === null ? undefined : homes.get(folderId);
    return (
      trashRootId === id && vault === null && expiresAt === null && !home?.vaultId && (home?.trashedAt ?? null) === null
    );
  };
  const plain = assets.filter(isPlain);
  await markRestored(tx.db, plain);
  await countAssets(tx.db, plain, 1);
  await recordEvents(tx, actor, 'restored', plain);
  for (const asset of assets) {
    if (isPlain(asset) || (await mustFindAsset(tx.db, asset.id)).trashedAt === null) continue;
    await restoreAsset(tx, actor, asset.id);
  }
}

async function recordEvents(tx: Tx, actor: Actor, type: EventType, assets: readonly Asset[]): Promise<void> {
  for (const some of chunks(assets)) {
    await insertAssetEvents(tx.db, { type, actor: actorRef(actor), at: tx.now, assetIds: some.map(({ id }) => id) });
  }
}

/** Back where it was, at the top level if that is gone; its folder comes back too if it is in the trash. Throws `conflict` where a vault has no place for it now. */
async function restoreAsset(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const asset = await trashedAsset(tx, actor, id);
  const home = asset.folderId && (await findFolder(tx.db, asset.folderId));
  if (home && home.trashRootId !== null) await restoreRoot(tx, actor, home.trashRootId);
  // It may have gone with that folder, and have come back with it.
  const current = await findAsset(tx.db, id);
  if (!current) throw notFound('Asset');
  if (current.trashedAt === null) return;
  const folder = current.folderId === null ? null : await findFolder(tx.db, current.folderId);
  const address = await vaultAddressFor(tx.db, folder ?? null, current.name, id);
  await updateAsset(tx.db, id, {
    trashed_at: null,
    trash_root_id: null,
    vault_id: address?.vaultId ?? null,
    partition: address?.partition ?? null,
    collection: address?.collection ?? null,
    channel: address?.channel ?? null,
    expires_at: expiryAfter(tx.now, current),
  });
  await countAsset(tx.db, current, 1);
  await recordEvent(tx, { workspaceId: current.workspaceId, assetId: id, type: 'restored', actor: actorRef(actor) });
}

/** A live folder and all below it, without asking who wants it; for core itself. */
export async function putFolderInTrash(tx: Tx, actor: Actor, folder: Folder): Promise<void> {
  const { id } = folder;
  if (folder.vaultId === folder.id) throw conflict('A vault can be deleted, not trashed.');
  const folders = await trashSubtree(tx.db, folder.workspaceId, id, tx.now);
  await countInParent(tx.db, folder, folder.parentId, -1);
  await addToWorkspace(tx.db, folder.workspaceId, { folders: -folders });
  await recordEvent(tx, { workspaceId: folder.workspaceId, folderId: id, type: 'trashed', actor: actorRef(actor) });
}

/**
 * Back where it was with all that went with it, and with what went together with any folder above it. Throws `conflict`
 * where there is no place for it now: too deep, or against a vault's rules.
 */
export async function restoreFolder(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const folder = await trashedFolder(tx, actor, id);
  await restoreRoot(tx, actor, folder.trashRootId ?? id);
}

async function restoreRoot(tx: Tx, actor: Actor, id: Id): Promise<void> {
  const folder = await trashedFolder(tx, actor, id);
  const parent = await findParent(tx, folder);
  if (parent?.trashRootId) await restoreRoot(tx, actor, parent.trashRootId);
  await checkPlace(tx.db, folder, parent, folder.name);
  // What lies below may not obey the rules of the vault it is in by now: that shows once it is live.
  if (parent?.vaultId) await setSubtreeVault(tx.db, id, null);
  const folders = await restoreSubtree(tx.db, folder.workspaceId, id);
  await updateFolder(tx.db, id, { expires_at: expiryAfter(tx.now, folder) });
  if (parent?.vaultId) await readdressVaultFolder(tx, id);
  await countInParent(tx.db, folder, folder.parentId, 1);
  await addToWorkspace(tx.db, folder.workspaceId, { folders });
  await recordEvent(tx, { workspaceId: folder.workspaceId, folderId: id, type: 'restored', actor: actorRef(actor) });
}

/** For good. Throws `conflict` when it is not empty and `recursive` is not set. A vault is deleted by `deleteVault`. */
export async function deleteFolder(
  tx: Tx,
  actor: Actor,
  id: Id,
  recursive: boolean,
  condition?: WriteCondition,
): Promise<void> {
  const folder = await writableFolder(tx.db, actor, id, tx.now);
  checkRecordCondition(folder, condition);
  if (folder.vaultId === folder.id) throw conflict('This folder is a vault: delete it as a vault.');
  if (!recursive && (folder.assetCount > 0 || folder.folderCount > 0)) throw conflict('The folder is not empty.');
  await removeFolder(tx, actor, folder);
}

/** A vault and everything in it. Throws `conflict` when it holds assets and `force` is not set. */
export async function deleteVault(tx: Tx, actor: Actor, id: Id, force: boolean): Promise<void> {
  await manageableVault(tx.db, actor, ['write'], id);
  const folder = await mustFindFolder(tx.db, id);
  if (!force && folder.totalAssets > 0) throw conflict('The vault holds assets.');
  await deleteVaultRow(tx.db, id);
  await removeFolder(tx, actor, folder);
}

/** Of a folder that is out of the trash: its records and those below, at most `limit` of them. Whether some are left. Idempotent. */
export async function purgeFolderStep(tx: Tx, { id }: Doomed, limit: number): Promise<boolean> {
  return (await isDoomed(tx.db, id)) && purgeBatch(tx.db, { rootId: id, limit, now: tx.now, actor: null });
}

/** A folder that was trashed along with another one becomes what was trashed itself, with all below it that went along. */
export async function leaveTrashRoot(tx: Tx, folder: Folder): Promise<void> {
  const parent = await findParent(tx, folder);
  if (parent?.trashRootId === folder.trashRootId) await countInParent(tx.db, folder, folder.parentId, -1);
  await setTrashRoot(tx.db, folder.id, folder.trashRootId);
}

/** A live folder with all below it. */
async function removeFolder(tx: Tx, actor: Actor, folder: Folder): Promise<void> {
  await countInParent(tx.db, folder, folder.parentId, -1);
  await detachTrashed(tx.db, folder.id);
  await deleteSubtree(tx.db, folder.workspaceId, folder.id, tx.now, actorRef(actor));
  await recordEvent(tx, {
    workspaceId: folder.workspaceId,
    folderId: folder.id,
    type: 'deleted',
    actor: actorRef(actor),
    info: { name: folder.name },
  });
}

async function trashedAsset(tx: Tx, actor: Actor, id: Id): Promise<Asset> {
  const asset = await findAsset(tx.db, id);
  if (!asset || !(await isInTrash(tx, asset))) throw notFound('Asset');
  authorize(actor, 'write', assetItem(asset), 'Asset');
  return asset;
}

const isInTrash = async ({ db }: Tx, { trashedAt, trashRootId, id }: Asset | Folder): Promise<boolean> =>
  trashedAt !== null && !(await isDoomed(db, trashRootId ?? id));

/** A folder in the trash counts what was trashed with it. */
async function leaveTrashedFolder(tx: Tx, asset: Asset): Promise<void> {
  const folder = asset.folderId === null ? undefined : await findFolder(tx.db, asset.folderId);
  if (folder?.trashRootId !== asset.trashRootId) return;
  await addToFolder(tx.db, asset.folderId, { assets: -1, totalAssets: -1, totalBytes: -asset.sizeBytes });
}

async function trashedFolder(tx: Tx, actor: Actor, id: Id): Promise<Folder> {
  const folder = await findFolder(tx.db, id);
  if (!folder || !(await isInTrash(tx, folder))) throw notFound('Folder');
  authorize(actor, 'write', folder, 'Folder');
  return folder;
}

async function findParent(tx: Tx, folder: Folder): Promise<Folder | null> {
  return folder.parentId === null ? null : ((await findFolder(tx.db, folder.parentId)) ?? null);
}
