// How errors look here: `{"error", "message"}`, and `field` where one is at fault.
import type { CoreError, ErrorCode } from '../../core/index.ts';
import type { ErrorAnswer } from '../../http/dialect.ts';
import { STATUS } from '../../http/status.ts';

const ERRORS: Record<ErrorCode, string> = {
  unauthenticated: 'Unauthorized',
  forbidden: 'Insufficient permissions',
  not_found: 'Not found',
  gone: 'Gone',
  method_not_allowed: 'Method not allowed',
  invalid: 'Validation failed',
  malformed: 'Bad request',
  conflict: 'Conflict',
  precondition_failed: 'Precondition failed',
  too_large: 'Payload too large',
  unsupported_media_type: 'Unsupported media type',
  range_not_satisfiable: 'Range not satisfiable',
  rate_limited: 'Too many requests',
  busy: 'Service unavailable',
  storage_full: 'Insufficient storage',
  unavailable: 'Service unavailable',
  internal: 'Internal server error',
};

export function presentError({ code, message, field }: CoreError): ErrorAnswer {
  const status = code === 'invalid' ? 400 : STATUS[code];
  if (code !== 'invalid' || field === undefined) return { status, body: { error: ERRORS[code], message } };
  // The schemas' own words are about a field they do not name.
  const about = message.startsWith('must ') ? `${field} ${message}` : message;
  return { status, body: { error: ERRORS[code], message: about, field } };
}
