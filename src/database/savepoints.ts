// Parts of a transaction that can be taken back without the rest.
import { sql } from 'kysely';
import type { Db } from './db.ts';

/** Does the work; when it throws, all that it wrote is taken back, and the transaction can go on. */
export async function inSavepoint<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await sql`savepoint part`.execute(db);
  try {
    const result = await work();
    await sql`release savepoint part`.execute(db);
    return result;
  } catch (error) {
    // Where the connection is lost, or the whole transaction has ended, only the first error tells why.
    await sql`rollback to savepoint part`.execute(db).catch(() => {
      throw error;
    });
    await sql`release savepoint part`.execute(db);
    throw error;
  }
}
