// What the routes have in common: ids, references and whom an answer is for.
import type { FastifyRequest } from 'fastify';
import { type Id, idempotencyKey, notFound, parseId } from '../../core/index.ts';
import type { HttpServices } from '../../http/dialect.ts';
import { baseUrl } from '../../http/links.ts';
import type { Audience } from './present.ts';

export function audienceOf(services: HttpServices, request: FastifyRequest, hydrate = true): Audience {
  return { core: services.core, actor: request.actor, base: baseUrl(services, request), hydrate };
}

/** What can not be an id is an id that nobody has. */
export function idOf(text: string, what: string): Id {
  const id = parseId(text);
  if (!id) throw notFound(what);
  return id;
}

/** From an id, or a record as it was read; undefined stays absent. */
export function referredId(sent: string | { id: string } | null | undefined, what: string): Id | null | undefined {
  if (sent === undefined || sent === null) return sent;
  return idOf(typeof sent === 'string' ? sent : sent.id, what);
}

/** The stored form of the request's `Idempotency-Key`, if it has one. */
export function creationKey(request: FastifyRequest, operation: string): string | undefined {
  const sent = request.headers['idempotency-key'];
  return typeof sent === 'string' ? idempotencyKey(request.actor, operation, sent) : undefined;
}
