// The engine for several nodes: PostgreSQL, by pools of connections.
import pg from 'pg';
import { CoreError } from '../../core/errors.ts';
import type { Id } from '../../core/ids.ts';
import type { Db } from '../../database/db.ts';
import { type Engine, EVERYTHING, type TransactionsModule } from '../../database/engine.ts';
import { migrate } from '../../database/migrate.ts';
import { HeldConnection, wallStatement } from './connection.ts';
import { readingDb, transactionDb } from './database.ts';
import { CONNECT_TIMEOUT_MS, toProductError } from './failure.ts';
import { fillingOf } from './filling.ts';
import { findFaults } from './integrity.ts';
import { Patience } from './patience.ts';
import { createPool, type PostgresOptions } from './pool.ts';
import { Writer } from './writing.ts';

export type { PostgresOptions } from './pool.ts';

/** Held while the schema is brought up to date: of several nodes that start at once, one does it and the others wait. */
const MIGRATION_LOCK = 0x7669747263;
/** Faces of the reading connections, one for each workspace that was met lately. */
const WALLS_KEPT = 1_000;
/** For what takes as long as it takes, beside the others: these are not to wait for it. Opened when they are used. */
const PATIENT_CONNECTIONS = 2;

/** Opens (migrating as needed) the database. Throws `unavailable` when it can not be reached. */
export async function openPostgres(options: PostgresOptions, module: TransactionsModule): Promise<Engine> {
  const forWrites = Math.max(2, Math.floor(options.connections / 2));
  const writes = createPool(options, 'write', forWrites);
  const reads = createPool(options, 'read', Math.max(2, options.connections - forWrites));
  try {
    await checkServer(writes, options);
    await migrateAlone(new HeldConnection(await writes.connect()));
  } catch (error) {
    await Promise.all([writes.end(), reads.end()]);
    throw toProductError(error);
  }
  const patient = createPool(options, 'patient', PATIENT_CONNECTIONS);
  const patience = new Patience(options.url);
  const patientDb = readingDb(patient, null, patience);
  const writer = new Writer(writes, { connections: forWrites, statementTimeoutMs: options.statementTimeoutMs }, module);
  const walled = new Map<Id, Db>();
  function dbWithin(workspaceId: Id): Db {
    const known = walled.get(workspaceId);
    if (known) return known;
    if (walled.size >= WALLS_KEPT) walled.clear();
    const made = readingDb(reads, workspaceId);
    walled.set(workspaceId, made);
    return made;
  }
  let closed: Promise<void> | undefined;
  async function close(): Promise<void> {
    await writer.close();
    await Promise.all([writes.end(), reads.end(), patient.end()]);
  }
  return {
    kind: 'postgres',
    db: readingDb(reads, null),
    dbWithin,
    patientDb,
    write: (name, args, reach = EVERYTHING) => writer.write(name, args, reach),
    analyze: () => runPatiently(patient, patience, 'analyze'),
    async snapshot(file) {
      if (!options.copyInto) throw new TypeError('nobody said how a snapshot is made');
      await options.copyInto(patientDb, file);
    },
    filling: fillingOf(patient, patience),
    checkIntegrity: () => findFaults(reads),
    load: () => ({
      inUse: writes.totalCount - writes.idleCount + (reads.totalCount - reads.idleCount),
      idle: writes.idleCount + reads.idleCount,
      waiting: writer.waiting + reads.waitingCount,
      retries: writer.retries,
    }),
    [Symbol.asyncDispose]: () => (closed ??= close()),
  };
}

/** Whether there is a library in the database, of whatever version. Throws `unavailable` when it can not be reached. */
export const holdsLibrary = (url: string): Promise<boolean> =>
  onceAt(url, async (client) => {
    const { rows } = await client.query<{ name: string | null }>(`select to_regclass('schema_version')::text as name`);
    return rows[0]?.name !== null;
  });

async function runPatiently(pool: pg.Pool, patience: Patience, command: string): Promise<void> {
  try {
    const connection = new HeldConnection(await pool.connect(), patience);
    try {
      await connection.run(command);
    } finally {
      connection.release();
    }
  } catch (error) {
    throw toProductError(error);
  }
}

async function onceAt<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  // What ends the connection ends the query too.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    throw toProductError(error);
  } finally {
    await client.end();
  }
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
    await connection.rollBack();
    throw error;
  } finally {
    connection.release();
  }
}

/** What can be told of the server before anything is kept there. */
async function checkServer(pool: pg.Pool, { log }: PostgresOptions): Promise<void> {
  const { rows } = await pool.query<{ encoding: string; unbound: number; name: string }>(`
    select current_setting('server_encoding') as encoding, rolsuper or rolbypassrls as unbound, rolname as name
    from pg_roles where rolname = current_user`);
  const [found] = rows;
  if (found?.encoding !== 'UTF8') throw new CoreError('internal', 'A database with the encoding UTF8 is needed.');
  if (found.unbound === 1)
    log?.(undefined, `row-level security does not bind the database role ${found.name}: use one that is no superuser`);
}
