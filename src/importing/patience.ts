// How long another service is waited for, what is tried again, and what its failures are called here.
import { setTimeout as pause } from 'node:timers/promises';
import { CoreError, type ErrorCode, MINUTE_MS } from '../core/index.ts';

export interface Patience {
  /** From a request to the head of its answer. */
  readonly answerMs: number;
  /** In which a few kilobytes must come, whenever something is waited for. */
  readonly stallMs: number;
  /** How often anything is tried. */
  readonly attempts: number;
  /** After the first failure; doubled after each further one ... */
  readonly firstDelayMs: number;
  /** ... up to this, which is also as long as a service can ask us to wait. */
  readonly longestDelayMs: number;
}

export const PATIENCE: Patience = {
  answerMs: MINUTE_MS,
  stallMs: MINUTE_MS,
  attempts: 6,
  firstDelayMs: 500,
  longestDelayMs: 5 * MINUTE_MS,
};

/** Runs `work` again after `unavailable`, with growing pauses or as long ones as the error asks for. Throws the last error. */
export async function retrying<T>(patience: Patience, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!isPassing(error) || attempt >= patience.attempts) throw error;
      await waitAfter(patience, signal, attempt, error.retryAfterSeconds);
    }
  }
}

/** Throws the reason of `signal` when it is aborted. */
export async function waitAfter(
  { firstDelayMs, longestDelayMs }: Patience,
  signal: AbortSignal,
  failures: number,
  askedSeconds?: number,
): Promise<void> {
  const growing = firstDelayMs * 2 ** (failures - 1) * (0.75 + Math.random() / 2);
  await pause(Math.min(askedSeconds === undefined ? growing : askedSeconds * 1000, longestDelayMs), undefined, {
    signal,
  });
}

/** Whether trying again makes sense. */
export const isPassing = (error: unknown): error is CoreError =>
  error instanceof CoreError && error.code === 'unavailable';

const PASSING_STATUSES = new Set([408, 425, 429, 500, 502, 503, 504, 507, 509, 520, 521, 522, 523, 524]);

/** What an answer that is no success means. */
export function refusal(status: number, retryAfter: string | undefined): CoreError {
  const says = `The other service answered ${status}.`;
  if (PASSING_STATUSES.has(status)) {
    return new CoreError('unavailable', says, { retryAfterSeconds: secondsUntil(retryAfter) });
  }
  return new CoreError(REFUSALS[status] ?? 'invalid', says);
}

const REFUSALS: Readonly<Record<number, ErrorCode>> = {
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not_found',
  410: 'not_found',
  412: 'precondition_failed',
  416: 'precondition_failed',
};

/** RFC 9110, section 10.2.3: seconds or a date. Undefined where it is neither. */
function secondsUntil(retryAfter: string | undefined): number | undefined {
  if (retryAfter === undefined) return undefined;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const at = Date.parse(retryAfter);
  return Number.isNaN(at) ? undefined : Math.max(0, (at - Date.now()) / 1000);
}

/** What a connection throws, in our words; our own errors, and that of an abort, as they are. */
export function asCoreError(error: unknown): unknown {
  if (error instanceof CoreError || !(error instanceof Error) || error.name === 'AbortError') return error;
  const code = 'code' in error && typeof error.code === 'string' ? ` (${error.code})` : '';
  return new CoreError('unavailable', `The connection to the other service failed${code}.`, { cause: error });
}
