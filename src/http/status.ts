// The HTTP status of each error code where a dialect does not say otherwise (RFC 9110; 507 from RFC 4918).
import type { ErrorCode } from '../core/index.ts';

export const STATUS: Record<ErrorCode, number> = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  gone: 410,
  method_not_allowed: 405,
  invalid: 422,
  malformed: 400,
  conflict: 409,
  precondition_failed: 412,
  too_large: 413,
  unsupported_media_type: 415,
  range_not_satisfiable: 416,
  rate_limited: 429,
  busy: 503,
  storage_full: 507,
  unavailable: 503,
  internal: 500,
};
