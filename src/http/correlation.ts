// What ties a request to what others know of it: its id, and the trace that it is a part of.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { TraceCaller } from '../core/observation.ts';
import { cameByProxy } from './proxies.ts';

const REQUEST_ID = /^[A-Za-z0-9._:=+/-]{1,128}$/;
/** Version, trace id, parent id, flags; later versions may say more (W3C Trace Context, section 3.2). */
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const LONGEST_TRACESTATE = 512;

/** The one that was sent, when it could not do harm in a log; else a new one. */
export function requestId({ headers }: { readonly headers: IncomingHttpHeaders }): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && REQUEST_ID.test(sent) ? sent : randomUUID();
}

/**
 * Undefined without a `traceparent` that can be read, and where it is not a trusted proxy's: others could join traces that are
 * not theirs, and say which are kept.
 */
export function traceCaller(request: Pick<FastifyRequest, 'headers' | 'ips'>): TraceCaller | undefined {
  const { traceparent, tracestate } = request.headers;
  if (typeof traceparent !== 'string' || !cameByProxy(request)) return undefined;
  const [, version, traceId, spanId, flags = '', rest] = TRACEPARENT.exec(traceparent) ?? [];
  if (traceId === undefined || spanId === undefined || (version === '00' && rest !== undefined)) return undefined;
  const isSampled = (Number.parseInt(flags, 16) & 1) === 1;
  const isUsable = typeof tracestate === 'string' && tracestate.length <= LONGEST_TRACESTATE;
  return { traceId, spanId, isSampled, state: isUsable ? tracestate : undefined };
}
