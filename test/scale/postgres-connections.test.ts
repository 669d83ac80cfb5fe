// Connections to PostgreSQL that break, are refused or fall silent: what is done again, what never is, and that it goes on after.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Engine, Tx } from '../../src/database/engine.ts';
import { SLOW } from '../../src/database/engine.ts';
import { startPostgresPair } from '../engines/postgres.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';
import {
  fact,
  openEngine,
  openSession,
  type PostgresDatabase,
  postgresDatabase,
  settled,
} from '../support/postgres.ts';

const unavailable = expect.objectContaining({ code: 'unavailable', retryAfterSeconds: expect.any(Number) });

const slow = {
  /** Adds to a fact, then takes a while. */
  async testIncreaseSlowly({ db }: Tx, name: string): Promise<void> {
    await sql`update instance set value = value || 'x' where name = ${name}`.execute(db);
    await sql`select pg_sleep(0.7)`.execute(db);
  },
};

const read = async ({ db }: Engine, seconds: number): Promise<string> => {
  const { rows } = await sql<{ value: string }>`${sql.raw(SLOW)}
    select 'read' as value from (select pg_sleep(${seconds})) as slept`.execute(db);
  return rows[0]?.value ?? '';
};

/** Its commits take so long, because something is only checked at their end. */
const slowCommits = (database: PostgresDatabase, seconds: number) =>
  database.run(
    `create or replace function linger() returns trigger language plpgsql as $$
     begin perform pg_sleep(${seconds}); return null; end $$`,
    `create constraint trigger linger after update on instance deferrable initially deferred
     for each row execute function linger()`,
  );

async function proxied(database: PostgresDatabase): Promise<{ proxy: FaultProxy; url: string }> {
  const url = new URL(database.url);
  const proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port || 5432) });
  return { proxy, url: Object.assign(url, { host: `${proxy.host}:${proxy.port}` }).href };
}

describe('connections that the server ends', () => {
  it('are replaced without anybody noticing while they are idle', async () => {
    await using database = await postgresDatabase();
    const told: string[] = [];
    await using engine = await openEngine(database.url, { log: (_, message) => void told.push(message) });
    for (let i = 0; i < 5; i++) {
      await engine.write('testNote', ['last', `${i}`]);
      expect(await fact(engine, 'last')).toBe(`${i}`);
      expect(await database.endConnections()).toBeGreaterThan(0);
    }
    await expect.poll(() => told).toContain('a database connection was lost');
  });

  it('in the middle of a read cost it nothing but time', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url);
    const reading = Promise.all([read(engine, 0.5), read(engine, 0.5)]);
    await expect.poll(() => database.endConnections('%slept%')).toBe(2);
    expect(await reading).toEqual(['read', 'read']);
  });

  it('in the middle of a transaction have it done again, once', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, {}, slow);
    await engine.write('testNote', ['count', '']);
    const writing = Promise.all([
      engine.write('testIncreaseSlowly', ['count']),
      engine.write('testNote', ['other', 'written']),
    ]);
    await expect.poll(() => database.endConnections('%pg_sleep(0.7)%')).toBe(1);
    await writing;
    expect([await fact(engine, 'count'), await fact(engine, 'other')]).toEqual(['x', 'written']);
    expect(engine.load?.().retries.get('testIncreaseSlowly')).toBe(1);
  });

  it('in the middle of a commit leave it unknown whether it was done, and it is not done again', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, {}, slow);
    await engine.write('testNote', ['count', '']);
    await slowCommits(database, 1);
    const writing = settled(engine.write('testIncreaseSlowly', ['count']));
    await expect.poll(() => database.endConnections('commit')).toBe(1);
    expect(await writing).toEqual(unavailable);
    await pause(2_000);
    expect(await fact(engine, 'count')).toBe('');
    expect(engine.load?.().retries.size).toBe(0);
  });
});

describe('connections that the network breaks', () => {
  it('after a commit was sent leave it unknown, and what was made is not made again', async () => {
    await using database = await postgresDatabase();
    const { proxy, url } = await proxied(database);
    await using _ = proxy;
    await using engine = await openEngine(url, {}, slow);
    await engine.write('testNote', ['count', '']);
    await slowCommits(database, 1);
    const writing = settled(engine.write('testIncreaseSlowly', ['count']));
    const committing = `select 1 from pg_stat_activity where datname = current_database() and query = 'commit' and state = 'active'`;
    await expect.poll(() => database.run(committing)).toHaveLength(1);
    proxy.cut();
    expect(await writing).toEqual(unavailable);
    await expect.poll(() => fact(engine, 'count')).toBe('x');
    await pause(2_000);
    expect(await fact(engine, 'count')).toBe('x');
  });

  it.each(['refuse', 'reset'] as const)(
    'are told of at once when they %s, and it goes on afterwards',
    async (fault) => {
      await using database = await postgresDatabase();
      const { proxy, url } = await proxied(database);
      await using _ = proxy;
      await using engine = await openEngine(url);
      await engine.write('testNote', ['colour', 'red']);
      await proxy.set(fault);
      expect(await settled(fact(engine, 'colour'))).toEqual(unavailable);
      expect(await settled(engine.write('testNote', ['colour', 'blue']))).toEqual(unavailable);
      await proxy.set('none');
      await engine.write('testNote', ['colour', 'green']);
      expect(await fact(engine, 'colour')).toBe('green');
    },
  );

  it('that fall silent are given up soon after the server would have, and not asked again', async () => {
    await using database = await postgresDatabase();
    const { proxy, url } = await proxied(database);
    await using _ = proxy;
    await using engine = await openEngine(url, { statementTimeoutMs: 300 });
    await engine.write('testNote', ['colour', 'red']);
    await fact(engine, 'colour');
    await proxy.set('hang');
    const outcomes = Promise.all([
      settled(fact(engine, 'colour')),
      settled(engine.write('testNote', ['colour', 'blue'])),
      settled(engine.write('testNote', ['other', 'blue'], { order: 'unordered', wall: null })),
    ]);
    expect(await outcomes).toEqual([unavailable, unavailable, unavailable]);
    await proxy.set('reset');
    await proxy.set('none');
    await engine.write('testNote', ['colour', 'green']);
    expect(await fact(engine, 'colour')).toBe('green');
  });
});

describe('a server', () => {
  it('that has no connection left is told of, and asked again later', async () => {
    await using database = await postgresDatabase();
    const name = new URL(database.url).pathname.slice(1);
    await using engine = await openEngine(database.url);
    await engine.write('testNote', ['colour', 'red']);
    await using session = await openSession(database.url);
    await session.query(`alter database ${name} connection limit 1`);
    await session.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid()`,
    );
    expect(await settled(fact(engine, 'colour'))).toEqual(unavailable);
    expect(await settled(engine.write('testNote', ['colour', 'blue']))).toEqual(unavailable);
    await session.query(`alter database ${name} connection limit -1`);
    expect(await fact(engine, 'colour')).toBe('red');
    await engine.write('testNote', ['colour', 'green']);
    expect(await fact(engine, 'colour')).toBe('green');
  });

  it('that takes no writes for a while is told of, and its connections are not kept', async () => {
    await using database = await postgresDatabase();
    const name = new URL(database.url).pathname.slice(1);
    await using engine = await openEngine(database.url);
    await engine.write('testNote', ['colour', 'red']);
    await database.run(`alter database ${name} set default_transaction_read_only = on`);
    await database.endConnections();
    expect(await settled(engine.write('testNote', ['colour', 'blue']))).toEqual(unavailable);
    expect(await fact(engine, 'colour')).toBe('red');
    await database.run('begin read write', `alter database ${name} reset default_transaction_read_only`, 'commit');
    await engine.write('testNote', ['colour', 'green']);
    expect(await fact(engine, 'colour')).toBe('green');
  });

  it('whose tables a newer version has widened meanwhile is read and written as before', async () => {
    await using database = await postgresDatabase();
    const wide = { testReadAll: async ({ db }: Tx) => (await db.selectFrom('instance').selectAll().execute()).length };
    await using engine = await openEngine(database.url, {}, wide);
    await engine.write('testNote', ['colour', 'red']);
    const all = () => engine.db.selectFrom('instance').selectAll().execute();
    for (let i = 0; i < 10; i++) expect([(await all()).length, await engine.write('testReadAll', [])]).toEqual([1, 1]);
    await database.run('alter table instance add column shade text');
    expect(await all()).toMatchObject([{ name: 'colour', value: 'red' }]);
    expect(await engine.write('testReadAll', [])).toBe(1);
  });

  it('that is a standby is refused until it takes over', async () => {
    await using pair = await startPostgresPair();
    const url = await pair.primary.createDatabase();
    const behind = Object.assign(new URL(url), { host: new URL(pair.standby.url).host }).href;
    {
      await using engine = await openEngine(url);
      await engine.write('testNote', ['colour', 'red']);
    }
    expect(await settled(openEngine(behind))).toEqual(unavailable);
    await pair.primary.daemon.kill();
    await pair.promote();
    await using engine = await openEngine(behind);
    expect(await fact(engine, 'colour')).toBe('red');
    await engine.write('testNote', ['colour', 'green']);
  });
});
