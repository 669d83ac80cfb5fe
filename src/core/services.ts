// Every operation that is more than one read or one transaction: bytes, passwords, pictures, credentials, signatures.
import { authenticate, signIn } from './authentication.ts';
import { backUp } from './backups/index.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import { countDownloads } from './download-counting.ts';
import { examineAsset, examineNow } from './examination.ts';
import { getRendition } from './pictures.ts';
import { rebuildMedia } from './rebuilding.ts';
import { openShare, resumeShare, shareAccessIsSigned, shareToken, signShareAccess } from './share-access.ts';
import { checkSignedUrl, provenSignature, signingSecret, signUrl, urlLock, urlLockOpens } from './signed-urls.ts';
import { findOrphans, sweepBlobs } from './sweep.ts';
import { getTransform, transformKey } from './transforms.ts';
import { releaseContent, storeContent, uploadAsset, uploadReplacement, uploadVaultAsset } from './upload.ts';
import { verifyLibrary } from './verification.ts';

export const services = {
  authenticate,
  backUp,
  checkSignedUrl,
  countDownloads,
  decodeCursor,
  encodeCursor,
  examineAsset,
  examineNow,
  findOrphans,
  getRendition,
  getTransform,
  openShare,
  provenSignature,
  rebuildMedia,
  releaseContent,
  resumeShare,
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
  uploadReplacement,
  uploadVaultAsset,
  urlLock,
  urlLockOpens,
  verifyLibrary,
};
