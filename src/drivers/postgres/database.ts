// The two faces of a connection to the queries: reads, each on whatever connection is free, and one transaction.
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type pg from 'pg';
import type { Id } from '../../core/ids.ts';
import type { Db } from '../../database/db.ts';
import type { Schema } from '../../database/schema.ts';
import { HeldConnection, setWall } from './connection.ts';
import { isConflict, isLost, isRepeatable, toProductError } from './failure.ts';
import type { Patience } from './patience.ts';
import { POSTGRES_TRAITS } from './traits.ts';

/** A read that met a lost connection is done again on another. */
const TRIES = 3;

/** What is committed, as that workspace sees it, or everything. */
export const readingDb = (pool: pg.Pool, workspaceId: Id | null, patience?: Patience): Db =>
  dbOver(() => new ReadingConnection(pool, workspaceId, patience));

/** What one transaction sees; beginning and ending it is its caller's. */
export const transactionDb = (connection: HeldConnection): Db => dbOver(() => connection);

function dbOver(connect: () => DatabaseConnection): Db {
  const dialect: Dialect = {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new ConnectingDriver(connect),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  };
  return Object.assign(new Kysely<Schema>({ dialect }), { traits: POSTGRES_TRAITS });
}

class ConnectingDriver implements Driver {
  readonly #connect: () => DatabaseConnection;

  constructor(connect: () => DatabaseConnection) {
    this.#connect = connect;
  }

  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connect();
  }
  async beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    await reading(connection).begin(settings);
  }
  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await reading(connection).end();
  }
  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await reading(connection).end();
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
}

function reading(connection: DatabaseConnection): ReadingConnection {
  if (connection instanceof ReadingConnection) return connection;
  throw new Error('a transaction is under way already');
}

class ReadingConnection implements DatabaseConnection {
  readonly #pool: pg.Pool;
  readonly #workspaceId: Id | null;
  readonly #patience: Patience | undefined;
  /** Held for the reads of one transaction. */
  #held: HeldConnection | undefined;

  constructor(pool: pg.Pool, workspaceId: Id | null, patience: Patience | undefined) {
    this.#pool = pool;
    this.#workspaceId = workspaceId;
    this.#patience = patience;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    try {
      if (this.#held) return await this.#held.executeQuery<R>(query);
      return await this.#readOnce<R>(query);
    } catch (error) {
      throw toProductError(error);
    }
  }

  async #readOnce<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { held, prepared } = await this.#connect((connection) => connection.executeQuery<R>(query));
    held.release();
    return prepared;
  }

  /** A connection behind the wall that has done the first thing asked of it, which is repeated where the connection was lost. */
  async #connect<T>(first: (held: HeldConnection) => Promise<T>): Promise<{ held: HeldConnection; prepared: T }> {
    for (let left = TRIES - 1; ; left--) {
      const held = new HeldConnection(await this.#pool.connect(), this.#patience);
      try {
        await setWall(held.client, this.#workspaceId);
        return { held, prepared: await first(held) };
      } catch (error) {
        if (isLost(error)) held.lost = error;
        held.release();
        if (left === 0 || !(isRepeatable(error) || isConflict(error))) throw error;
      }
    }
  }

  async begin({ isolationLevel = 'read committed' }: TransactionSettings): Promise<void> {
    try {
      const { held } = await this.#connect((connection) =>
        connection.run(`begin isolation level ${isolationLevel} read only`),
      );
      this.#held = held;
    } catch (error) {
      throw toProductError(error);
    }
  }

  /** Reads have nothing to keep: ending well and badly is the same. */
  async end(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    await held?.rollBack();
    held?.release();
  }

  streamQuery(): AsyncIterableIterator<QueryResult<never>> {
    throw new Error('lists are read by pages');
  }
}
