import { Client } from 'pg';
import { describe, expect, it } from 'vitest';
import type { Locks } from '../../src/core/ports.ts';
import { openPostgresLocks } from '../../src/drivers/postgres/locks.ts';
import { describeLocks, hold } from '../contract/locks.ts';
import { testDatabase } from '../support/engines.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';

async function database(): Promise<{ readonly url: string } & AsyncDisposable> {
  const made = await testDatabase();
  if (!made) throw new Error('VITRINE_TEST_DATABASE_URL has to name a PostgreSQL to test with');
  return made;
}

describeLocks('locks in PostgreSQL', async () => {
  const made = await database();
  const [one, other] = [openPostgresLocks({ url: made.url }), openPostgresLocks({ url: made.url })];
  return {
    one,
    other,
    async [Symbol.asyncDispose]() {
      await one[Symbol.asyncDispose]();
      await other[Symbol.asyncDispose]();
      await made[Symbol.asyncDispose]();
    },
  };
});

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve());
  });

const untilHeld = (locks: Locks, name: string) =>
  expect.poll(() => locks.tryHold(name, () => undefined).catch(() => undefined)).toBeDefined();

describe('locks in PostgreSQL whose connection', () => {
  it('is ended are lost at once, said to be, and held anew over the next connection', async () => {
    await using made = await database();
    await using locks = openPostgresLocks({ url: made.url });
    const held = await hold(locks, 'a');
    const client = new Client(made.url);
    await client.connect();
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'vitrine locks' and datname = current_database()`,
    );
    await client.end();
    await aborted(held.lost);
    await held.release();
    await untilHeld(locks, 'a');
  });

  it('hangs are given up by their holder before anybody else has them', async () => {
    await using made = await database();
    const { hostname, port } = new URL(made.url);
    await using proxy = await startFaultProxy({ host: hostname, port: Number(port) });
    await using near = openPostgresLocks({ url: Object.assign(new URL(made.url), { port: proxy.port }).href });
    await using other = openPostgresLocks({ url: made.url });
    const held = await hold(near, 'a');
    await proxy.set('hang');
    await aborted(held.lost);
    expect(await other.tryHold('b', () => undefined)).toBeDefined();
    await untilHeld(other, 'a');
    await proxy.set('none');
  });

  it('answers too late are nobody`s, also those that were taken by then', async () => {
    await using made = await database();
    const { hostname, port } = new URL(made.url);
    await using proxy = await startFaultProxy({ host: hostname, port: Number(port) });
    await using near = openPostgresLocks({ url: Object.assign(new URL(made.url), { port: proxy.port }).href });
    await using other = openPostgresLocks({ url: made.url });
    await (await hold(near, 'a')).release();
    proxy.delay(8_000);
    await expect(near.tryHold('b', () => undefined)).rejects.toMatchObject({ code: 'unavailable' });
    await untilHeld(other, 'b');
  });

  it('can not be made are nobody`s', async () => {
    await using locks = openPostgresLocks({ url: 'postgres://nobody@127.0.0.1:1/none' });
    await expect(locks.tryHold('a', () => undefined)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
