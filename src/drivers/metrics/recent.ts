// Requests of the last hour, minute by minute, in a few kilobytes: for people who look now and then.
import { MINUTE_MS } from '../../core/durations.ts';
import type { Observer } from '../../core/observation.ts';

const MINUTES = 60;
/** Milliseconds, each so much more than the one before that what is between them does not matter: up to ten minutes. */
const BOUNDS = Array.from({ length: 72 }, (_, i) => 0.5 * 1.22 ** i);

interface Minute {
  /** Unix minutes. */
  at: number;
  requests: number;
  errors: number;
  /** How many took no longer than each bound, and longer than the one below. */
  readonly took: Uint32Array;
}

export interface RecentMinute {
  /** Unix milliseconds. */
  readonly from: number;
  readonly requests: number;
  readonly errors: number;
  /** Upper bounds, a fifth too high at most; null without requests. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
}

export interface RecentRequests {
  readonly observer: Observer;
  /** Oldest first, the one under way included. */
  list(): RecentMinute[];
}

/** Counts requests of dialects. `now` answers Unix milliseconds. */
export function watchRecentRequests(now: () => number = Date.now): RecentRequests {
  const minutes = Array.from(
    { length: MINUTES },
    (): Minute => ({
      at: 0,
      requests: 0,
      errors: 0,
      took: new Uint32Array(BOUNDS.length + 1),
    }),
  );

  function minuteOf(at: number): Minute | undefined {
    const minute = minutes[at % MINUTES];
    if (minute && minute.at !== at) {
      Object.assign(minute, { at, requests: 0, errors: 0 });
      minute.took.fill(0);
    }
    return minute;
  }

  function note(ms: number, status: number): void {
    const minute = minuteOf(Math.floor(now() / MINUTE_MS));
    if (!minute) return;
    minute.requests++;
    if (status >= 500) minute.errors++;
    const place = BOUNDS.findIndex((bound) => ms <= bound);
    const took = place < 0 ? BOUNDS.length : place;
    minute.took[took] = (minute.took[took] ?? 0) + 1;
  }

  return {
    observer: {
      begin(activity) {
        const startedAt = performance.now();
        const counts = activity.kind === 'request' && activity.dialect !== undefined;
        return {
          run: (work) => work(),
          end(_outcome, measures) {
            if (counts) note(performance.now() - startedAt, measures?.status ?? 0);
          },
        };
      },
    },
    list() {
      const last = Math.floor(now() / MINUTE_MS);
      return Array.from({ length: MINUTES }, (_, i) => last - MINUTES + 1 + i).map((at) => {
        const minute = minutes[at % MINUTES];
        const isKept = minute !== undefined && minute.at === at;
        return {
          from: at * MINUTE_MS,
          requests: isKept ? minute.requests : 0,
          errors: isKept ? minute.errors : 0,
          p50Ms: isKept ? quantile(minute, 0.5) : null,
          p95Ms: isKept ? quantile(minute, 0.95) : null,
        };
      });
    },
  };
}

function quantile({ requests, took }: Minute, share: number): number | null {
  if (requests === 0) return null;
  let counted = 0;
  const place = took.findIndex((many) => {
    counted += many;
    return counted >= requests * share;
  });
  return Math.round((BOUNDS[place] ?? BOUNDS.at(-1) ?? 0) * 100) / 100;
}
