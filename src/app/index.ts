// The composition root: a Config in, a running App out. Puts the layers together.
import { existsSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import type { Core } from '../core/index.ts';
import { createAttempts } from '../http/attempts.ts';
import { createServer } from '../http/server.ts';
import { startBackground } from './background.ts';
import { DIALECTS } from './dialects.ts';
import { openCore } from './library.ts';
import { openMonitoring, startOperations } from './monitoring.ts';
import { nodeState } from './node-state.ts';
import { listeningAt } from './siblings.ts';
import { openResumableUploads } from './uploads.ts';

export interface App extends AsyncDisposable {
  readonly core: Core;
  readonly server: FastifyInstance;
  /** Where it listens. */
  readonly url: string;
  /** Where health and metrics are without credentials; undefined where they have no address of their own. */
  readonly operationsUrl: string | undefined;
}

/**
 * Opens everything, starts to listen and to work. Disposing tells that it stops, waits for as long as the settings say, finishes
 * requests and jobs, then closes.
 */
export async function startApp(config: Config): Promise<App> {
  await using resources = new AsyncDisposableStack();
  const stopping = new AbortController();
  const monitoring = resources.use(await openMonitoring(config));
  const { log, observer } = monitoring;
  const opened = resources.use(await openCore(config, observer, (err, message) => log.warn({ err }, message)));
  const { core } = opened;
  const metrics = monitoring.metricsOf(opened);
  const operations = resources.use(await startOperations(config, monitoring, core, metrics, stopping.signal));
  const { resumable } = resources.use(await openResumableUploads(config, core, log));
  const server = await createServer(
    DIALECTS,
    {
      core,
      publicUrl: config.publicUrl,
      deliveryDomain: config.deliveryDomain,
      maxArchiveEntries: config.maxArchiveEntries,
      hubAnonymous: config.hubAnonymous,
      resumable,
      metrics,
      node: nodeState(config, core, monitoring.recentRequests),
      attempts: createAttempts(core),
      rateLimits: config.rateLimits,
    },
    {
      log,
      trustProxy: config.trustProxy,
      observer,
      stopping: stopping.signal,
      slowMs: config.slowMs,
      consoleFolder: consoleFolder(),
    },
  );
  const background = config.worker ? await startBackground(config, core, monitoring, resumable) : undefined;
  // At once: a long answer does not keep jobs from being finished, or given back, before the process is cut.
  resources.defer(async () => {
    await Promise.all([server.close(), background?.[Symbol.asyncDispose]()]);
  });
  resources.defer(() => resumable.makeRoom());
  const url = await server.listen(listeningAt(config.host, config.port));
  const kept = resources.move();
  return {
    core,
    server,
    url,
    operationsUrl: operations?.url,
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await pause(config.stopDelayMs);
      await kept.disposeAsync();
    },
  };
}

/** In a package beside our JavaScript, in a clone where it is built; undefined where it has not been. */
const consoleFolder = (): string | undefined =>
  ['../console/', '../../web/dist/']
    .map((path) => fileURLToPath(new URL(path, import.meta.url)))
    .find((path) => existsSync(path));
