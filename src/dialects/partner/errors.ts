// How errors look here: `{"error", "message", "status"}`.
import type { CoreError, ErrorCode } from '../../core/index.ts';
import type { ErrorAnswer } from '../../http/dialect.ts';
import { STATUS } from '../../http/status.ts';

const ERRORS: Record<ErrorCode, string> = {
  unauthenticated: 'Unauthorized',
  forbidden: 'Forbidden',
  not_found: 'Not Found',
  gone: 'Gone',
  method_not_allowed: 'Method Not Allowed',
  invalid: 'Invalid argument',
  malformed: 'Invalid argument',
  conflict: 'Conflict',
  precondition_failed: 'Precondition Failed',
  too_large: 'Payload Too Large',
  unsupported_media_type: 'Unsupported Media Type',
  range_not_satisfiable: 'Range Not Satisfiable',
  rate_limited: 'Too Many Requests',
  busy: 'Service Unavailable',
  storage_full: 'Insufficient Storage',
  unavailable: 'Service Unavailable',
  internal: 'Internal Server Error',
};

export function presentError(error: CoreError): ErrorAnswer {
  const status = error.code === 'invalid' ? 400 : STATUS[error.code];
  return { status, body: { error: ERRORS[error.code], message: messageOf(error), status } };
}

/** Clients learn from the message alone which field is at fault. */
function messageOf({ code, field, message }: CoreError): string {
  return code !== 'invalid' || field === undefined || message.startsWith(field) ? message : `${field}: ${message}`;
}
