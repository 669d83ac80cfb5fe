// What every driver of the SQL engine port must do. A driver's test calls describeEngine with a way to open an empty
// database whose writer runs the transactions of test/support/transactions.ts.
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { CoreError } from '../../src/core/errors.ts';
import type { Engine, Snapshot } from '../../src/database/engine.ts';

/** Disposing it closes the engine, unless the test has done so, and removes what it kept. */
export interface EngineUnderTest extends AsyncDisposable {
  readonly engine: Engine;
  /** A folder of its own for the test's files. */
  readonly folder: string;
  openSnapshot(file: string): Promise<Snapshot>;
}

async function fact({ db }: Pick<Engine, 'db'>, name: string): Promise<string | undefined> {
  const row = await db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst();
  return row?.value;
}

const settled = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'done',
    (error: unknown) => error,
  );

export function describeEngine(name: string, open: () => Promise<EngineUnderTest>): void {
  describe(`${name}: transactions`, () => {
    it('it answers what the transaction answered, and reads see it from then on', async () => {
      await using under = await open();
      const now = await under.engine.write('testNote', ['colour', 'red']);
      expect(now).toBeTypeOf('number');
      expect(await fact(under.engine, 'colour')).toBe('red');
    });

    it('it leaves nothing of a transaction that fails', async () => {
      await using under = await open();
      await under.engine.write('testNote', ['colour', 'red']);
      await expect(under.engine.write('testFail', ['colour', 'no'])).rejects.toThrow('no');
      expect(await fact(under.engine, 'colour')).toBe('red');
    });

    it('it carries a CoreError across whole', async () => {
      await using under = await open();
      const details = { field: 'name', retryAfterSeconds: 7 };
      const error = await settled(under.engine.write('testFail', ['x', ['rate_limited', 'Not so fast.', details]]));
      expect(error).toBeInstanceOf(CoreError);
      expect(error).toMatchObject({ code: 'rate_limited', message: 'Not so fast.', ...details });
    });

    it('it lets a failing transaction take no other along, whatever shares its commit', async () => {
      await using under = await open();
      const outcomes = await Promise.all(
        Array.from({ length: 300 }, (_, i) =>
          settled(
            i % 3 === 0
              ? under.engine.write('testFail', [`fact-${i}`, ['conflict', 'taken']])
              : under.engine.write('testNote', [`fact-${i}`, String(i)]),
          ),
        ),
      );
      for (const [i, outcome] of outcomes.entries()) {
        if (i % 3 === 0) expect(outcome).toMatchObject({ code: 'conflict' });
        else expect(outcome).toBe('done');
        expect(await fact(under.engine, `fact-${i}`)).toBe(i % 3 === 0 ? undefined : String(i));
      }
    });

    it('it lets a bulk change that fails take no other along, in the order they were asked for', async () => {
      await using under = await open();
      const names = ['testNote', 'testFailInBulk', 'testNoteInBulk', 'testNote', 'testNoteInBulk', 'testFail'];
      const outcomes = await Promise.all(
        Array.from({ length: 60 }, (_, i) => {
          const name = names[i % names.length] ?? 'testNote';
          return settled(under.engine.write(name, [`fact-${i}`, name === 'testFail' ? ['conflict', 'taken'] : `${i}`]));
        }),
      );
      for (const [i, outcome] of outcomes.entries()) {
        const fails = names[i % names.length]?.startsWith('testFail') ?? false;
        if (fails) expect(outcome).toMatchObject({ code: 'conflict' });
        else expect(outcome).toBe('done');
        expect(await fact(under.engine, `fact-${i}`)).toBe(fails ? undefined : `${i}`);
      }
      await Promise.all(
        Array.from({ length: 30 }, (_, i) =>
          under.engine.write(i % 3 === 0 ? 'testNoteInBulk' : 'testNote', ['last', `${i}`]),
        ),
      );
      expect(await fact(under.engine, 'last')).toBe('29');
    });

    it('it loses no update of many at once', async () => {
      await using under = await open();
      const answers = await Promise.all(
        Array.from({ length: 200 }, () => under.engine.write('testIncrease', ['count'])),
      );
      expect(await fact(under.engine, 'count')).toBe('200');
      expect(new Set(answers).size).toBe(200);
    });

    it('it runs what one caller asks for in that order, in a time that never goes back', async () => {
      await using under = await open();
      const times: unknown[] = [];
      for (let i = 0; i < 50; i++) times.push(await under.engine.write('testNote', ['last', String(i)]));
      expect(times).toEqual([...times].sort());
      expect(await fact(under.engine, 'last')).toBe('49');
    });

    it('it refuses a transaction that it does not know, and goes on', async () => {
      await using under = await open();
      await expect(under.engine.write('testNoSuchThing', [])).rejects.toThrow('testNoSuchThing');
      await expect(under.engine.write('toString', [])).rejects.toThrow('toString');
      await under.engine.write('testNote', ['colour', 'blue']);
      expect(await fact(under.engine, 'colour')).toBe('blue');
    });

    it('it refuses arguments and answers that are no plain data, and only to those who gave them', async () => {
      await using under = await open();
      const [bad, good, other] = await Promise.all([
        settled(under.engine.write('testNote', ['x', () => 'x'])),
        settled(under.engine.write('testNote', ['colour', 'green'])),
        settled(under.engine.write('testNote', ['taste', 'sweet'])),
      ]);
      expect(bad).toBeInstanceOf(Error);
      expect([good, other]).toEqual(['done', 'done']);
      expect(await fact(under.engine, 'colour')).toBe('green');
    });
  });

  describe(`${name}: reads`, () => {
    it('they can not write', async () => {
      await using under = await open();
      const { db } = under.engine;
      await expect(db.insertInto('instance').values({ name: 'x', value: 'y' }).execute()).rejects.toThrow();
      await expect(sql`create table intruder (id integer)`.execute(db)).rejects.toThrow();
      expect(await fact(under.engine, 'x')).toBeUndefined();
    });

    it('they never see half of a transaction', async () => {
      await using under = await open();
      let isWriting = true;
      const writing = (async () => {
        for (let i = 0; i < 100; i++) await under.engine.write('testNoteTwins', [String(i), 'x'.repeat(1000)]);
        isWriting = false;
      })();
      while (isWriting) {
        const rows = await under.engine.db
          .selectFrom('instance')
          .select('value')
          .where('name', 'in', ['left', 'right'])
          .execute();
        expect(new Set(rows.map((row) => row.value)).size).toBeLessThanOrEqual(1);
        expect([0, 2]).toContain(rows.length);
        await new Promise((resolve) => setImmediate(resolve));
      }
      await writing;
    });

    it('they order and compare text by code point, whatever the language of the machine', async () => {
      await using under = await open();
      const names = ['a', 'B', 'b', 'Z', 'z', 'ä', 'é', 'Ω', '\uffff', '\u{10000}', '1', '_', ' '];
      for (const one of names) await under.engine.write('testNote', [`order ${one}`, '']);
      const rows = await under.engine.db
        .selectFrom('instance')
        .select('name')
        .where('name', '>=', 'order ')
        .where('name', '<', 'order!')
        .orderBy('name')
        .execute();
      const expected = names
        .map((one) => `order ${one}`)
        .sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(rows.map((row) => row.name)).toEqual(expected);
    });

    it('they give whole numbers as numbers', async () => {
      await using under = await open();
      const { rows } = await sql<{ many: unknown; large: unknown }>`
        select count(*) as many, cast(${2 ** 45} as bigint) as large from schema_version`.execute(under.engine.db);
      expect(rows).toEqual([{ many: 1, large: 2 ** 45 }]);
    });
  });

  describe(`${name}: snapshots`, () => {
    it('it copies a consistent state while writes go on', async () => {
      await using under = await open();
      const file = join(under.folder, 'snapshot');
      let isWriting = true;
      let acknowledged = -1;
      const writing = (async () => {
        for (let i = 0; isWriting; i++) {
          await under.engine.write('testNoteTwins', [String(i), 'x'.repeat(20_000)]);
          acknowledged = i;
        }
      })();
      while (acknowledged < 20) await new Promise((resolve) => setTimeout(resolve, 5));
      const atLeast = acknowledged;
      await under.engine.snapshot(file);
      isWriting = false;
      await writing;

      await using snapshot = await under.openSnapshot(file);
      const left = await fact(snapshot, 'left');
      expect(left).toBe(await fact(snapshot, 'right'));
      expect(Number(left)).toBeGreaterThanOrEqual(atLeast);
      expect(await snapshot.checkIntegrity()).toEqual([]);
    });

    it('it finds nothing wrong with a sound database', async () => {
      await using under = await open();
      await under.engine.write('testNote', ['colour', 'red']);
      await under.engine.analyze();
      expect(await under.engine.checkIntegrity()).toEqual([]);
    });
  });

  describe(`${name}: the end`, () => {
    it('it finishes what was asked before it is closed, and refuses what comes after', async () => {
      await using under = await open();
      const asked = Array.from({ length: 100 }, (_, i) => settled(under.engine.write('testNote', [`fact-${i}`, ''])));
      const closed = under.engine[Symbol.asyncDispose]();
      const late = settled(under.engine.write('testNote', ['late', '']));
      await closed;
      expect(new Set(await Promise.all(asked))).toEqual(new Set(['done']));
      expect(await late).toMatchObject({ code: 'unavailable' });
      await under.engine[Symbol.asyncDispose]();
    });
  });
}
