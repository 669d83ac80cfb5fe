// What lists can be filtered and sorted by, as tables of fields that the list endpoints obey and describe, and how a
// filter becomes a condition with an index behind it.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';

export const OPERATORS = ['eq', 'in', 'gt', 'gte', 'lt', 'lte', 'startswith', 'isnull', 'all'] as const;
export type Operator = (typeof OPERATORS)[number];
export type FieldType = 'string' | 'integer' | 'number' | 'datetime' | 'boolean' | 'id' | 'tags' | 'text';

export interface Field {
  readonly type: FieldType;
  readonly column: string;
  readonly operators: readonly Operator[];
  /** The column to order by, never null, when lists can be sorted by this field. */
  readonly sortColumn?: string;
  /** Stored folded (see `nameKey`): compared without regard to case for beginnings. */
  readonly keyColumn?: string;
  /** The allowed values, when they are few. */
  readonly values?: readonly string[];
  /** In place of the column, where it is worked out when somebody asks. No index knows of it. */
  readonly computed?: () => RawBuilder<unknown>;
}

export type Fields = Readonly<Record<string, Field>>;

/** A checked filter: `value` has the type of its field, and is an array for `in` and `all`. */
export interface Filter {
  readonly field: string;
  readonly operator: Operator;
  readonly value: FilterValue;
}
export type FilterValue = string | number | boolean | readonly (string | number)[];

export interface Sort {
  readonly field: string;
  readonly order: 'asc' | 'desc';
}

/** Where a page ends: the sort column's value there, and the id that tells equals apart. */
export interface Position {
  readonly value: string | number;
  readonly id: Id;
}

export interface ListQuery {
  readonly workspaceId: Id;
  /** Only what lies in this vault, for an actor that is bound to it. */
  readonly vaultId?: Id | null;
  readonly filters: readonly Filter[];
  readonly sort: Sort;
  readonly after?: Position | undefined;
  readonly limit: number;
  readonly includeTotal: boolean;
}

export interface Page<T> {
  readonly items: T[];
  /** Undefined on the last page. */
  readonly next: Position | undefined;
  /** 0 when it was not asked for. */
  readonly total: number;
}

const RANGE = ['eq', 'gt', 'gte', 'lt', 'lte'] as const satisfies readonly Operator[];
const CHOICE = ['eq', 'in'] as const satisfies readonly Operator[];
const date = (column: string): Field => ({
  type: 'datetime',
  column,
  operators: ['gt', 'gte', 'lt', 'lte'],
  sortColumn: column,
});

const NAME = {
  type: 'string',
  column: 'name',
  keyColumn: 'name_key',
  operators: ['eq', 'in', 'startswith'],
  sortColumn: 'name_key',
} as const satisfies Field;

export const ASSET_FIELDS = {
  name: NAME,
  mime_type: { type: 'string', column: 'mime_type', operators: ['eq', 'in', 'startswith'] },
  extension: { type: 'string', column: 'extension', operators: CHOICE },
  kind: { type: 'string', column: 'kind', operators: CHOICE, values: ['image', 'video', 'audio', 'pdf', 'document'] },
  size: { type: 'integer', column: 'size', operators: RANGE, sortColumn: 'size' },
  created: date('created_at'),
  updated: date('updated_at'),
  folder: { type: 'id', column: 'folder_id', operators: ['eq', 'in', 'isnull'] },
  tags: { type: 'tags', column: 'tags', operators: ['eq', 'in', 'all'] },
  is_public: { type: 'boolean', column: 'is_public', operators: ['eq'] },
  width: { type: 'integer', column: 'width', operators: RANGE },
  height: { type: 'integer', column: 'height', operators: RANGE },
  duration: { type: 'number', column: 'duration', operators: RANGE },
  page_count: { type: 'integer', column: 'page_count', operators: RANGE },
  word_count: { type: 'integer', column: 'word_count', operators: RANGE },
  search: { type: 'text', column: 'seq', operators: ['eq'] },
} as const satisfies Fields;

export const FOLDER_FIELDS = {
  name: NAME,
  parent: { type: 'id', column: 'parent_id', operators: ['eq', 'in', 'isnull'] },
  size: { type: 'integer', column: 'total_bytes', operators: RANGE, sortColumn: 'total_bytes' },
  created: date('created_at'),
  updated: date('updated_at'),
} as const satisfies Fields;

export const SHARE_FIELDS = {
  asset: { type: 'id', column: 'asset_id', operators: ['eq', 'in', 'isnull'] },
  folder: { type: 'id', column: 'folder_id', operators: ['eq', 'in', 'isnull'] },
  active: { type: 'boolean', column: 'is_active', operators: ['eq'] },
  /** What keeps recipients out, if anything. */
  state: {
    type: 'string',
    column: 'state',
    operators: CHOICE,
    values: ['open', 'expired', 'used-up', 'withdrawn'],
    computed: () => sql`case when is_active = 0 then 'withdrawn' when expires_at <= ${Date.now()} then 'expired'
      when download_count >= max_downloads then 'used-up' else 'open' end`,
  },
  expires_at: { type: 'datetime', column: 'expires_at', operators: ['gt', 'gte', 'lt', 'lte', 'isnull'] },
  created: date('created_at'),
} as const satisfies Fields;

export const KEY_FIELDS = {
  label: { type: 'string', column: 'label', operators: CHOICE },
  vault: { type: 'id', column: 'vault_id', operators: ['eq', 'isnull'] },
  expires_at: { type: 'datetime', column: 'expires_at', operators: ['gt', 'gte', 'lt', 'lte', 'isnull'] },
  created: date('created_at'),
} as const satisfies Fields;

export const USER_FIELDS = {
  workspace: { type: 'id', column: 'workspace_id', operators: ['eq'] },
  email: { type: 'string', column: 'email', operators: CHOICE },
  role: { type: 'string', column: 'role', operators: CHOICE, values: ['admin', 'editor', 'viewer'] },
  disabled: { type: 'datetime', column: 'disabled_at', operators: ['isnull'] },
  created: date('created_at'),
} as const satisfies Fields;

export const WORKSPACE_FIELDS = {
  created: date('created_at'),
} as const satisfies Fields;

const COMPARISONS = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;
type Comparison = keyof typeof COMPARISONS;

const NONE = sql<SqlBool>`1 = 0`;

/**
 * The condition of one filter. Tags and text are not columns: their lists handle them (plans.ts). `hidden` keeps the
 * planner from looking for an index of the column: the filter is then only a check of rows found otherwise.
 */
export function condition(field: Field, filter: Filter, hidden = false): RawBuilder<SqlBool> {
  const shown = plainCondition(field, filter);
  return hidden ? check(shown) : shown;
}

/** The same condition as one that no index is about; how many rows fulfil it is still known to a planner with statistics. */
export const check = (shown: RawBuilder<SqlBool>): RawBuilder<SqlBool> => sql`(${shown}) is true`;

function plainCondition(field: Field, { operator, value }: Filter): RawBuilder<SqlBool> {
  const column = columnOf(field);
  const key = field.keyColumn && sql.ref(field.keyColumn);
  switch (operator) {
    case 'eq':
      // Through the folded key, which is the one with an index; then exactly.
      if (key) return sql`(${key} = ${fold(value)} and ${column} = ${value})`;
      return compare(field, operator, value);
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return compare(field, operator, value);
    case 'in':
    case 'all': {
      const values = Array.isArray(value) ? value : [value];
      if (values.length === 0) return NONE;
      if (key) return sql`(${key} in (${sql.join(values.map(fold))}) and ${column} in (${sql.join(values)}))`;
      return sql`${column} in (${sql.join(values)})`;
    }
    case 'isnull':
      return value === true ? sql`${column} is null` : sql`${column} is not null`;
    case 'startswith': {
      const start = key ? fold(value) : String(value);
      return sql`(${key ?? column} >= ${start} and ${key ?? column} < ${`${start}\u{10ffff}`})`;
    }
  }
}

/**
 * As mathematics has it, whatever number it is: engines refuse, or round, what a column of whole numbers can not hold. No record
 * has a number beyond the safe ones (ECMA-262, 21.1.2.6).
 */
function compare(field: Field, operator: Comparison, value: FilterValue): RawBuilder<SqlBool> {
  const { type } = field;
  const ref = columnOf(field);
  if (Number.isNaN(value)) return NONE;
  const isWhole = type === 'integer' || type === 'datetime';
  if (!isWhole || typeof value !== 'number' || Number.isSafeInteger(value))
    return sql`${ref} ${sql.raw(COMPARISONS[operator])} ${bind(value)}`;
  if (operator === 'eq') return NONE;
  const isAbove = operator === 'gt' || operator === 'gte';
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return isAbove === value < 0 ? sql`${ref} is not null` : NONE;
  // It lies between two of them.
  return isAbove ? sql`${ref} > ${Math.floor(value)}` : sql`${ref} < ${Math.ceil(value)}`;
}

const columnOf = ({ column, computed }: Field): RawBuilder<unknown> => computed?.() ?? sql.ref(column);

/** The same value as an expression, which no index is about. */
export const hide = (column: string): RawBuilder<unknown> => sql`coalesce(${sql.ref(column)}, ${sql.ref(column)})`;

/** Rows after a position, in the given order. */
export function afterPosition(column: string, order: Sort['order'], after: Position): RawBuilder<SqlBool> {
  return sql`(${sql.ref(column)}, id) ${sql.raw(order === 'asc' ? '>' : '<')} (${after.value}, ${after.id})`;
}

const bind = (value: FilterValue): unknown => (typeof value === 'boolean' ? Number(value) : value);
const fold = (value: FilterValue | number): string => String(value).normalize('NFC').toLowerCase();
