// The routes that a server really has, told by the server itself while it is put together: no list of them that could fall behind.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { FastifyInstance, RouteOptions } from 'fastify';
import { startTestServer, type TestServer, type TestServerOptions } from '../support/server.ts';

export interface LiveRoute {
  /** `GET /api/share/:id`; `operations GET /metrics` at the address that has no credentials. */
  readonly name: string;
  readonly method: string;
  readonly url: string;
  /** An address that other methods have, which this one is refused at. */
  readonly isRefusal: boolean;
  readonly access: 'required' | 'optional' | 'none';
  /** JSON schema; undefined where nothing is checked, as of files. */
  readonly body: unknown;
}

const CREATED = 'fastify.initialization';

/** A server, with every route that it and the one for operations has. */
export async function startWithRoutes(
  options: TestServerOptions = {},
): Promise<{ server: TestServer; routes: LiveRoute[] }> {
  const perServer: RouteOptions[][] = [];
  const watch = (message: unknown): void => {
    const { fastify } = message as { fastify: FastifyInstance };
    const seen: RouteOptions[] = [];
    perServer.push(seen);
    fastify.addHook('onRoute', (route) => void seen.push(route));
  };
  subscribe(CREATED, watch);
  try {
    const settings = { VITRINE_METRICS_PORT: '0', VITRINE_WORKER: 'false', ...options.settings };
    const server = await startTestServer({ ...options, settings });
    return { server, routes: perServer.flatMap(routesOf) };
  } finally {
    unsubscribe(CREATED, watch);
  }
}

function routesOf(seen: readonly RouteOptions[]): LiveRoute[] {
  const place = seen.some(({ url }) => url.startsWith('/api/')) ? '' : 'operations ';
  return seen.flatMap((route) =>
    [route.method].flat().map((method) => ({
      // Files whose names change with their content.
      name: `${place}${method} ${route.url.replace(/-[0-9a-f]{12}(\.\w+)$/, '$1')}`,
      method,
      url: route.url,
      isRefusal: route.handler === route.onRequest,
      access: route.config?.access ?? 'required',
      body: route.schema?.body,
    })),
  );
}
