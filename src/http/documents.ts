// `/docs`: every dialect's OpenAPI document as a page to read and try.
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { DialectDefinition } from './dialect.ts';

/** The page styles itself with inline styles; scripts come from this server alone. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'";

const LOGO = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 32" role="img" aria-label="Vitrine">
<text x="0" y="24" font-family="system-ui, sans-serif" font-size="26" font-weight="600" fill="#fff">Vitrine</text></svg>`;

export function registerDocuments(server: FastifyInstance, dialects: readonly DialectDefinition[]): void {
  server.register(async (scope) => {
    // The page insists on it; the documents themselves are made by each dialect's scope (openapi.ts).
    await scope.register(swagger, {});
    await scope.register(swaggerUi, {
      routePrefix: '/docs',
      staticCSP: POLICY,
      theme: { title: 'Vitrine: APIs' },
      logo: { type: 'image/svg+xml', content: Buffer.from(LOGO), href: '/docs', target: '_self' },
      uiConfig: {
        urls: dialects.map(({ name }) => ({ name, url: `/openapi/${name}.json` })),
        // Without it the page would show our documents to a service of others.
        validatorUrl: null,
        persistAuthorization: false,
      },
    });
  });
}
