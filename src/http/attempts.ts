// Counts failures per key over a window, so that passwords can not be tried without end. In memory: a restart forgets.
import { CoreError } from '../core/index.ts';

export interface Attempts {
  /** Throws `rate_limited` when the key has failed too often of late. */
  check(key: string): void;
  fail(key: string): void;
  succeed(key: string): void;
}

const MOST_KEYS = 100_000;

export function createAttempts(most: number, windowMs: number, now = () => Date.now()): Attempts {
  const failures = new Map<string, { count: number; until: number }>();

  return {
    check(key) {
      const entry = failures.get(key);
      if (!entry || entry.until <= now() || entry.count < most) return;
      throw new CoreError('rate_limited', 'Too many attempts. Try again later.', {
        retryAfterSeconds: Math.ceil((entry.until - now()) / 1000),
      });
    },
    fail(key) {
      const entry = failures.get(key);
      if (entry && entry.until > now()) {
        entry.count++;
        return;
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
