// One connection to a SQLite file (database-file.ts), and Kysely over it.
import { Kysely, SqliteDialect } from 'kysely';
import type { Db } from '../../database/db.ts';
import type { Schema } from '../../database/schema.ts';
import { type FileOptions, type OpenFile, openFile } from './database-file.ts';
import { type SlowReads, withSlowReads } from './slow-reads.ts';
import { SQLITE_TRAITS } from './traits.ts';

export interface ConnectionOptions extends FileOptions {
  /** Where reads go that are marked as slow; absent: they are read here as well. */
  readonly slowReads?: SlowReads;
}

export interface Connection extends OpenFile {
  readonly db: Db;
}

export function openConnection({ slowReads, ...options }: ConnectionOptions): Connection {
  const { sqlite, statements } = openFile(options);
  const dialect = new SqliteDialect({ database: statements });
  const db = Object.assign(new Kysely<Schema>({ dialect: slowReads ? withSlowReads(dialect, slowReads) : dialect }), {
    traits: SQLITE_TRAITS,
  });
  return { sqlite, statements, db };
}
