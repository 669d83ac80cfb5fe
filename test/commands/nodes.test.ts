// Several servers on one data folder: what holds for nodes on shared engines holds for them as well.
import { describeFailures } from '../contract/nodes-failures.ts';
import { describeSharing } from '../contract/nodes-sharing.ts';
import { describeUploads } from '../contract/nodes-uploads.ts';

describeSharing('the embedded default');
describeUploads('the embedded default', 2);
describeFailures('the embedded default');
