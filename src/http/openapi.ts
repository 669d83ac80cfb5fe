// Each dialect's OpenAPI 3.1 document, made from the schemas that check its requests and answers.
import swagger from '@fastify/swagger';
import type { FastifyInstance } from 'fastify';
import type { DialectDefinition } from './dialect.ts';

/** Records the routes of this scope; to be called before they are registered. */
export async function registerOpenApi(scope: FastifyInstance, dialect: DialectDefinition): Promise<void> {
  await scope.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: dialect.title, description: dialect.description, version: '1' },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
        },
      },
      security: [{ bearer: [] }, { key: [] }],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `schema-${index}`) },
  });
  scope.get(`/openapi/${dialect.name}.json`, { schema: { hide: true }, config: { access: 'none' } }, async () =>
    scope.swagger(),
  );
}
