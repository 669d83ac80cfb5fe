// Every read by name. Each takes the committed database first, then who asks.
import { findDiscrepancies } from '../database/consistency/index.ts';
import { getArchiveOfAssets, listArchiveOfEntries, listArchiveOfFolder } from './archives.ts';
import {
  checkAssetChange,
  checkNewAsset,
  findReadableAssets,
  getAsset,
  getAssets,
  getAssetToShow,
  listAssets,
} from './assets.ts';
import { findEntryAt, findEntryNamed, getEntry, getEntryDetails, listTree } from './entries.ts';
import { listAssetEvents, listWorkspaceEvents } from './events.ts';
import { getFigures } from './figures.ts';
import { getFolder, getFolderPath, getFolderPaths, getFolders, listFolders } from './folders.ts';
import { findCreated } from './idempotency.ts';
import { areImported, findImported } from './imports.ts';
import { findsDueJob } from './jobs.ts';
import { findKeyActor, getKey, listApiKeys, listKeysOfWorkspace, listVaultKeys } from './keys.ts';
import { getLibrary, listLibraries } from './libraries.ts';
import { findMediaFacts } from './media-facts.ts';
import { checkUnsealed } from './moving/leaving.ts';
import { findCreatedPublication, getPublication, listPublications } from './publications.ts';
import { getResumableUpload, listExpiredUploads } from './resumable-uploads.ts';
import { findSessionActor, getIdentity } from './sessions.ts';
import { getShare, listAssetShares, listFolderShares, listSharedFolder, listShares } from './shares.ts';
import { listTags } from './tags.ts';
import { findTaskTime } from './tasks.ts';
import { listTrashedAssets, listTrashedFolders } from './trash.ts';
import { findTrashedAt, getTrashSize } from './trashed-entries.ts';
import { findUrlRevocation } from './url-revocations.ts';
import { findUserToSignIn, getCreators } from './users.ts';
import {
  checkVaultUpload,
  findAddressedAsset,
  findDeliveryVault,
  getVault,
  getVaultAsset,
  listVaultAssets,
  listVaults,
} from './vaults.ts';
import { listVersions } from './versions.ts';
import { getWorkspace, listAllWorkspaces } from './workspaces.ts';

export const queries = {
  areImported,
  checkAssetChange,
  checkNewAsset,
  checkUnsealed,
  checkVaultUpload,
  findAddressedAsset,
  findCreated,
  findCreatedPublication,
  findDeliveryVault,
  findDiscrepancies,
  findImported,
  findEntryAt,
  findEntryNamed,
  findKeyActor,
  findMediaFacts,
  findReadableAssets,
  findsDueJob,
  findSessionActor,
  findTaskTime,
  findTrashedAt,
  findUrlRevocation,
  findUserToSignIn,
  getArchiveOfAssets,
  getAsset,
  getAssets,
  getAssetToShow,
  getCreators,
  getEntry,
  getEntryDetails,
  getFigures,
  getFolder,
  getFolderPath,
  getFolderPaths,
  getFolders,
  getIdentity,
  getKey,
  getLibrary,
  getPublication,
  getResumableUpload,
  getShare,
  getTrashSize,
  getVault,
  getVaultAsset,
  getWorkspace,
  listAllWorkspaces,
  listApiKeys,
  listArchiveOfEntries,
  listArchiveOfFolder,
  listAssetEvents,
  listAssets,
  listAssetShares,
  listExpiredUploads,
  listFolders,
  listKeysOfWorkspace,
  listFolderShares,
  listLibraries,
  listPublications,
  listSharedFolder,
  listShares,
  listTags,
  listTrashedAssets,
  listTrashedFolders,
  listTree,
  listVaultAssets,
  listVaultKeys,
  listVaults,
  listVersions,
  listWorkspaceEvents,
};
