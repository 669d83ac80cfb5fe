// Cursor pages in FastAPI's manner: one table of fields gives the query parameters, their checks and their description.
import { type TProperties, type TSchema, Type } from 'typebox';
import {
  type Core,
  type Cursor,
  type CursorScope,
  type Field,
  type Fields,
  type Filter,
  type FilterValue,
  type Id,
  invalid,
  type ListQuery,
  type Operator,
  type Page,
  parseId,
  type Sort,
} from '../core/index.ts';
import { nullable } from './nullable.ts';
import { parseTime } from './times.ts';

const DEFAULT_LIMIT = 50;
const LARGEST_LIMIT = 250;
const DEFAULT_SORT: Sort = { field: 'created', order: 'desc' };
const MOST_VALUES = 250;
const LONGEST_SEARCH = 1_000;
/** Those that are no filters. */
const OWN_PARAMETERS = new Set(['cursor', 'limit', 'sort_by', 'sort_order', 'hydrate', 'include_total']);

export interface ListDefinition {
  /** Cursors of one list are refused by another. */
  readonly name: string;
  readonly fields: Fields;
}

export type ListParameters = Readonly<Record<string, unknown>>;

export interface ParsedList {
  readonly query: Omit<ListQuery, 'workspaceId' | 'vaultId'>;
  readonly hydrate: boolean;
  readonly scope: CursorScope;
}

/** The query string of a list, for validation and for OpenAPI. Unknown parameters are found by `parseList`, which names them. */
export function listParameters({ fields }: ListDefinition) {
  const properties: TProperties = {
    cursor: Type.Optional(Type.String({ description: '`next_cursor` of the page before.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: LARGEST_LIMIT, default: DEFAULT_LIMIT })),
    ...sortParameters(fields),
    hydrate: Type.Optional(
      Type.Boolean({ default: true, description: 'Nest referenced records instead of their ids.' }),
    ),
    include_total: Type.Optional(
      Type.Boolean({ default: true, description: 'Without it `collection_total` is 0 and pages come faster.' }),
    ),
  };
  return Type.Object({ ...properties, ...filterParameters(fields) });
}

/** The filters alone. */
export function filterParameters(fields: Fields): TProperties {
  const properties: TProperties = {};
  for (const [name, field] of Object.entries(fields)) {
    for (const operator of field.operators) {
      const schema = isMany(operator) ? Type.Array(Type.String()) : Type.String();
      properties[parameterName(name, operator)] = Type.Optional(
        Type.Unsafe({ ...schema, description: describe(field, operator) }),
      );
    }
  }
  return properties;
}

/** Throws `invalid` naming the parameter at fault. */
export function parseList(core: Core, list: ListDefinition, workspaceId: Id, sent: ListParameters): ParsedList {
  const others = Object.entries(sent).filter(([parameter]) => !OWN_PARAMETERS.has(parameter));
  const filters = parseFilters(list.fields, Object.fromEntries(others));
  const isSearch = filters.some((filter) => list.fields[filter.field]?.type === 'text');
  // A search may be ordered by other columns than the list, so their positions must not be mixed up.
  const scope: CursorScope = { list: isSearch ? `${list.name}?search` : list.name, workspaceId };
  const cursor = readCursor(core, list, scope, sent['cursor']);
  const sort = readSort(sent, cursor?.sort);
  return {
    query: {
      filters,
      sort,
      after: cursor?.after,
      limit: typeof sent['limit'] === 'number' ? sent['limit'] : DEFAULT_LIMIT,
      includeTotal: sent['include_total'] !== false,
    },
    hydrate: sent['hydrate'] !== false,
    scope,
  };
}

/** Filters alone, each as it would stand in the query string. Throws `invalid` naming the one at fault. */
export function parseFilters(fields: Fields, sent: ListParameters): Filter[] {
  return Object.entries(sent).flatMap(([parameter, value]) =>
    value === undefined ? [] : [parseFilter(fields, parameter, value)],
  );
}

/** What a list can be ordered by, and how it is when nothing is said. */
export const sortParameters = (fields: Fields) => ({
  sort_by: Type.Optional(
    Type.String({ enum: sortable(fields), description: `\`${DEFAULT_SORT.field}\` when absent.` }),
  ),
  sort_order: Type.Optional(
    Type.String({ enum: ['asc', 'desc'], description: `\`${DEFAULT_SORT.order}\` when absent.` }),
  ),
});

/** The order that is asked for, or the usual one. */
export const parseSort = (sent: ListParameters): Sort => readSort(sent, undefined);

export const pageOf = <T extends TSchema>(items: T, title: string) =>
  Type.Object(
    {
      items: Type.Array(items),
      next_cursor: nullable(Type.String()),
      next_page: Type.Boolean(),
      limit: Type.Integer(),
      collection_total: Type.Integer(),
    },
    { title },
  );

export function presentPage<T, U>(core: Core, { query, scope }: ParsedList, page: Page<T>, items: U[]) {
  return {
    items,
    next_cursor: page.next ? core.encodeCursor(scope, { sort: query.sort, after: page.next }) : null,
    next_page: page.next !== undefined,
    limit: query.limit,
    collection_total: page.total,
  };
}

export const FilterMetadata = Type.Object(
  {
    fields: Type.Array(
      Type.Object({
        name: Type.String(),
        type: Type.String(),
        operators: Type.Array(Type.Object({ operator: Type.String(), parameter: Type.String() })),
        sortable: Type.Boolean(),
        values: Type.Optional(Type.Array(Type.String())),
      }),
    ),
    sortable_fields: Type.Array(Type.String()),
    sort_orders: Type.Array(Type.String()),
    defaults: Type.Object({
      limit: Type.Integer(),
      sort_by: Type.String(),
      sort_order: Type.String(),
      hydrate: Type.Boolean(),
      include_total: Type.Boolean(),
    }),
    limit: Type.Object({ minimum: Type.Integer(), maximum: Type.Integer() }),
  },
  { title: 'FilterMetadata' },
);

/** What the list can be asked, from the table it obeys. */
export function describeList({ fields }: ListDefinition) {
  return {
    fields: Object.entries(fields).map(([name, field]) => ({
      name,
      type: field.type,
      operators: field.operators.map((operator) => ({ operator, parameter: parameterName(name, operator) })),
      sortable: field.sortColumn !== undefined,
      ...(field.values ? { values: [...field.values] } : {}),
    })),
    sortable_fields: sortable(fields),
    sort_orders: ['asc', 'desc'],
    defaults: {
      limit: DEFAULT_LIMIT,
      sort_by: DEFAULT_SORT.field,
      sort_order: DEFAULT_SORT.order,
      hydrate: true,
      include_total: true,
    },
    limit: { minimum: 1, maximum: LARGEST_LIMIT },
  };
}

function readCursor(core: Core, { fields }: ListDefinition, scope: CursorScope, sent: unknown): Cursor | undefined {
  if (typeof sent !== 'string' || sent === '') return undefined;
  const cursor = core.decodeCursor(scope, sent);
  if (fields[cursor.sort.field]?.sortColumn === undefined) throw invalid('cursor', 'The cursor is not valid.');
  return cursor;
}

/** A cursor brings its order along; asking for another one beside it is a mistake. */
function readSort(sent: ListParameters, ofCursor: Sort | undefined): Sort {
  const { sort_by: field, sort_order: order } = sent;
  const base = ofCursor ?? DEFAULT_SORT;
  const sort: Sort = {
    field: typeof field === 'string' ? field : base.field,
    order: order === 'asc' || order === 'desc' ? order : base.order,
  };
  if (ofCursor && (sort.field !== ofCursor.field || sort.order !== ofCursor.order))
    throw invalid('cursor', 'The cursor belongs to another order.');
  return sort;
}

function parseFilter(fields: Fields, parameter: string, sent: unknown): Filter {
  const [name = '', suffix, ...rest] = parameter.split('__');
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const operator = field?.operators.find((known) => known === (suffix ?? 'eq'));
  if (!field || !operator || suffix === 'eq' || rest.length > 0)
    throw invalid(parameter, 'There is no such filter; see /filters.');
  return { field: name, operator, value: parseValue(field, operator, parameter, sent) };
}

function parseValue(field: Field, operator: Operator, parameter: string, sent: unknown): FilterValue {
  if (operator === 'isnull') return parseBoolean(String(sent), parameter);
  if (!isMany(operator)) return parseOne(field, operator, parameter, String(sent));
  const texts = Array.isArray(sent) ? sent.map(String) : [String(sent)];
  // Repeated parameters are taken as they are, so that a value can have a comma in it.
  const values = texts.length === 1 ? (texts[0] ?? '').split(',') : texts;
  if (values.length > MOST_VALUES) throw invalid(parameter, `At most ${MOST_VALUES} values.`);
  return values.map((text) => {
    const value = parseOne(field, operator, parameter, text);
    return typeof value === 'boolean' ? Number(value) : value;
  });
}

function parseOne(field: Field, operator: Operator, parameter: string, text: string): string | number | boolean {
  switch (field.type) {
    case 'boolean':
      return parseBoolean(text, parameter);
    case 'integer':
      if (!/^[+-]?\d{1,15}$/.test(text)) throw invalid(parameter, 'A whole number is needed.');
      return Number(text);
    case 'number':
      if (!/^[+-]?(?:\d{1,15}(?:\.\d{0,15})?|\.\d{1,15})$/.test(text)) throw invalid(parameter, 'A number is needed.');
      return Number(text);
    case 'datetime':
      return parseTime(text, parameter);
    case 'id': {
      const id = parseId(text);
      if (!id) throw invalid(parameter, 'This is not an id.');
      return id;
    }
    case 'text':
      if (text.trim() === '' || text.length > LONGEST_SEARCH)
        throw invalid(parameter, `A text of 1 to ${LONGEST_SEARCH} characters is needed.`);
      return text;
    case 'string':
    case 'tags': {
      const value = text.normalize('NFC');
      if (operator !== 'startswith' && field.values && !field.values.includes(value))
        throw invalid(parameter, `One of ${field.values.join(', ')} is needed.`);
      return value;
    }
  }
}

function parseBoolean(text: string, parameter: string): boolean {
  if (/^(true|1)$/i.test(text)) return true;
  if (/^(false|0)$/i.test(text)) return false;
  throw invalid(parameter, 'true or false is needed.');
}

const sortable = (fields: Fields): string[] =>
  Object.entries(fields).flatMap(([name, field]) => (field.sortColumn === undefined ? [] : [name]));

const parameterName = (name: string, operator: Operator): string => (operator === 'eq' ? name : `${name}__${operator}`);

const isMany = (operator: Operator): boolean => operator === 'in' || operator === 'all';

const MEANING: Record<Exclude<Operator, 'isnull'>, string> = {
  eq: 'Equal to',
  in: 'Any of, separated by commas or repeated',
  gt: 'Greater than',
  gte: 'Greater than or equal to',
  lt: 'Less than',
  lte: 'Less than or equal to',
  startswith: 'Beginning with, in upper or lower case',
  all: 'All of, separated by commas or repeated',
};

function describe(field: Field, operator: Operator): string {
  if (operator === 'isnull') return 'true or false: whether there is none.';
  const values = field.values ? `: ${field.values.join(', ')}` : '';
  return field.type === 'text' ? 'Words, or their beginnings.' : `${MEANING[operator]} (${field.type}${values}).`;
}
