// The one error of the product: a closed list of codes, with no HTTP in it. Dialects say how each code looks.

export const ERROR_CODES = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'gone',
  'method_not_allowed',
  'invalid',
  'malformed',
  'conflict',
  'precondition_failed',
  'too_large',
  'unsupported_media_type',
  'range_not_satisfiable',
  'rate_limited',
  'busy',
  'storage_full',
  'unavailable',
  'internal',
] as const;

/**
 * - `invalid`: well-formed input that breaks a rule; `field` names the culprit.
 * - `malformed`: input that could not be parsed at all (broken JSON, broken multipart).
 * - `range_not_satisfiable`: a part of a file was asked for that the file does not have.
 * - `busy`: a bounded queue is full; `unavailable`: a store does not answer. Both may be tried again.
 * - `storage_full`: no space left for bytes or records.
 */
export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorDetails {
  /** The input field at fault, as core names it. */
  readonly field?: string | undefined;
  readonly cause?: unknown;
  /** For `rate_limited`, `busy` and `unavailable`: when trying again makes sense. */
  readonly retryAfterSeconds?: number | undefined;
}

export class CoreError extends Error {
  override readonly name = 'CoreError';
  readonly code: ErrorCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = code;
    this.field = details.field;
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

export const notFound = (what: string): CoreError => new CoreError('not_found', `${what} not found`);
export const invalid = (field: string, message: string): CoreError => new CoreError('invalid', message, { field });
export const conflict = (message: string, field?: string): CoreError => new CoreError('conflict', message, { field });
/** For people, and with nothing in it that tells of the server. */
export const damagedBytes = (cause?: unknown): CoreError =>
  new CoreError(
    'internal',
    'The stored bytes of this file are damaged or missing. Uploading the same file once more mends them.',
    { cause },
  );
/** Of a library that is being moved, or has been: nothing can be changed here any more. */
export const sealed = (cause?: unknown): CoreError =>
  new CoreError('unavailable', 'The library is being moved: nothing can be changed here.', {
    cause,
    retryAfterSeconds: 2,
  });
