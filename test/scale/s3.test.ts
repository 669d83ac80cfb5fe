import { describeBlobStore } from '../contract/blob-store.ts';
import { openS3 } from '../support/s3.ts';

describeBlobStore('s3', openS3, { fencesRemoval: false });
