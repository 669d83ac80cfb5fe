// The HTTP server: what every answer has in common, and the order in which its parts are put together.
import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { deliveryUrl } from './delivery-host.ts';
import type { DialectDefinition, HttpServices } from './dialect.ts';
import { registerDocuments } from './documents.ts';
import { registerHealth } from './health.ts';
import { answerErrorOf, mountDialects } from './mount.ts';
import { MULTIPART_LIMITS } from './upload.ts';
import { createValidatorCompiler } from './validation.ts';

export interface ServerOptions {
  readonly logLevel: string;
  readonly trustProxy: readonly string[] | undefined;
}

/** For JSON and form bodies; files are not read as bodies. */
const BODY_LIMIT_BYTES = 2 * 1024 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** A request that takes longer is cut; large files have resumable uploads. */
const REQUEST_TIMEOUT_MS = 3_600_000;

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
  const server = fastify({
    logger: {
      level: options.logLevel,
      redact: ['req.headers.authorization', 'req.headers["x-api-key"]', 'req.headers.cookie'],
    },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ? [...options.trustProxy] : false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_048 },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS },
    rewriteUrl: (request) => deliveryUrl(request, services.deliveryDomain),
    // Addresses that can not even be routed, such as ones with broken percent-encoding.
    frameworkErrors: (error, request, reply) => void answerErrorOf(dialects, error, request, reply),
    return503OnClosing: true,
  });
  server.setValidatorCompiler(createValidatorCompiler());
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).headers(SAFE_HEADERS);
  });
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: request.routeOptions.config?.hasSecretPath ? request.routeOptions.url : request.url.split('?', 1)[0],
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  acceptEmptyJson(server);
  await server.register(formbody);
  await server.register(multipart, { limits: MULTIPART_LIMITS, throwFileSizeLimit: false });
  registerHealth(server, services.core);
  registerDocuments(server, dialects);
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
