// Facts about this installation, kept by name.
import { type SqlBool, sql } from 'kysely';
import type { Db } from './db.ts';

export async function findInstanceFact(db: Db, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

export async function setInstanceFact(db: Db, name: string, value: string): Promise<void> {
  await db
    .insertInto('instance')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
}

/**
 * Makes a fact that is a number at least that. Whoever raises it as well, were it by nothing, waits until the transaction ends.
 */
export async function raiseInstanceFact(db: Db, name: string, value: number): Promise<void> {
  await db
    .insertInto('instance')
    .values({ name, value: String(value) })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet({ value: String(value) })
        .where(sql<SqlBool>`cast(instance.value as bigint) < ${value}`),
    )
    .execute();
}

export async function removeInstanceFact(db: Db, name: string): Promise<void> {
  await db.deleteFrom('instance').where('name', '=', name).execute();
}
