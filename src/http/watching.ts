// What is told of every request when it is over: one line to the log, and what the observer asks for. Neither has addresses in it,
// which hold the names of files and secrets; the log has them at the level `debug`, without what is known to be secret.
import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Observation, Observer } from '../core/index.ts';
import { traceCaller } from './correlation.ts';

declare module 'fastify' {
  interface FastifyRequest {
    observation: Observation | null;
  }
}

/** To be called before any other hook and any route is added. Answers what watches a request for which no hook runs. */
export function watchRequests(
  server: FastifyInstance,
  observer: Observer,
): (request: FastifyRequest, reply: FastifyReply) => Observation {
  const loggedPath = secretPathsHidden(server);
  const watch = (request: FastifyRequest, reply: FastifyReply): Observation => {
    const startedAt = performance.now();
    const { raw, method, protocol: scheme, id, routeOptions } = request;
    const { url: route, config } = routeOptions;
    const dialect = config?.dialect;
    const caller = traceCaller(request);
    const observation = observer.begin({ kind: 'request', name: method, route, dialect, id, scheme, caller });
    const traceId = observation.traceId ?? caller?.traceId;
    if (traceId !== undefined) request.log = request.log.child({ traceId });
    const { socket } = raw;
    // Comes once, also for an answer that is cut.
    reply.raw.once('close', () => {
      const isAborted = !reply.raw.writableFinished;
      const measures = { status: reply.statusCode, ...bytesSince(socket) };
      const facts = {
        method,
        route,
        dialect,
        ...measures,
        ms: Math.round((performance.now() - startedAt) * 10) / 10,
        ...(isAborted && { aborted: true }),
        ...whoAsked(request),
        ...(request.log.level === 'debug' || request.log.level === 'trace' ? { path: loggedPath(request.url) } : {}),
      };
      request.log.info(facts, 'request');
      observation.end(isAborted ? 'abandoned' : 'ok', measures);
    });
    return observation;
  };
  server.decorateRequest('observation', null);
  server.addHook('onRequest', (request, reply, done) => {
    request.observation = watch(request, reply);
    request.observation.run(done);
  });
  // What came with the body came outside of what was run above.
  server.addHook('preValidation', (request, _reply, done) => {
    if (request.observation) request.observation.run(done);
    else done();
  });
  return watch;
}

function whoAsked({ actor }: FastifyRequest): { readonly actor?: string; readonly workspaceId?: string } {
  // Outside the dialects nobody is asked.
  if (!actor) return {};
  return { actor: actor.type, ...('workspaceId' in actor && { workspaceId: actor.workspaceId }) };
}

const counted = new WeakMap<Socket, { readonly read: number; readonly written: number }>();

/** What went over the connection since this was last asked: requests on one follow each other. */
function bytesSince(socket: Socket): { receivedBytes: number; sentBytes: number } {
  const before = counted.get(socket) ?? { read: 0, written: 0 };
  const now = { read: socket.bytesRead, written: socket.bytesWritten };
  counted.set(socket, now);
  return { receivedBytes: now.read - before.read, sentBytes: now.written - before.written };
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
