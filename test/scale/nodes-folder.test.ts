import { describeFailures } from '../contract/nodes-failures.ts';
import { describeSharing } from '../contract/nodes-sharing.ts';
import { describeUploads } from '../contract/nodes-uploads.ts';

describeSharing('PostgreSQL and a shared folder');
describeUploads('PostgreSQL and a shared folder', 5);
describeFailures('PostgreSQL and a shared folder');
