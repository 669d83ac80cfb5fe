// What the HTTP parser itself refuses, before there is a request: answered plainly, and the connection is closed.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Log } from './log.ts';

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** For Node's `clientError`. A connection on which something was answered before is cut: a second answer would be taken for it. */
export function answerClientError(error: Error & { code?: string }, socket: Socket, log: Log): void {
  if (socket.destroyed || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const requestId = randomUUID();
  log.info({ requestId, status, reason: error.code }, 'request can not be read');
  const body = JSON.stringify({ error: 'malformed', message: `The request can not be read: ${STATUS_CODES[status]}.` });
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `x-request-id: ${requestId}`,
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}
