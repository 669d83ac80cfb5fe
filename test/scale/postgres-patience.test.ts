// What takes as long as it takes in PostgreSQL: whole tables are read past the statement timeout, by commands too, and a server that
// has died is noticed all the same.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/database/engine.ts';
import { temporaryFolder, vitrine } from '../support/backups.ts';
import { startFaultProxy } from '../support/fault-proxy.ts';
import { openEngine, postgresDatabase, settled } from '../support/postgres.ts';
import { startTestServer } from '../support/server.ts';

const unavailable = expect.objectContaining({ code: 'unavailable' });

const sleepIn = ({ patientDb, db }: Engine, face: 'patient' | 'usual', seconds: number): Promise<unknown> =>
  settled(sql`select pg_sleep(${seconds})`.execute(face === 'patient' ? patientDb : db));

describe('PostgreSQL: what takes as long as it takes', () => {
  it('a read of the patient face is waited for, and can not write', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { statementTimeoutMs: 300 });
    expect(await sleepIn(engine, 'usual', 2)).toEqual(unavailable);
    expect(await sleepIn(engine, 'patient', 7)).toBe('done');
    expect(await settled(sql`create table mine (one text)`.execute(engine.patientDb))).toEqual(unavailable);
    await engine.analyze();
  });

  it('it holds up nobody who reads or writes as usual', async () => {
    await using database = await postgresDatabase();
    await using engine = await openEngine(database.url, { connections: 4, statementTimeoutMs: 1_000 });
    const patient = Promise.all([sleepIn(engine, 'patient', 3), sleepIn(engine, 'patient', 3)]);
    for (let i = 0; i < 20; i++) {
      await engine.write('testNote', ['count', `${i}`]);
      expect(await sleepIn(engine, 'usual', 0.01)).toBe('done');
    }
    expect(await patient).toEqual(['done', 'done']);
  });

  it('a server that says nothing any more is noticed', async () => {
    await using database = await postgresDatabase();
    const url = new URL(database.url);
    await using proxy = await startFaultProxy({ host: url.hostname, port: Number(url.port) });
    const proxied = Object.assign(url, { host: `${proxy.host}:${proxy.port}` }).href;
    await using engine = await openEngine(proxied, { statementTimeoutMs: 2_000 });
    const reading = sleepIn(engine, 'patient', 600);
    await expect
      .poll(() =>
        database.run(
          `select 1 from pg_stat_activity where query like '%pg_sleep(%' and state = 'active' and pid <> pg_backend_pid()`,
        ),
      )
      .toHaveLength(1);
    await proxy.set('hang');
    expect(await reading).toEqual(unavailable);
  });

  it('a library that is counted for longer than a statement may take is verified, backed up and moved', async () => {
    await using database = await postgresDatabase();
    await using folder = await temporaryFolder();
    const settings = { VITRINE_DATABASE_URL: database.url, VITRINE_DATABASE_TIMEOUT_SECONDS: '1' };
    await using server = await startTestServer({ settings, isEmbedded: true });
    const library = { ...server.settings, ...settings };
    for (let i = 0; i < 7; i++) await server.upload(`${i}.bin`, randomBytes(50));
    await database.run(
      'alter table blobs enable row level security, force row level security',
      'create policy everybody on blobs using (true) with check (true)',
      `create policy slow on blobs as restrictive for select
       using (current_query() not like 'select count(*)%' or pg_sleep(0.2) is not null)`,
    );
    const [backup, moved] = [join(folder.path, 'backup'), join(folder.path, 'moved')];
    expect(await vitrine(library, 'verify')).toMatchObject({ code: 0, json: { clean: true, blobs: 7 } });
    expect(await vitrine(library, 'backup', backup)).toMatchObject({ code: 0, json: { blobs: { count: 7 } } });
    const counting = settled(
      server.core.engine.db
        .selectFrom('blobs')
        .select(({ fn }) => fn.countAll().as('count'))
        .execute(),
    );
    expect(await counting).toEqual(unavailable);
    const move = await vitrine(library, 'migrate', '--to', moved);
    expect(move, move.stderr).toMatchObject({ code: 0, json: { state: 'moved', blobs: 7 } });
    await server[Symbol.asyncDispose]();
    expect(await vitrine(moved, 'verify')).toMatchObject({ code: 0, json: { clean: true, blobs: 7 } });
  });
});
