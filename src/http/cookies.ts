// Cookies: reading them, and setting those that scripts can not read.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpServices } from './dialect.ts';

export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Below the public URL's path: `/`, `/s/TOKEN`. */
  readonly path: string;
  /** 0 removes it. */
  readonly maxAgeMs: number;
  /** `Strict`: not sent with any request that another site causes, not even when somebody follows a link. */
  readonly sameSite: 'Lax' | 'Strict';
}

export function setCookie(
  services: Pick<HttpServices, 'publicUrl'>,
  request: FastifyRequest,
  reply: FastifyReply,
  cookie: Cookie,
): void {
  const { value, path, maxAgeMs, sameSite } = cookie;
  const attributes = [
    `Path=${publicPath(services)}${path}`,
    `Max-Age=${Math.floor(maxAgeMs / 1000)}`,
    'HttpOnly',
    `SameSite=${sameSite}`,
  ];
  if (isSecure(services, request)) attributes.push('Secure');
  reply.header('set-cookie', [`${sentName(services, request, cookie)}=${value}`, ...attributes].join('; '));
}

/**
 * Of a cookie for all of a host that is reached by HTTPS, one that browsers let nobody else set: no neighbour on another subdomain,
 * nobody on the wire (RFC 6265bis, section 4.1.3.2).
 */
export function sentName(
  services: Pick<HttpServices, 'publicUrl'>,
  request: FastifyRequest,
  { name, path }: Pick<Cookie, 'name' | 'path'>,
): string {
  return isSecure(services, request) && publicPath(services) + path === '/' ? `__Host-${name}` : name;
}

const isSecure = ({ publicUrl }: Pick<HttpServices, 'publicUrl'>, { protocol }: FastifyRequest): boolean =>
  publicUrl === undefined ? protocol === 'https' : publicUrl.startsWith('https:');

/** The first is the one with the longest path (RFC 6265, section 5.4). */
export function cookieOf(request: FastifyRequest, name: string): string | undefined {
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
}

/** Of the public URL, which a proxy takes off: without a slash at its end, so empty where there is none. */
export const publicPath = ({ publicUrl }: Pick<HttpServices, 'publicUrl'>): string =>
  publicUrl === undefined ? '' : new URL(publicUrl).pathname.replace(/\/+$/, '');
