// Every operation that is more than one read or one transaction: bytes, passwords, pictures, credentials.
import { authenticate, signIn } from './authentication.ts';
import { backUp } from './backups/index.ts';
import { countDownloads } from './counting.ts';
import { examineImage, getThumbnail } from './pictures.ts';
import { checkSignedUrl, provenSignature, signingSecret, signUrl, urlLock, urlLockOpens } from './signed-urls.ts';
import { findOrphans, sweepBlobs } from './sweep.ts';
import { releaseContent, storeContent, uploadAsset, uploadReplacement, uploadVaultAsset } from './upload.ts';
import { verifyLibrary } from './verification.ts';

export const services = {
  authenticate,
  backUp,
  checkSignedUrl,
  countDownloads,
  examineImage,
  findOrphans,
  getThumbnail,
  provenSignature,
  releaseContent,
  signIn,
  signingSecret,
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
