// Keyset pages of assets, folders, shares and keys: one mechanism, a table of fields each (filters.ts). Pages by position are in
// positions.ts.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import {
  ASSET_FIELDS,
  afterPosition,
  condition,
  type Field,
  type Fields,
  type Filter,
  FOLDER_FIELDS,
  hide,
  type ListQuery,
  type Page,
  type Position,
} from './filters.ts';
import { type Folder, toFolder } from './folders.ts';
import { ask, planPage, planTotal, type Question, type ReadPlan } from './plans.ts';
import type { AssetTable, FolderTable } from './schema.ts';

/** Microseconds that the thread which answers everybody may be held up by one list. */
const LONGEST_HERE = 5_000;
const LIVE = sql<SqlBool>`trashed_at is null`;

export async function listAssets(db: Db, query: ListQuery): Promise<Page<Asset>> {
  const question = await ask(db, query);
  const column = orderColumn(query);
  const plan = planPage(question, column, query.limit + 1);
  const page = await listPage<AssetTable>(db, 'assets', column, plan.conditions, query, plan);
  return {
    items: page.rows.map(toAsset),
    next: page.next,
    total: query.includeTotal ? await countAssets(db, question) : 0,
  };
}

/** What arrived later was created later, and text and tags are indexed in the order of arrival. */
export function orderColumn({ filters, sort }: Pick<ListQuery, 'filters' | 'sort'>): string {
  return sort.field === 'created' && filters.some(isInOrderOfArrival) ? 'seq' : sortColumn(ASSET_FIELDS, sort.field);
}

const isInOrderOfArrival = ({ field, operator }: Filter): boolean =>
  field === 'search' || (field === 'tags' && operator !== 'in');

/** Exact. */
export async function countAssets(db: Db, question: Question): Promise<number> {
  const plan = planTotal(question);
  return typeof plan === 'number' ? plan : countRows(db, 'assets', plan.conditions, plan);
}

export async function listFolders(db: Db, query: ListQuery): Promise<Page<Folder>> {
  const conditions = folderConditions(query);
  const page = await listPage<FolderTable>(db, 'folders', folderOrderColumn(query), conditions, query);
  const total = query.includeTotal ? await countFolders(db, query) : 0;
  return { items: page.rows.map(toFolder), next: page.next, total };
}

export const folderConditions = (query: Asked): RawBuilder<SqlBool>[] => [
  sql<SqlBool>`workspace_id = ${query.workspaceId}`,
  LIVE,
  ...inVault(query),
  ...conditionsOf(FOLDER_FIELDS, query.filters),
];

export const folderOrderColumn = ({ sort }: Pick<ListQuery, 'sort'>): string => sortColumn(FOLDER_FIELDS, sort.field);

/** What a list is of. */
export type Asked = Pick<ListQuery, 'workspaceId' | 'vaultId' | 'filters'>;

export interface Rows<T> {
  readonly rows: Selectable<T>[];
  readonly next: Position | undefined;
}

/** One page of any table that has `id` and the column to sort by. */
export async function listPage<T>(
  db: Db,
  table: string,
  column: string,
  conditions: readonly RawBuilder<SqlBool>[],
  query: Pick<ListQuery, 'sort' | 'after' | 'limit'>,
  plan?: ReadPlan,
): Promise<Rows<T>> {
  const { order } = query.sort;
  const direction = sql.raw(order);
  const inArrivalOrder = plan?.places !== undefined && !plan.sorts;
  const after =
    query.after && (inArrivalOrder ? afterPlace(order, query.after) : afterPosition(column, order, query.after));
  const all = after ? [...conditions, after] : conditions;
  // An order that no index has leaves the planner no choice but the filter's.
  const place = plan?.sorts ? hide(column) : sql.ref(column);
  const orderBy = inArrivalOrder ? sql`place ${direction}` : sql`${place} ${direction}, id ${direction}`;
  const select = (columns: RawBuilder<unknown>) => sql`
    select ${columns} from ${sourceOf(table, plan)} where ${sql.join(all, sql` and `)}
    order by ${orderBy} limit ${query.limit + 1}`;
  // An engine that would fetch whole rows to tell what an index says does so for the page alone.
  const page = plan?.walksPast
    ? sql`select assets.* from (${select(sql`id`)}) as page cross join assets where assets.id = page.id
        order by ${sql.ref(`assets.${column}`)} ${direction}, assets.id ${direction}`
    : select(sql`${sql.table(table)}.*`);
  const { rows } = await sql<Selectable<T> & Record<string, string | number> & { id: Id }>`${markOf(plan)}
    ${page}`.execute(db);
  const kept = rows.slice(0, query.limit);
  const last = kept.at(-1);
  const more = rows.length > query.limit;
  return { rows: kept, next: more && last ? { value: last[column] ?? '', id: last.id } : undefined };
}

/** One page by creation, of a table that is small enough to be counted. */
export async function listCountedPage<T>(
  db: Db,
  table: string,
  conditions: readonly RawBuilder<SqlBool>[],
  query: Pick<ListQuery, 'sort' | 'after' | 'limit' | 'includeTotal'>,
): Promise<Rows<T> & { readonly total: number }> {
  const page = await listPage<T>(db, table, 'created_at', conditions, query);
  return { ...page, total: query.includeTotal ? await countRows(db, table, conditions) : 0 };
}

export async function countRows(
  db: Db,
  table: string,
  conditions: readonly RawBuilder<SqlBool>[],
  plan?: ReadPlan,
): Promise<number> {
  const { rows } = await sql<{ total: number }>`${markOf(plan)}
    select count(*) as total from ${sourceOf(table, plan)} where ${sql.join(conditions, sql` and `)}`.execute(db);
  return Number(rows[0]?.total ?? 0);
}

/** `cross` keeps SQLite from going the other way round (https://www.sqlite.org/optoverview.html#crossjoin). */
export function sourceOf(table: string, plan?: ReadPlan): RawBuilder<unknown> {
  if (!plan?.places) return sql.table(table);
  return plan.onlyPlaces ? sql`(${plan.places}) as found` : sql`(${plan.places}) as found cross join assets`;
}

const afterPlace = (order: 'asc' | 'desc', after: Position): RawBuilder<SqlBool> =>
  sql`place ${sql.raw(order === 'asc' ? '>' : '<')} ${after.value}`;

/** Elsewhere, unless it is sure to be done soon. */
export const markOf = (plan?: ReadPlan): RawBuilder<unknown> => sql.raw(plan && plan.worst > LONGEST_HERE ? SLOW : '');

export function conditionsOf(fields: Fields, filters: readonly Filter[]): RawBuilder<SqlBool>[] {
  return filters.map((filter) => condition(fieldOf(fields, filter.field), filter));
}

const sortColumn = (fields: Fields, name: string): string => fieldOf(fields, name).sortColumn ?? 'created_at';

function fieldOf(fields: Fields, name: string): Field {
  const field = fields[name];
  if (!field) throw new TypeError(`there is no field ${name}`);
  return field;
}

const inVault = ({ vaultId }: Asked): RawBuilder<SqlBool>[] => (vaultId ? [sql`vault_id = ${vaultId}`] : []);

/** Exact. */
export async function countFolders(db: Db, query: Asked): Promise<number> {
  if (query.filters.length > 0 || query.vaultId) return countRows(db, 'folders', folderConditions(query));
  const row = await db
    .selectFrom('workspaces')
    .select('folder_count')
    .where('id', '=', query.workspaceId)
    .executeTakeFirst();
  return row?.folder_count ?? 0;
}
