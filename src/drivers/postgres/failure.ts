// PostgreSQL's conditions as product errors, and which of them are worth another try.
import pg from 'pg';
import { CoreError, sealed } from '../../core/errors.ts';

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK_DETECTED = '40P01';
const UNIQUE_VIOLATION = '23505';
const READ_ONLY_TRANSACTION = '25006';
const DISK_FULL = '53100';
const QUERY_CANCELED = '57014';
/** Of our own: raised by the triggers that seal a table (guards.ts). */
export const SEALED = 'VT503';
/** For a new connection, and for whatever is answered at once. */
export const CONNECT_TIMEOUT_MS = 5_000;
const LOCK_NOT_AVAILABLE = '55P03';
/** The columns of a table are others than when the statement was prepared: a newer version has come. */
const PLAN_OUTDATED = /^cached plan must not change result type/;
/** Ended for being idle, or at it, for too long. */
const TRANSACTION_TIMEOUTS = ['25P03', '25P04'];
/** Not reached or lost, too many, shutting down. */
const UNREACHABLE_CLASSES = ['08', '53', '57', ...TRANSACTION_TIMEOUTS];
/** Numbers too large, and what is none. */
const DATA_EXCEPTION = '22';
/** Of Node.js, when there is no server or it goes away. */
const SYSTEM_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNABORTED',
]);
/** What pg itself says in words alone. */
const LOST =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;
const SILENT = /^Query read timeout/;

const codeOf = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;

/** Another try may succeed, because others were in the way. */
export const isConflict = (error: unknown): boolean => {
  const code = codeOf(error);
  return code === SERIALIZATION_FAILURE || code === DEADLOCK_DETECTED;
};

/** Another was faster with the same name: looking again finds it. */
export const isDouble = (error: unknown): boolean => codeOf(error) === UNIQUE_VIOLATION;

/** The connection is of no use any more, whatever it says of itself. */
export function isLost(error: unknown): boolean {
  const code = codeOf(error);
  if (code === READ_ONLY_TRANSACTION || (code !== undefined && SYSTEM_CODES.has(code))) return true;
  if (error instanceof pg.DatabaseError) return isUnreachable(code) || PLAN_OUTDATED.test(error.message);
  return error instanceof Error && (LOST.test(error.message) || SILENT.test(error.message));
}

/**
 * What was asked of a lost connection can be asked of another one, as long as nothing was committed. What took too long would
 * only do so again.
 */
export const isRepeatable = (error: unknown): boolean =>
  isLost(error) &&
  !TRANSACTION_TIMEOUTS.includes(codeOf(error) ?? '') &&
  !(error instanceof Error && SILENT.test(error.message));

const isUnreachable = (code = ''): boolean =>
  code !== QUERY_CANCELED && code !== DISK_FULL && UNREACHABLE_CLASSES.some((start) => code.startsWith(start));

/** The same error when it is the product's own, or nothing is known of it. */
export function toProductError(error: unknown): unknown {
  if (error instanceof CoreError) return error;
  if (error instanceof AggregateError) return unavailable('The database can not be reached.', error, 2);
  switch (codeOf(error)) {
    case DISK_FULL:
      return new CoreError('storage_full', 'There is no space left for records.', { cause: error });
    case SEALED:
      return sealed(error);
    case READ_ONLY_TRANSACTION:
      return unavailable('The database is read-only.', error, 2);
    case QUERY_CANCELED:
    case LOCK_NOT_AVAILABLE:
      return unavailable('The database took too long.', error, 5);
    case SERIALIZATION_FAILURE:
    case DEADLOCK_DETECTED:
      return unavailable('The database is busy.', error, 1);
    case UNIQUE_VIOLATION:
      return new CoreError('conflict', 'There is such a record already.', { cause: error });
    default:
      if (codeOf(error)?.startsWith(DATA_EXCEPTION))
        return new CoreError('invalid', 'A value is out of range.', { cause: error });
      return isLost(error) ? unavailable('The database can not be reached.', error, 2) : error;
  }
}

const unavailable = (message: string, cause: unknown, retryAfterSeconds: number): CoreError =>
  new CoreError('unavailable', message, { cause, retryAfterSeconds });
