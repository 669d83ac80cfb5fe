// Databases of a real PostgreSQL, engines over them, and what an operator or an accident does to them meanwhile.
import { sql } from 'kysely';
import { Client } from 'pg';
import { expect } from 'vitest';
import { copyInto } from '../../src/app/stores.ts';
import type { Engine, Transactions } from '../../src/database/engine.ts';
import { openPostgres, type PostgresOptions } from '../../src/drivers/postgres/index.ts';
import { testDatabase } from './engines.ts';
import * as module from './transactions.ts';

export interface PostgresDatabase extends AsyncDisposable {
  readonly url: string;
  /** Beside every engine, as the owner of the database; the rows of the last statement. */
  run(...statements: string[]): Promise<Record<string, unknown>[]>;
  /** The engine's connections whose last query is like that, ended by the server; answers how many those were. */
  endConnections(query?: string): Promise<number>;
}

/** An empty one, which goes with all that is connected to it. Throws where no PostgreSQL was named. */
export async function postgresDatabase(): Promise<PostgresDatabase> {
  const made = await testDatabase();
  if (!made) throw new Error('VITRINE_TEST_DATABASE_URL has to name a PostgreSQL to test with');
  const run = (...statements: string[]) => runAt(made.url, statements);
  return {
    url: made.url,
    run,
    async endConnections(query = '%') {
      const ended = await run(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and application_name like 'vitrine %' and query like '${query}'`,
      );
      return ended.length;
    },
    [Symbol.asyncDispose]: () => made[Symbol.asyncDispose](),
  };
}

async function runAt(url: string, statements: readonly string[]): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const statement of statements) rows = (await client.query<Record<string, unknown>>(statement)).rows;
    return rows;
  } finally {
    await client.end();
  }
}

/** A session of its own that keeps what it has locked until it is disposed. */
export async function openSession(url: string): Promise<Client & AsyncDisposable> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  return Object.assign(client, { [Symbol.asyncDispose]: () => client.end() });
}

/** With the tests' transactions, and those given beside them. */
export const openEngine = (
  url: string,
  options: Partial<PostgresOptions> = {},
  transactions: Transactions = {},
): Promise<Engine> =>
  openPostgres(
    { connections: 4, statementTimeoutMs: 20_000, copyInto, ...options, url },
    { ...module, transactions: { ...module.transactions, ...transactions } },
  );

/** The value of a fact that the tests' transactions write. */
export async function fact({ db }: Pick<Engine, 'db'>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

/** Until so many transactions wait for a lock. */
export async function untilWaiting({ db }: Pick<Engine, 'db'>, many: number): Promise<void> {
  const waiting = async () => {
    const { rows } = await sql<{ many: number }>`
      select count(*) as many from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    return Number(rows[0]?.many);
  };
  await expect.poll(waiting).toBe(many);
}

export const settled = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => error,
  );
