// `/docs`: every dialect's OpenAPI document as a page to read and try.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { DialectDefinition } from './dialect.ts';

/** The page styles itself with inline styles; scripts come from this server alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

export function registerDocuments(server: FastifyInstance, dialects: readonly DialectDefinition[]): void {
  server.register(async (scope) => {
    // The page insists on it; the documents themselves are made by each dialect's scope (openapi.ts).
    await scope.register(swagger, {});
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: POLICY,
      uiConfig: {
        urls: dialects.map(({ name }) => ({ name, url: `/openapi/${name}.json` })),
        // Without it the page would show our documents to a service of others.
        validatorUrl: null,
        persistAuthorization: false,
      },
    });
  });
}
