// How much room tables and indexes take, and which indexes were used by what was measured.
import type { ScaleLibrary } from './library.ts';

export interface Relation {
  readonly name: string;
  readonly rows: number;
  /** Bytes of the rows, with what is kept out of line, and of all indexes. */
  readonly bytes: number;
  readonly indexBytes: number;
}

export interface IndexSize {
  readonly table: string;
  readonly name: string;
  readonly bytes: number;
  readonly uses: number;
}

export async function tableSizes({ rows }: ScaleLibrary): Promise<Relation[]> {
  const found = await rows(`
    select relname as name, greatest(reltuples, 0)::bigint as rows, pg_table_size(oid) as bytes, pg_indexes_size(oid) as index_bytes
    from pg_class where relkind = 'r' and relnamespace = current_schema()::regnamespace
    order by pg_total_relation_size(oid) desc`);
  return found.map((row) => ({
    name: String(row['name']),
    rows: Number(row['rows']),
    bytes: Number(row['bytes']),
    indexBytes: Number(row['index_bytes']),
  }));
}

export async function indexSizes({ rows }: ScaleLibrary): Promise<IndexSize[]> {
  const found = await rows(`
    select relname as table, indexrelname as name, pg_relation_size(indexrelid) as bytes, idx_scan as uses
    from pg_stat_user_indexes order by pg_relation_size(indexrelid) desc`);
  return found.map((row) => ({
    table: String(row['table']),
    name: String(row['name']),
    bytes: Number(row['bytes']),
    uses: Number(row['uses']),
  }));
}
