// Values for the fields of requests, made of their schemas: mostly fitting, at times at the very edge, hostile or of another type.
import fc, { type Arbitrary } from 'fast-check';
import { HOSTILE } from './hostile-names.ts';
import { PASSWORD } from './known-things.ts';
import type { Operation, Schema } from './openapi.ts';

/** What fits a field better than its schema tells, by dialect, operation and name of the field; the first fits always. */
const SUITABLE: readonly (readonly [RegExp, readonly string[]])[] = [
  [/ cursor$/, ['«cursor»']],
  [
    /(created|updated|expires_at)__(gt|lt)e? |(created|updated|expires_at)__\w+$/,
    ['2026-01-02T03:04:05Z', '2026-01-02', '2020'],
  ],
  [/__isnull$/, ['true', 'false']],
  [/ (expires_at|expiry|expiery)$/, ['2126-01-02T03:04:05Z', '1970-01-01', '+275760-09-13T00:00:00.000Z']],
  [/ (version)$/, ['1', '0', '99']],
  [/ (metadata)$/, ['{"a":1}', '[]', '{"__proto__":1}']],
  [/ (is_public|as_json)$/, ['true', 'false']],
  [/^store get \/api\/store url$/, ['«assetUrl»', '/api/store/asset/«asset»']],
  [/(\/login\S* username|\/console\/session email)$/, ['«userEmail»', '«email»']],
  [/^store post \/s\/\S+ token$/, ['«lockedToken»', '«token»']],
  [/\/me\/sessions\/\S+ id$/, ['«sessionId»']],
  [/^vaults \S+ \/v1\/urls\S+ url$/, ['«vaultUrl»', '«vaultPath»']],
  [/ email$/, ['«email»', 'a@b']],
  [/ role$/, ['editor', 'admin', 'viewer']],
  [/ scopes$/, ['store:read', 'admin', 'hub:write']],
  [/ (password|new_password|old_password)$/, [PASSWORD, 'short']],
  [/ (w|h)$/, ['8', '4096', '1e9', '-1']],
  [/ (fit)$/, ['cover', 'contain']],
  [/ (f|format)$/, ['webp', 'png', 'avif']],
  [/ size$/, ['200', '128', '16', '1024']],
  [/^hub (get|post) \S+restore\S* (id|ids)$/, ['«trashed»', '«asset»']],
  [/^hub \S+ \S+createfolder\S* (id)$/, ['«folder»', '«asset»']],
  [/^hub \S+ \S+createfolder\/\S+ path$/, ['«folderPath»', '«filePath»']],
  [/^hub \S+ \S+createfolder path$/, ['«freePath»', '«folderPath»']],
  [/^hub \S+ \S+(download|thu\w+|rename\S*|move\S*|tags) (id)$/, ['«asset»', '«folder»']],
  [/^hub \S+ \S+(upload) (id)$/, ['«folder»', '«asset»']],
  [/^hub \S+ \S+(files|folders|upload) path$/, ['«folderPath»', '«filePath»']],
  [/^hub \S+ \S+restore path$/, ['«trashedPath»', '«filePath»']],
  [/^hub \S+ \S+ path$/, ['«filePath»', '«folderPath»', '/', '']],
  [/^hub \S+ \S+ name$/, ['«fileName»', '«asset»']],
  [/^hub \S+ \S+\{folder\}\S* folder$/, ['«target»', '«asset»']],
  [/^hub \S+ \S+\/(files|folders) id$/, ['«folder»', '«asset»']],
  [/^hub \S+ \S+ (id|ids)$/, ['«asset»', '«folder»', '«trashed»']],
  [/^library delete \S+ assetId$/, ['«link»', '«publication»']],
  [/^library patch \S+ assetId$/, ['«link»', '«publication»']],
  [/^library \S+ \S+ (assetId|items)$/, ['«publication»', '«link»']],
  [/^library \S+ \S+ libraryId$/, ['«library»', '«publication»']],
  [/^library \S+ \S+ asset_type$/, ['link', 'image', 'collection']],
  [/ external_url$/, ['https://example.org/', 'javascript:alert(1)', 'https://[::1']],
  [/^partner \S+ \S+ assetKey$/, ['«assetKey»']],
  [/^vaults delete \/api\/v1\/vaults\/\{vaultId\} vaultId$/, ['«emptyVault»', '«vault»']],
  [/^vaults .* (vaultId|x-vault)$/, ['«vault»', '«slug»']],
  [/^vaults .* (asset|assetId)$/, ['«vaultAsset»', '«asset»']],
  [/^vaults .* keyId$/, ['«vaultKey»']],
  [/^vaults \S+ \/v\/\S+ slug$/, ['«slug»']],
  [/^vaults \S+ \S+ slug$/, ['«fileName»', 'a-slug']],
  [/^vaults patch \/v1\/assets\S+ tags$/, ['["a"]']],
  [/^vaults .* partition$/, ['p']],
  [/^vaults .* collection$/, ['c']],
  [/^vaults .* channel$/, ['h']],
  [/^vaults get \/v\/\S+ filename$/, ['a.png']],
  [/^vaults .* filename$/, ['«fileName»', 'a.png']],
  [/^vaults \S+ \/v1\/urls\S+ (path|url)$/, ['«vaultPath»', '/v/x']],
  [/ \/s\/\S+ token$/, ['«token»']],
  [/ \/api\/share\/get_access token$/, ['«token»']],
  [/ \/s\/\S+\/folders\/\S+ id$/, ['«folder»', '«target»']],
  [/ \/api\/share\/\S+ id$/, ['«share»']],
  [/\/folder\/\S+ id$/, ['«folder»', '«asset»']],
  [/ (folder|parent|folder__in|parent__in|folders)$/, ['«folder»', '«asset»']],
  [/\/changes\/\S+ id$/, ['«change»']],
  [/^admin .*\/api-keys\/\S+ id$/, ['«apiKey»', '«vaultKey»']],
  [/^admin .*\/users\/\S+ id$/, ['«user»']],
  [/^admin .*\/workspaces\/\S+ id$/, ['«workspace»']],
  [/ workspace$/, ['«workspace»']],
  [/ vault$/, ['«vault»']],
  [/ (id|asset|asset__in|assets|from|to|except)$/, ['«asset»', '«folder»', '«trashed»']],
  [/ (name|names|label|title|tags|add)$/, ['a name', 'a,b']],
];

const suitableFor = ({ dialect, name }: Operation, field: string): readonly string[] =>
  SUITABLE.find(([pattern]) => pattern.test(`${dialect} ${name} ${field}`))?.[1] ?? [];

const EDGE_NUMBERS = [0, -0, 1, -1, 1.5, 2 ** 31, 2 ** 53 - 1, 2 ** 53, -(2 ** 53), 1e21, 1e308, 5e-324];
const EDGE_TEXTS = [
  '',
  'x'.repeat(255),
  'x'.repeat(256),
  'é'.repeat(1_024),
  'x'.repeat(5_000),
  '\0',
  'a\ud800',
  '%00',
  '%',
];

const hostileText: Arbitrary<string> = fc.oneof(
  fc.constantFrom(...HOSTILE, ...EDGE_TEXTS),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
);

/** Any JSON, of any type. */
const anything: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { id: {} }, { id: '«asset»' }, ...EDGE_NUMBERS),
  hostileText,
  fc.jsonValue({ maxDepth: 3 }),
);

/** `share` of the time the first, else the second. */
const mostly = <T>(share: number, one: Arbitrary<T>, other: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: share, arbitrary: one }, { weight: 1, arbitrary: other });

function texts(operation: Operation, field: string, schema: Schema): Arbitrary<string> {
  const suitable = suitableFor(operation, field);
  const { minLength = 0, maxLength = 40 } = schema;
  const plain = fc.string({ minLength, maxLength: Math.min(maxLength, 40) });
  const edges = fc.constantFrom('x'.repeat(minLength), 'x'.repeat(maxLength), 'x'.repeat(maxLength + 1));
  const other = fc.oneof(plain, edges, hostileText);
  return suitable.length > 0 ? mostly(2, fc.constantFrom(...suitable), other) : other;
}

const typeOf = ({ type, properties, items }: Schema): string | undefined =>
  (typeof type === 'string' ? type : type?.[0]) ?? (properties ? 'object' : items ? 'array' : undefined);

function fitting(operation: Operation, field: string, schema: Schema): Arbitrary<unknown> {
  const { anyOf, minimum = -1, maximum = 1_000 } = schema;
  if (anyOf) return fc.oneof(...anyOf.map((one) => jsonOf(operation, field, one)));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (typeOf(schema)) {
    case 'object':
      return objects(operation, schema);
    case 'array':
      return fc.array(jsonOf(operation, field, schema.items ?? {}), { maxLength: 4 });
    case 'integer':
    case 'number':
      return fc.oneof(
        fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1),
        fc.integer(),
        fc.constantFrom(...EDGE_NUMBERS),
      );
    case 'boolean':
      return fc.boolean();
    case 'string':
      return texts(operation, field, schema);
    case 'null':
      return fc.constant(null);
    default:
      return anything;
  }
}

function objects(operation: Operation, { properties = {}, required = [] }: Schema): Arbitrary<unknown> {
  const entries = Object.entries(properties).map(([name, schema]) =>
    mostly<[string, unknown][]>(
      required.includes(name) ? 15 : 1,
      jsonOf(operation, name, schema).map((value) => [[name, value]]),
      fc.constant([]),
    ),
  );
  const odd = fc.tuple(fc.constantFrom('__proto__', 'constructor', 'id', 'workspace', ''), anything);
  const more = mostly<[string, unknown][]>(
    6,
    fc.constant([]),
    odd.map((entry) => [entry]),
  );
  return fc.tuple(more, ...entries).map((parts) => Object.fromEntries(parts.flat()));
}

/** JSON for a field. */
export const jsonOf = (operation: Operation, field: string, schema: Schema): Arbitrary<unknown> =>
  mostly(25, fitting(operation, field, schema), anything);

const NUMBER_TEXTS = [
  '0',
  '-0',
  '1',
  '-1',
  '1.5',
  '1e3',
  '1e999',
  '0x10',
  'NaN',
  ' 1',
  '1,2',
  '',
  '9007199254740993',
  '9'.repeat(400),
];

/** A field as text: in a path, a query, a header or a form. */
export function textOf(operation: Operation, field: string, schema: Schema): Arbitrary<string> {
  const { minimum = 0, maximum = 100 } = schema;
  if (schema.enum) return mostly(4, fc.constantFrom(...schema.enum.map(String)), hostileText);
  switch (typeOf(schema)) {
    case 'integer':
    case 'number': {
      const edges = [minimum, maximum, minimum - 1, maximum + 1].map(String);
      return fc.oneof(fc.constantFrom(...edges), fc.constantFrom(...NUMBER_TEXTS), hostileText);
    }
    case 'boolean':
      return mostly(3, fc.constantFrom('true', 'false'), fc.constantFrom('1', '0', 'TRUE', '', 'yes', 'null'));
    case 'array':
      return texts(operation, field, schema.items ?? {});
    default:
      return texts(operation, field, schema);
  }
}

/** The simplest JSON that a field takes. */
export function simplest(operation: Operation, field: string, schema: Schema): unknown {
  const [suitable] = suitableFor(operation, field);
  const { anyOf, minimum = 1, properties = {}, required = [] } = schema;
  if (suitable !== undefined && anyOf?.some(({ type }) => type === 'string')) return suitable;
  if (anyOf?.[0]) return simplest(operation, field, anyOf[0]);
  if (schema.enum) return schema.enum[0];
  switch (typeOf(schema)) {
    case 'object':
      return Object.fromEntries(required.map((name) => [name, simplest(operation, name, properties[name] ?? {})]));
    case 'array':
      return [simplest(operation, field, schema.items ?? {})];
    case 'integer':
    case 'number':
      return minimum;
    case 'boolean':
      return false;
    default:
      return suitable ?? 'a name';
  }
}
