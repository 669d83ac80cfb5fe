// How many live assets a filter lets through, from the maintained totals, or by looking at a bounded number of them.
import { type RawBuilder, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import { COUNTED, type Counted } from './counts.ts';
import type { Db } from './db.ts';
import type { Filter } from './filters.ts';

export interface Estimate {
  /** At most so many. */
  readonly most: number;
  readonly exact: boolean;
}

/** Undefined where no maintained total says anything about the filter. */
export async function estimate(db: Db, workspaceId: Id, all: number, filter: Filter): Promise<Estimate | undefined> {
  const { field, operator, value } = filter;
  if (field === 'folder') return estimateFolders(db, workspaceId, all, filter);
  if (field === 'is_public' && value === false) {
    const published = await countsOf(db, workspaceId, 'is_public', ['1']);
    return { most: all - sum(published), exact: true };
  }
  const dimension = field === 'tags' ? 'tag' : field;
  if (!isCounted(dimension)) return undefined;
  if (dimension === 'is_public') return { most: sum(await countsOf(db, workspaceId, dimension, ['1'])), exact: true };
  const values = Array.isArray(value) ? [...new Set(value.map(String))] : [String(value)];
  const counts = await countsOf(db, workspaceId, dimension, values);
  if (values.length === 1) return { most: sum(counts), exact: true };
  // An asset has several tags, but one kind.
  if (operator === 'all') return { most: counts.length < values.length ? 0 : Math.min(...counts), exact: false };
  return { most: Math.min(sum(counts), all), exact: dimension !== 'tag' };
}

/** The values of a counted field that begin so and that some live asset has. */
export async function valuesBeginning(db: Db, workspaceId: Id, dimension: Counted, start: string): Promise<string[]> {
  const rows = await db
    .selectFrom('asset_counts')
    .select('value')
    .where('workspace_id', '=', workspaceId)
    .where('dimension', '=', dimension)
    .where('value', '>=', start)
    .where('value', '<', `${start}\u{10ffff}`)
    .where('assets', '>', 0)
    .execute();
  return rows.map((row) => row.value);
}

/** How many rows there are, looking at no more than `limit`. */
export async function countUpTo(db: Db, rows: RawBuilder<unknown>, limit: number): Promise<number> {
  const found = await sql<{ total: number }>`select count(*) as total from (${rows} limit ${limit}) as found`.execute(
    db,
  );
  return Number(found.rows[0]?.total ?? 0);
}

async function estimateFolders(db: Db, workspaceId: Id, all: number, { operator, value }: Filter): Promise<Estimate> {
  if (operator === 'isnull') {
    const row = await db
      .selectFrom('folders')
      .select(sql<number>`coalesce(sum(total_assets), 0)`.as('total'))
      .where('workspace_id', '=', workspaceId)
      .where('parent_id', 'is', null)
      .where('trashed_at', 'is', null)
      .executeTakeFirst();
    const inFolders = Number(row?.total ?? 0);
    return { most: value === true ? all - inFolders : inFolders, exact: true };
  }
  const ids = Array.isArray(value) ? value : [value];
  if (ids.length === 0) return { most: 0, exact: true };
  const rows = await db
    .selectFrom('folders')
    .select('asset_count')
    .where('id', 'in', ids as Id[])
    .where('workspace_id', '=', workspaceId)
    .where('trashed_at', 'is', null)
    .execute();
  return { most: sum(rows.map((row) => row.asset_count)), exact: true };
}

async function countsOf(db: Db, workspaceId: Id, dimension: Counted, values: readonly string[]): Promise<number[]> {
  if (values.length === 0) return [];
  const rows = await db
    .selectFrom('asset_counts')
    .select('assets')
    .where('workspace_id', '=', workspaceId)
    .where('dimension', '=', dimension)
    .where('value', 'in', values)
    .execute();
  return rows.map((row) => row.assets);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
const isCounted = (field: string): field is Counted => (COUNTED as readonly string[]).includes(field);
