// Real engines for tests, where the environment names them.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import * as module from './transactions.ts';

const TEMPLATE = 'vitrine_template';

/** A fresh database, or undefined where no PostgreSQL was named. */
export async function testDatabase(): Promise<({ readonly url: string } & AsyncDisposable) | undefined> {
  const admin = process.env['VITRINE_TEST_DATABASE_URL'];
  if (!admin) return undefined;
  const name = `t_${randomBytes(8).toString('hex')}`;
  const at = (database: string) => Object.assign(new URL(admin), { pathname: `/${database}` }).href;
  await run(admin, async (client) => {
    await client.query('select pg_advisory_lock(77)');
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE]);
    if (rows.length === 0) {
      await client.query(`create database ${TEMPLATE}`);
      await using _ = await openPostgres({ url: at(TEMPLATE), connections: 4, statementTimeoutMs: 30_000 }, module);
    }
    await client.query('select pg_advisory_unlock(77)');
    await client.query(`create database ${name} template ${TEMPLATE}`);
  });
  return {
    url: at(name),
    [Symbol.asyncDispose]: () => run(admin, async (client) => void (await client.query(`drop database ${name} with (force)`))),
  };
}

async function run(url: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  await use(client).finally(() => client.end());
}
export const testBucket = async (): Promise<({ readonly settings: Readonly<Record<string, string>> } & AsyncDisposable) | undefined> => undefined;
