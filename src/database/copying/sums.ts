// Sums over all rows of a table that are the same in every engine.
import { sql } from 'kysely';
import type { Db } from '../db.ts';
import type { CopiedTable } from './tables.ts';

/** Keeps sums of large numbers within what every engine counts exactly. */
const MODULUS = 1_000_003;

type Kind = 'number' | 'text' | 'fraction';

/** What each column of each table holds, the same in every engine. */
export type Columns = ReadonlyMap<string, Readonly<Record<string, Kind>>>;

export async function listColumns(db: Db): Promise<Columns> {
  const tables = await db.introspection.getTables();
  return new Map(
    tables.map(({ name, columns }) => [
      name,
      Object.fromEntries(columns.map((column) => [column.name, kindOf(column.dataType)])),
    ]),
  );
}

function kindOf(type: string): Kind {
  if (/^(text|varchar)/i.test(type)) return 'text';
  return /int/i.test(type) ? 'number' : 'fraction';
}

/**
 * By name: the number of rows, and per column the sum of its whole numbers, the sum of the sizes of its texts, or, of fractions, how
 * many there are.
 */
export async function checksumOf(
  db: Db,
  { name }: CopiedTable,
  columns: Columns,
): Promise<Readonly<Record<string, number>>> {
  const sums = Object.entries(columns.get(name) ?? {}).map(([column, kind]) => {
    const value = sql.ref(column);
    if (kind === 'fraction') return sql`count(${value}) as ${sql.ref(column)}`;
    const part = kind === 'number' ? sql`${value} % ${sql.lit(MODULUS)}` : sql`octet_length(${value}) + 1`;
    return sql`coalesce(cast(sum(${part}) as bigint), 0) as ${sql.ref(column)}`;
  });
  const { rows } = await sql<Record<string, number>>`
    select count(*) as rows, ${sql.join(sums)} from ${sql.table(name)}`.execute(db);
  return rows[0] ?? {};
}
