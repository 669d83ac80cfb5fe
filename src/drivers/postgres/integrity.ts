// What PostgreSQL itself knows to be wrong with a database.
import type pg from 'pg';
import { toProductError } from './failure.ts';

/** Pages that failed their checksum since the statistics began, and indexes that can not be used. */
export async function findFaults(pool: pg.Pool): Promise<string[]> {
  try {
    const { rows } = await pool.query<{ fault: string }>(`
      select format('%s pages have failed their checksum', checksum_failures) as fault
      from pg_stat_database where datname = current_database() and checksum_failures > 0
      union all
      select format('index %s is not valid', c.relname)
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = current_schema()::regnamespace and not (i.indisvalid and i.indisready)`);
    return rows.map((row) => row.fault);
  } catch (error) {
    throw toProductError(error);
  }
}
