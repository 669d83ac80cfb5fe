// Signing in, and the session that a browser holds in a cookie: how it is set, and when it counts.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SESSION_MS } from '../core/index.ts';
import { clientNetwork } from './attempts.ts';
import { cookieOf, sentName, setCookie } from './cookies.ts';
import type { HttpServices } from './dialect.ts';
import { ownOrigin } from './links.ts';

/** What changes nothing (RFC 9110, section 9.2.1). */
const SAFE: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The bearer token of a new session. Throws `unauthenticated`, and `rate_limited` after too many wrong passwords. */
export function signIn(
  { core, attempts }: HttpServices,
  request: FastifyRequest,
  email: string,
  password: string,
): Promise<string> {
  const attempt = `login ${clientNetwork(request)} ${email.normalize('NFC').trim().toLowerCase()}`;
  return attempts.make(attempt, password, () => core.signIn(email, password));
}

export function setSession(services: HttpServices, request: FastifyRequest, reply: FastifyReply, token: string): void {
  setCookie(services, request, reply, { ...SESSION, value: token, maxAgeMs: SESSION_MS });
}

export function clearSession(services: HttpServices, request: FastifyRequest, reply: FastifyReply): void {
  setCookie(services, request, reply, { ...SESSION, value: '', maxAgeMs: 0 });
}

/** Over HTTPS it is sent with a prefix (http/cookies). */
export const SESSION_COOKIE = 'vitrine_session';
const SESSION = { name: SESSION_COOKIE, path: '/', sameSite: 'Strict' } as const;

/** The token in the cookie, where it counts: browsers send it also with what other pages of this site make them send. */
export function presentedSession(
  services: Pick<HttpServices, 'publicUrl'>,
  request: FastifyRequest,
): string | undefined {
  const token = cookieOf(request, sentName(services, request, SESSION));
  const changesNothing = SAFE.has(request.method) && request.routeOptions.config.changesByGet !== true;
  return token && (changesNothing || isFromHere(services, request)) ? token : undefined;
}

/** Whether a page of this server sent it, by what browsers say of it and scripts can not change. */
export const isFromHere = (services: Pick<HttpServices, 'publicUrl'>, request: FastifyRequest): boolean =>
  request.headers.origin === ownOrigin(services, request);
