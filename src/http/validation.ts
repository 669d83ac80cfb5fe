// Checks requests against their schemas. What stands in a URL is text and may be read as a number; JSON says what it means.
import { Ajv, type Options } from 'ajv';
import addFormats from 'ajv-formats';
import type { FastifySchemaCompiler } from 'fastify';

const SHARED: Options = {
  removeAdditional: false,
  useDefaults: true,
  allErrors: false,
  strict: false,
  strictTypes: false,
};

export function createValidatorCompiler(): FastifySchemaCompiler<unknown> {
  const json = addFormats.default(new Ajv(SHARED));
  const text = addFormats.default(new Ajv({ ...SHARED, coerceTypes: 'array' }));
  return ({ schema, httpPart, contentType }) => {
    // Forms are read part by part (upload.ts); their schema is for the OpenAPI document.
    if (contentType === 'multipart/form-data') return () => true;
    return (httpPart === 'body' ? json : text).compile(schema as object);
  };
}
