// Writes answers as JSON by their schemas, which leaves out what no schema names. A schema is compiled when the first answer
// needs it, as those of requests are (validation.ts).
import fastify, { type FastifySerializerCompiler } from 'fastify';

const compile = await compilerOfFramework();

export const compileSerializer: FastifySerializerCompiler<unknown> = (route) => {
  let serialize: ((data: unknown) => string) | undefined;
  return (data: unknown) => {
    serialize ??= compile(route);
    return serialize(data);
  };
};

/** The framework hands out its own only once it has needed it. */
async function compilerOfFramework(): Promise<FastifySerializerCompiler<unknown>> {
  const server = fastify();
  server.get('/', { schema: { response: { 200: {} } } }, async () => null);
  await server.ready();
  const { serializerCompiler } = server;
  await server.close();
  if (!serializerCompiler) throw new Error('the framework has no compiler for schemas of answers');
  return serializerCompiler;
}
