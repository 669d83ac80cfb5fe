// Whatever goes wrong on the way, as a CoreError: the framework's own errors included. Dialects give it its looks.
import type { FastifyError } from 'fastify';
import { CoreError, type ErrorCode } from '../core/index.ts';
import type { ErrorPlace } from './dialect.ts';

const PLACES: Record<string, ErrorPlace> = { body: 'body', querystring: 'query', params: 'path', headers: 'header' };

export const NOTHING_HERE = 'There is nothing at this address.';

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

/** In our words where those of the framework repeat the address. */
const MESSAGES: Record<string, string> = {
  FST_PROTO_VIOLATION: 'No field of a form may have this name.',
  FST_ERR_MAX_PARAM_LENGTH: NOTHING_HERE,
  FST_ERR_BAD_URL: 'The address can not be read.',
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
  // Of parsing the body, also where the method usually has none.
  const place = error.code.startsWith('FST_ERR_CTP_') ? 'body' : undefined;
  return { error: new CoreError(code, MESSAGES[error.code] ?? error.message, { cause: error }), place };
}

const unexpected = (cause: unknown): CoreError => new CoreError('internal', 'Something went wrong.', { cause });

type Fault = NonNullable<FastifyError['validation']>[number];

function validationProblem(error: FastifyError): Problem {
  // Where a schema has alternatives, each has a fault: that of the one which fitted furthest is what was meant.
  const [fault] = (error.validation ?? []).toSorted((one, other) => pathOf(other).length - pathOf(one).length);
  const field = fault && pathOf(fault).join('.');
  return {
    error: new CoreError('invalid', fault?.message ?? 'The request is not valid.', {
      field: field === '' ? undefined : field,
    }),
    place: PLACES[error.validationContext ?? ''],
  };
}

function pathOf({ instancePath, params }: Fault): string[] {
  const property = params['missingProperty'] ?? params['additionalProperty'];
  const names = instancePath.split('/').slice(1);
  const unescaped = names.map((name) => name.replaceAll('~1', '/').replaceAll('~0', '~'));
  return typeof property === 'string' ? [...unescaped, property] : unescaped;
}

const isFastifyError = (error: unknown): error is FastifyError =>
  error instanceof Error && ('statusCode' in error || 'validation' in error);
