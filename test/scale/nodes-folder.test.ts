import { describeFailures } from '../contract/nodes-failures.ts';
import { describeSharing } from '../contract/nodes-sharing.ts';
import { describeUploads } from '../contract/nodes-uploads.ts';
import { rounds } from '../support/figures.ts';

describeSharing('PostgreSQL and a shared folder');
describeUploads('PostgreSQL and a shared folder', rounds(5, 500));
describeFailures('PostgreSQL and a shared folder');
