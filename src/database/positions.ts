// Pages by position: so many rows after so many, with the exact total. What lies before them is passed in an index alone, and
// from whichever end of the list is nearer.
import { type RawBuilder, type Selectable, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { type Asset, findAssets, toAsset } from './assets.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import { hide, type ListQuery, type Sort } from './filters.ts';
import { type Folder, findFolders, toFolder } from './folders.ts';
import {
  countAssets,
  countFolders,
  folderConditions,
  folderOrderColumn,
  markOf,
  orderColumn,
  sourceOf,
} from './lists.ts';
import { ask, planIds, type ReadPlan } from './plans.ts';
import type { AssetTable, FolderTable } from './schema.ts';
import { inTrash } from './trashed-entries.ts';

export interface RowRange {
  /** From 0. */
  readonly position: number;
  readonly limit: number;
}

export type PositionQuery = Pick<ListQuery, 'workspaceId' | 'vaultId' | 'filters' | 'sort'> & RowRange;

export interface PositionPage<T> {
  /** None past the end. */
  readonly items: T[];
  readonly total: number;
}

/** So many rows after so many, seen from that end of the list. */
interface Span {
  readonly offset: number;
  readonly limit: number;
  readonly isReversed: boolean;
}

/** Rows passed on the way, above which a list of folders or of the trash is read elsewhere. */
const FEW = 4_000;

/** The order is that of `listAssets`. */
export async function listAssetsAt(db: Db, query: PositionQuery): Promise<PositionPage<Asset>> {
  const question = await ask(db, { ...query, includeTotal: true });
  const total = await countAssets(db, question);
  const span = spanOf(query, total);
  if (!span) return { items: [], total };
  const column = orderColumn(query);
  const plan = planIds(question, column, span.offset + span.limit);
  const conditions = sql.join(plan.conditions, sql` and `);
  const isInArrivalOrder = plan.places !== undefined && !plan.sorts;
  const place = isInArrivalOrder ? sql.ref('place') : placeOf(column, plan);
  const picked = sql`select id, ${place} as placed from ${sourceOf('assets', plan)} where ${conditions}`;
  const rows = await pick<AssetTable>(
    db,
    'assets',
    picked,
    { ...query.sort, hasTies: !isInArrivalOrder, span },
    markOf(plan),
  );
  return { items: rows.map(toAsset), total };
}

/** An order that no index has leaves the planner no choice but the filter's. */
const placeOf = (column: string, { sorts }: ReadPlan): RawBuilder<unknown> => (sorts ? hide(column) : sql.ref(column));

/** The order is that of `listFolders`. */
export async function listFoldersAt(db: Db, query: PositionQuery): Promise<PositionPage<Folder>> {
  const total = await countFolders(db, query);
  const span = spanOf(query, total);
  if (!span) return { items: [], total };
  const picked = sql`
    select id, ${sql.ref(folderOrderColumn(query))} as placed from folders
    where ${sql.join(folderConditions(query), sql` and `)}`;
  const mark = sql.raw(total > FEW ? SLOW : '');
  const rows = await pick<FolderTable>(db, 'folders', picked, { ...query.sort, hasTies: true, span }, mark);
  return { items: rows.map(toFolder), total };
}

/** What was put into the trash itself, the latest first. */
export async function listTrashAt(db: Db, sight: Sight, range: RowRange): Promise<PositionPage<Asset | Folder>> {
  const conditions = { assets: [inTrash(sight), WITH_BYTES], folders: [inTrash(sight)] };
  const among = (table: 'assets' | 'folders', columns: RawBuilder<unknown>) =>
    sql`select ${columns} from ${sql.table(table)} where ${sql.join(conditions[table], sql` and `)}`;
  const counted = await sql<{ total: number }>`${sql.raw(SLOW)}
    select (${among('assets', sql`count(*)`)}) + (${among('folders', sql`count(*)`)}) as total`.execute(db);
  const total = Number(counted.rows[0]?.total ?? 0);
  const span = spanOf(range, total);
  if (!span) return { items: [], total };
  const columns = sql`id, trashed_at as placed`;
  const { rows } = await sql<{ id: Id }>`${sql.raw(SLOW)}
    ${inSpan(sql`${among('assets', columns)} union all ${among('folders', columns)}`, { ...NEWEST, span })}`.execute(
    db,
  );
  const ids = rows.map((row) => row.id);
  const records = [...(await findAssets(db, ids)), ...(await findFolders(db, ids))];
  const found = new Map<Id, Asset | Folder>(records.map((record) => [record.id, record]));
  return { items: inOrder(ids, span).flatMap((id) => found.get(id) ?? []), total };
}

const NEWEST = { order: 'desc', hasTies: true } as const;
const WITH_BYTES = sql<SqlBool>`sha256 is not null`;

/** Undefined past the end. */
function spanOf({ position, limit }: RowRange, total: number): Span | undefined {
  const length = Math.min(limit, total - position);
  if (length <= 0) return undefined;
  const behind = total - position - length;
  const isReversed = behind < position;
  return { offset: isReversed ? behind : position, limit: length, isReversed };
}

interface Order {
  readonly order: Sort['order'];
  /** Whether rows have equal places, which their ids tell apart. */
  readonly hasTies: boolean;
  readonly span: Span;
}

/** Whole rows of those of the picked ids and places that are in the span. */
async function pick<T>(
  db: Db,
  table: 'assets' | 'folders',
  picked: RawBuilder<unknown>,
  order: Order,
  mark: RawBuilder<unknown>,
): Promise<Selectable<T>[]> {
  const { rows } = await sql<Selectable<T>>`${mark}
    select ${sql.table(table)}.* from (${inSpan(picked, order)}) as picked cross join ${sql.table(table)}
    where ${sql.ref(`${table}.id`)} = picked.id order by ${orderBy(order, 'picked.placed', 'picked.id')}`.execute(db);
  return inOrder(rows, order.span);
}

const inSpan = (picked: RawBuilder<unknown>, order: Order): RawBuilder<unknown> =>
  sql`${picked} order by ${orderBy(order, 'placed', 'id')} limit ${order.span.limit} offset ${order.span.offset}`;

function orderBy({ order, hasTies, span }: Order, place: string, id: string): RawBuilder<unknown> {
  const direction = sql.raw((order === 'asc') === span.isReversed ? 'desc' : 'asc');
  return hasTies
    ? sql`${sql.ref(place)} ${direction}, ${sql.ref(id)} ${direction}`
    : sql`${sql.ref(place)} ${direction}`;
}

const inOrder = <T>(rows: readonly T[], { isReversed }: Span): T[] => (isReversed ? rows.toReversed() : [...rows]);
