// The work that nobody waits for: jobs, and what is done from time to time. A server does it beside its own, a worker does nothing
// else; any number of both share it.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { HOUR_MS } from '../core/durations.ts';
import type { Core, Locks } from '../core/index.ts';
import { openFileLocks } from '../drivers/sqlite/locks.ts';
import type { ResumableUploads } from '../http/dialect.ts';
import { becomeJobHolder } from '../jobs/holder.ts';
import { startSchedule } from '../jobs/schedule.ts';
import { startWorker } from '../jobs/worker.ts';
import { openCore } from './library.ts';
import { type Monitoring, openMonitoring, startOperations } from './monitoring.ts';
import { openResumableUploads } from './uploads.ts';

const EXPIRE_UPLOADS_MS = HOUR_MS;

/** Disposing it finishes what is under way. */
export async function startBackground(
  config: Config,
  core: Core,
  { log, observer }: Monitoring,
  resumable: ResumableUploads,
): Promise<AsyncDisposable> {
  const locks = openWorkerLocks(config);
  const holder = locks && (await becomeJobHolder(core, locks));
  const worker = startWorker(core, { concurrency: config.decoders, log, holder, observer });
  const schedule = startSchedule(core, {
    log,
    others: [{ name: 'expire uploads', everyMs: EXPIRE_UPLOADS_MS, run: () => resumable.removeExpired() }],
  });
  return {
    async [Symbol.asyncDispose]() {
      await Promise.all([worker[Symbol.asyncDispose](), schedule[Symbol.asyncDispose]()]);
      await holder?.[Symbol.asyncDispose]();
    },
  };
}

/**
 * Whoever shares a data folder is on one machine, whose system knows who lives. Nodes do without: where one has died the others take
 * its jobs when their leases end.
 */
const openWorkerLocks = ({ database, dataFolder }: Config): Locks | undefined =>
  database === undefined ? openFileLocks(join(dataFolder, 'workers')) : undefined;

interface WorkerApp extends AsyncDisposable {
  /** Where health and metrics are; undefined where they have no address. */
  readonly operationsUrl: string | undefined;
  /** Writes a line of the log before the process ends by an error that nobody caught. */
  noteCrash(error: unknown): void;
}

/** Opens everything, and does the background work. Disposing finishes the jobs under way, then closes. */
export async function startWorkerApp(config: Config): Promise<WorkerApp> {
  await using resources = new AsyncDisposableStack();
  const stopping = new AbortController();
  const monitoring = resources.use(await openMonitoring(config));
  const { log, observer } = monitoring;
  const opened = resources.use(await openCore(config, observer, (err, message) => log.warn({ err }, message)));
  const { core } = opened;
  const metrics = monitoring.metricsOf(opened);
  const operations = resources.use(await startOperations(config, monitoring, core, metrics, stopping.signal));
  const { resumable } = resources.use(await openResumableUploads(config, core, log));
  resources.use(await startBackground(config, core, monitoring, resumable));
  const kept = resources.move();
  return {
    operationsUrl: operations?.url,
    noteCrash: (error) => log.fatal({ err: error }, 'crashed'),
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await kept.disposeAsync();
    },
  };
}
