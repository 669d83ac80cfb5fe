// The credentials that this dialect takes beside those of all others: a key in a header of its own, by either name, and as
// the whole of `Authorization`.
import type { FastifyRequest } from 'fastify';
import { CoreError } from '../../core/index.ts';
import { basicPassword, bearerToken } from '../../http/authenticate.ts';

const KEY_HEADERS = ['x-api-key', 'partner_key'] as const;

/** All that are there and not blank, each once: every one of them has to be valid. Throws `unauthenticated` for what can not be read. */
export function presentedKeys({ headers }: Pick<FastifyRequest, 'headers'>): string[] {
  const keys = new Set<string>();
  for (const name of KEY_HEADERS) {
    const sent = headers[name];
    if (typeof sent === 'string' && sent.trim() !== '') keys.add(sent);
  }
  const { authorization = '' } = headers;
  if (authorization.trim() !== '') keys.add(bearerToken(headers) ?? basicPassword(headers) ?? rawKey(authorization));
  return [...keys];
}

function rawKey(authorization: string): string {
  const [, key] = /^(\S+) *$/.exec(authorization) ?? [];
  if (key === undefined) throw new CoreError('unauthenticated', 'The Authorization header is not understood.');
  return key;
}
