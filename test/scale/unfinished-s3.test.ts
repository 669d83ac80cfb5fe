import { tmpdir } from 'node:os';
import { openS3Unfinished } from '../../src/drivers/s3/unfinished.ts';
import { describeUnfinished } from '../contract/unfinished-store.ts';
import { makeBucket } from '../support/s3.ts';

describeUnfinished('unfinished uploads in a bucket', async () => {
  const bucket = await makeBucket();
  const stores = [1, 2].map(() => openS3Unfinished({ ...bucket.options, spillFolder: tmpdir() }));
  const [one, other] = stores;
  if (!one || !other) throw new Error('there are two');
  return {
    one,
    other,
    count: async () => (await bucket.keys()).length,
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]();
      await bucket[Symbol.asyncDispose]();
    },
  };
});
