// Every read by name. Each takes the committed database first, then who asks.
import { findDiscrepancies } from '../database/consistency/index.ts';
import { getArchiveOfAssets, listArchiveOfEntries, listArchiveOfFolder } from './archives.ts';
import {
  checkAssetChange,
  checkNewAsset,
  findReadableAssets,
  getAsset,
  getAssetToShow,
  listAssets,
  listAssetsAt,
} from './assets.ts';
import { getBulkChange, listBulkChanges } from './bulk-changes.ts';
import { getSoundBlob, listKnownDamage } from './damage.ts';
import { listDuplicatesAt } from './duplicates.ts';
import { findEntryAt, findEntryNamed, findTakenNames, getEntry, getEntryDetails, listTree } from './entries.ts';
import { listAssetEvents, listWorkspaceEvents } from './events.ts';
import { getFigures } from './figures.ts';
import { getFolder, getFolderPaths, getFolders, listFolders, listFoldersAt } from './folders.ts';
import { getVerified, listLastDeadJobs } from './health.ts';
import { findCreated } from './idempotency.ts';
import { areImported, findImported } from './imports.ts';
import { checkSetup } from './instance.ts';
import { findsDueJob } from './jobs.ts';
import { findKeyActor, getKey, listApiKeys, listKeysOfWorkspace, listVaultKeys } from './keys.ts';
import { getLibrary, listLibraries } from './libraries.ts';
import { findMediaFacts } from './media-facts.ts';
import { checkUnsealed } from './moving/leaving.ts';
import { getOwnAccount, listOwnSessions } from './own-account.ts';
import { findPasswordLinkUser } from './password-links.ts';
import { findCreatedPublication, getPublication, listPublications } from './publications.ts';
import { getResumableUpload, listExpiredUploads } from './resumable-uploads.ts';
import { measureSelection } from './selections.ts';
import { findSessionActor, getIdentity } from './sessions.ts';
import { findSharedNeighbours, listSharedFolder } from './shared-folders.ts';
import { getShare, listAssetShares, listFolderShares, listShares } from './shares.ts';
import { findTags, listTags } from './tags.ts';
import { findTaskTime } from './tasks.ts';
import { listTrashedAssets, listTrashedFolders } from './trash.ts';
import { findTrashedAt, getTrashSize, listTrashAt } from './trashed-entries.ts';
import { findUrlRevocation } from './url-revocations.ts';
import { getTotalUsage, getUsage } from './usage.ts';
import { getUser, listUsers } from './user-management.ts';
import { findNamed, findUserToSignIn, getCreators } from './users.ts';
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
import { getManagedWorkspace, getWorkspace, listAllWorkspaces, listEveryWorkspace } from './workspaces.ts';

export const queries = {
  areImported,
  checkAssetChange,
  checkNewAsset,
  checkSetup,
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
  findNamed,
  findPasswordLinkUser,
  findReadableAssets,
  findSharedNeighbours,
  findsDueJob,
  findSessionActor,
  findTags,
  findTakenNames,
  findTaskTime,
  findTrashedAt,
  findUrlRevocation,
  findUserToSignIn,
  getArchiveOfAssets,
  getAsset,
  getAssetToShow,
  getBulkChange,
  getCreators,
  getEntry,
  getEntryDetails,
  getFigures,
  getFolder,
  getFolderPaths,
  getFolders,
  getIdentity,
  getKey,
  getLibrary,
  getManagedWorkspace,
  getOwnAccount,
  getPublication,
  getResumableUpload,
  getShare,
  getSoundBlob,
  getTotalUsage,
  getTrashSize,
  getUsage,
  getUser,
  getVault,
  getVaultAsset,
  getVerified,
  getWorkspace,
  listAllWorkspaces,
  listApiKeys,
  listArchiveOfEntries,
  listArchiveOfFolder,
  listAssetEvents,
  listAssets,
  listAssetsAt,
  listAssetShares,
  listDuplicatesAt,
  listBulkChanges,
  listEveryWorkspace,
  listExpiredUploads,
  listFolders,
  listFoldersAt,
  listKeysOfWorkspace,
  listFolderShares,
  listKnownDamage,
  listLastDeadJobs,
  listLibraries,
  listOwnSessions,
  listPublications,
  listSharedFolder,
  listShares,
  listTags,
  listTrashAt,
  listTrashedAssets,
  listTrashedFolders,
  listTree,
  listUsers,
  listVaultAssets,
  listVaultKeys,
  listVaults,
  listVersions,
  listWorkspaceEvents,
  measureSelection,
};
