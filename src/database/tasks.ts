// When each task is due that is done from time to time, by one process for all of them.
import type { Db } from './db.ts';

/** Undefined: of that task nothing is known yet. */
export async function findTaskDue(db: Db, name: string): Promise<number | undefined> {
  const row = await db.selectFrom('tasks').select('due_at').where('name', '=', name).executeTakeFirst();
  return row?.due_at;
}

/** Moves what is due by `now` to `dueAt`; false when it is not due, or another has just moved it. */
export async function moveDueTask(db: Db, name: string, now: number, dueAt: number): Promise<boolean> {
  const row = await db
    .updateTable('tasks')
    .set({ due_at: dueAt })
    .where('name', '=', name)
    .where('due_at', '<=', now)
    .returning('name')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setTaskDue(db: Db, name: string, dueAt: number): Promise<void> {
  await db.updateTable('tasks').set({ due_at: dueAt }).where('name', '=', name).execute();
}

/** Nothing when it is known already. */
export async function insertTask(db: Db, name: string, dueAt: number): Promise<void> {
  await db
    .insertInto('tasks')
    .values({ name, due_at: dueAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
