// Checks requests against their schemas. What stands in a URL is text and may be read as a number; JSON says what it means.
// A schema is compiled when the first request needs it: all of them together took longer than the rest of the server's start.
import { Ajv, type Options, type ValidateFunction } from 'ajv';
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
    return compiledOnUse(() => (httpPart === 'body' ? json : text).compile(schema as object));
  };
}

/** What is wrong stands in `errors`, as with Ajv's own functions. */
function compiledOnUse(compile: () => ValidateFunction): ReturnType<FastifySchemaCompiler<unknown>> {
  let compiled: ValidateFunction | undefined;
  const validate: ReturnType<FastifySchemaCompiler<unknown>> = (data) => {
    compiled ??= compile();
    const isValid = compiled(data);
    validate.errors = compiled.errors ?? null;
    return isValid;
  };
  return validate;
}
