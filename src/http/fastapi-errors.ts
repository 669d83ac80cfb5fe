// How errors look in the store and admin dialects: FastAPI's way, `{"detail": ...}`.
import { Type } from 'typebox';
import type { CoreError } from '../core/index.ts';
import type { ErrorAnswer, ErrorPlace } from './dialect.ts';
import { STATUS } from './status.ts';

export const Problem = Type.Object(
  { detail: Type.Any({ description: 'A text; for 422 a list of `{loc, msg, type}`.' }) },
  { title: 'Error' },
);
/** What any operation that needs credentials can answer. */
export const problems = { 401: Problem, 403: Problem, 404: Problem, 422: Problem };

export function presentError(error: CoreError, place: ErrorPlace): ErrorAnswer {
  const status = STATUS[error.code];
  const isUnreadableBody = error.code === 'malformed' && place === 'body';
  if (error.code !== 'invalid' && !isUnreadableBody) return { status, body: { detail: error.message } };
  const loc = [place, ...(error.field === undefined ? [] : error.field.split('.'))];
  const type = isUnreadableBody ? 'unreadable' : 'value_error';
  return { status: STATUS.invalid, body: { detail: [{ loc, msg: error.message, type }] } };
}
