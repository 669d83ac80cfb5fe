// Every operation that is more than one read or one transaction: bytes, passwords, pictures, credentials, signatures.
import { assetKey, getAssetByKey } from './asset-keys.ts';
import { authenticate, signIn } from './authentication.ts';
import { backUp } from './backups/index.ts';
import { runBulkChange } from './bulk-change-turns.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import { countDownload, countDownloads } from './download-counting.ts';
import { examineAsset, examineNow } from './examination.ts';
import { uploadFromFolder } from './import-folder.ts';
import { mendBlob } from './mending.ts';
import { changeOwnPassword, setLinkedPassword } from './password-changing.ts';
import { getRendition } from './pictures.ts';
import { rebuildMedia } from './rebuilding.ts';
import { scrubBlobs } from './scrub.ts';
import { openShare, resumeShare, shareAccessIsSigned, shareToken, signShareAccess } from './share-access.ts';
import { checkSignedUrl, provenSignature, signingSecret, signUrl, urlLock, urlLockOpens } from './signed-urls.ts';
import { findOrphans, sweepBlobs } from './sweep.ts';
import { getTransform, transformKey } from './transforms.ts';
import { emptyOldTrash, emptyTrash, expireEntries, purgeDoomed } from './trash-emptying.ts';
import {
  releaseContent,
  storeContent,
  uploadAsset,
  uploadFiles,
  uploadImported,
  uploadReplacement,
  uploadResumedAsset,
  uploadVaultAsset,
} from './upload.ts';
import { noteUsageNow } from './usage-noting.ts';
import { verifyLibrary } from './verification.ts';

export const services = {
  assetKey,
  authenticate,
  backUp,
  changeOwnPassword,
  checkSignedUrl,
  countDownload,
  countDownloads,
  decodeCursor,
  emptyOldTrash,
  emptyTrash,
  encodeCursor,
  examineAsset,
  examineNow,
  expireEntries,
  findOrphans,
  getAssetByKey,
  getRendition,
  getTransform,
  mendBlob,
  noteUsageNow,
  openShare,
  provenSignature,
  purgeDoomed,
  rebuildMedia,
  releaseContent,
  resumeShare,
  runBulkChange,
  scrubBlobs,
  setLinkedPassword,
  shareAccessIsSigned,
  shareToken,
  signIn,
  signingSecret,
  signShareAccess,
  signUrl,
  storeContent,
  sweepBlobs,
  transformKey,
  uploadAsset,
  uploadImported,
  uploadFiles,
  uploadFromFolder,
  uploadReplacement,
  uploadResumedAsset,
  uploadVaultAsset,
  urlLock,
  urlLockOpens,
  verifyLibrary,
};
