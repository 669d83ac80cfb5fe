// The embedded engine: the contract of all engines, and what is its own.
import { copyFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src/database/engine.ts';
import { SCHEMA_VERSION } from '../../src/database/migrate.ts';
import { openConnection } from '../../src/drivers/sqlite/connection.ts';
import { checkVersion, prove, proveRecovered } from '../../src/drivers/sqlite/database-file.ts';
import { openSqlite } from '../../src/drivers/sqlite/index.ts';
import { openSqliteSnapshot } from '../../src/drivers/sqlite/snapshot.ts';
import { describeEngine, type EngineUnderTest } from '../contract/engine.ts';
import { contentOf, openTestCore, TEST_TRANSACTIONS_URL, temporaryFolder } from '../support/core.ts';
import { restore, trash } from '../support/trash.ts';

const FILE = 'vitrine.sqlite';

const openIn = (folder: string): Promise<Engine> =>
  openSqlite({ file: join(folder, FILE), transactionsUrl: TEST_TRANSACTIONS_URL });

async function open(): Promise<EngineUnderTest> {
  await using resources = new AsyncDisposableStack();
  const { path: folder } = resources.use(await temporaryFolder());
  const engine = resources.use(await openIn(folder));
  const kept = resources.move();
  return { engine, folder, openSnapshot: openSqliteSnapshot, [Symbol.asyncDispose]: () => kept.disposeAsync() };
}

const pragmas = ['journal_mode', 'synchronous', 'foreign_keys', 'trusted_schema'] as const;
const text = async (engine: Engine, statement: string): Promise<string> =>
  JSON.stringify(await engine.write('testRun', [statement]));

describeEngine('SQLite', open);

describe('SQLite: its settings', () => {
  it('it writes in WAL mode with a sync for each commit, obeys foreign keys and trusts no schema', async () => {
    await using under = await open();
    const found = await Promise.all(pragmas.map((pragma) => text(under.engine, `pragma ${pragma}`)));
    expect(found).toEqual([
      '[{"journal_mode":"wal"}]',
      '[{"synchronous":2}]',
      '[{"foreign_keys":1}]',
      '[{"trusted_schema":0}]',
    ]);
  });

  it('it never runs what it has refused, because another process held the database, later', async () => {
    await using under = await open();
    const other = new DatabaseSync(join(under.folder, FILE));
    other.exec('begin immediate');
    const note = (value: string): Promise<unknown> =>
      under.engine.write('testRun', [`insert into instance (name, value) values ('${value}', '${value}')`]);
    const refused = await Promise.allSettled([note('first'), note('second')]);
    expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    other.exec('rollback');
    other.close();
    await note('third');
    const names = await text(under.engine, `select name from instance where name in ('first', 'second', 'third')`);
    expect(JSON.parse(names)).toEqual([{ name: 'third' }]);
  });

  it('it reads without ever writing, with a schema that is not trusted', async () => {
    await using under = await open();
    const { sqlite } = openConnection({ file: join(under.folder, FILE), readOnly: true });
    expect(sqlite.prepare('pragma query_only').get()).toEqual({ query_only: 1 });
    expect(sqlite.prepare('pragma trusted_schema').get()).toEqual({ trusted_schema: 0 });
    sqlite.close();
  });

  it.each(['3.51.2', '3.50.9', '2.99.99', '3.7.17', 'unknown'])('it refuses SQLite %s', (version) => {
    expect(() => checkVersion(version)).toThrow(/3\.51\.3 or newer/);
  });

  it.each(['3.51.3', '3.51.10', '3.53.4', '4.0.0'])('it takes SQLite %s', (version) => {
    expect(() => checkVersion(version)).not.toThrow();
  });

  it.each([
    ['journal_mode', 'wal', 'delete'],
    ['synchronous', 2, 1],
    ['foreign_keys', 1, 0],
    ['trusted_schema', 0, 1],
  ] as const)(
    'it refuses to go on where %s reads back as something else than it was set to',
    async (pragma, wanted, other) => {
      await using folder = await temporaryFolder();
      const sqlite = new DatabaseSync(join(folder.path, FILE));
      sqlite.exec(`pragma ${pragma} = ${other}`);
      expect(() => prove(sqlite, { [pragma]: wanted })).toThrow(`SQLite runs with ${pragma} = ${other}, not ${wanted}`);
      sqlite.exec(`pragma ${pragma} = ${wanted}`);
      expect(() => prove(sqlite, { [pragma]: wanted })).not.toThrow();
      sqlite.close();
    },
  );

  it('it opens no database that can not be in WAL mode', () => {
    expect(() => openConnection({ file: ':memory:', readOnly: false })).toThrow('journal_mode = memory, not wal');
  });

  it('it takes over what a dead process left in the WAL before it writes anything after it', async () => {
    await using under = await open();
    await under.engine.write('testNote', ['colour', 'red']);
    await using crashed = await temporaryFolder();
    for (const name of [FILE, `${FILE}-wal`]) await copyFile(join(under.folder, name), join(crashed.path, name));
    const sizeOfWal = async () => (await stat(join(crashed.path, `${FILE}-wal`))).size;
    expect(await sizeOfWal()).toBeGreaterThan(0);
    const { sqlite } = openConnection({ file: join(crashed.path, FILE), readOnly: false });
    proveRecovered(sqlite);
    expect(await sizeOfWal()).toBe(0);
    expect(sqlite.prepare(`select value from instance where name = 'colour'`).get()).toEqual({ value: 'red' });
    sqlite.close();
  });

  it('it refuses a database that a newer version has written, and says so', async () => {
    await using folder = await temporaryFolder();
    await (await openIn(folder.path))[Symbol.asyncDispose]();
    const sqlite = new DatabaseSync(join(folder.path, FILE));
    sqlite.exec('update schema_version set version = version + 1');
    sqlite.close();
    await expect(openIn(folder.path)).rejects.toThrow(
      `The database has schema ${SCHEMA_VERSION + 1}; this version of Vitrine reads up to ${SCHEMA_VERSION}.`,
    );
  });

  it('it refuses a file that is no database', async () => {
    await using folder = await temporaryFolder();
    await writeFile(
      join(folder.path, FILE),
      'this is a text and not a database, and long enough to be told from one'.repeat(20),
    );
    await expect(openIn(folder.path)).rejects.toThrow(/not a database/);
  });

  it('it keeps what is there when it opens a database again', async () => {
    await using folder = await temporaryFolder();
    const first = await openIn(folder.path);
    await first.write('testNote', ['colour', 'red']);
    await first[Symbol.asyncDispose]();
    await using again = await openIn(folder.path);
    expect(await text(again, `select value from instance where name = 'colour'`)).toBe('[{"value":"red"}]');
  });

  it('it reads whole rows on, also when a newer release adds a column to them', async () => {
    await using under = await open();
    const { engine } = under;
    await engine.write('testNote', ['colour', 'red']);
    const read = () => engine.db.selectFrom('instance').selectAll().where('name', '=', 'colour').execute();
    expect(await read()).toEqual([{ name: 'colour', value: 'red' }]);
    await engine.write('testRun', [`alter table instance add column added text default 'new'`]);
    expect(await read()).toEqual([{ name: 'colour', value: 'red', added: 'new' }]);
  });
});

describe('SQLite: when things go wrong', () => {
  it('it tells a full disk as such, keeps what it has, and works again once there is space', async () => {
    await using under = await open();
    const { engine } = under;
    await engine.write('testNote', ['colour', 'red']);
    const [{ page_count: pages } = { page_count: 0 }] = JSON.parse(await text(engine, 'pragma page_count'));
    await engine.write('testRun', [`pragma max_page_count = ${pages + 2}`]);

    await expect(engine.write('testNote', ['large', 'x'.repeat(1_000_000)])).rejects.toMatchObject({
      code: 'storage_full',
    });
    expect(await text(engine, `select value from instance where name = 'colour'`)).toBe('[{"value":"red"}]');

    await engine.write('testRun', ['pragma max_page_count = 1000000']);
    await engine.write('testNote', ['large', 'x'.repeat(1_000_000)]);
    await engine.write('testNote', ['colour', 'blue']);
    expect(await engine.checkIntegrity()).toEqual([]);
  });

  it.each(['exit', 'throw'] as const)(
    'it tells everybody who waits when the writer dies (%s), and writes on with another',
    async (how) => {
      await using under = await open();
      const { engine } = under;
      await engine.write('testNote', ['colour', 'red']);
      const outcomes = await Promise.allSettled([
        engine.write('testDie', [how]),
        ...Array.from({ length: 20 }, (_, i) => engine.write('testNote', ['colour', `after ${i}`])),
      ]);
      for (const outcome of outcomes) {
        expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'unavailable', retryAfterSeconds: 1 } });
      }
      expect(await text(engine, `select value from instance where name = 'colour'`)).toBe('[{"value":"red"}]');
      await engine.write('testNote', ['colour', 'blue']);
      expect(await engine.checkIntegrity()).toEqual([]);
    },
  );

  it('it does not start one writer after the other when they keep dying', async () => {
    await using under = await open();
    const { engine } = under;
    const die = () => engine.write('testDie', ['exit']).catch((error: unknown) => error);
    await die();
    await die();
    expect(await die()).toMatchObject({ code: 'unavailable', retryAfterSeconds: 1 });
    await new Promise((resolve) => setTimeout(resolve, 1_050));
    await engine.write('testNote', ['colour', 'red']);
  });

  it('it closes without a word when the writer is dead', async () => {
    await using under = await open();
    await under.engine.write('testDie', ['exit']).catch(() => undefined);
    await under.engine[Symbol.asyncDispose]();
  });

  it('it answers the others when one answer can not leave the thread', async () => {
    await using under = await open();
    const [bad, good] = await Promise.allSettled([
      under.engine.write('testAnswerFunction', []),
      under.engine.write('testNote', ['colour', 'red']),
    ]);
    expect(bad).toMatchObject({ status: 'rejected' });
    expect(good).toMatchObject({ status: 'fulfilled' });
  });
});

describe('SQLite: a bulk transaction', () => {
  it('does not hold up this thread while a folder of 20,000 assets is trashed and brought back', async () => {
    await using opened = await openTestCore();
    const { core, admin } = opened;
    const folder = await core.createFolder(admin, { name: 'large' });
    const inner = await core.createFolder(admin, { name: 'inner', parentId: folder.id });
    const content = contentOf('the same bytes for all of them');
    const asset = await core.createAsset(admin, { name: 'a.txt', folderId: inner.id, content, tags: ['many'] });
    await core.engine.write('testMultiply', [asset.id, 19_999]);
    await core.repairDiscrepancies();

    const own = process.threadCpuUsage();
    const all = process.cpuUsage();
    await trash(core, admin, folder.id);
    await restore(core, admin, folder.id);
    const [{ user, system }, { user: allUser, system: allSystem }] = [
      process.threadCpuUsage(own),
      process.cpuUsage(all),
    ];
    // Whoever does the work on this thread leaves the others nothing.
    expect(user + system).toBeLessThan((allUser + allSystem) / 2);
    expect(await core.getFolder(admin, folder.id)).toMatchObject({ totalAssets: 20_000, folderCount: 1 });
    expect(await Array.fromAsync(core.findDiscrepancies())).toEqual([]);
  });
});
