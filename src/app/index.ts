// The composition root: a Config in, a running App out. Puts the layers together.
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Core } from '../core/index.ts';
import { admin } from '../dialects/admin/index.ts';
import { hub } from '../dialects/hub/index.ts';
import { library } from '../dialects/library/index.ts';
import { partner } from '../dialects/partner/index.ts';
import { store } from '../dialects/store/index.ts';
import { vaults } from '../dialects/vaults/index.ts';
import { createAttempts } from '../http/attempts.ts';
import { createResumableUploads } from '../http/resumable.ts';
import { createServer } from '../http/server.ts';
import { startSchedule } from '../jobs/schedule.ts';
import { startWorker } from '../jobs/worker.ts';
import { openCore } from './library.ts';

export { backupPlace, dataFolder, openCore, openExistingCore } from './library.ts';

/** One more than are worked on in the background on a small machine, so that the next one is at hand. */
const DEFAULT_JOBS = 2;
const EXPIRE_UPLOADS_MS = 60 * 60_000;
const MOST_WRONG_PASSWORDS = 10;
const WRONG_PASSWORDS_WINDOW_MS = 15 * 60_000;

export interface App extends AsyncDisposable {
  readonly core: Core;
  readonly server: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
}

/** Opens everything, starts to listen and to work. Disposing drains requests and jobs, then closes. */
export async function startApp(config: Config): Promise<App> {
  await using resources = new AsyncDisposableStack();
  const { core } = resources.use(await openCore(config));
  const resumable = createResumableUploads({
    core,
    folder: join(config.dataFolder, 'uploads'),
    maxSizeBytes: config.maxResumableBytes,
    keptMs: config.resumableMs,
  });
  const server = await createServer(
    [store, hub, library, partner, vaults, admin],
    {
      core,
      publicUrl: config.publicUrl,
      deliveryDomain: config.deliveryDomain,
      maxArchiveEntries: config.maxArchiveEntries,
      hubAnonymous: config.hubAnonymous,
      resumable,
      attempts: createAttempts(MOST_WRONG_PASSWORDS, WRONG_PASSWORDS_WINDOW_MS),
    },
    { logLevel: config.logLevel, trustProxy: config.trustProxy },
  );
  const log = (error: unknown, message: string) => server.log.error({ err: error }, message);
  if (config.worker) {
    resources.use(startWorker(core, { concurrency: config.decoders ?? DEFAULT_JOBS, log }));
    resources.use(
      startSchedule(core, {
        log,
        trashMs: config.trashMs,
        others: [{ name: 'expire uploads', everyMs: EXPIRE_UPLOADS_MS, run: () => resumable.removeExpired() }],
      }),
    );
  }
  resources.defer(() => server.close());
  const url = await server.listen({ host: config.host, port: config.port });
  const kept = resources.move();
  return { core, server, url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
