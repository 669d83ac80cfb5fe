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
import { openMonitoring, startOperations } from './monitoring.ts';

export { backupPlace, dataFolder, openCore, openExistingCore } from './library.ts';

/** One more than are worked on in the background on a small machine, so that the next one is at hand. */
const DEFAULT_JOBS = 2;
const EXPIRE_UPLOADS_MS = 60 * 60_000;

export interface App extends AsyncDisposable {
  readonly core: Core;
  readonly server: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
  /** Where health and metrics are without credentials; undefined where they have no address of their own. */
  readonly operationsUrl: string | undefined;
}

/** Opens everything, starts to listen and to work. Disposing drains requests and jobs, then closes. */
export async function startApp(config: Config): Promise<App> {
  await using resources = new AsyncDisposableStack();
  const monitoring = resources.use(await openMonitoring(config));
  const { log, observer } = monitoring;
  const opened = resources.use(await openCore(config, observer));
  const { core } = opened;
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
      metrics: monitoring.metricsOf(opened),
      attempts: createAttempts(core),
    },
    { log, trustProxy: config.trustProxy, observer },
  );
  if (config.worker) {
    resources.use(startWorker(core, { concurrency: config.decoders ?? DEFAULT_JOBS, log, observer }));
    resources.use(
      startSchedule(core, {
        log,
        trashMs: config.trashMs,
        others: [{ name: 'expire uploads', everyMs: EXPIRE_UPLOADS_MS, run: () => resumable.removeExpired() }],
      }),
    );
  }
  resources.defer(() => server.close());
  const operations = resources.use(await startOperations(config, monitoring, opened));
  const url = await server.listen({ host: config.host, port: config.port });
  const kept = resources.move();
  return { core, server, url, operationsUrl: operations?.url, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}
