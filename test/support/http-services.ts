// What dialects are given by the server, over a core of the tests: nothing around it is configured or limited.
import { openDiskUnfinished } from '../../src/drivers/disk/unfinished.ts';
import { openFileLocks } from '../../src/drivers/sqlite/locks.ts';
import { createAttempts } from '../../src/http/attempts.ts';
import type { HttpServices } from '../../src/http/dialect.ts';
import { createResumableUploads } from '../../src/http/resumable.ts';
import type { TestCore } from './core.ts';

type Uploads = Parameters<typeof createResumableUploads>[0];

/** `uploads`: other than in a folder, where that is what is tested. */
export async function httpServices(
  { core, folder }: Pick<TestCore, 'core' | 'folder'>,
  uploads: Partial<Uploads> = {},
): Promise<HttpServices> {
  return {
    core,
    publicUrl: undefined,
    deliveryDomain: undefined,
    maxArchiveEntries: 10,
    hubAnonymous: undefined,
    attempts: createAttempts(core),
    rateLimits: { perAddress: 0, perKey: 0 },
    metrics: async () => ({ contentType: 'text/plain', text: '' }),
    node: {
      version: '0',
      startedAt: 0,
      database: 'sqlite',
      blobs: 'disk',
      disk: async () => undefined,
      requests: () => [],
    },
    resumable: createResumableUploads({
      core,
      unfinished: uploads.unfinished ?? (await openDiskUnfinished(`${folder}/uploads`)),
      locks: uploads.locks ?? openFileLocks(`${folder}/uploads`),
      maxSizeBytes: 10,
      keptMs: uploads.keptMs ?? 1_000,
    }),
  };
}
