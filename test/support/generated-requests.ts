// Requests to an operation, made of what its document says: a simplest one that has to succeed, and any number that try it.
import fc, { type Arbitrary } from 'fast-check';
import { jsonOf, simplest, textOf } from './generated-values.ts';
import type { Operation, Schema } from './openapi.ts';

/** As it is sent, but for `«asset»` and the like, which stand for things that are made for it. */
export interface GeneratedRequest {
  readonly method: string;
  /** With its query, encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly credential: 'key' | 'wrong' | 'none';
  readonly body?: string | undefined;
}

const BOUNDARY = 'between-parts';
const FORM = `multipart/form-data; boundary=${BOUNDARY}`;
const DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"><rect width="4" height="4"/></svg>';

/** For a path or a query; placeholders stay. */
const encode = (text: string): string =>
  text
    .split(/(«\w+»)/)
    .map((part, i) => (i % 2 === 1 ? part : encodeURIComponent(part.toWellFormed())))
    .join('');

type Pair = readonly [string, string];

const query = (pairs: readonly Pair[], odd = ''): string => {
  const all = [...pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`), ...(odd ? [odd] : [])];
  return all.length > 0 ? `?${all.join('&')}` : '';
};

const partOf = (name: string, value: string, filename?: string): string => {
  const file = filename === undefined ? '' : `; filename="${filename}"\r\nContent-Type: image/svg+xml`;
  return `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${value}\r\n`;
};

const formOf = (parts: readonly string[]): string => `${parts.join('')}--${BOUNDARY}--\r\n`;

/** Optional to the schema alone. */
const ALWAYS: readonly string[] = ['x-vault'];

/** What the operation should answer with success; with a body of that type, where it takes several. */
export function simplestRequest(operation: Operation, bodyType?: string): GeneratedRequest {
  const { method, parameters, bodies } = operation;
  const needed = parameters.filter(({ name, required }) => required || ALWAYS.includes(name));
  const value = (name: string, schema: Schema) => String([simplest(operation, name, schema)].flat()[0]);
  const pairs = needed.filter((one) => one.in === 'query').map<Pair>(({ name, schema }) => [name, value(name, schema)]);
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => encode(value(name, { type: 'string' })));
  const headers = Object.fromEntries(
    needed.filter((one) => one.in === 'header').map(({ name, schema }) => [name, value(name, schema)]),
  );
  const request = { method, path: `${path}${query(pairs)}`, headers, credential: 'key' } as const;
  const kinds = Object.entries(bodies);
  // What can be said with and without a file needs things to be there when it is said without.
  const isMeant = ([type, { properties = {} }]: [string, Schema]): boolean =>
    bodyType === undefined ? 'file' in properties : type === bodyType;
  const [type, schema = {}] = kinds.find(isMeant) ?? kinds[0] ?? [];
  const { required = [], properties = {} } = schema;
  const fields = required
    .filter((name) => name !== 'file')
    .map<Pair>((name) => [name, value(name, properties[name] ?? {})]);
  switch (type) {
    case undefined:
      return request;
    case 'application/json': {
      const least = ['url', 'tags', 'asset'].filter((name) => required.length === 0 && name in properties);
      const either = least.length > 0 ? { ...schema, required: least.slice(0, 1) } : schema;
      const body = JSON.stringify(simplest(operation, 'body', either));
      return { ...request, headers: { ...headers, 'content-type': type }, body };
    }
    case 'multipart/form-data': {
      const parts = [...fields.map(([name, text]) => partOf(name, text)), partOf('file', DRAWING, '«fileName».svg')];
      return { ...request, headers: { ...headers, 'content-type': FORM }, body: formOf(parts) };
    }
    default:
      return { ...request, headers: { ...headers, 'content-type': type }, body: query(fields).slice(1) };
  }
}

/** Anything but `/`, `?`, `#`, space and what is not ASCII may stand in a segment as it is. */
const ODD_SEGMENTS = [
  '%',
  '%zz',
  '%00',
  '%ff',
  '%2e%2e%2f',
  '..%2f..%2fetc',
  '..%5c',
  ';a=b',
  '\\',
  '%c0%af',
  '"<>"',
  '+',
  '*',
  '~',
];
const ODD_QUERIES = [
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '',
  '&',
  'a',
  '=',
  '%',
  '%zz=%zz',
  '__proto__=x',
  '__proto__[a]=x',
  'id[]=a',
  'a=b;c=d',
];
/** Of what a client may say besides. */
const OTHER_HEADERS: readonly Readonly<Record<string, string>>[] = [
  ...Array.from({ length: 12 }, () => ({})),
  { range: 'bytes=0-3' },
  { range: 'bytes=9999999-' },
  { 'if-none-match': '*' },
  { 'if-match': '"another"' },
  { 'accept-language': '*;q=x,,--' },
  { cookie: 'a=%zz; __Host-session=%; ;' },
  { forwarded: 'for="[::1', 'x-forwarded-for': "' or 1=1", 'x-forwarded-proto': 'javascript' },
];
const TYPES = [
  'text/plain',
  'application/xml',
  'application/json;charset=utf-16',
  'multipart/form-data',
  'a',
  '',
  FORM,
];
const DEEP = 3_000;
const ODD_BODIES = [
  '',
  '{',
  'null',
  '[]',
  '""',
  '{}',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}}}',
  '{"name":1e999}',
  '{"name":"a","name":"b"}',
  '\ufeff{}',
  '{"name":"\\ud800"}',
  '{"name":"\\u0000"}',
  '['.repeat(DEEP) + ']'.repeat(DEEP),
  `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
];

/** Header values that a client can send at all. */
const headerText = (text: string): string => text.replace(/[^\x20-\x7e\xa0-\xff]|«(?!\w+»)|(?<!«\w+)»/g, '').trim();

const often = <T>(weight: number, value: T, other: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: fc.constant(value) }, { weight: 1, arbitrary: other });

function pathsOf(operation: Operation): Arbitrary<string> {
  const segments = operation.path.split(/\{(\w+)\}/).map((part, i) => {
    if (i % 2 === 0) return fc.constant(part);
    const odd = fc.constantFrom(...ODD_SEGMENTS);
    // What is empty or has dots alone is another address.
    const text = textOf(operation, part, { type: 'string' }).filter((one) => !/^(\.{0,2}|\/+)$/.test(one));
    return fc.oneof({ weight: 6, arbitrary: text.map(encode) }, { weight: 1, arbitrary: odd });
  });
  return fc.tuple(...segments).map((parts) => parts.join(''));
}

/** Some of the fields, each at times twice. */
function pairsOf(operation: Operation, fields: readonly (readonly [string, Schema, boolean])[]): Arbitrary<Pair[]> {
  const optional = fields.filter(([, , required]) => !required).length;
  const some = fields.map(([name, schema, required]) => {
    const values = fc.array(textOf(operation, name, schema), { minLength: 1, maxLength: 2 });
    const one = values.map((all) =>
      all.slice(0, all.length === 2 && all[0] !== all[1] ? 2 : 1).map<Pair>((text) => [name, text]),
    );
    const weight = required ? 0 : Math.max(1, Math.floor(optional / 3));
    return required
      ? fc.oneof({ weight: 12, arbitrary: one }, { weight: 1, arbitrary: fc.constant<Pair[]>([]) })
      : often<Pair[]>(weight, [], one);
  });
  return fc.tuple(...some).map((all) => all.flat());
}

type Body = { readonly type: string; readonly text: string } | undefined;

function bodyOf(operation: Operation, type: string, schema: Schema): Arbitrary<Body> {
  const { properties = {}, required = [] } = schema;
  const fields = Object.entries(properties).map(([name, one]) => [name, one, required.includes(name)] as const);
  if (type === 'application/json') {
    const fits = jsonOf(operation, 'body', schema).map((value) => JSON.stringify(value));
    return fc
      .oneof({ weight: 8, arbitrary: fits }, { weight: 1, arbitrary: fc.constantFrom(...ODD_BODIES) })
      .map((text) => ({ type, text }));
  }
  if (type === 'multipart/form-data') {
    const names = fc.constantFrom('«fileName».svg', 'a"b', 'a\r\nb', '..', '', 'ü'.repeat(300), '\0');
    const file = fc.tuple(
      fc.constantFrom('file', 'file', 'file', 'other', '__proto__', 'constructor'),
      names,
      fc.constantFrom(DRAWING, '', 'a'),
    );
    const odd = fc.constantFrom(
      '',
      '',
      '',
      partOf('__proto__', 'a'),
      partOf('constructor', 'a'),
      partOf('x'.repeat(300), 'a'),
      '--',
      `--${BOUNDARY}\r\n\r\n`,
    );
    const others = pairsOf(
      operation,
      fields.filter(([name]) => name !== 'file'),
    );
    const end = fc.constantFrom('', '', '', '', 'cut');
    return fc
      .tuple(others, fc.array(file, { minLength: 0, maxLength: 2 }), odd, end)
      .map(([pairs, files, more, how]) => {
        const parts = [
          ...pairs.map(([name, text]) => partOf(name, text)),
          more,
          ...files.map(([name, fileName, text]) => partOf(name, text, fileName)),
        ];
        return { type: FORM, text: how === 'cut' ? parts.join('').slice(0, -10) : formOf(parts) };
      });
  }
  if (type === '*/*')
    return fc.constantFrom('', 'text', DRAWING).map((text) => ({ type: 'application/octet-stream', text }));
  return fc
    .oneof(
      pairsOf(operation, fields).map((pairs) => query(pairs).slice(1)),
      fc.constantFrom('', '%', 'a=%zz', '&&', '='),
    )
    .map((text) => ({ type, text }));
}

function bodiesOf(operation: Operation): Arbitrary<Body> {
  const bodies = Object.entries(operation.bodies);
  if (bodies.length === 0)
    return often<Body>(
      15,
      undefined,
      fc.constantFrom('{}', '', '{').map((text) => ({ type: 'application/json', text })),
    );
  const fits = fc.oneof(...bodies.map(([type, schema]) => bodyOf(operation, type, schema)));
  const wrong = fc.tuple(fits, fc.constantFrom(...TYPES)).map(([body, type]) => body && { ...body, type });
  return fc.oneof(
    { weight: 12, arbitrary: fits },
    { weight: 1, arbitrary: wrong },
    { weight: 1, arbitrary: fc.constant<Body>(undefined) },
  );
}

/** Of every kind that tries the operation. */
export function requestsTo(operation: Operation): Arbitrary<GeneratedRequest> {
  const inQuery = operation.parameters
    .filter((one) => one.in === 'query')
    .map((one) => [one.name, one.schema, one.required === true] as const);
  const inHeader = operation.parameters
    .filter((one) => one.in === 'header')
    .map((one) => [one.name, one.schema, one.required === true] as const);
  return fc
    .record({
      path: pathsOf(operation),
      query: pairsOf(operation, inQuery),
      odd: fc.constantFrom(...ODD_QUERIES),
      headers: pairsOf(operation, inHeader),
      others: fc.constantFrom(...OTHER_HEADERS),
      credential: fc.oneof(
        { weight: 12, arbitrary: fc.constant('key' as const) },
        { weight: 1, arbitrary: fc.constantFrom('wrong' as const, 'none' as const) },
      ),
      body: bodiesOf(operation),
    })
    .map(({ path, odd, headers, others, credential, body, ...parts }) => ({
      method: operation.method,
      path: `${path}${query(parts.query, odd)}`,
      headers: {
        ...Object.fromEntries(headers.map(([name, text]) => [name, headerText(text)])),
        ...others,
        ...(body && { 'content-type': body.type }),
      },
      credential,
      ...(body && { body: body.text }),
    }));
}
