// When to try again after a failure, and how long to wait before.
import { ApiError } from '../api/errors.ts';

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;
/** About two minutes in all. */
const MOST_ATTEMPTS = 8;

/** Answers that may be others a moment later: nobody there, somebody in the way, too much at once, a server that starts. */
const PASSING = new Set([0, 408, 423, 425, 429, 502, 503, 504]);

const mayPass = (error: unknown): boolean => error instanceof ApiError && PASSING.has(error.status);

/**
 * `attempts`: those that have failed, without having got any further. `random`: from 0 to 1, so that many do not come back at
 * once. undefined: give up.
 */
export function waitBefore(attempts: number, error: unknown, random: number): number | undefined {
  if (!mayPass(error) || attempts >= MOST_ATTEMPTS) return undefined;
  const asked = error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
  const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1)) * (0.75 + random / 4);
  return Math.max(asked, own);
}

/** Resolves after that time; rejects at once when the signal is aborted. */
export function waitFor(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, ms);
    signal.addEventListener('abort', stop, { once: true });
  });
}

interface Persevering {
  readonly signal: AbortSignal;
  /** Told before each wait, and with undefined after it. */
  readonly onWait?: (ms: number | undefined) => void;
}

/** Repeats what fails in passing. */
export async function persevere<T>(run: () => Promise<T>, { signal, onWait }: Persevering): Promise<T> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await run();
    } catch (error) {
      const ms = signal.aborted ? undefined : waitBefore(attempts, error, Math.random());
      if (ms === undefined) throw error;
      onWait?.(ms);
      await waitFor(ms, signal);
      onWait?.(undefined);
    }
  }
}
