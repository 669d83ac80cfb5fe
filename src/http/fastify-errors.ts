// How errors look in the store and admin dialects: FastAPI's way, `{"detail": ...}`.
import type { CoreError } from '../core/index.ts';
import type { ErrorAnswer, ErrorPlace } from './dialect.ts';
import { STATUS } from './status.ts';

export function presentError(error: CoreError, place: ErrorPlace): ErrorAnswer {
  const status = STATUS[error.code];
  const isUnreadableBody = error.code === 'malformed' && place === 'body';
  if (error.code !== 'invalid' && !isUnreadableBody) return { status, body: { detail: error.message } };
  const loc = [place, ...(error.field === undefined ? [] : error.field.split('.'))];
  const type = isUnreadableBody ? 'unreadable' : 'value_error';
  return { status: STATUS.invalid, body: { detail: [{ loc, msg: error.message, type }] } };
}
