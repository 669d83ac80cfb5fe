// What a failing disk means to the product: the errno in our terms.
import { constants } from 'node:os';
import { CoreError } from '../../core/errors.ts';

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG']);
const MAY_PASS = new Set([
  'EAGAIN',
  'EBUSY',
  'EIO',
  'EMFILE',
  'ENFILE',
  'ENODEV',
  'ENOMEM',
  'ENXIO',
  'EROFS',
  'ESTALE',
  'ETIMEDOUT',
]);

/** Node has no names for these, and gives a code of 'Unknown system error -122'. */
const NAMELESS = new Map([
  [-constants.errno.EDQUOT, 'EDQUOT'],
  [-constants.errno.ESTALE, 'ESTALE'],
]);

/** The errno's name ('ENOENT'), or undefined for what is not a system error. */
export function systemCode(error: unknown): string | undefined {
  const nameless =
    error instanceof Error && 'errno' in error && typeof error.errno === 'number' && NAMELESS.get(error.errno);
  if (typeof nameless === 'string') return nameless;
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** `storage_full`, `unavailable` or `internal`; a CoreError passes unchanged. */
export function diskError(cause: unknown, doing: string): CoreError {
  if (cause instanceof CoreError) return cause;
  const code = systemCode(cause);
  if (code !== undefined && NO_ROOM.has(code)) return noRoom(cause);
  const mayPass = code !== undefined && MAY_PASS.has(code);
  return new CoreError(mayPass ? 'unavailable' : 'internal', `the blob store failed while ${doing}`, { cause });
}

/** Does the work; the system's errors leave it as ours, mistakes of the caller as they are. */
export async function inOurTerms<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof TypeError) throw error;
    throw diskError(error, doing);
  }
}

export function noRoom(cause?: unknown): CoreError {
  return new CoreError('storage_full', 'no space left for blobs', { cause });
}

/** Runs `work`; undefined in place of ENOENT. */
export async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
