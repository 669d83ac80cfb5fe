// What those who run the server ask it, without credentials and at an address of its own: health, and metrics for Prometheus.
import fastify, { type FastifyInstance, LogController } from 'fastify';
import type { Core } from '../core/index.ts';
import { registerHealth } from './health.ts';
import type { Log } from './log.ts';

/** Made when it is asked for. */
export type MetricsText = () => Promise<{ readonly contentType: string; readonly text: string }>;

/** Knows no dialects: also for a process that serves none. */
export function createOperationsServer(
  core: Core,
  metrics: MetricsText,
  log: Log,
  stopping: AbortSignal,
): FastifyInstance {
  const server = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    forceCloseConnections: true,
  });
  registerHealth(server, core, stopping);
  server.get('/metrics', async (_request, reply) => {
    const { contentType, text } = await metrics();
    return reply.header('cache-control', 'no-store').type(contentType).send(text);
  });
  return server;
}
