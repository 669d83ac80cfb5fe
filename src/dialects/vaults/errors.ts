// How errors look here: `{"error": {"code", "message", "status"}}`.
import { type CoreError, type ErrorCode, notFound } from '../../core/index.ts';
import type { ErrorAnswer } from '../../http/dialect.ts';
import { STATUS } from '../../http/status.ts';

const CODES: Record<ErrorCode, string> = {
  unauthenticated: 'UNAUTHORIZED',
  forbidden: 'FORBIDDEN',
  not_found: 'NOT_FOUND',
  gone: 'GONE',
  method_not_allowed: 'METHOD_NOT_ALLOWED',
  invalid: 'INVALID_PARAMS',
  malformed: 'INVALID_PARAMS',
  conflict: 'CONFLICT',
  precondition_failed: 'PRECONDITION_FAILED',
  too_large: 'PAYLOAD_TOO_LARGE',
  unsupported_media_type: 'UNSUPPORTED_MEDIA_TYPE',
  range_not_satisfiable: 'RANGE_NOT_SATISFIABLE',
  rate_limited: 'RATE_LIMITED',
  busy: 'SERVICE_UNAVAILABLE',
  storage_full: 'INSUFFICIENT_STORAGE',
  unavailable: 'SERVICE_UNAVAILABLE',
  internal: 'INTERNAL_ERROR',
};

const ASSET_NOT_FOUND = notFound('Asset').message;

export function presentError(error: CoreError): ErrorAnswer {
  const isAsset = error.code === 'not_found' && error.message === ASSET_NOT_FOUND;
  const code = isAsset ? 'ASSET_NOT_FOUND' : CODES[error.code];
  const status = error.code === 'invalid' ? 400 : STATUS[error.code];
  return { status, body: { error: { code, message: messageOf(error), status } } };
}

/** Clients learn from the message alone which field is at fault. */
function messageOf({ code, field, message }: CoreError): string {
  return code !== 'invalid' || field === undefined || message.startsWith(field) ? message : `${field}: ${message}`;
}
