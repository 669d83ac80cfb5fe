// Sums over all rows of a table that are the same in every engine.
import { sql } from 'kysely';
import type { Db } from '../schema.ts';
import type { CopiedTable } from './tables.ts';

/** Keeps sums of large numbers within what every engine counts exactly. */
const MODULUS = 1_000_003;

/**
 * By name: the number of rows, and per column the sum of its whole numbers, the sum of the sizes of its texts, or, of fractions, how
 * many there are.
 */
export async function checksumOf(db: Db, { name }: CopiedTable): Promise<Readonly<Record<string, number>>> {
  const kinds = await columnKinds(db, name);
  const sums = Object.entries(kinds).map(([column, kind]) => {
    const value = sql.ref(column);
    if (kind === 'fraction') return sql`count(${value}) as ${sql.ref(column)}`;
    const part = kind === 'number' ? sql`${value} % ${sql.lit(MODULUS)}` : sql`octet_length(${value}) + 1`;
    return sql`coalesce(cast(sum(${part}) as bigint), 0) as ${sql.ref(column)}`;
  });
  const { rows } = await sql<Record<string, number>>`
    select count(*) as rows, ${sql.join(sums)} from ${sql.table(name)}`.execute(db);
  return rows[0] ?? {};
}

type Kind = 'number' | 'text' | 'fraction';

async function columnKinds(db: Db, table: string): Promise<Record<string, Kind>> {
  const tables = await db.introspection.getTables();
  const columns = tables.find(({ name }) => name === table)?.columns ?? [];
  return Object.fromEntries(columns.map(({ name, dataType }) => [name, kindOf(dataType)]));
}

function kindOf(type: string): Kind {
  if (/^(text|varchar)/i.test(type)) return 'text';
  return /int/i.test(type) ? 'number' : 'fraction';
}
