// SQLite's result codes as product errors, and errors as plain data that can leave the writer thread.
import { CoreError, type ErrorCode, sealed } from '../../core/errors.ts';

// https://www.sqlite.org/rescode.html; the low byte is the primary code.
const BUSY = 5;
const READONLY = 8;
const IOERR = 10;
const FULL = 13;
/** Whole: raised by a trigger, as those alone do that seal a table (guards.ts). */
const RAISED = 1811;

export type Failure =
  | {
      readonly code: ErrorCode;
      readonly message: string;
      readonly field: string | undefined;
      readonly retryAfterSeconds: number | undefined;
    }
  | { readonly code?: undefined; readonly message: string; readonly stack: string | undefined };

export function toFailure(error: unknown): Failure {
  const known = error instanceof CoreError ? error : fromSqlite(error);
  if (known) {
    return { code: known.code, message: known.message, field: known.field, retryAfterSeconds: known.retryAfterSeconds };
  }
  return error instanceof Error
    ? { message: error.message, stack: error.stack }
    : { message: String(error), stack: undefined };
}

export function fromFailure(failure: Failure): Error {
  if (failure.code !== undefined) {
    return new CoreError(failure.code, failure.message, {
      field: failure.field,
      retryAfterSeconds: failure.retryAfterSeconds,
    });
  }
  const error = new Error(failure.message);
  if (failure.stack) error.stack = failure.stack;
  return error;
}

/** Whether the disk has failed, and what was written last may be lost. */
export function isDiskFailure(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && Number(error.errcode) % 0x100 === IOERR;
}

function fromSqlite(error: unknown): CoreError | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return undefined;
  if (error.errcode === RAISED) return sealed(error);
  switch (error.errcode & 0xff) {
    case FULL:
      return new CoreError('storage_full', 'There is no space left for records.', { cause: error });
    case BUSY:
      return new CoreError('unavailable', 'The database is busy.', { cause: error, retryAfterSeconds: 1 });
    case READONLY:
    case IOERR:
      return new CoreError('unavailable', 'The database can not be written.', { cause: error, retryAfterSeconds: 5 });
    default:
      return undefined;
  }
}
