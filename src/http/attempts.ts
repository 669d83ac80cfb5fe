// Counts failures per key over a window, so that passwords can not be tried without end. In memory: a restart forgets.
import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import { CoreError } from '../core/index.ts';

export interface Attempts {
  /**
   * Counts an attempt as failed until it succeeds, so that many at once are not more than many one after the other.
   * Throws `rate_limited` when the key has failed too often of late.
   */
  begin(key: string): void;
  succeed(key: string): void;
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

const MOST_KEYS = 100_000;

export function createAttempts(most: number, windowMs: number, now = () => Date.now()): Attempts {
  const failures = new Map<string, { count: number; until: number }>();

  return {
    begin(key) {
      const entry = failures.get(key);
      if (entry && entry.until > now()) {
        if (entry.count++ < most) return;
        throw new CoreError('rate_limited', 'Too many attempts. Try again later.', {
          retryAfterSeconds: Math.ceil((entry.until - now()) / 1000),
        });
      }
      failures.delete(key);
      failures.set(key, { count: 1, until: now() + windowMs });
      if (failures.size > MOST_KEYS) {
        const oldest = failures.keys().next();
        if (!oldest.done) failures.delete(oldest.value);
      }
    },
    succeed(key) {
      failures.delete(key);
    },
  };
}
