// Tasks that are done from time to time: each time by one process, whichever comes first. When it dies at it, another does it a
// period later. What the tasks are is in jobs/schedule.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findTaskDue, insertTask, moveDueTask, setTaskDue } from '../database/tasks.ts';

/** Unix milliseconds; undefined: nobody has ever claimed it. Cheap, to be asked before `claimTask`. */
export async function findTaskTime(db: Db, name: string): Promise<number | undefined> {
  return findTaskDue(db, name);
}

/**
 * Whether it is due and now the caller's to do; due again a period later. One that nobody has ever claimed is due `firstMs` from
 * now.
 */
export async function claimTask(tx: Tx, name: string, everyMs: number, firstMs: number): Promise<boolean> {
  await insertTask(tx.db, name, tx.now + firstMs);
  return moveDueTask(tx.db, name, tx.now, tx.now + everyMs);
}

/** By whoever has claimed it and is still at it. */
export async function postponeTask(tx: Tx, name: string, everyMs: number): Promise<void> {
  await setTaskDue(tx.db, name, tx.now + everyMs);
}
