// How errors look here: `{"status": "ERROR", "error": message}`.
import type { CoreError } from '../../core/index.ts';
import type { ErrorAnswer } from '../../http/dialect.ts';
import { STATUS } from '../../http/status.ts';

export function presentError(error: CoreError): ErrorAnswer {
  const status = error.code === 'invalid' ? 400 : STATUS[error.code];
  return { status, body: { status: 'ERROR', error: messageOf(error) } };
}

/** Clients learn from the message alone which field is at fault. */
function messageOf({ code, field, message }: CoreError): string {
  return code !== 'invalid' || field === undefined || message.startsWith(field) ? message : `${field}: ${message}`;
}
