// Pictures that could not be made lately: making them again would take as long, and fail again.
import { MINUTE_MS } from './durations.ts';
import type { CoreError } from './errors.ts';

const KEPT_MS = 10 * MINUTE_MS;
const MOST = 1000;

export class RecentFailures {
  readonly #failures = new Map<string, { readonly error: CoreError; readonly until: number }>();

  find(key: string, now = Date.now()): CoreError | undefined {
    const failure = this.#failures.get(key);
    return failure && failure.until > now ? failure.error : undefined;
  }

  note(key: string, error: CoreError, now = Date.now()): void {
    this.#failures.delete(key);
    this.#failures.set(key, { error, until: now + KEPT_MS });
    const [oldest] = this.#failures.keys();
    if (this.#failures.size > MOST && oldest !== undefined) this.#failures.delete(oldest);
  }
}
