// Connections to PostgreSQL: two bounded pools, for reads and for writes, each connection set up and proved before its first use.
import pg from 'pg';
import { MINUTE_MS } from '../../core/durations.ts';
import { CoreError } from '../../core/errors.ts';
import type { Db } from '../../database/db.ts';
import { knowProcess, watchEnd } from './connection.ts';
import { CONNECT_TIMEOUT_MS } from './failure.ts';

export interface PostgresOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string;
  /** In both pools together, at least four. */
  readonly connections: number;
  /** Of one statement, unless it is a bulk change. */
  readonly statementTimeoutMs: number;
  log?(error: unknown, message: string): void;
  /** Copies all records, as of one moment, into a file that another engine reads. */
  copyInto?(db: Db, file: string): Promise<void>;
}

/** `patient`: reads, and what an operator does, that take as long as they take. */
export type Access = 'read' | 'write' | 'patient';

/** Releases before it lack what the schema uses. */
const OLDEST_VERSION = 140_000;
const IDLE_MS = MINUTE_MS;
/** A transaction that reads, and writes elsewhere what it has read. */
const PATIENT_IDLE_MS = 15 * MINUTE_MS;
/** A connection that has grown old is replaced: after a change of the topology nobody stays with the old one. */
const LIFETIME_SECONDS = 30 * 60;

// https://www.postgresql.org/docs/current/catalog-pg-type.html
const INT8 = 20;
const NUMERIC = 1700;
const BOOL = 16;

/** Numbers as numbers, and truth as SQLite gives it: both engines answer alike. */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary') {
      if (oid === INT8 || oid === NUMERIC) return Number;
      if (oid === BOOL) return (value: string) => (value === 't' ? 1 : 0);
    }
    return pg.types.getTypeParser(oid, format);
  },
};

export function createPool(options: PostgresOptions, access: Access, max: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    application_name: `vitrine ${access}`,
    max,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    idleTimeoutMillis: IDLE_MS,
    maxLifetimeSeconds: LIFETIME_SECONDS,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    // On the client's side too, for a server that says nothing any more.
    query_timeout:
      access !== 'write' && options.statementTimeoutMs > 0 ? options.statementTimeoutMs + 5_000 : undefined,
    // oxlint-disable-next-line typescript/no-misused-promises -- the pool awaits it, whatever its types say.
    onConnect: (client) => setUp(client, options, access),
  });
  // What happens to a connection without anybody in it, setUp hears.
  pool.on('error', () => undefined);
  return pool;
}

/** Throws where this server can not be used: the connection is then thrown away. */
async function setUp(client: pg.ClientBase, options: PostgresOptions, access: Access): Promise<void> {
  const { statementTimeoutMs, log } = options;
  watchEnd(client, (error) => log?.(error, 'a database connection was lost'));
  const { rows } = await client.query<{ version: number; standby: number; process: number }>(
    `select current_setting('server_version_num')::int as version, pg_is_in_recovery() as standby,
       pg_backend_pid() as process`,
  );
  const [found] = rows;
  if (found) knowProcess(client, found.process);
  if (!found || found.version < OLDEST_VERSION)
    throw new CoreError('internal', `PostgreSQL ${OLDEST_VERSION / 10_000} or newer is needed.`);
  // A server that was the primary before a failover, or is not one yet.
  if (found.standby === 1) throw new CoreError('unavailable', 'The database is read-only.', { retryAfterSeconds: 2 });
  // Lists of what can not be seen are looked up in for each match: without room for them, PostgreSQL would read them anew.
  await client.query(`
    set statement_timeout = ${access === 'patient' ? 0 : statementTimeoutMs};
    set lock_timeout = ${statementTimeoutMs};
    set idle_in_transaction_session_timeout = ${access === 'patient' ? PATIENT_IDLE_MS : 2 * statementTimeoutMs};
    set timezone = 'UTC';
    select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off';
    ${access === 'write' ? '' : 'set default_transaction_read_only = on; set jit = off; set hash_mem_multiplier = 16;'}`);
}
