// What a database knows of moves of its library: facts by name, and, while one is under way, what has changed since.
import { sql } from 'kysely';
import { chunks } from './chunks.ts';
import type { Db } from './db.ts';

export async function findMoveFact(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('moves').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

/** The same; until the transaction ends nobody else changes it, and whoever also asks so waits. */
export async function lockMoveFact(db: Db, name: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('moves')
    .select('value')
    .where('name', '=', name)
    .modifyEnd(sql.raw(db.traits.locking))
    .executeTakeFirst();
  return row?.value;
}

/** False where another has set it meanwhile. */
export async function addMoveFact(db: Db, name: string, value: string): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await db
    .insertInto('moves')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows > 0n;
}

export async function setMoveFact(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('moves')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

export async function removeMoveFact(db: Db, name: string): Promise<void> {
  await db.deleteFrom('moves').where('name', '=', name).execute();
}

export interface NotedChange {
  readonly seq: number;
  readonly table: string;
  /** JSON array. */
  readonly key: string;
}

/** The first ones; more can come between them, of transactions that were longer under way. */
export async function listChanges(db: Db, limit: number): Promise<NotedChange[]> {
  const rows = await db.selectFrom('changes').selectAll().orderBy('seq').limit(limit).execute();
  return rows.map(({ seq, name, key }) => ({ seq, table: name, key }));
}

export async function deleteChanges(db: Db, seqs: readonly number[]): Promise<void> {
  for (const some of chunks(seqs)) await db.deleteFrom('changes').where('seq', 'in', some).execute();
}

export async function deleteAllChanges(db: Db): Promise<void> {
  await db.deleteFrom('changes').execute();
}
