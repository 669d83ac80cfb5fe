import { describeFailures } from '../contract/nodes-failures.ts';
import { describeSharing } from '../contract/nodes-sharing.ts';
import { describeUploads } from '../contract/nodes-uploads.ts';

describeSharing('PostgreSQL and S3');
describeUploads('PostgreSQL and S3', 10);
describeFailures('PostgreSQL and S3');
