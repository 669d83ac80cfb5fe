// All that a list or the trash has, at once: written as the steps of a bulk change, or added up.
import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { BulkChange } from './bulk-changes.ts';
import type { Db } from './db.ts';
import { SLOW } from './engine.ts';
import type { Sight } from './entries.ts';
import type { Filter, Sort } from './filters.ts';
import { orderColumn, sourceOf } from './lists.ts';
import { ask, planAll } from './plans.ts';
import { inTrash } from './trashed-entries.ts';

/** A list, or a part of it. */
export interface Stretch {
  readonly filters: readonly Filter[];
  readonly sort: Sort;
  /** The first and the last asset, in that order; absent where it begins or ends with the list. */
  readonly from?: Id | undefined;
  readonly to?: Id | undefined;
  /** Those that are not selected. */
  readonly except: readonly Id[];
}

export interface Measure {
  readonly entries: number;
  readonly bytes: number;
}

/** Rows of a table. */
interface Source {
  readonly from: RawBuilder<unknown>;
  readonly conditions: readonly RawBuilder<SqlBool>[];
}

/** Undefined where it begins or ends at an asset that is not there. */
async function sourceOfStretch(db: Db, sight: Sight, stretch: Stretch): Promise<Source | undefined> {
  const { filters, sort, except } = stretch;
  const column = orderColumn({ filters, sort });
  const bounds: RawBuilder<SqlBool>[] = [];
  for (const [id, operator] of [
    [stretch.from, sort.order === 'asc' ? '>=' : '<='],
    [stretch.to, sort.order === 'asc' ? '<=' : '>='],
  ] as const) {
    if (id === undefined) continue;
    const { rows } = await sql<{ value: string | number }>`
      select ${sql.ref(column)} as value from assets
      where id = ${id} and workspace_id = ${sight.workspaceId} and ${within(sight)}`.execute(db);
    const [bound] = rows;
    if (!bound) return undefined;
    bounds.push(sql`(${sql.ref(column)}, id) ${sql.raw(operator)} (${bound.value}, ${id})`);
  }
  const plan = planAll(await ask(db, { ...sight, filters, sort, limit: 0, includeTotal: false }));
  return { from: sourceOf('assets', plan), conditions: [...plan.conditions, ...bounds, ...without(except)] };
}

const within = ({ vaultId }: Sight) => (vaultId === null ? sql<SqlBool>`1 = 1` : sql<SqlBool>`vault_id = ${vaultId}`);

const without = (ids: readonly Id[]): RawBuilder<SqlBool>[] =>
  ids.length === 0 ? [] : [sql`id not in (${sql.join(ids)})`];

/** What was put into the trash itself. */
const sourceOfTrash = (sight: Sight, table: 'assets' | 'folders', except: readonly Id[]): Source => ({
  from: sql.table(table),
  conditions: [inTrash(sight), ...(table === 'assets' ? [sql<SqlBool>`sha256 is not null`] : []), ...without(except)],
});

/** Where steps go: those of a change, from that number on, each of so many entries. */
export interface Steps {
  readonly change: Pick<BulkChange, 'id' | 'workspaceId'>;
  readonly first: number;
  readonly size: number;
}

/** In the order of arrival. False where the stretch begins or ends at an asset that is not there. */
export async function writeStretch(db: Db, sight: Sight, stretch: Stretch, steps: Steps): Promise<boolean> {
  const source = await sourceOfStretch(db, sight, stretch);
  if (source) await writeSteps(db, source, 'seq', steps);
  return source !== undefined;
}

export async function writeTrash(
  db: Db,
  sight: Sight,
  table: 'assets' | 'folders',
  except: readonly Id[],
  steps: Steps,
): Promise<void> {
  await writeSteps(db, sourceOfTrash(sight, table, except), 'id', steps);
}

/** The engine goes through them once; none of their ids comes here. */
async function writeSteps(
  db: Db,
  { from, conditions }: Source,
  order: 'seq' | 'id',
  { change, first, size }: Steps,
): Promise<void> {
  await sql`
    insert into bulk_change_steps (change_id, workspace_id, number, items, ids)
    select cast(${change.id} as text), cast(${change.workspaceId} as text), step, count(*), string_agg(id, ',')
    from (
      select id, ${sql.lit(first)} + (row_number() over (order by ${sql.ref(order)}) - 1) / ${sql.lit(size)} as step
      from ${from} where ${sql.join(conditions, sql` and `)}
    ) as selected group by step`.execute(db);
}

/** Undefined where the stretch begins or ends at an asset that is not there. */
export async function measureStretch(db: Db, sight: Sight, stretch: Stretch): Promise<Measure | undefined> {
  const source = await sourceOfStretch(db, sight, stretch);
  return source && measure(db, source, 'size');
}

export const measureTrash = (
  db: Db,
  sight: Sight,
  table: 'assets' | 'folders',
  except: readonly Id[],
): Promise<Measure> => measure(db, sourceOfTrash(sight, table, except), table === 'assets' ? 'size' : 'total_bytes');

async function measure(db: Db, { from, conditions }: Source, bytes: 'size' | 'total_bytes'): Promise<Measure> {
  const { rows } = await sql<Measure>`${sql.raw(SLOW)}
    select count(*) as entries, coalesce(sum(${sql.ref(bytes)}), 0) as bytes
    from ${from} where ${sql.join(conditions, sql` and `)}`.execute(db);
  return { entries: Number(rows[0]?.entries ?? 0), bytes: Number(rows[0]?.bytes ?? 0) };
}
