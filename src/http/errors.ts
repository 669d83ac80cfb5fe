// Whatever goes wrong on the way, as a CoreError: the framework's own errors included. Dialects give it its looks.
import type { FastifyError } from 'fastify';
import { CoreError, type ErrorCode } from '../core/index.ts';
import type { ErrorPlace } from './dialect.ts';

const PLACES: Record<string, ErrorPlace> = { body: 'body', querystring: 'query', params: 'path', headers: 'header' };

/** The framework's codes that have a meaning of their own; other 4xx are malformed requests. */
const CODES: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported_media_type',
  FST_INVALID_MULTIPART_CONTENT_TYPE: 'unsupported_media_type',
  FST_ERR_CTP_BODY_TOO_LARGE: 'too_large',
  FST_REQ_FILE_TOO_LARGE: 'too_large',
  FST_PARTS_LIMIT: 'too_large',
  FST_FILES_LIMIT: 'too_large',
  FST_FIELDS_LIMIT: 'too_large',
  // Nothing has so long a name.
  FST_ERR_MAX_PARAM_LENGTH: 'not_found',
};

export interface Problem {
  readonly error: CoreError;
  /** Undefined where it is not known. */
  readonly place?: ErrorPlace | undefined;
}

export function toProblem(error: unknown): Problem {
  if (error instanceof CoreError) return { error };
  if (!isFastifyError(error)) return { error: unexpected(error) };
  if (error.validation) return validationProblem(error);
  const { statusCode = 500 } = error;
  if (statusCode >= 500) return { error: unexpected(error) };
  const code = CODES[error.code] ?? (statusCode === 404 ? 'not_found' : 'malformed');
  return { error: new CoreError(code, error.message, { cause: error }) };
}

const unexpected = (cause: unknown): CoreError => new CoreError('internal', 'Something went wrong.', { cause });

function validationProblem(error: FastifyError): Problem {
  const [first] = error.validation ?? [];
  const property = first?.params['missingProperty'] ?? first?.params['additionalProperty'];
  const path = [
    ...(first?.instancePath ?? '').split('/').slice(1),
    ...(typeof property === 'string' ? [property] : []),
  ];
  const field = path.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~')).join('.');
  return {
    error: new CoreError('invalid', first?.message ?? 'The request is not valid.', {
      field: field === '' ? undefined : field,
    }),
    place: PLACES[error.validationContext ?? ''],
  };
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && ('statusCode' in error || 'validation' in error);
