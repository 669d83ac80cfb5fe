// Facts about this installation, kept by name.
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

export async function removeInstanceFact(db: Db, name: string): Promise<void> {
  await db.deleteFrom('instance').where('name', '=', name).execute();
}
