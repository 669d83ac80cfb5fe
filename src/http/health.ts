// Whether the process is alive, and whether it can serve. Cheap, cached, and open to everyone.
import type { FastifyInstance } from 'fastify';
import { type Core, CoreError } from '../core/index.ts';

const CACHED_MS = 1_000;
/** Asked every few seconds: each answer is no line of the log. */
const QUIETLY = { logLevel: 'warn', config: { isProbe: true } } as const;

/** `stopping`: aborted when requests are to be sent elsewhere. */
export function registerHealth(server: FastifyInstance, core: Core, stopping: AbortSignal): void {
  let checked: { at: number; answer: Promise<CoreError | undefined> } | undefined;
  const findTrouble = (): Promise<CoreError | undefined> => {
    if (stopping.aborted) return Promise.resolve(new CoreError('unavailable', 'The server is stopping.'));
    // Not by the clock, which may be set back.
    const now = performance.now();
    if (!checked || now - checked.at > CACHED_MS) checked = { at: now, answer: troubleOf(core) };
    return checked.answer;
  };

  for (const path of ['/healthz', '/livez']) {
    server.get(path, QUIETLY, async (_request, reply) =>
      reply.header('cache-control', 'no-store').send({ status: 'alive' }),
    );
  }
  server.get('/readyz', QUIETLY, async (request, reply) => {
    const trouble = await findTrouble();
    if (trouble) request.log.warn({ reason: trouble.message }, 'not ready');
    reply.header('cache-control', 'no-store');
    return trouble
      ? reply.code(503).send({ status: 'not ready', reason: trouble.message })
      : reply.send({ status: 'ready' });
  });
}

/** Reads a record and asks the blob store; writes nothing while all is well. */
async function troubleOf(core: Core): Promise<CoreError | undefined> {
  try {
    await core.blobs.check();
    await core.engine.check?.();
    await core.findsDueJob();
    await core.checkUnsealed();
    return undefined;
  } catch (error) {
    return error instanceof CoreError
      ? error
      : new CoreError('unavailable', 'The database can not be read.', { cause: error });
  }
}
