// Statements as they are written, one after the other.
import { sql } from 'kysely';
import type { Db } from './db.ts';

export async function runStatements(db: Db, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
