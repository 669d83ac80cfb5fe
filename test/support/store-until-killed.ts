// A process that stores blobs as fast as it can and names each to its parent once it is durable. Killed by disk.test.ts.
import { randomBytes } from 'node:crypto';
import { openDiskBlobStore } from '../../src/drivers/disk/index.ts';
import { storeBytes } from './blobs.ts';

const [, , root] = process.argv;
if (root === undefined) throw new Error('which directory?');
const blobs = await openDiskBlobStore(root, { reserveBytes: 0 });
await Promise.all(
  Array.from({ length: 8 }, async (_, index) => {
    for (;;) process.send?.(await storeBytes(blobs, randomBytes(index === 0 ? 3_000_000 : 20_000)));
  }),
);
