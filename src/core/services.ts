// Every operation that is more than one read or one transaction: bytes, passwords, pictures, credentials, signatures.
import { authenticate, signIn } from './authentication.ts';
import { backUp } from './backups/index.ts';
import { decodeCursor, encodeCursor } from './cursors.ts';
import { countDownloads } from './download-counting.ts';
import { examineImage, getThumbnail } from './pictures.ts';
import { openShare, resumeShare, shareAccessIsSigned, shareToken, signShareAccess } from './share-access.ts';
import { checkSignedUrl, provenSignature, signingSecret, signUrl, urlLock, urlLockOpens } from './signed-urls.ts';
import { findOrphans, sweepBlobs } from './sweep.ts';
import { releaseContent, storeContent, uploadAsset, uploadReplacement, uploadVaultAsset } from './upload.ts';
import { verifyLibrary } from './verification.ts';

export const services = {
  authenticate,
  backUp,
  checkSignedUrl,
  countDownloads,
  decodeCursor,
  encodeCursor,
  examineImage,
  findOrphans,
  getThumbnail,
  openShare,
  provenSignature,
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
  uploadAsset,
  uploadReplacement,
  uploadVaultAsset,
  urlLock,
  urlLockOpens,
  verifyLibrary,
};
