// How errors look in the store and admin dialects: FastAPI's way, `{"detail": ...}`.
import type { CoreError } from '../core/index.ts';
import type { ErrorAnswer, ErrorPlace } from './dialect.ts';
import { STATUS } from './status.ts';

export function presentError(error: CoreError, place: ErrorPlace): ErrorAnswer {
  const status = STATUS[error.code];
  if (error.code !== 'invalid') return { status, body: { detail: error.message } };
  const loc = [place, ...(error.field === undefined ? [] : error.field.split('.'))];
  return { status, body: { detail: [{ loc, msg: error.message, type: 'value_error' }] } };
}
