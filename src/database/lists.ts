// Keyset pages of assets, folders, shares and keys: one mechanism, a table of fields each (filters.ts).
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, toAsset } from './assets.ts';
import { COUNTED, type Counted, findCount } from './counts.ts';
import {
  ASSET_FIELDS,
  afterPosition,
  condition,
  type Field,
  type Fields,
  type Filter,
  FOLDER_FIELDS,
  type ListQuery,
  type Page,
  type Position,
} from './filters.ts';
import { type Folder, toFolder } from './folders.ts';
import type { AssetTable, Db, FolderTable } from './schema.ts';
import { matchExpression } from './search.ts';

const LIVE_ASSETS = sql<SqlBool>`trashed_at is null and sha256 is not null`;
const LIVE = sql<SqlBool>`trashed_at is null`;

export async function listAssets(db: Db, query: ListQuery): Promise<Page<Asset>> {
  const search = query.filters.find((filter) => filter.field === 'search');
  const match = search && matchExpression(query.workspaceId, String(search.value));
  if (search && match === undefined) return { items: [], next: undefined, total: 0 };
  const conditions = [
    sql<SqlBool>`workspace_id = ${query.workspaceId}`,
    LIVE_ASSETS,
    ...inVault(query),
    ...query.filters.filter((filter) => filter !== search).map((filter) => assetCondition(query.workspaceId, filter)),
  ];
  if (match !== undefined)
    conditions.push(sql`seq in (select rowid from asset_search where asset_search match ${match})`);
  // The order of arrival is the index's own order: the newest matches come without looking at the others.
  const column =
    match !== undefined && query.sort.field === 'created' ? 'seq' : sortColumn(ASSET_FIELDS, query.sort.field);
  const page = await listPage<AssetTable>(db, 'assets', column, conditions, query);
  const total = query.includeTotal ? await assetTotal(db, query, conditions) : 0;
  return { items: page.rows.map(toAsset), next: page.next, total };
}

export async function listFolders(db: Db, query: ListQuery): Promise<Page<Folder>> {
  const conditions = [
    sql<SqlBool>`workspace_id = ${query.workspaceId}`,
    LIVE,
    ...inVault(query),
    ...conditionsOf(FOLDER_FIELDS, query.filters),
  ];
  const page = await listPage<FolderTable>(
    db,
    'folders',
    sortColumn(FOLDER_FIELDS, query.sort.field),
    conditions,
    query,
  );
  const total = query.includeTotal ? await folderTotal(db, query, conditions) : 0;
  return { items: page.rows.map(toFolder), next: page.next, total };
}

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
): Promise<Rows<T>> {
  const { order } = query.sort;
  const direction = sql.raw(order);
  const all = query.after ? [...conditions, afterPosition(column, order, query.after)] : conditions;
  const { rows } = await sql<Selectable<T> & Record<string, string | number> & { id: Id }>`
    select * from ${sql.table(table)} where ${sql.join(all, sql` and `)}
    order by ${sql.ref(column)} ${direction}, id ${direction} limit ${query.limit + 1}`.execute(db);
  const kept = rows.slice(0, query.limit);
  const last = kept.at(-1);
  const more = rows.length > query.limit;
  return { rows: kept, next: more && last ? { value: last[column] ?? '', id: last.id } : undefined };
}

export async function countRows(db: Db, table: string, conditions: readonly RawBuilder<SqlBool>[]): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*) as total from ${sql.table(table)} where ${sql.join(conditions, sql` and `)}`.execute(db);
  return Number(rows[0]?.total ?? 0);
}

export function conditionsOf(fields: Fields, filters: readonly Filter[]): RawBuilder<SqlBool>[] {
  return filters.map((filter) => condition(fieldOf(fields, filter.field), filter));
}

export const sortColumn = (fields: Fields, name: string): string => fieldOf(fields, name).sortColumn ?? 'created_at';

function fieldOf(fields: Fields, name: string): Field {
  const field = fields[name];
  if (!field) throw new TypeError(`there is no field ${name}`);
  return field;
}

const inVault = ({ vaultId }: ListQuery): RawBuilder<SqlBool>[] => (vaultId ? [sql`vault_id = ${vaultId}`] : []);

function assetCondition(workspaceId: Id, filter: Filter): RawBuilder<SqlBool> {
  if (filter.field !== 'tags') return condition(fieldOf(ASSET_FIELDS, filter.field), filter);
  const tags = Array.isArray(filter.value) ? filter.value : [filter.value];
  const having = (values: readonly unknown[]) =>
    sql<SqlBool>`seq in (select asset_seq from asset_tags where workspace_id = ${workspaceId} and tag in (${sql.join(values)}))`;
  return filter.operator === 'all'
    ? sql`${sql.join(
        tags.map((tag) => having([tag])),
        sql` and `,
      )}`
    : having(tags);
}

/** From the maintained totals where the filters allow it, else counted. */
async function assetTotal(db: Db, query: ListQuery, conditions: readonly RawBuilder<SqlBool>[]): Promise<number> {
  const [filter, another] = query.filters;
  if (query.vaultId) return countRows(db, 'assets', conditions);
  if (!filter) {
    const row = await db
      .selectFrom('workspaces')
      .select('asset_count')
      .where('id', '=', query.workspaceId)
      .executeTakeFirst();
    return row?.asset_count ?? 0;
  }
  if (!another && filter.operator === 'eq') {
    const dimension = filter.field === 'tags' ? 'tag' : filter.field;
    if (isCounted(dimension) && filter.value !== false) {
      return findCount(db, query.workspaceId, dimension, filter.value === true ? '1' : String(filter.value));
    }
    if (filter.field === 'folder') {
      const row = await db
        .selectFrom('folders')
        .select('asset_count')
        .where('id', '=', filter.value as Id)
        .where('workspace_id', '=', query.workspaceId)
        .where('trashed_at', 'is', null)
        .executeTakeFirst();
      return row?.asset_count ?? 0;
    }
  }
  return countRows(db, 'assets', conditions);
}

async function folderTotal(db: Db, query: ListQuery, conditions: readonly RawBuilder<SqlBool>[]): Promise<number> {
  if (query.filters.length > 0 || query.vaultId) return countRows(db, 'folders', conditions);
  const row = await db
    .selectFrom('workspaces')
    .select('folder_count')
    .where('id', '=', query.workspaceId)
    .executeTakeFirst();
  return row?.folder_count ?? 0;
}

const isCounted = (field: string): field is Counted => (COUNTED as readonly string[]).includes(field);
