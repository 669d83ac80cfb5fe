// The OpenAPI documents that a server itself serves: their operations, and whether an answer is one they tell of.
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { DIALECTS } from '../../src/core/access.ts';
import type { TestServer } from './server.ts';

/** What of JSON Schema the documents use. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly format?: string;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Parameter {
  readonly in: 'path' | 'query' | 'header';
  readonly name: string;
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface Operation {
  readonly dialect: string;
  /** `get /api/store/asset/{id}`. */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** By media type; none where it takes no body. */
  readonly bodies: Readonly<Record<string, Schema>>;
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          Pick<Operation, 'responses'> & {
            readonly parameters?: readonly Parameter[];
            readonly requestBody?: { readonly content: Content };
          }
        >
      >
    >
  >;
}

/** Every operation of every dialect, in the order of the documents. */
export async function readOperations(server: TestServer): Promise<Operation[]> {
  const operations: Operation[] = [];
  for (const dialect of DIALECTS) {
    const { paths } = await server.json<Document>(`/openapi/${dialect}.json`, { key: null });
    for (const [path, methods] of Object.entries(paths))
      for (const [method, { parameters = [], requestBody, responses }] of Object.entries(methods)) {
        const contents = Object.entries(requestBody?.content ?? {});
        const bodies = Object.fromEntries(contents.map(([type, { schema = {} }]) => [type, schema]));
        operations.push({ dialect, name: `${method} ${path}`, method, path, parameters, bodies, responses });
      }
  }
  return operations;
}

export interface SeenAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Buffer;
}

const ajv = addFormats.default(new Ajv({ strict: false }));
ajv.addFormat('binary', true);
const compiled = new WeakMap<Schema, ValidateFunction>();

/** What an answer has that its document does not tell of; undefined where all is as it says. */
export function undocumented({ responses }: Operation, { status, contentType, body }: SeenAnswer): string | undefined {
  const response = responses[status];
  if (!response) return `the status ${status} is not documented`;
  const [type = ''] = contentType.split(';');
  const content = response.content ?? {};
  if (Object.keys(content).length === 0) return body.length > 0 ? `a body where ${status} has none` : undefined;
  const schema = (content[type] ?? content['*/*'])?.schema;
  if (!schema) return `${status} is documented as ${Object.keys(content).join(', ')}, not as "${type}"`;
  const check = compiled.get(schema) ?? ajv.compile(schema);
  compiled.set(schema, check);
  const value: unknown =
    isJson(type) && schema.format !== 'binary' ? JSON.parse(body.toString()) : body.toString('latin1');
  return check(value) ? undefined : `${status} is not by its schema: ${ajv.errorsText(check.errors)}`;
}

const isJson = (type: string): boolean => type === 'application/json' || type.endsWith('+json');

/** What no answer may show of what is inside. */
const INSIDE = [
  /\n\s+at \S.*[:(]/,
  /\bnode:[a-z]+\b|node_modules|file:\/\//,
  /[\w-]+\.(m?[jt]s):\d+/,
  /\bSQLITE_|no such (column|table|function)|constraint failed|syntax error|fts5|malformed MATCH/i,
  /\bselect\b[^"]*\bfrom\b|\binsert into\b|violates .* constraint/i,
  /\b(ENOENT|EACCES|EISDIR|ENOTDIR|ENAMETOOLONG|EINVAL|ERR_[A-Z_]+|FST_[A-Z_]+)\b/,
  /\b(TypeError|RangeError|ReferenceError|SyntaxError)\b|is not a function|of undefined|\[object Object\]/,
];

/** The part of a body that tells of the inside of the server; undefined where there is none. */
export function insideShown(body: string, folder: string): string | undefined {
  const at = body.indexOf(folder);
  if (at >= 0) return body.slice(at, at + 100);
  return INSIDE.map((pattern) => pattern.exec(body)?.[0]).find((shown) => shown !== undefined);
}
