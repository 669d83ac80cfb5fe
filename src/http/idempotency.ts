// Idempotency keys as requests carry them (draft-ietf-httpapi-idempotency-key-header).
import type { FastifyRequest } from 'fastify';
import { idempotencyKey } from '../core/index.ts';

/**
 * The stored form of the request's `Idempotency-Key`, if it has one. `operation` keeps the keys of one kind of creation
 * from meeting those of another.
 */
export function creationKey(request: FastifyRequest, operation: string): string | undefined {
  const sent = request.headers['idempotency-key'];
  return typeof sent === 'string' ? idempotencyKey(request.actor, operation, sent) : undefined;
}
