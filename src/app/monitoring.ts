// Who watches: the log, the metrics, and traces where they are wanted. For every process that does the product's work.
import type { FastifyInstance } from 'fastify';
import packageFacts from '../../package.json' with { type: 'json' };
import type { Config } from '../config.ts';
import { type Core, type Figures, type Observer, SYSTEM } from '../core/index.ts';
import { toldLately } from '../core/lately.ts';
import { observers } from '../core/observation.ts';
import type { MediaDecoder } from '../core/ports.ts';
import { createMetrics, textOfAll } from '../drivers/metrics/index.ts';
import { watchRecentRequests } from '../drivers/metrics/recent.ts';
import { createLog, type Log } from '../http/log.ts';
import type { NodeState } from '../http/node-state.ts';
import { createOperationsServer, type MetricsText } from '../http/operations.ts';
import { isSibling, listeningAt, shareFigures } from './siblings.ts';

/** A database that is slower than this counts as one that does not answer. */
const FIGURES_TIMEOUT_MS = 3_000;
/** To find them the database looks at every job: whoever scrapes more often than this hears the same. */
const FIGURES_KEPT_MS = 5_000;

export interface Monitoring extends AsyncDisposable {
  readonly log: Log;
  readonly observer: Observer;
  /** Of this process. */
  readonly recentRequests: NodeState['requests'];
  /** To be asked for once of a library: whoever has it asks the database together. */
  metricsOf(library: WatchedLibrary): MetricsText;
}

export interface WatchedLibrary {
  readonly core: Core;
  readonly media: Pick<MediaDecoder, 'load'>;
}

/** To be opened first and disposed last: disposing sends what is left to be sent. */
export async function openMonitoring(config: Config): Promise<Monitoring> {
  await using resources = new AsyncDisposableStack();
  const log = createLog(config.logLevel);
  const { version } = packageFacts;
  const metrics = createMetrics({ version, node: process.versions.node });
  const recent = watchRecentRequests();
  const watching: Observer[] = [metrics.observer, recent.observer];
  if (config.tracesUrl !== undefined) {
    const { openTracing } = await import('../drivers/tracing/index.ts');
    const tracing = await openTracing({
      url: config.tracesUrl,
      ratio: config.tracesRatio,
      serviceName: config.serviceName,
      version,
      onTrouble: (error) => log.warn({ err: error }, 'traces can not be sent'),
    });
    watching.push(resources.use(tracing));
  }
  const kept = resources.move();
  return {
    log,
    observer: observers(watching),
    recentRequests: () => recent.list(),
    metricsOf({ core, media }) {
      const getFigures = toldLately(FIGURES_KEPT_MS, () => core.getFigures(SYSTEM));
      const standing = async () => ({
        figures: await findFigures(getFigures),
        decoder: media.load(),
        engine: core.engine.load?.(),
      });
      const text = isSibling()
        ? textOfSiblings(async () => metrics.values(await standing()))
        : async () => metrics.text(await standing());
      return async () => ({ contentType: metrics.contentType, text: await text() });
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

/** Whichever of them is asked tells of all. */
function textOfSiblings(values: () => Promise<readonly object[]>): () => Promise<string> {
  const ofAll = shareFigures(values);
  return async () => textOfAll((await ofAll()).filter((some) => Array.isArray(some)));
}

/** Undefined while the database does not answer: what else there is to tell is worth the more then. */
async function findFigures(getFigures: () => Promise<Figures>): Promise<Figures | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), FIGURES_TIMEOUT_MS);
  try {
    return await Promise.race([getFigures(), late.promise]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

/** Health and metrics at an address of their own; undefined where the settings name none. Disposing closes it. */
export async function startOperations(
  config: Config,
  { log }: Monitoring,
  core: Core,
  metrics: MetricsText,
  stopping: AbortSignal,
): Promise<({ readonly url: string } & AsyncDisposable) | undefined> {
  if (config.metricsPort === undefined) return undefined;
  const server: FastifyInstance = createOperationsServer(core, metrics, log, stopping);
  const url = await server.listen(listeningAt(config.metricsHost, config.metricsPort));
  return { url, [Symbol.asyncDispose]: () => server.close() };
}
