// The schemas of all routes: they are compiled when a request first needs them, which is too late to find one that is broken.
import fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { DIALECTS } from '../../src/app/dialects.ts';
import { store } from '../../src/dialects/store/index.ts';
import type { DialectDefinition, HttpServices, Scope } from '../../src/http/dialect.ts';
import { createValidatorCompiler } from '../../src/http/validation.ts';
import { openTestCore } from '../support/core.ts';
import { httpServices } from '../support/http-services.ts';

/** Of a dialect alone, with the framework's own compiler for answers, which takes them as they are mounted. */
async function mountEagerly(dialect: DialectDefinition, services: HttpServices): Promise<FastifyInstance> {
  const server = fastify();
  const compile = createValidatorCompiler();
  server.setValidatorCompiler((part) => {
    const validate = compile(part);
    validate({});
    return validate;
  });
  dialect.routes(server as Scope, services);
  await server.ready();
  return server;
}

describe('a schema of a route', () => {
  it('can be compiled, whichever it is', async () => {
    await using opened = await openTestCore();
    const services = await httpServices(opened);
    for (const dialect of DIALECTS) {
      const server = await mountEagerly(dialect, services);
      await server.close();
    }
  });

  it('is known to these tests where it can not', async () => {
    await using opened = await openTestCore();
    const services = await httpServices(opened);
    const broken = (schema: object): DialectDefinition => ({
      ...store,
      routes: (scope) => scope.get('/broken', { schema }, async () => null),
    });
    const nonsense = { type: 'object', properties: { n: { $ref: '#/nowhere' } } };
    await expect(mountEagerly(broken({ querystring: nonsense }), services)).rejects.toThrow(/nowhere/);
    await expect(mountEagerly(broken({ response: { 200: nonsense } }), services)).rejects.toThrow(/nowhere/);
  });
});
