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
const LOCK_NOT_AVAILABLE = '55P03';
/** Not reached or lost, too many, shutting down, idle for too long. */
const UNREACHABLE_CLASSES = ['08', '53', '57', '25P03'];
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
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout|Client was closed)/;

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
  if (error instanceof pg.DatabaseError)
    return code !== undefined && code !== QUERY_CANCELED && code !== DISK_FULL && isUnreachable(code);
  return error instanceof Error && LOST.test(error.message);
}

const isUnreachable = (code: string): boolean => UNREACHABLE_CLASSES.some((start) => code.startsWith(start));

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
      return isLost(error) ? unavailable('The database can not be reached.', error, 2) : error;
  }
}

const unavailable = (message: string, cause: unknown, retryAfterSeconds: number): CoreError =>
  new CoreError('unavailable', message, { cause, retryAfterSeconds });
