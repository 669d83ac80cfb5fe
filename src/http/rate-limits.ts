// How often one key or user, and one address, may ask in a minute: counted in memory, by each process for itself.
import type { FastifyRequest } from 'fastify';
import { type Actor, CoreError } from '../core/index.ts';
import { clientNetwork } from './attempts.ts';

export interface RateLimits {
  /** Requests in a minute of one address, whoever they are of; 0: as many as come. */
  readonly perAddress: number;
  /** Requests in a minute of one key or user, wherever from; 0: as many as come. */
  readonly perKey: number;
}

/** The minute is counted by the second, so that it never has more than it may, nor much less. */
const SECONDS = 60;
/** Those who have not asked for longest are forgotten: a bound on memory alone, at about 0.4 KiB each. */
const MOST_ASKERS = 20_000;

interface Asked {
  /** By the second of the minute; the one under way is that of `second`. */
  readonly counts: Uint32Array;
  total: number;
  second: number;
}

/** Counts what is let through. Throws `rate_limited` for whoever has had as much as a minute may have. */
export type Counting = (asker: string) => void;

/** `now`: in milliseconds, and never back. */
export function countPerMinute(most: number, now: () => number = () => performance.now()): Counting {
  if (most === 0) return () => undefined;
  const known = new Map<string, Asked>();

  return (asker) => {
    const second = Math.floor(now() / 1000);
    const asked = known.get(asker) ?? { counts: new Uint32Array(SECONDS + 1), total: 0, second };
    known.delete(asker);
    known.set(asker, asked);
    if (known.size > MOST_ASKERS) forgetOldest(known);
    moveOn(asked, second);
    if (asked.total >= most) throw tooMany(secondsToWait(asked));
    const slot = second % asked.counts.length;
    asked.counts[slot] = (asked.counts[slot] ?? 0) + 1;
    asked.total++;
  };
}

/** Of a minute and the second under way: what was asked at the end of the first one of these is not quite a minute old. */
function moveOn(asked: Asked, second: number): void {
  const { counts } = asked;
  const passed = Math.min(second - asked.second, counts.length);
  for (let i = 1; i <= passed; i++) {
    const slot = (asked.second + i) % counts.length;
    asked.total -= counts[slot] ?? 0;
    counts[slot] = 0;
  }
  asked.second = second;
}

/** Until the first of them is more than a minute ago. */
function secondsToWait({ counts, second }: Asked): number {
  for (let i = 1; i < counts.length; i++) if (counts[(second + i) % counts.length] !== 0) return i;
  return counts.length;
}

function forgetOldest(known: Map<string, Asked>): void {
  const oldest = known.keys().next();
  if (!oldest.done) known.delete(oldest.value);
}

const tooMany = (retryAfterSeconds: number): CoreError =>
  new CoreError('rate_limited', 'Too many requests. Try again later.', { retryAfterSeconds });

/** By address, before credentials are looked at: also what guesses at them, or finds nothing. */
export function countByAddress({ perAddress }: RateLimits): (request: FastifyRequest) => void {
  const count = countPerMinute(perAddress);
  return (request) => {
    if (perAddress > 0 && request.routeOptions.config.isProbe !== true) count(clientNetwork(request));
  };
}

/** By who asks, once that is known; guests, holders of shares and nobodies have their address alone. */
export function countByActor({ perKey }: RateLimits): (actor: Actor) => void {
  const count = countPerMinute(perKey);
  return (actor) => {
    if ('id' in actor) count(actor.id);
  };
}
