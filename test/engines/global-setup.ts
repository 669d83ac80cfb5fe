// What vitest does before and after `npm run test:scale`: starts the engines, unless the environment names some already, and
// makes the database with the schema that every test gets a copy of.
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import * as transactions from '../../src/core/transactions.ts';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import { startEngines } from './index.ts';

const resources = new AsyncDisposableStack();

/** The processes of the tests inherit the environment. */
export async function setup(): Promise<void> {
  await using begun = new AsyncDisposableStack();
  if (!process.env['VITRINE_TEST_DATABASE_URL'] || !process.env['VITRINE_TEST_S3_ENDPOINT']) {
    const engines = begun.use(await startEngines((line) => console.log(line)));
    Object.assign(process.env, engines.environment);
  }
  const url = process.env['VITRINE_TEST_DATABASE_URL'] ?? '';
  const template = `template_${randomBytes(8).toString('hex')}`;
  await administer(url, `create database ${template}`);
  begun.defer(() => administer(url, `drop database ${template} with (force)`));
  const migrated = await openPostgres(
    { url: Object.assign(new URL(url), { pathname: `/${template}` }).href, connections: 4, statementTimeoutMs: 60_000 },
    transactions,
  );
  await migrated[Symbol.asyncDispose]();
  process.env['VITRINE_TEST_DATABASE_TEMPLATE'] = template;
  resources.use(begun.move());
}

export const teardown = (): Promise<void> => resources.disposeAsync();

async function administer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
