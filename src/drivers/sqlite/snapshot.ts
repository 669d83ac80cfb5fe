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
  // A copy in WAL mode could not be read without files beside it, so not from where nothing can be written.
  const copy = new DatabaseSync(into);
  try {
    copy.exec('pragma synchronous = full; pragma journal_mode = delete');
  } finally {
    copy.close();
  }
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
