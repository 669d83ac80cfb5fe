// What a failing S3 means to the product. What it says itself never leaves this driver: it may name keys and addresses.
import { MINUTE_MS } from '../../core/durations.ts';
import { CoreError } from '../../core/errors.ts';

const RETRY_AFTER_SECONDS = 5;

const NO_ROOM = new Set(['QuotaExceeded', 'InsufficientCapacity', 'InsufficientStorage', 'XMinioStorageFull']);
/** Also with a status that says otherwise: these are nobody's mistake. */
const MAY_PASS = new Set([
  'BadDigest',
  'ConcurrentModification',
  'ConditionalRequestConflict',
  'IncompleteBody',
  'InternalError',
  'InvalidPart',
  'OperationAborted',
  'RequestTimeTooSkewed',
  'RequestTimeout',
  'ServiceUnavailable',
  'SlowDown',
  'Throttling',
  'TooManyRequests',
]);
const NETWORK = new Set([
  'EAI_AGAIN',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'ENETDOWN',
  'ENETUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
  'TimeoutError',
]);

/** Far less than what S3 puts up with, 15 minutes; refused for it, a clock is off by more. */
const MOST_SKEW_MS = 5 * MINUTE_MS;

/** S3's own word for it, else the system's, else the name of the error. */
export function codeOf(error: unknown): string {
  const named = [fieldOf(error, 'Code'), fieldOf(error, 'code')].find((code) => typeof code === 'string');
  if (typeof named === 'string') return named;
  return error instanceof Error ? error.name : 'unknown';
}

/** Undefined when nothing was answered. */
export function statusOf(error: unknown): number | undefined {
  const status = fieldOf(fieldOf(error, '$metadata'), 'httpStatusCode');
  return typeof status === 'number' ? status : undefined;
}

/** There is no such object; the bucket may be missing as well where S3 was asked by HEAD. */
const isAbsent = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === 'NoSuchKey' || code === 'NotFound' || (statusOf(error) === 404 && code !== 'NoSuchBucket');
};

/** Not every TimeoutError is one: the SDK calls connections that were reset by that name, too. */
export const timedOut = (error: unknown): boolean => codeOf(error) === 'TimeoutError' || codeOf(error) === 'ETIMEDOUT';

/** Whether trying again may help. */
export function mayPass(error: unknown): boolean {
  if (isNoRoom(error)) return false;
  if (NETWORK.has(codeOf(error)) || MAY_PASS.has(codeOf(error)) || isSkewed(error)) return true;
  const status = statusOf(error);
  // A success that can not be read is an answer that was cut off.
  return status !== undefined && ((status >= 500 && status !== 501) || status === 429 || status < 300);
}

/**
 * Whether another try tells more. A refusal without a reason, as of HEAD, may be about the clock: the SDK has set its own by
 * the refusal, and signs the next request by that.
 */
export const isWorthATry = (error: unknown): boolean =>
  mayPass(error) || (statusOf(error) === 403 && fieldOf(error, 'Code') === undefined);

/** S3 answered, if only to refuse: it is at work. */
export const wasAnswered = (error: unknown): boolean => (statusOf(error) ?? 500) < 500;

/** A refusal of HEAD has no body that could say so. */
function isSkewed(error: unknown): boolean {
  const date = fieldOf(fieldOf(fieldOf(error, '$response'), 'headers'), 'date');
  if (statusOf(error) !== 403 || typeof date !== 'string') return false;
  return Math.abs(Date.parse(date) - Date.now()) > MOST_SKEW_MS;
}

const isNoRoom = (error: unknown): boolean => NO_ROOM.has(codeOf(error)) || statusOf(error) === 507;

/** `storage_full`, `unavailable` or `internal`; a CoreError passes unchanged. */
export function s3Error(error: unknown, doing: string): CoreError {
  if (error instanceof CoreError) return error;
  const cause = withoutSecrets(error);
  if (isNoRoom(error)) return new CoreError('storage_full', 'no space left for blobs', { cause });
  if (mayPass(error)) return unavailable(`the blob store failed while ${doing}: ${cause.message}`, cause);
  return new CoreError('internal', `the blob store failed while ${doing}: ${reasonOf(error, cause)}`, { cause });
}

export const unavailable = (message: string, cause?: unknown): CoreError =>
  new CoreError('unavailable', message, { cause, retryAfterSeconds: RETRY_AFTER_SECONDS });

/** Does the work; S3's errors leave it as ours, mistakes of the caller as they are. */
export async function inOurTerms<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError && statusOf(error) === undefined) throw error;
    throw s3Error(error, doing);
  }
}

/** Runs `work`; undefined in place of an absent object. */
export async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

function reasonOf(error: unknown, cause: Error): string {
  const code = codeOf(error);
  if (code === 'NoSuchBucket') return 'there is no such bucket (NoSuchBucket)';
  if (code === 'CredentialsProviderError') return 'no credentials were found';
  if (statusOf(error) === 403) return `access was refused; look at the credentials and the bucket's policy (${code})`;
  return cause.message;
}

/** Whose cause an error of the SDK is: requests, signatures and addresses are in it. */
function withoutSecrets(error: unknown): Error {
  const status = statusOf(error);
  const code = /^[\w.-]{1,60}$/.test(codeOf(error)) ? codeOf(error) : 'unknown';
  const requestId = fieldOf(fieldOf(error, '$metadata'), 'requestId');
  const details = [
    ...(status === undefined ? [] : [`status ${status}`]),
    ...(typeof requestId === 'string' && /^[\w-]{1,100}$/.test(requestId) ? [`request ${requestId}`] : []),
  ];
  return new Error(details.length === 0 ? code : `${code} (${details.join(', ')})`);
}

function fieldOf(of: unknown, name: string): unknown {
  return typeof of === 'object' && of !== null && name in of ? Reflect.get(of, name) : undefined;
}
