// Each dialect's OpenAPI 3.1 document, made from the schemas that check its requests and answers.
import swagger, { type SwaggerTransform } from '@fastify/swagger';
import type { FastifyInstance, FastifySchema } from 'fastify';
import type { DialectDefinition } from './dialect.ts';
import { SESSION_COOKIE } from './sessions.ts';

const SESSION = {
  type: 'apiKey',
  in: 'cookie',
  name: SESSION_COOKIE,
  description:
    `Of somebody who has signed in at \`/api/console/session\`; over HTTPS \`__Host-${SESSION_COOKIE}\`. ` +
    'What changes anything must come with the `Origin` of the server.',
} as const;

/** Records the routes of this scope; to be called before they are registered. `isLimited`: any may be asked too often. */
export async function registerOpenApi(
  scope: FastifyInstance,
  dialect: DialectDefinition,
  isLimited: boolean,
): Promise<void> {
  // Those with headers of their own take no cookie (http/authenticate).
  const takesSessions = dialect.credentials === undefined;
  await scope.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: dialect.title, description: dialect.description, version: '1' },
      components: {
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer' },
          key: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
          ...(takesSessions && { session: SESSION }),
        },
      },
      security: [{ bearer: [] }, { key: [] }, ...(takesSessions ? [{ session: [] }] : [])],
    },
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => String(json['$id'] ?? `schema-${index}`) },
    transform: (asked) => withAllAnswers(asked, isLimited),
  });
  scope.get(`/openapi/${dialect.name}.json`, { schema: { hide: true }, config: { access: 'none' } }, async () =>
    scope.swagger(),
  );
}

type Part = Readonly<Record<string, unknown>>;

const isPart = (value: unknown): value is Part => typeof value === 'object' && value !== null;

/** Adds what the server itself answers, before or after the route does, and says the media types of what is not JSON. */
const withAllAnswers = (
  { schema, url, route }: Parameters<SwaggerTransform<FastifySchema>>[0],
  isLimited: boolean,
): ReturnType<SwaggerTransform<FastifySchema>> => {
  const said = isPart(schema?.response) ? schema.response : {};
  const problem = said[401] ?? said[403] ?? said[404];
  const method = [route.method].flat()[0];
  const added: Record<number, unknown> = {};
  if (problem !== undefined) {
    added[400] = problem;
    if (isLimited) added[429] = problem;
    const isConditional = route.config?.isConditional === true;
    const isWriting = WRITING.has(method ?? '') || route.config?.changesByGet === true;
    if (isFile(said[200]) || isConditional || isWriting) added[412] = problem;
    if (isConditional && method === 'GET') added[304] = NOT_CHANGED;
    if (isFile(said[200]) && method === 'GET') Object.assign(added, partial(said[200]), { 416: problem });
    // The bodies of all methods but these are read, also where none is asked for.
    if (method !== 'GET' && method !== 'HEAD') Object.assign(added, { 413: problem, 415: problem });
  }
  const all = Object.entries({ ...added, ...said }).map(([status, answer]) => [status, withMediaType(answer)]);
  const headers = route.config?.isConditional === true ? withConditions(schema?.headers, method) : schema?.headers;
  return { schema: { ...schema, ...(headers !== undefined && { headers }), response: Object.fromEntries(all) }, url };
};

const WRITING: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE']);
const NOT_CHANGED = { type: 'null', description: 'It has not changed.' } as const;

/** RFC 9110, sections 13 and 14: of whatever is a file. */
const partial = (file: unknown) => ({ 206: file, 304: NOT_CHANGED });

const tagHeader = (description: string) => ({ type: 'string', description });
const IF_MATCH = tagHeader('Only if the record, or the file whose place this is, has one of these `ETag`s; else 412.');
const IF_NONE_MATCH = tagHeader('Not if it has one of these `ETag`s.');

/** RFC 9110, section 13.1. */
function withConditions(headers: unknown, method: string | undefined): Part {
  const properties = isPart(headers) && isPart(headers['properties']) ? headers['properties'] : {};
  const read = method === 'GET' ? { 'if-none-match': IF_NONE_MATCH } : {};
  return {
    type: 'object',
    ...(isPart(headers) && headers),
    properties: { ...properties, 'if-match': IF_MATCH, ...read },
  };
}

const isFile = (answer: unknown): boolean => {
  if (!isPart(answer)) return false;
  const { format, content } = answer;
  const media = isPart(content) ? content['*/*'] : undefined;
  return format === 'binary' || (isPart(media) && isFile(media['schema']));
};

function withMediaType(answer: unknown): unknown {
  if (!isPart(answer) || 'content' in answer) return answer;
  const type = isFile(answer) ? '*/*' : answer['contentMediaType'];
  if (typeof type !== 'string') return answer;
  return { description: answer['description'] ?? 'Default Response', content: { [type]: { schema: answer } } };
}
