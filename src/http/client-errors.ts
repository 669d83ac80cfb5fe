// What the HTTP parser itself refuses, before there is a request: answered by whose address it was, and the connection is closed.
import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { CoreError } from '../core/index.ts';
import type { DialectDefinition } from './dialect.ts';
import type { Log } from './log.ts';
import { dialectAt } from './mount.ts';

const STATUS: Readonly<Record<string, number>> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** Of Node, with what it had read when it gave up. */
export interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

/** For Node's `clientError`. A connection on which something was answered before is cut: a second answer would be taken for it. */
export function answerClientError(
  error: ClientError,
  socket: Socket,
  log: Log,
  dialects: readonly DialectDefinition[],
): void {
  if (socket.destroyed || !socket.writable || socket.bytesWritten > 0) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const requestId = randomUUID();
  log.info({ requestId, status, reason: error.code }, 'request can not be read');
  const answer = bodyOf(status, error, socket, dialects);
  const body = typeof answer === 'string' ? answer : JSON.stringify(answer);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `x-request-id: ${requestId}`,
    'x-content-type-options: nosniff',
    'cache-control: no-store',
    'content-type: application/json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/** Only what is a 400 anyway has a form in a dialect, and pages are for requests that were read. */
function bodyOf(status: number, error: ClientError, socket: Socket, dialects: readonly DialectDefinition[]): unknown {
  const message = `The request can not be read: ${STATUS_CODES[status]}.`;
  const path = status === 400 ? pathRead(error, socket) : undefined;
  const dialect = path === undefined ? undefined : dialectAt(dialects, path);
  const answer = dialect?.presentError(new CoreError('malformed', message), 'header', path ?? '', undefined);
  return answer && answer.status === status && !answer.page ? answer.body : { error: 'malformed', message };
}

/** As it stands in the first line, where all that has come is at hand. */
function pathRead({ rawPacket }: ClientError, { bytesRead }: Socket): string | undefined {
  if (!(rawPacket instanceof Uint8Array) || rawPacket.length !== bytesRead) return undefined;
  const start = Buffer.from(rawPacket.subarray(0, 2_048)).toString('latin1');
  return /^[A-Z]{1,10} (\/[^ ?\r\n]*)[? ]/.exec(start)?.[1];
}
