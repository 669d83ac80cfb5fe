import { readdir } from 'node:fs/promises';
import { openDiskUnfinished } from '../../src/drivers/disk/unfinished.ts';
import { describeUnfinished } from '../contract/unfinished-store.ts';
import { temporaryFolder } from '../support/core.ts';

describeUnfinished('unfinished uploads on a disk', async () => {
  const folder = await temporaryFolder();
  return {
    one: await openDiskUnfinished(folder.path),
    other: await openDiskUnfinished(folder.path),
    count: async () => (await readdir(folder.path)).length,
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
});
