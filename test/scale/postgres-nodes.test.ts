// Several engines on one database, as several nodes have it: orders, conflicts and races between them.
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../src/core/index.ts';
import type { Engine, Reach, Tx } from '../../src/database/engine.ts';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import { fact, openEngine, postgresDatabase, settled } from '../support/postgres.ts';

const UNORDERED: Reach = { order: 'unordered', wall: null };
const within = (workspace: string): Reach => ({ order: workspace as Id, wall: null });

const setFact = async ({ db }: Tx, name: string, value: string): Promise<void> => {
  await db.updateTable('instance').set({ value }).where('name', '=', name).execute();
};

const racing = {
  /** One after the other, so slowly that others come between. */
  async testSetBoth(tx: Tx, first: string, second: string, value: string): Promise<void> {
    await setFact(tx, first, value);
    await pause(200);
    await setFact(tx, second, value);
  },
  async testMakeUnique({ db }: Tx, name: string): Promise<string> {
    const found = await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst();
    if (found) return 'found';
    await pause(20);
    await db.insertInto('instance').values({ name, value: '' }).execute();
    return 'made';
  },
  /** Fails as PostgreSQL does after a conflict, as often as that; a sequence counts also what is rolled back. */
  async testConflict(tx: Tx, times: number, code: string): Promise<void> {
    await sql`update instance set value = value || 'x' where name = 'conflict'`.execute(tx.db);
    const { rows } = await sql<{ tries: number }>`select nextval('tries') as tries`.execute(tx.db);
    if (Number(rows[0]?.tries) > times) return;
    await sql.raw(`do $$ begin raise exception 'conflict' using errcode = '${code}'; end $$`).execute(tx.db);
  },
};

async function openSeveral(count: number, url: string): Promise<Engine[]> {
  return Promise.all(Array.from({ length: count }, () => openEngine(url, {}, racing)));
}

describe('several engines on one PostgreSQL', () => {
  it('lose no change of a thousand that each read what they write', async () => {
    await using database = await postgresDatabase();
    await using resources = new AsyncDisposableStack();
    const engines = (await openSeveral(3, database.url)).map((engine) => resources.use(engine));
    for (const reach of [undefined, within('0'.repeat(24))]) {
      const name = reach ? 'in order of a workspace' : 'alone';
      const answers = await Promise.all(
        Array.from({ length: 1_000 }, async (_, i) => engines[i % 3]?.write('testIncrease', [name], reach)),
      );
      expect(new Set(answers).size).toBe(1_000);
      for (const engine of engines) expect(await fact(engine, name)).toBe('1000');
    }
  });

  it('see at once what another has acknowledged, and times that never go back', async () => {
    await using database = await postgresDatabase();
    await using resources = new AsyncDisposableStack();
    const engines = (await openSeveral(2, database.url)).map((engine) => resources.use(engine));
    const times: unknown[] = [];
    for (let i = 0; i < 50; i++) {
      times.push(await engines[i % 2]?.write('testNote', ['last', `${i}`]));
      for (const engine of engines) expect(await fact(engine, 'last')).toBe(`${i}`);
    }
    expect(times).toEqual([...times].sort());
  });

  it('make the schema once, however many start at once on an empty database', async () => {
    await using database = await postgresDatabase();
    await database.run('drop schema public cascade', 'create schema public');
    const engines = await openSeveral(5, database.url);
    await Promise.all(engines.map((engine, i) => engine.write('testNote', [`from ${i}`, ''])));
    await Promise.all(engines.map((engine) => engine[Symbol.asyncDispose]()));
    expect(await database.run('select version from schema_version')).toEqual([{ version: SCHEMA_VERSION }]);
    expect(await database.run(`set vitrine.workspace = '*'`, 'select * from instance')).toHaveLength(5);
  });

  it('do over what met a deadlock', async () => {
    await using database = await postgresDatabase();
    await using resources = new AsyncDisposableStack();
    const one = resources.use(await openEngine(database.url, {}, racing));
    const other = resources.use(await openEngine(database.url, {}, racing));
    await one.write('testNote', ['left', '']);
    await one.write('testNote', ['right', '']);
    await Promise.all([
      one.write('testSetBoth', ['left', 'right', 'one'], UNORDERED),
      other.write('testSetBoth', ['right', 'left', 'other'], UNORDERED),
    ]);
    const { rows } = await sql`select distinct value from instance where name in ('left', 'right')`.execute(one.db);
    expect(rows).toHaveLength(1);
    const retried = [one, other].reduce((sum, engine) => sum + (engine.load?.().retries.get('testSetBoth') ?? 0), 0);
    expect(retried).toBeGreaterThanOrEqual(1);
  });

  it.each([
    ['a deadlock', '40P01'],
    ['a conflict of serialisation', '40001'],
  ])('do over what met %s, all of it and once, alone or in a commit with others', async (_, code) => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, {}, racing);
    await database.run('create sequence tries');
    await engine.write('testNote', ['conflict', '']);
    const asked = [
      engine.write('testNote', ['before', '1']),
      engine.write('testIncrease', ['count']),
      engine.write('testConflict', [2, code]),
      engine.write('testIncrease', ['count']),
    ];
    await Promise.all(asked);
    expect([await fact(engine, 'conflict'), await fact(engine, 'count')]).toEqual(['x', '2']);
    expect(engine.load?.().retries.get('testConflict')).toBe(2);
  });

  it('let what is refused when it is done over take no other along', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, {}, racing);
    await database.run('create sequence tries');
    await engine.write('testNote', ['conflict', '']);
    const [, refused, ...others] = await Promise.all([
      engine.write('testNote', ['before', '1']),
      settled(engine.write('testFail', ['refused', ['not_found', 'There is none.']])),
      settled(engine.write('testIncrease', ['count'])),
      settled(engine.write('testConflict', [1, '40P01'])),
      settled(engine.write('testConflict', [100, '40P01'])),
      settled(engine.write('testIncrease', ['count'])),
    ]);
    expect(refused).toMatchObject({ code: 'not_found' });
    expect(others).toEqual(['done', 'done', expect.objectContaining({ code: 'unavailable' }), 'done']);
    expect([await fact(engine, 'conflict'), await fact(engine, 'count')]).toEqual(['x', '2']);
  });

  it('give up what meets conflict after conflict, and go on', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, {}, racing);
    await database.run('create sequence tries');
    await engine.write('testNote', ['conflict', '']);
    expect(await settled(engine.write('testConflict', [100, '40001']))).toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: expect.any(Number),
    });
    expect(await fact(engine, 'conflict')).toBe('');
    await engine.write('testConflict', [0, '40001']);
    expect(await fact(engine, 'conflict')).toBe('x');
  });

  it('answer the slower of two that make the same as if it had come second', async () => {
    await using database = await postgresDatabase();
    await using resources = new AsyncDisposableStack();
    const engines = (await openSeveral(2, database.url)).map((engine) => resources.use(engine));
    for (let i = 0; i < 15; i++) {
      const answers = await Promise.all(
        engines.map((engine) => engine.write('testMakeUnique', [`name ${i}`], UNORDERED)),
      );
      expect(answers.sort()).toEqual(['found', 'made']);
    }
    const batched = await Promise.all(
      engines.flatMap((engine, i) =>
        ['a', 'b', 'c', 'd'].map((name) => engine.write('testMakeUnique', [name], within(`${i}`.repeat(24)))),
      ),
    );
    expect(batched.filter((answer) => answer === 'made')).toHaveLength(4);
    expect(batched.filter((answer) => answer === 'found')).toHaveLength(4);
  });
});
