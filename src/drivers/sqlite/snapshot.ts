// Snapshots: a consistent copy of a database that is in use, in one file that needs none beside it.
import { backup, DatabaseSync } from 'node:sqlite';
import type { Snapshot } from '../../database/engine.ts';
import { openConnection } from './connection.ts';
import { findFaults } from './integrity.ts';

/** All pages in one step: with smaller ones the copy would begin anew whenever another process writes. */
const ALL_PAGES = 2 ** 31 - 1;

export async function takeSnapshot(of: string, into: string): Promise<void> {
  // A connection of its own: the copy runs in the thread pool and holds its connection's lock all the while.
  const source = new DatabaseSync(of, { readOnly: true, timeout: 5_000 });
  try {
    await backup(source, into, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
  settleSnapshot(into);
}

/** Makes one file of a database that was written: in WAL mode it could not be read where nothing can be written beside it. */
export function settleSnapshot(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('pragma synchronous = full; pragma journal_mode = delete');
    forgetMoves(copy);
  } finally {
    copy.close();
  }
}

/** Should the library be moving away, its copy is not. */
function forgetMoves(copy: DatabaseSync): void {
  copy.exec('begin; delete from moves; delete from changes');
  for (const { name } of copy.prepare(`select name from sqlite_master where type = 'trigger'`).all())
    copy.exec(`drop trigger "${String(name)}"`);
  copy.exec('commit');
}

export async function openSqliteSnapshot(file: string): Promise<Snapshot> {
  const { db, sqlite } = openConnection({ file, readOnly: true });
  return {
    db,
    checkIntegrity: () => findFaults(file),
    async [Symbol.asyncDispose]() {
      await db.destroy();
      // Kysely closes only what it has used.
      if (sqlite.isOpen) sqlite.close();
    },
  };
}
