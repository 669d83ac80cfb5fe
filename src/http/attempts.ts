// Bounds how often passwords are tried, at whichever node: counting is core's, what is known to be right is not counted.
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { MINUTE_MS } from '../core/durations.ts';
import { type Core, CoreError } from '../core/index.ts';

export interface Attempts {
  /**
   * Answers what `check` does, which throws when the password is not the right one. Throws `rate_limited` when the key, which says
   * what is tried and from where, has failed too often of late.
   */
  make<T>(key: string, password: string, check: () => Promise<T>): Promise<T>;
}

/** Where a request comes from, for counting: the address, of IPv6 the network that one customer has for himself. */
export function clientNetwork({ ip }: Pick<FastifyRequest, 'ip'>): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined) return mapped;
  const [head = '', tail] = ip.split('::', 2);
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0');
  return `${[...first, ...zeros, ...last].slice(0, 4).join(':')}::/64`;
}

/** One that was right is sent again with every picture of a page, say: for so long it is not counted again. */
const PROVEN_MS = MINUTE_MS;
const MOST_PROVEN = 10_000;

export function createAttempts(core: Pick<Core, 'beginAttempt' | 'forgiveAttempts'>): Attempts {
  const provenUntil = new Map<string, number>();

  return {
    async make(key, password, check) {
      const proof = createHash('sha256')
        .update(JSON.stringify([key, password]))
        .digest('base64');
      const isProven = (provenUntil.get(proof) ?? 0) > Date.now();
      provenUntil.delete(proof);
      const waitMs = isProven ? null : await core.beginAttempt(key);
      if (waitMs !== null)
        throw new CoreError('rate_limited', 'Too many attempts. Try again later.', {
          retryAfterSeconds: Math.ceil(waitMs / 1000),
        });
      const result = await check();
      if (!isProven) await core.forgiveAttempts(key);
      provenUntil.set(proof, Date.now() + PROVEN_MS);
      if (provenUntil.size > MOST_PROVEN) {
        const oldest = provenUntil.keys().next();
        if (!oldest.done) provenUntil.delete(oldest.value);
      }
      return result;
    },
  };
}
