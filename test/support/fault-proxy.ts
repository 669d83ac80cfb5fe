// A TCP proxy in front of any endpoint that can be made to fail, in all ways in which a network or a process does. Knows
// nothing of what is spoken through it.
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** - `refuse`: nobody listens. `hang`: connections are taken, and nothing comes back. `reset`: they are broken off at once. */
export type ConnectionFault = 'none' | 'refuse' | 'hang' | 'reset';

export interface FaultProxy extends AsyncDisposable {
  readonly host: string;
  /** Stays the same. */
  readonly port: number;
  /** For connections from now on; what `refuse`, `hang` and `reset` mean for those that are open happens to them too. */
  set(fault: ConnectionFault): Promise<void>;
  /** What comes back is held for so long. */
  delay(ms: number): void;
  /** Breaks every connection from now on with a reset after so many bytes from the endpoint; undefined: none. */
  cutAfter(bytes: number | undefined): void;
  /** Breaks those that are open with a reset; answers how many. */
  cut(): number;
  /** Open ones. */
  readonly connections: number;
}

const HOST = '127.0.0.1';

export async function startFaultProxy(target: { host: string; port: number }): Promise<FaultProxy> {
  const open = new Map<Socket, Socket>();
  let fault: ConnectionFault = 'none';
  let delayMs = 0;
  let cutAfterBytes: number | undefined;

  const reset = (client: Socket): void => {
    open.get(client)?.destroy();
    client.resetAndDestroy();
  };
  const serve = (client: Socket): void => {
    const endpoint = connect(target.port, target.host);
    open.set(client, endpoint);
    let leftBytes = cutAfterBytes;
    for (const socket of [client, endpoint]) socket.setNoDelay(true).on('error', () => undefined);
    client.on('close', () => {
      open.delete(client);
      endpoint.destroy();
    });
    endpoint.on('close', () => client.destroy());
    if (fault === 'reset') {
      reset(client);
      return;
    }
    client.on('data', (chunk) => {
      if (fault === 'hang') return;
      if (!endpoint.write(chunk)) client.pause();
    });
    endpoint.on('drain', () => client.resume());
    client.on('drain', () => endpoint.resume());
    client.on('end', () => endpoint.end());
    endpoint.on('end', () => setTimeout(() => client.end(), delayMs));
    const pass = (chunk: Buffer): void => {
      if (fault === 'hang') return;
      const bytes = chunk.subarray(0, leftBytes);
      if (leftBytes !== undefined) leftBytes -= bytes.byteLength;
      if (leftBytes === 0) client.write(bytes, () => reset(client));
      else if (!client.write(bytes)) endpoint.pause();
    };
    endpoint.on('data', (chunk) => {
      if (delayMs > 0) setTimeout(() => pass(chunk), delayMs);
      else pass(chunk);
    });
  };

  const listen = async (port: number): Promise<Server> => {
    const server = createServer({ allowHalfOpen: true }, serve).listen(port, HOST);
    await once(server, 'listening');
    return server;
  };
  let server: Server | undefined = await listen(0);
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const { port } = address;
  const cut = (): number => {
    const clients = [...open.keys()];
    for (const client of clients) reset(client);
    return clients.length;
  };
  const stop = async (): Promise<void> => {
    const stopping = server;
    server = undefined;
    const closed = stopping && new Promise((resolve) => stopping.close(resolve));
    cut();
    await closed;
  };

  return {
    host: HOST,
    port,
    async set(next) {
      fault = next;
      if (next === 'refuse') await stop();
      else server ??= await listen(port);
      if (next === 'reset') cut();
    },
    delay(ms) {
      delayMs = ms;
    },
    cutAfter(bytes) {
      cutAfterBytes = bytes;
    },
    cut,
    get connections() {
      return open.size;
    },
    async [Symbol.asyncDispose]() {
      await stop();
    },
  };
}
