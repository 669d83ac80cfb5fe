// Clients that hold a connection and hardly use it: cut once they have sent a head or a body too slowly, or taken nothing of an
// answer, for some time. Whoever waits for us is not slow.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Log } from './log.ts';

const LEAST_BYTES_PER_SECOND = 1_000;
/** Looks at all bodies in this time. */
const LOOKS = 10;
/**
 * What the system keeps of an answer on its way is told as taken only in large steps: somebody who reads 10 KB a second
 * takes nothing for two minutes.
 */
const ANSWER_FACTOR = 10;

interface Sender {
  /** Of the connection. */
  bytesRead: number;
  /** For how long it may still send nothing. */
  leftMs: number;
}

/** For Node's own server, which looks at heads that are not there yet. */
export const headLimitsOf = (slowMs: number) => ({
  headersTimeout: slowMs / 2,
  connectionsCheckingInterval: slowMs / LOOKS,
});

/** `slowMs` is how long a body may come at less than the least rate: bytes that came faster make up for it. */
export function cutSlowClients(server: FastifyInstance, slowMs: number, log: Log): void {
  const { server: http } = server;
  const senders = new Map<IncomingMessage, Sender>();
  http.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    const { socket, headers } = request;
    response.setTimeout(slowMs * ANSWER_FACTOR, () => {
      if (socket.writableLength === 0) return;
      log.info({ reason: 'answer not taken' }, 'slow client cut');
      socket.destroy();
    });
    if (headers['transfer-encoding'] === undefined && Number(headers['content-length'] ?? 0) === 0) return;
    senders.set(request, { bytesRead: socket.bytesRead, leftMs: slowMs });
    response.once('close', () => senders.delete(request));
  });

  // By looks, not by the clock: no client is to blame for a time in which this process did not run.
  const lookMs = slowMs / LOOKS;
  const look = (): void => {
    for (const [request, sender] of senders) {
      if (request.complete) {
        senders.delete(request);
        continue;
      }
      const { bytesRead } = request.socket;
      const earnedMs = ((bytesRead - sender.bytesRead) / LEAST_BYTES_PER_SECOND) * 1000;
      sender.bytesRead = bytesRead;
      const isWaitingForUs = request.readableLength > 0;
      sender.leftMs = isWaitingForUs ? slowMs : Math.min(slowMs, sender.leftMs - lookMs + earnedMs);
      if (sender.leftMs > 0) continue;
      senders.delete(request);
      log.info({ reason: 'body too slow' }, 'slow client cut');
      request.socket.destroy();
    }
  };
  const timer = setInterval(look, lookMs).unref();
  http.once('close', () => clearInterval(timer));
}
