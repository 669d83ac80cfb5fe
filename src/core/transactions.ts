// Every transaction by name: all that can change the database. A writer thread imports this module and runs them there
// (database/engine.ts), so nothing here may depend on anything but its arguments.
import { repairDiscrepancies } from '../database/consistency/index.ts';
import type { Transactions } from '../database/engine.ts';
import { createAsset } from './assets.ts';
import { beginAttempt, forgiveAttempts } from './attempts.ts';
import {
  beginBlobRemoval,
  beginOrphanRemoval,
  dropRenditionsOf,
  endBlobRemoval,
  holdBlobs,
  noteUnusedBlob,
} from './blobs.ts';
import { beginBulkChange, queueBulkChange, stepBulkChange, undoBulkChange } from './bulk-changes.ts';
import { beginScrubs, endScrub, noteDamaged, noteMended, noteScrubbed, noteVerified } from './damage.ts';
import { giveUpJob } from './dead-jobs.ts';
import { recordDownloads } from './downloads.ts';
import { createFolder, ensureFolders, patchFolder } from './folders.ts';
import { retryJob } from './health.ts';
import { importAsset, importFolder, importReference, importVault } from './imports.ts';
import { ensureInstance, finishSetup, openSetup } from './instance.ts';
import { beginJob, failJob, finishJob, freeJobs, renewJobs, returnJobs, takeJobs } from './jobs.ts';
import { createKey, createVaultKey, noteKeyUse, revokeApiKey, revokeVaultKey } from './keys.ts';
import { forgetExpired } from './maintenance.ts';
import { beginRebuild, endRebuild, noteExamined, noteKnownMedia } from './media.ts';
import { beginArrival, finishArrival, hasArrived, putPortions } from './moving/arriving.ts';
import {
  beginDeparture,
  dropGuards,
  endDeparture,
  forgetChanges,
  leaveMover,
  sealLibrary,
  takeMover,
  unsealLibrary,
} from './moving/leaving.ts';
import { endOtherSessions, endOwnSession, patchOwnAccount, setOwnPassword } from './own-account.ts';
import { createPasswordLink, inviteUser, redeemPasswordLink } from './password-links.ts';
import { patchAsset } from './patching.ts';
import { patchPublication, trashPublication } from './publications.ts';
import { createReference } from './references.ts';
import { deleteAsset, deleteFolder, deleteLiveAsset, deleteVault, purgeAssets, purgeFolderStep } from './removal.ts';
import { saveRenditions } from './renditions.ts';
import {
  createResumableUpload,
  createResumedAsset,
  deleteResumableUpload,
  setResumableSize,
} from './resumable-uploads.ts';
import { createSession, deleteSession } from './sessions.ts';
import { createShare, deleteShare, noteShareView, patchShare, takeShareDownload } from './shares.ts';
import { addTags } from './tagging.ts';
import { claimTask, postponeTask } from './tasks.ts';
import { discardEntries, doomOldTrash, doomTrash, restoreEntries, trashExpired } from './trash.ts';
import { revokeUrl, revokeUrlsOf } from './url-revocations.ts';
import { noteUsage } from './usage.ts';
import { patchUser } from './user-management.ts';
import { createUser } from './users.ts';
import { createVault, createVaultAsset, patchVault, rotateSigningSecret } from './vaults.ts';
import { putFiles, replaceContent, restoreVersion } from './versions.ts';
import { createWorkspace, patchWorkspace } from './workspaces.ts';

export const transactions = {
  addTags,
  beginArrival,
  beginBlobRemoval,
  beginBulkChange,
  beginDeparture,
  beginJob,
  beginOrphanRemoval,
  beginAttempt,
  beginRebuild,
  beginScrubs,
  claimTask,
  createAsset,
  createFolder,
  createKey,
  createPasswordLink,
  createReference,
  createResumableUpload,
  createResumedAsset,
  createSession,
  createShare,
  createUser,
  createVault,
  createVaultAsset,
  createVaultKey,
  createWorkspace,
  deleteAsset,
  deleteFolder,
  deleteLiveAsset,
  deleteResumableUpload,
  deleteSession,
  deleteShare,
  deleteVault,
  discardEntries,
  doomOldTrash,
  doomTrash,
  dropGuards,
  dropRenditionsOf,
  endBlobRemoval,
  endDeparture,
  endOtherSessions,
  endOwnSession,
  endRebuild,
  endScrub,
  ensureFolders,
  ensureInstance,
  failJob,
  finishArrival,
  finishJob,
  finishSetup,
  forgetChanges,
  forgetExpired,
  forgiveAttempts,
  freeJobs,
  giveUpJob,
  hasArrived,
  holdBlobs,
  importAsset,
  importFolder,
  importReference,
  importVault,
  inviteUser,
  leaveMover,
  noteDamaged,
  noteExamined,
  noteKeyUse,
  noteKnownMedia,
  noteMended,
  noteScrubbed,
  noteShareView,
  noteUnusedBlob,
  noteUsage,
  noteVerified,
  openSetup,
  patchAsset,
  patchFolder,
  patchOwnAccount,
  patchPublication,
  patchShare,
  patchUser,
  patchVault,
  patchWorkspace,
  postponeTask,
  purgeAssets,
  purgeFolderStep,
  putFiles,
  putPortions,
  queueBulkChange,
  recordDownloads,
  redeemPasswordLink,
  renewJobs,
  repairDiscrepancies,
  replaceContent,
  restoreEntries,
  restoreVersion,
  retryJob,
  returnJobs,
  revokeApiKey,
  revokeUrl,
  revokeUrlsOf,
  revokeVaultKey,
  rotateSigningSecret,
  saveRenditions,
  sealLibrary,
  setOwnPassword,
  setResumableSize,
  stepBulkChange,
  takeJobs,
  takeMover,
  takeShareDownload,
  trashExpired,
  trashPublication,
  undoBulkChange,
  unsealLibrary,
} satisfies Transactions;

/** Those that may change all that lies below a folder: an engine may give each a commit and room of its own. */
export const bulk: ReadonlySet<string> = new Set<keyof typeof transactions>([
  'beginArrival',
  'beginBulkChange',
  'deleteFolder',
  'deleteVault',
  'discardEntries',
  'doomOldTrash',
  'doomTrash',
  'dropGuards',
  'endDeparture',
  'patchFolder',
  'putPortions',
  'repairDiscrepancies',
  'restoreEntries',
  'stepBulkChange',
  'trashExpired',
  'undoBulkChange',
]);
