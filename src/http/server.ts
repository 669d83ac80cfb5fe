// The HTTP server: what every answer has in common, and the order in which its parts are put together.
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { HOUR_MS } from '../core/durations.ts';
import { CoreError, NO_OBSERVER, type Observer } from '../core/index.ts';
import { answerClientError } from './client-errors.ts';
import { registerConsole } from './console.ts';
import { requestId } from './correlation.ts';
import { deliveryUrl } from './delivery-host.ts';
import type { DialectDefinition, HttpServices } from './dialect.ts';
import { registerDocuments } from './documents.ts';
import { registerHealth } from './health.ts';
import type { Log } from './log.ts';
import { answerErrorOf, mountDialects } from './mount.ts';
import { countByAddress } from './rate-limits.ts';
import { compileSerializer } from './serialization.ts';
import { cutSlowClients, headLimitsOf } from './slow-clients.ts';
import { stoppingOf } from './stopping.ts';
import { MULTIPART_LIMITS } from './upload.ts';
import { createValidatorCompiler } from './validation.ts';
import { watchRequests } from './watching.ts';

export interface ServerOptions {
  readonly log: Log;
  readonly trustProxy: readonly string[] | undefined;
  /** Absent: only the log is told of requests. */
  readonly observer?: Observer;
  /** Aborted some time before the server is closed: connections are not kept open any more. Absent: when it is closed. */
  readonly stopping?: AbortSignal;
  /** How long clients may be slow; absent: as the settings have it when nobody sets it. */
  readonly slowMs?: number;
  /** Where the built console is; absent: there is none. */
  readonly consoleFolder?: string | undefined;
}

/** For JSON and form bodies; files are not read as bodies. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const SLOW_MS = 30_000;
/** Enough for a download that names 2,000 ids in its query. */
const MAX_HEADER_BYTES = 64 * 1024;
/** A request that takes longer is cut; large files have resumable uploads. */
const REQUEST_TIMEOUT_MS = HOUR_MS;

/** Carried by every answer but user bytes, whose own rules are stricter (http/download). */
const SAFE_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

export async function createServer(
  dialects: readonly DialectDefinition[],
  services: HttpServices,
  options: ServerOptions,
): Promise<FastifyInstance> {
  const { slowMs = SLOW_MS } = options;
  const server = fastify({
    loggerInstance: options.log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    trustProxy: options.trustProxy ? [...options.trustProxy] : false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestIdHeader: false,
    genReqId: requestId,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_048 },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { ...headLimitsOf(slowMs), maxHeaderSize: MAX_HEADER_BYTES },
    rewriteUrl: (request) => deliveryUrl(request, services.deliveryDomain),
    // Addresses that can not even be routed, such as ones with broken percent-encoding.
    frameworkErrors(error, request, reply) {
      watch(request, reply);
      answerErrorOf(dialects, error, request, reply);
    },
    clientErrorHandler: (error, socket) => answerClientError(error, socket, options.log, dialects),
    // Whoever has a connection open still gets an answer on it, which is the last.
    return503OnClosing: false,
  });
  server.setValidatorCompiler(createValidatorCompiler());
  server.setSerializerCompiler(compileSerializer);
  const watch = watchRequests(server, options.observer ?? NO_OBSERVER);
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).headers(SAFE_HEADERS);
  });
  const countRequest = countByAddress(services.rateLimits);
  server.addHook('onRequest', async (request) => countRequest(request));
  // Bodies are taken as they are: one that is said to be packed would be stored or read as something it is not.
  server.addHook('onRequest', async ({ headers }) => {
    if (!/^(identity)?$/i.test(headers['content-encoding'] ?? ''))
      throw new CoreError('unsupported_media_type', 'Bodies with a Content-Encoding are not taken.');
  });
  const stopping = stoppingOf(server, options.stopping);
  cutSlowClients(server, slowMs, options.log);
  acceptEmptyJson(server);
  await server.register(formbody);
  await server.register(multipart, { limits: MULTIPART_LIMITS, throwFileSizeLimit: false });
  registerHealth(server, services.core, stopping);
  registerDocuments(server, dialects);
  registerConsole(server, options.consoleFolder, services);
  mountDialects(server, dialects, services);
  return server;
}

/** Many clients name the type on every request, also where there is nothing to send. Routes that need a body say so. */
function acceptEmptyJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done),
  );
}
