// The stop of a server: every answer says from then on that it is the last on its connection, none is cut, and connections on which
// nothing comes any more are closed.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Together longer than what a client has sent is on its way; looks are counted, so that between two all is read that has come. */
const LOOK_EVERY_MS = 25;
const QUIET_LOOKS = 4;

interface Connection {
  /** Requests that are not answered to their last byte. */
  underWay: number;
  bytesRead: number;
  quietLooks: number;
}

/** Aborted when the server is about to be closed, or is closed. To be called before any other hook and any route is added. */
export function stoppingOf(server: FastifyInstance, beforehand: AbortSignal | undefined): AbortSignal {
  const closing = new AbortController();
  server.addHook('preClose', async () => closing.abort());
  const stopping = beforehand ? AbortSignal.any([beforehand, closing.signal]) : closing.signal;
  server.addHook('onRequest', (_request, reply, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
  // Of requests that were under way.
  server.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping.aborted) reply.header('connection', 'close');
    done();
  });
  closeQuietConnections(server);
  return stopping;
}

/**
 * In place of Node's own way, which closes connections at once, with requests on their way, and takes one for idle whose answer was
 * handed over, however much of it is still to be sent.
 */
function closeQuietConnections(server: FastifyInstance): void {
  const connections = new Map<Socket, Connection>();
  const { server: http } = server;
  http.on('connection', (socket: Socket) => {
    connections.set(socket, { underWay: 0, bytesRead: 0, quietLooks: 0 });
    socket.once('close', () => connections.delete(socket));
  });
  http.prependListener('request', ({ socket }: IncomingMessage, response: ServerResponse) => {
    const connection = connections.get(socket);
    if (connection === undefined) return;
    connection.underWay++;
    response.once('close', () => connection.underWay--);
  });

  const closeQuiet = (): void => {
    for (const [socket, connection] of connections) {
      const isBusy = connection.underWay > 0 || socket.writableLength > 0 || socket.bytesRead > connection.bytesRead;
      connection.bytesRead = socket.bytesRead;
      connection.quietLooks = isBusy ? 0 : connection.quietLooks + 1;
      if (connection.quietLooks > QUIET_LOOKS) socket.destroy();
    }
  };
  http.closeIdleConnections = closeQuiet;

  let timer: NodeJS.Timeout | undefined;
  server.addHook('preClose', async () => {
    timer = setInterval(closeQuiet, LOOK_EVERY_MS).unref();
  });
  http.once('close', () => clearInterval(timer));
}
