// What PostgreSQL adds to a move: triggers can be taken away only while nobody is at their table, and a backup reads it for hours.
import { expect, it } from 'vitest';
import { undoMove } from '../../src/core/moving/undoing.ts';
import { writesOf } from '../../src/core/writes.ts';
import { listChanges } from '../../src/database/moves.ts';
import { openEngine, openSession, postgresDatabase, settled } from '../support/postgres.ts';

const TRIGGERS = `select c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid where t.tgname in ('note', 'seal')`;

/** So long that no machine takes half of it for what is not waited for. */
const GIVEN_UP_MS = 120_000;

it('a library that somebody reads for long is unsealed at once, and loses its triggers later', async () => {
  await using database = await postgresDatabase();
  await using engine = await openEngine(database.url, { statementTimeoutMs: GIVEN_UP_MS });
  const write = writesOf(engine);
  const note = (name: string) => settled(engine.write('testNote', [name, '']));
  const undo = () =>
    undoMove({
      engine,
      openBlobs: () => Promise.reject(new Error('nobody looks at bytes')),
      acceptsDamage: false,
      signal: new AbortController().signal,
    });
  await using backup = await openSession(database.url);
  await backup.query('begin isolation level repeatable read read only');
  await backup.query('select * from assets limit 1');
  await backup.query('select * from instance limit 1');

  await write.takeMover('mover', 5_000);
  await write.beginDeparture({ id: 'move', to: 'elsewhere' });
  expect(await note('noted')).toBe('done');
  await write.sealLibrary('mover');
  expect(await note('sealed')).toMatchObject({ code: 'unavailable' });
  const startedAt = performance.now();
  await write.unsealLibrary('mover');
  expect(await note('unsealed')).toBe('done');
  expect(await listChanges(engine.db, 10)).toHaveLength(2);
  await write.sealLibrary('mover');
  expect(await note('sealed again')).toMatchObject({ code: 'unavailable' });
  await write.unsealLibrary('mover');
  await write.leaveMover('mover');
  // Long before anything is given up.
  expect(performance.now() - startedAt).toBeLessThan(GIVEN_UP_MS / 2);

  let slowestMs = 0;
  let isOver = false;
  const reading = (async () => {
    while (!isOver) {
      const askedAt = performance.now();
      await engine.db.selectFrom('assets').select('id').limit(1).execute();
      slowestMs = Math.max(slowestMs, performance.now() - askedAt);
    }
  })();
  expect(await undo()).toEqual({ undone: true, guarded: expect.arrayContaining(['instance', 'assets']) });
  isOver = true;
  await reading;
  // As long as the first trigger waits for the backup, and not as long as that takes.
  expect(slowestMs).toBeLessThan(GIVEN_UP_MS / 2);
  expect((await database.run(TRIGGERS)).map((row) => row['table'])).toContain('assets');
  expect(await note('in place')).toBe('done');
  expect(await listChanges(engine.db, 1)).toEqual([]);

  await backup.query('commit');
  expect(await undo()).toEqual({ undone: false, guarded: [] });
  expect(await database.run(TRIGGERS)).toEqual([]);
});
