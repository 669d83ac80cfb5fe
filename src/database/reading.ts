// Several reads of one and the same state, whatever others write meanwhile.
import type { Db } from './db.ts';

/** Runs the reads in one read transaction. Not for long ones: the engine keeps for them what others change. */
export const readConsistently = <T>(db: Db, read: (snapshot: Db) => Promise<T>): Promise<T> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute((snapshot) => read(Object.assign(snapshot, { traits: db.traits })));
