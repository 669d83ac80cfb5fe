import { Agent, request } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { type FastifyInstance, fastify } from 'fastify';
import { describe, expect, it } from 'vitest';
import { stoppingOf } from '../../src/http/stopping.ts';

const LARGE_BYTES = 16 * 1024 * 1024;

interface Stoppable extends AsyncDisposable {
  readonly server: FastifyInstance;
  readonly port: number;
  readonly asked: Promise<void>;
  answer(): void;
}

async function start(): Promise<Stoppable> {
  const asked = Promise.withResolvers<void>();
  const answered = Promise.withResolvers<void>();
  const server = fastify();
  stoppingOf(server, undefined);
  server.get('/large', async () => Buffer.alloc(LARGE_BYTES));
  server.get('/small', async () => 'small');
  server.get('/late', async () => {
    asked.resolve();
    await answered.promise;
    return 'late';
  });
  await server.listen();
  const { port } = server.server.address() as AddressInfo;
  return {
    server,
    port,
    asked: asked.promise,
    answer: () => answered.resolve(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}

function ask(port: number, path: string): Socket {
  const socket = connect(port);
  socket.write(`GET ${path} HTTP/1.1\r\nhost: here\r\n\r\n`);
  return socket;
}

const untilReadable = (socket: Socket): Promise<void> => new Promise((resolve) => socket.once('readable', resolve));

const get = (port: number, path: string, agent: Agent): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    request({ port, path, agent }, (answer) => {
      answer.resume().once('end', () => resolve(answer.headers.connection));
    })
      .once('error', reject)
      .end();
  });

const untilClosing = ({ server }: Stoppable) => expect.poll(() => server.server.listening).toBe(false);

describe('a server that stops', () => {
  it('sends to its end what a slow client has not read yet', async () => {
    await using stoppable = await start();
    const socket = ask(stoppable.port, '/large');
    await untilReadable(socket);
    const closed = stoppable.server.close();
    await untilClosing(stoppable);
    let bytes = 0;
    for await (const chunk of socket) bytes += (chunk as Buffer).length;
    expect(bytes).toBeGreaterThan(LARGE_BYTES);
    await closed;
  });

  it('says of a request that was under way that its answer is the last', async () => {
    await using stoppable = await start();
    const agent = new Agent({ keepAlive: true });
    const answer = get(stoppable.port, '/late', agent);
    await stoppable.asked;
    const closed = stoppable.server.close();
    await untilClosing(stoppable);
    stoppable.answer();
    expect(await answer).toBe('close');
    await closed;
  });

  it('answers what is sent over an open connection in the moment of its stop', async () => {
    await using stoppable = await start();
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await get(stoppable.port, '/small', agent)).toBe('keep-alive');
    const closed = stoppable.server.close();
    expect(await get(stoppable.port, '/small', agent)).toBe('close');
    await closed;
  });

  it('waits for nobody who says nothing', async () => {
    await using stoppable = await start();
    const agent = new Agent({ keepAlive: true });
    await get(stoppable.port, '/small', agent);
    const silent = connect(stoppable.port);
    await new Promise((resolve) => silent.once('connect', resolve));
    await stoppable.server.close();
    agent.destroy();
  });
});
