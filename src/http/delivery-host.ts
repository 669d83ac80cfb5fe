// Delivery by host name: `{slug}.` the delivery domain is another door to `/v/{slug}`, and to nothing else.
import type { IncomingMessage } from 'node:http';

/**
 * The URL a request means. Behind a proxy the `Host` must be passed on: forwarded host names are not looked at, since
 * they would decide what is served.
 */
export function deliveryUrl({ url = '/', headers }: IncomingMessage, domain: string | undefined): string {
  if (domain === undefined || !url.startsWith('/')) return url;
  const host = (headers.host ?? '').toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  if (!host.endsWith(`.${domain}`)) return url;
  return `/v/${encodeURIComponent(host.slice(0, -domain.length - 1))}${url}`;
}
