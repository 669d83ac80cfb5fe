// The embedded engine: reads on a connection of this thread, slow ones and writes in a thread of their own (slow-reader.ts,
// writer.ts).
import type { Engine } from '../../database/engine.ts';
import { type Connection, openConnection } from './connection.ts';
import { findFaults } from './integrity.ts';
import { SlowReads } from './slow-reads.ts';
import { takeSnapshot } from './snapshot.ts';
import type { WriterOptions } from './writer.ts';
import { Writer } from './writer-thread.ts';

/** Opens (creating and migrating as needed) the database in `file`. */
export async function openSqlite(options: WriterOptions): Promise<Engine> {
  const writer = await Writer.start(options);
  const slowReads = new SlowReads(options.file);
  let reader: Connection;
  try {
    reader = openConnection({ file: options.file, readOnly: true, slowReads });
  } catch (error) {
    await writer.close();
    throw error;
  }
  return {
    kind: 'sqlite',
    db: reader.db,
    dbWithin: () => reader.db,
    patientDb: reader.db,
    write: (name, args) => writer.ask({ type: 'transaction', name, args }),
    check: () => writer.check(),
    async analyze() {
      await writer.ask({ type: 'analyze' });
    },
    filling: {
      async begin() {
        await writer.ask({ type: 'ignore references' });
      },
      async end() {
        await writer.ask({ type: 'heed references' });
      },
      async prove() {
        await writer.ask({ type: 'prove references' });
      },
    },
    snapshot: (file) => takeSnapshot(options.file, file),
    checkIntegrity: () => findFaults(options.file),
    async [Symbol.asyncDispose]() {
      await writer.close();
      await slowReads[Symbol.asyncDispose]();
      // Kysely closes only what it has used.
      if (reader.sqlite.isOpen) reader.sqlite.close();
    },
  };
}
