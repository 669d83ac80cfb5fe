// The HTTP server: what every answer has in common, and the order in which its parts are put together.
import { randomUUID } from 'node:crypto';
import formbody from '@fastify/formbody';
import multipart from '@fastify/multipart';
import fastify, { type FastifyInstance, LogController } from 'fastify';
import { CoreError } from '../core/index.ts';
import { answerClientError } from './client-errors.ts';
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
const IDLE_CHECK_MS = 100;
/** Enough for a download that names 2,000 ids in its query. */
const MAX_HEADER_BYTES = 64 * 1024;
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
      // The last is how the form parser is traced.
      redact: [
        'req.headers.authorization',
        'req.headers["x-api-key"]',
        'req.headers.partner_key',
        'req.headers.cookie',
        'busboyOptions.headers',
      ],
    },
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: options.trustProxy ? [...options.trustProxy] : false,
    bodyLimit: BODY_LIMIT_BYTES,
    requestIdHeader: false,
    genReqId: () => randomUUID(),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_048 },
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { headersTimeout: HEADERS_TIMEOUT_MS, maxHeaderSize: MAX_HEADER_BYTES },
    rewriteUrl: (request) => deliveryUrl(request, services.deliveryDomain),
    // Addresses that can not even be routed, such as ones with broken percent-encoding.
    frameworkErrors: (error, request, reply) => void answerErrorOf(dialects, error, request, reply),
    clientErrorHandler: answerClientError,
    return503OnClosing: true,
  });
  server.setValidatorCompiler(createValidatorCompiler());
  server.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id).headers(SAFE_HEADERS);
  });
  const loggedPath = secretPathsHidden(server);
  server.addHook('onResponse', async (request, reply) => {
    request.log.info(
      {
        method: request.method,
        path: loggedPath(request.url),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      'request',
    );
  });
  // Bodies are taken as they are: one that is said to be packed would be stored or read as something it is not.
  server.addHook('onRequest', async ({ headers }) => {
    if (!/^(identity)?$/i.test(headers['content-encoding'] ?? ''))
      throw new CoreError('unsupported_media_type', 'Bodies with a Content-Encoding are not taken.');
  });
  closeIdleWhileStopping(server);
  acceptEmptyJson(server);
  await server.register(formbody);
  await server.register(multipart, { limits: MULTIPART_LIMITS, throwFileSizeLimit: false });
  registerHealth(server, services.core);
  registerDocuments(server, dialects);
  mountDialects(server, dialects, services);
  return server;
}

/** By where the addresses with secrets begin: what no route answers, or not by this method, has the same secrets in it. */
function secretPathsHidden(server: FastifyInstance): (url: string) => string {
  const prefixes = new Set<string>();
  server.addHook('onRoute', ({ url, config }) => {
    if (config?.hasSecretPath) prefixes.add(url.replace(/[:*].*$/, ''));
  });
  return (url) => {
    const path = url.split('?', 1)[0] ?? '';
    const secret = [...prefixes].find((prefix) => path.startsWith(prefix));
    return secret === undefined ? path : `${secret}…`;
  };
}

/** A connection that was busy when the stop began, and that its client keeps open afterwards, would hold it up. */
function closeIdleWhileStopping(server: FastifyInstance): void {
  let timer: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    timer = setInterval(() => server.server.closeIdleConnections(), IDLE_CHECK_MS);
  });
  server.server.once('close', () => clearInterval(timer));
}

/** Many clients name the type on every request, also where there is nothing to send. Routes that need a body say so. */
function acceptEmptyJson(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) =>
    body === '' ? done(null, undefined) : parse(request, body, done),
  );
}
