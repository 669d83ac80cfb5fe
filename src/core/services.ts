// Every operation that is more than one read or one transaction: bytes, passwords, pictures, credentials.
import { authenticate, signIn } from './authentication.ts';
import { examineImage, getThumbnail } from './pictures.ts';
import { findOrphans, sweepBlobs } from './sweep.ts';
import { releaseContent, storeContent, uploadAsset, uploadReplacement, uploadVaultAsset } from './upload.ts';

export const services = {
  authenticate,
  examineImage,
  findOrphans,
  getThumbnail,
  releaseContent,
  signIn,
  storeContent,
  sweepBlobs,
  uploadAsset,
  uploadReplacement,
  uploadVaultAsset,
};
