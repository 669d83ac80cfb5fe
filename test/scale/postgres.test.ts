// The engine for several nodes: the contract of all engines; its bounds in number and time; what it refuses to open.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { openCore, openExistingCore } from '../../src/app/library.ts';
import { readConfig } from '../../src/config.ts';
import type { Engine, Tx } from '../../src/database/engine.ts';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import { openSqliteSnapshot } from '../../src/drivers/sqlite/snapshot.ts';
import { describeEngine } from '../contract/engine.ts';
import { temporaryFolder } from '../support/core.ts';
import { fact, openEngine, openSession, postgresDatabase, settled } from '../support/postgres.ts';

describeEngine('PostgreSQL', async () => {
  await using resources = new AsyncDisposableStack();
  const { path: folder } = resources.use(await temporaryFolder());
  const database = resources.use(await postgresDatabase());
  const engine = resources.use(await openEngine(database.url));
  const kept = resources.move();
  return { engine, folder, openSnapshot: openSqliteSnapshot, [Symbol.asyncDispose]: () => kept.disposeAsync() };
});

const unavailable = expect.objectContaining({ code: 'unavailable', retryAfterSeconds: expect.any(Number) });

const sleep = async ({ db }: Pick<Tx | Engine, 'db'>, seconds: number): Promise<void> => {
  await sql`select pg_sleep(${seconds})`.execute(db);
};
/** Takes long, in one statement or between two of them. */
const slow = {
  testSleep: (tx: Tx, seconds: number) => sleep(tx, seconds),
  testThink: async ({ db }: Tx, ms: number) => {
    await pause(ms);
    await sql`select 1`.execute(db);
  },
};

describe('PostgreSQL: its connections', () => {
  it('it holds no more than it was given, however many ask, and answers all of them', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { connections: 5 });
    let most = 0;
    let isOver = false;
    const watching = (async () => {
      await using session = await openSession(database.url);
      while (!isOver) {
        const { rows } = await session.query<{ many: string }>(
          `select count(*) as many from pg_stat_activity where application_name like 'vitrine %' and datname = current_database()`,
        );
        most = Math.max(most, Number(rows[0]?.many));
        await pause(5);
      }
    })();
    const order = (i: number) => ({ order: i % 3 === 0 ? ('unordered' as const) : ('instance' as const), wall: null });
    await Promise.all(
      Array.from({ length: 300 }, async (_, i) => {
        await engine.write('testNote', [`fact-${i}`, `${i}`], order(i));
        expect(await fact(engine, `fact-${i}`)).toBe(`${i}`);
      }),
    );
    isOver = true;
    await watching;
    expect(most).toBeGreaterThanOrEqual(4);
    expect(most).toBeLessThanOrEqual(5);
  });

  it('it says how many are at work, how many are not, and who waits', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { connections: 4 }, slow);
    const sleeping = Array.from({ length: 5 }, () =>
      engine.write('testSleep', [0.5], { order: 'unordered', wall: null }),
    );
    const reading = Array.from({ length: 3 }, () => sleep(engine, 0.5));
    await expect.poll(() => engine.load?.()).toMatchObject({ inUse: 4, idle: 0, waiting: 4 });
    await Promise.all([...sleeping, ...reading]);
    expect(engine.load?.()).toMatchObject({ inUse: 0, idle: 4, waiting: 0 });
  });

  it('it writes under the settings that its promises need, and reads without being able to write', async () => {
    await using database = await postgresDatabase();
    await database.run(`alter database "${new URL(database.url).pathname.slice(1)}" set synchronous_commit = off`);
    await using engine = await openEngine(database.url, { statementTimeoutMs: 7_000 });
    const shown = (name: string) => [`select '${name}' as name, current_setting('${name}') as value`];
    const [row] = (await engine.write('testRun', shown('synchronous_commit'))) as { value: string }[];
    expect(row?.value).toBe('on');
    const { rows } = await sql<{ name: string; value: string }>`
      select name, setting as value from pg_settings
      where name in ('default_transaction_read_only', 'statement_timeout', 'lock_timeout') order by name`.execute(
      engine.db,
    );
    expect(rows.map(({ value }) => value)).toEqual(['on', '7000', '7000']);
  });
});

describe('PostgreSQL: what takes too long', () => {
  it('a statement is given up, said to be unavailable, and nothing of its transaction stays', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { statementTimeoutMs: 300 }, slow);
    expect(await settled(sleep(engine, 5))).toEqual(unavailable);
    expect(await settled(engine.write('testSleep', [5]))).toEqual(unavailable);
    await engine.write('testNote', ['after', 'all is well']);
    expect(await fact(engine, 'after')).toBe('all is well');
  });

  it('of several that share a commit, it is given up alone', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { statementTimeoutMs: 300 }, slow);
    const [, one, slept, other] = await Promise.all([
      engine.write('testNote', ['first', '']),
      settled(engine.write('testNote', ['one', '1'])),
      settled(engine.write('testSleep', [5])),
      settled(engine.write('testNote', ['other', '2'])),
    ]);
    expect([one, slept, other]).toEqual(['done', unavailable, 'done']);
    expect([await fact(engine, 'one'), await fact(engine, 'other')]).toEqual(['1', '2']);
  });

  it('a row that somebody else keeps locked is waited for that long, and no longer', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { statementTimeoutMs: 300 });
    await engine.write('testNote', ['locked', 'before']);
    await using session = await openSession(database.url);
    await session.query(`begin; set vitrine.workspace = '*'; select * from instance where name = 'locked' for update`);
    expect(await settled(engine.write('testNote', ['locked', 'meanwhile']))).toEqual(unavailable);
    await session.query('rollback');
    await engine.write('testNote', ['locked', 'after']);
    expect(await fact(engine, 'locked')).toBe('after');
  });

  it('a workspace that another node is at is waited for that long, and the others not at all', async () => {
    await using database = await postgresDatabase();
    await using here = await openEngine(database.url, { statementTimeoutMs: 300 });
    await using there = await openEngine(database.url, {}, slow);
    const [one, other] = ['0'.repeat(24), '1'.repeat(24)];
    const sleeping = there.write('testSleep', [2], { order: one as never, wall: null });
    await expect.poll(() => there.load?.().inUse).toBe(1);
    await pause(200);
    const outcomes = await Promise.all([
      settled(here.write('testNote', ['one', ''], { order: one as never, wall: null })),
      settled(here.write('testNote', ['other', ''], { order: other as never, wall: null })),
    ]);
    expect(outcomes).toEqual([unavailable, 'done']);
    await sleeping;
  });

  it('a process that stops in the middle of a transaction keeps nobody out for ever', async () => {
    await using database = await postgresDatabase();
    await using stopped = await openEngine(database.url, { statementTimeoutMs: 200 }, slow);
    await using other = await openEngine(database.url);
    const thinking = settled(stopped.write('testThink', [3_000]));
    await pause(100);
    await other.write('testNote', ['other', 'in']);
    expect(await fact(other, 'other')).toBe('in');
    expect(await thinking).toEqual(unavailable);
  });

  it('a bulk change is given the time it needs', async () => {
    await using database = await postgresDatabase();
    const bulk = { testNoteInBulk: (tx: Tx, seconds: number) => sleep(tx, seconds) };
    await using engine = await openEngine(database.url, { statementTimeoutMs: 300 }, bulk);
    await engine.write('testNoteInBulk', [1]);
    await engine.analyze();
  });
});

describe('PostgreSQL: what it opens', () => {
  it('it refuses a database that a newer version has written, and says so', async () => {
    await using database = await postgresDatabase();
    await (await openEngine(database.url))[Symbol.asyncDispose]();
    await database.run(`update schema_version set version = ${SCHEMA_VERSION + 1}`);
    await expect(openEngine(database.url)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('newer version'),
    });
    await database.run(`update schema_version set version = ${SCHEMA_VERSION}`);
    await (await openEngine(database.url))[Symbol.asyncDispose]();
  });

  it('it refuses a database that can not keep every text', async () => {
    await using database = await postgresDatabase();
    const name = `${new URL(database.url).pathname.slice(1)}_latin`;
    await database.run(`create database ${name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C'`);
    const url = Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
    await expect(openEngine(url)).rejects.toThrow('UTF8');
    await database.run(`drop database ${name} with (force)`);
  });

  it('it makes no library for commands that want one', async () => {
    await using database = await postgresDatabase();
    await using folder = await temporaryFolder();
    await database.run('drop schema public cascade', 'create schema public');
    const config = readConfig({ VITRINE_DATABASE_URL: database.url, VITRINE_DATA: folder.path });
    await expect(openExistingCore(config)).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.run(`select relname from pg_class where relnamespace = 'public'::regnamespace`)).toEqual([]);
    await (await openCore(config))[Symbol.asyncDispose]();
    await using existing = await openExistingCore(config);
    expect(existing.core.engine.kind).toBe('postgres');
  });

  it('it says so when there is no server', async () => {
    expect(await settled(openEngine('postgres://vitrine@127.0.0.1:1/vitrine'))).toEqual(unavailable);
  });

  it('it keeps what is there when it opens a database again', async () => {
    await using database = await postgresDatabase();
    {
      await using engine = await openEngine(database.url);
      await engine.write('testNote', ['colour', 'red']);
    }
    await using engine = await openEngine(database.url);
    expect(await fact(engine, 'colour')).toBe('red');
    expect(await engine.checkIntegrity()).toEqual([]);
  });
});
