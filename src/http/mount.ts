// Puts dialects into the server: each in a scope of its own, with its authentication, its error bodies, its 404 and 405.
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from 'fastify';
import { CoreError } from '../core/index.ts';
import { ANONYMOUS, authenticateRequest } from './authenticate.ts';
import { refuseVainConditions } from './conditions.ts';
import type { DialectDefinition, ErrorAnswer, ErrorPlace, HttpServices, Scope } from './dialect.ts';
import { NOTHING_HERE, toProblem } from './errors.ts';
import { registerOpenApi } from './openapi.ts';
import { countByActor } from './rate-limits.ts';
import { STATUS } from './status.ts';

const METHODS: readonly HTTPMethods[] = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
/** How long what a refused client goes on sending is read and dropped, so that it can hear the answer. */
const LINGER_MS = 5_000;

export function mountDialects(
  server: FastifyInstance,
  dialects: readonly DialectDefinition[],
  services: HttpServices,
): void {
  const { perAddress, perKey } = services.rateLimits;
  const countActor = countByActor(services.rateLimits);
  server.decorateRequest('actor', null as never);
  server.setErrorHandler((error, request, reply) => answerErrorOf(dialects, error, request, reply));
  server.setNotFoundHandler((request, reply) =>
    answerErrorOf(dialects, new CoreError('not_found', NOTHING_HERE), request, reply),
  );
  for (const dialect of dialects) {
    server.register(async (scope) => {
      const methods = new Map<string, Set<HTTPMethods>>();
      scope.addHook('onRoute', (route) => {
        route.config = { ...route.config, dialect: dialect.name };
        const { url, method } = route;
        const known = methods.get(url) ?? new Set();
        methods.set(url, known);
        for (const one of [method].flat()) known.add(one);
      });
      await registerOpenApi(scope, dialect, perAddress > 0 || perKey > 0);
      scope.addHook('onRequest', async (request, reply) => {
        request.actor = ANONYMOUS;
        request.actor = await authenticateRequest(services, dialect, request);
        countActor(request.actor);
        // Shared caches know by themselves only of `Authorization` that an answer is not for others (RFC 9111, section 3.5).
        if (request.actor.type !== 'anonymous') reply.header('cache-control', 'private, no-cache');
      });
      scope.addHook('preHandler', refuseVainConditions);
      scope.setErrorHandler((error, request, reply) => answerError(dialect, error, request, reply));
      dialect.routes(scope as Scope, services);
      // After the scopes of their own that a dialect gives some of its routes.
      scope.register(async (rest) => refuseOtherMethods(rest, methods));
    });
  }
}

/** Known addresses answer 405 to the methods they do not have (RFC 9110, section 15.5.6). */
function refuseOtherMethods(scope: FastifyInstance, methods: Map<string, Set<HTTPMethods>>): void {
  for (const [url, known] of [...methods]) {
    const allowed = [...known].join(', ');
    if (!known.has('OPTIONS')) answerOptions(scope, url, allowed);
    const others = METHODS.filter((method) => !known.has(method));
    if (others.length === 0) continue;
    const refuse = async (_request: FastifyRequest, reply: FastifyReply) => {
      reply.header('allow', allowed);
      throw new CoreError('method_not_allowed', `This address takes ${allowed}.`);
    };
    scope.route({
      method: others,
      url,
      schema: { hide: true },
      config: { access: 'none' },
      onRequest: refuse,
      handler: refuse,
    });
  }
}

/** RFC 9110, section 9.3.7. Other origins get no leave by it. */
function answerOptions(scope: FastifyInstance, url: string, allowed: string): void {
  scope.route({
    method: 'OPTIONS',
    url,
    schema: { hide: true },
    config: { access: 'none' },
    handler: async (_request, reply) => reply.header('allow', `${allowed}, OPTIONS`).code(204).send(),
  });
}

/** In the form of the dialect whose address it is, if any. */
export function answerErrorOf(
  dialects: readonly DialectDefinition[],
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  // No hook has run for what could not be routed.
  reply.header('x-request-id', request.id);
  return answerError(dialectAt(dialects, pathOf(request)), error, request, reply);
}

/** Whose address it is; undefined outside every dialect. */
export const dialectAt = (dialects: readonly DialectDefinition[], path: string): DialectDefinition | undefined =>
  dialects.find(({ prefixes }) => prefixes.some((prefix) => path === prefix || path.startsWith(`${prefix}/`)));

function answerError(
  dialect: DialectDefinition | undefined,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
) {
  const problem = toProblem(error);
  if (problem.error.code === 'internal')
    request.log.error({ err: problem.error.cause ?? problem.error }, 'request failed');
  if (!request.raw.complete) dropRest(request);
  const place = problem.place ?? likelyPlace(request);
  const { status, body, page } = dialect
    ? dialect.presentError(problem.error, place, pathOf(request), request.headers['accept-language'])
    : presentPlainly(problem.error);
  if (problem.error.code === 'unauthenticated' && !reply.hasHeader('www-authenticate'))
    reply.header('www-authenticate', 'Bearer realm="vitrine"');
  const { retryAfterSeconds } = problem.error;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  reply.code(status).header('cache-control', 'no-store');
  if (page) return reply.headers(page).serializer(String).send(body);
  return reply.type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

function dropRest(request: FastifyRequest): void {
  // A reader that was given up would hold it back.
  request.raw.unpipe();
  request.raw.resume();
  const timer = setTimeout(() => {
    // Once all has come, the connection belongs to the next request.
    if (!request.raw.complete) request.raw.socket.destroy();
  }, LINGER_MS);
  timer.unref();
  request.raw.once('close', () => clearTimeout(timer));
}

const likelyPlace = (request: FastifyRequest): ErrorPlace =>
  request.method === 'GET' || request.method === 'HEAD' || request.method === 'DELETE' ? 'query' : 'body';

const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '';

/** Outside every dialect. */
const presentPlainly = (error: CoreError): ErrorAnswer => ({
  status: STATUS[error.code],
  body: { error: error.code, message: error.message },
});
