// Absolute links to this server, for every dialect.
import type { FastifyRequest } from 'fastify';
import type { HttpServices } from './dialect.ts';

/** A host name, an IPv4 or a bracketed IPv6 address, with an optional port: nothing that could leave its place in a URL. */
const HOST = /^(?:[a-z0-9_](?:[a-z0-9_.-]{0,252}[a-z0-9_.])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i;

/**
 * Where this client reaches the server, without a slash at the end: the configured public URL, else what the request
 * itself was sent to. A `Host` that a client makes up is then in its own answer alone: nothing keeps such links or passes
 * them on to others. `X-Forwarded-Host` and `-Proto` count only from trusted proxies.
 */
export function baseUrl({ publicUrl }: Pick<HttpServices, 'publicUrl'>, request: FastifyRequest): string {
  if (publicUrl !== undefined) return publicUrl;
  const scheme = request.protocol === 'https' ? 'https' : 'http';
  const asked = `${scheme}://${request.host}`;
  // What looks like a host can be none: `999.0.0.1`, `a:99999`.
  return HOST.test(request.host) && URL.canParse(asked) ? asked : `${scheme}://${ownAddress(request)}`;
}

/** What browsers call the origin of pages that this server shows (RFC 6454, section 6.1). */
export const ownOrigin = (services: Pick<HttpServices, 'publicUrl'>, request: FastifyRequest): string =>
  new URL(baseUrl(services, request)).origin;

function ownAddress({ raw: { socket } }: FastifyRequest): string {
  const { localAddress = '127.0.0.1', localPort = 80 } = socket;
  return `${localAddress.includes(':') ? `[${localAddress}]` : localAddress}:${localPort}`;
}
