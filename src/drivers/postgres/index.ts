// The engine for several nodes: PostgreSQL, by pools of connections.
import type { Id } from '../../core/ids.ts';
import { EVERYTHING, type Engine, type TransactionsModule } from '../../database/engine.ts';
import { migrate } from '../../database/migrate.ts';
import type { Db } from '../../database/schema.ts';
import { HeldConnection, wallStatement } from './connection.ts';
import { readingDb, transactionDb } from './database.ts';
import { toProductError } from './failure.ts';
import { fillingOf } from './filling.ts';
import { findFaults } from './integrity.ts';
import { createPool, type PostgresOptions } from './pool.ts';
import { Writer } from './writing.ts';

export type { PostgresOptions } from './pool.ts';

/** Held while the schema is brought up to date: of several nodes that start at once, one does it and the others wait. */
const MIGRATION_LOCK = 0x7669747263;
/** Faces of the reading connections, one for each workspace that was met lately. */
const WALLS_KEPT = 1_000;

/** Opens (migrating as needed) the database. Throws `unavailable` when it can not be reached. */
export async function openPostgres(options: PostgresOptions, module: TransactionsModule): Promise<Engine> {
  const forWrites = Math.max(2, Math.floor(options.connections / 2));
  const writes = createPool(options, 'write', forWrites);
  const reads = createPool(options, 'read', Math.max(2, options.connections - forWrites));
  try {
    await migrateAlone(new HeldConnection(await writes.connect()));
  } catch (error) {
    await Promise.all([writes.end(), reads.end()]);
    throw toProductError(error);
  }
  const writer = new Writer(writes, forWrites, module);
  const walled = new Map<Id, Db>();
  function dbWithin(workspaceId: Id): Db {
    const known = walled.get(workspaceId);
    if (known) return known;
    if (walled.size >= WALLS_KEPT) walled.clear();
    const made = readingDb(reads, workspaceId);
    walled.set(workspaceId, made);
    return made;
  }
  return {
    kind: 'postgres',
    db: readingDb(reads, null),
    dbWithin,
    write: (name, args, reach = EVERYTHING) => writer.write(name, args, reach),
    async analyze() {
      await writes.query('analyze');
    },
    async snapshot(file) {
      if (!options.copyInto) throw new TypeError('nobody said how a snapshot is made');
      await options.copyInto(readingDb(reads, null), file);
    },
    filling: fillingOf(writes),
    checkIntegrity: () => findFaults(reads),
    async [Symbol.asyncDispose]() {
      await writer.close();
      await reads.end();
    },
  };
}

async function migrateAlone(connection: HeldConnection): Promise<void> {
  try {
    await connection.run(
      `begin; set local statement_timeout = 0; set local lock_timeout = 0; ${wallStatement(null)};
       select pg_advisory_xact_lock(${MIGRATION_LOCK})`,
    );
    await migrate(transactionDb(connection));
    await connection.run('commit');
  } catch (error) {
    await connection.run('rollback').catch((failure: unknown) => {
      connection.lost ??= failure;
    });
    throw error;
  } finally {
    connection.release();
  }
}
