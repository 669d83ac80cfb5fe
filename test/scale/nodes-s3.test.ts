import { describeFailures } from '../contract/nodes-failures.ts';
import { describeSharing } from '../contract/nodes-sharing.ts';
import { describeUploads } from '../contract/nodes-uploads.ts';
import { rounds } from '../support/figures.ts';

describeSharing('PostgreSQL and S3');
describeUploads('PostgreSQL and S3', rounds(10, 500));
describeFailures('PostgreSQL and S3');
