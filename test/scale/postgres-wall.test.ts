// The wall between workspaces in PostgreSQL: what row-level security keeps back, should anybody forget to ask for a workspace.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Core, Id } from '../../src/core/index.ts';
import { queries } from '../../src/core/queries.ts';
import { ACROSS } from '../../src/core/reach.ts';
import { transactions } from '../../src/core/transactions.ts';
import type { Db } from '../../src/database/db.ts';
import { openPostgres } from '../../src/drivers/postgres/index.ts';
import { startPostgres } from '../engines/postgres.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { furnished, OPEN, rowsOf, type Tenant, tablesOf, walledTables } from '../support/furnished-workspace.ts';
import { openSession, postgresDatabase, settled } from '../support/postgres.ts';
import * as testTransactions from '../support/transactions.ts';

let opened: TestCore;
let core: Core;
let one: Tenant;
let other: Tenant;
beforeAll(async () => {
  opened = await openTestCore();
  core = opened.core;
  one = await furnished(core, 'one');
  other = await furnished(core, 'other');
});
afterAll(() => opened[Symbol.asyncDispose]());

describe('the wall of a workspace', () => {
  it('leaves every row of every table to one workspace alone, but for tables of nobody', async () => {
    const { db } = core.engine;
    expect(await tablesOf(db)).toEqual(expect.arrayContaining(Object.keys(OPEN)));
    const first = core.engine.dbWithin(opened.workspaceId);
    for (const table of await walledTables(db)) {
      const mine = await rowsOf(core.engine.dbWithin(one.actor.workspaceId), table);
      const theirs = await rowsOf(core.engine.dbWithin(other.actor.workspaceId), table);
      expect([table, mine.length, theirs.length]).toEqual([table, theirs.length, mine.length]);
      expect([table, mine.length]).not.toEqual([table, 0]);
      expect(new Set(mine).intersection(new Set(theirs))).toEqual(new Set());
      const rest = await rowsOf(first, table);
      expect([table, [...mine, ...theirs, ...rest].sort()]).toEqual([table, (await rowsOf(db, table)).sort()]);
      for (const row of mine) expect(row).not.toContain(other.actor.workspaceId);
    }
  });

  it('holds for who looks without any condition, and by what is known of others', async () => {
    const mine = core.engine.dbWithin(one.actor.workspaceId);
    expect(await mine.selectFrom('assets').select('id').where('id', '=', other.publicId).execute()).toEqual([]);
    expect(await mine.selectFrom('vaults').select('id').where('slug', '=', other.slug).execute()).toEqual([]);
    const { rows } = await sql<{ many: number }>`select count(*) as many from workspaces`.execute(mine);
    expect(rows).toEqual([{ many: 1 }]);
  });

  it('keeps changes from the rows of others, and new rows from becoming theirs', async () => {
    const reach = { order: one.actor.workspaceId, wall: one.actor.workspaceId };
    const run = (statement: string) => settled(core.engine.write('testRun', [statement], reach));
    const theirs = () => Promise.all(['assets', 'folders', 'keys', 'versions', 'events'].map(dump));
    const dump = (table: string) => rowsOf(core.engine.dbWithin(other.actor.workspaceId), table);
    const before = await theirs();
    expect(await run(`update assets set title = 'mine'`)).toBe('done');
    expect(await run(`update versions set name = 'mine'`)).toBe('done');
    expect(await run('delete from events')).toBe('done');
    expect(await run(`update folders set workspace_id = '${other.actor.workspaceId}'`)).toMatchObject({
      code: '42501',
    });
    expect(
      await run(
        `insert into events (workspace_id, type, at, info) values ('${other.actor.workspaceId}', 'x', 1, '{}')`,
      ),
    ).toMatchObject({ code: '42501' });
    expect(await theirs()).toEqual(before);
    const titles = await core.engine.dbWithin(one.actor.workspaceId).selectFrom('assets').select('title').execute();
    expect(new Set(titles.map(({ title }) => title))).toEqual(new Set(['mine']));
  });

  it('is another one for each transaction, also where several share a commit', async () => {
    const seen = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => {
        const { workspaceId } = (i % 2 === 0 ? one : other).actor;
        const wall = i % 5 === 0 ? null : workspaceId;
        const found = await core.engine.write('testRun', ['select distinct workspace_id from folders'], {
          order: 'instance',
          wall,
        });
        return [wall, (found as { workspace_id: Id }[]).map((row) => row.workspace_id).sort()] as const;
      }),
    );
    const both = [one.actor.workspaceId, other.actor.workspaceId].sort();
    for (const [wall, found] of seen) expect(found).toEqual(wall === null ? both : [wall]);
  });

  it('lets nothing be seen or made by a connection that says nothing of itself', async () => {
    await using database = await postgresDatabase();
    await using engine = await openPostgres(
      { url: database.url, connections: 4, statementTimeoutMs: 20_000 },
      testTransactions,
    );
    const { workspaceId } = one.actor;
    await engine.write('testRun', [`insert into workspaces (id, name, created_at) values ('${workspaceId}', 'w', 1)`]);
    await using session = await openSession(database.url);
    expect((await session.query('select * from workspaces')).rows).toEqual([]);
    await expect(
      session.query(`insert into workspaces (id, name, created_at) values ('x', 'x', 1)`),
    ).rejects.toMatchObject({ code: '42501' });
    expect((await session.query('delete from workspaces')).rowCount).toBe(0);
    await session.query(`set vitrine.workspace = '${workspaceId}'`);
    expect((await session.query('select * from workspaces')).rows).toHaveLength(1);
  });

  it('does not bind a superuser, of which it is told in the log', async () => {
    await using server = await startPostgres();
    const told: string[] = [];
    const log = (_: unknown, message: string) => void told.push(message);
    for (const url of [server.superuserUrl, await server.createDatabase()]) {
      const options = { url, connections: 4, statementTimeoutMs: 20_000, log };
      await (await openPostgres(options, testTransactions))[Symbol.asyncDispose]();
    }
    expect(told).toEqual([expect.stringContaining('row-level security does not bind the database role superuser')]);
  });
});

const PAGE = { filters: [], sort: { field: 'created', order: 'desc' }, limit: 10, includeTotal: true } as const;

/** What each operation that sees all workspaces is given to show that it would do otherwise within one. */
const ARGUMENTS: Record<(typeof ACROSS)[number], () => unknown[]> = {
  createUser: () => [
    { ...one.actor, isInstanceAdmin: true },
    { workspaceId: other.actor.workspaceId, email: 'new@example.org', role: 'admin', passwordHash: null },
  ],
  createVault: () => [one.actor, { name: 'x', slug: other.slug }],
  createWorkspace: () => [{ ...one.actor, isInstanceAdmin: true }, 'new'],
  getAssetToShow: () => [one.actor, other.publicId],
  createPasswordLink: () => [{ ...one.actor, isInstanceAdmin: true }, other.userId],
  getManagedWorkspace: () => [{ ...one.actor, isInstanceAdmin: true }, other.actor.workspaceId],
  getTotalUsage: () => [{ ...one.actor, isInstanceAdmin: true }, 7],
  getUser: () => [{ ...one.actor, isInstanceAdmin: true }, other.userId],
  inviteUser: () => [
    { ...one.actor, isInstanceAdmin: true },
    { workspaceId: other.actor.workspaceId, email: 'invited@example.org', role: 'admin' },
  ],
  listEveryWorkspace: () => [{ ...one.actor, isInstanceAdmin: true }, PAGE],
  listUsers: () => [{ ...one.actor, isInstanceAdmin: true }, PAGE],
  patchUser: () => [{ ...one.actor, isInstanceAdmin: true }, other.userId, { name: 'Other' }],
  patchWorkspace: () => [{ ...one.actor, isInstanceAdmin: true }, other.actor.workspaceId, { name: 'Other' }],
  retryJob: () => [{ ...one.actor, isInstanceAdmin: true }, other.jobId],
  getFigures: () => [{ ...one.actor, isInstanceAdmin: true }],
  importVault: () => [
    one.actor,
    {
      name: 'x',
      slug: other.slug,
      visibility: 'public',
      presets: null,
      source: 'somewhere',
      remoteId: '2',
      fingerprint: 'f',
    },
  ],
  listAllWorkspaces: () => [{ ...one.actor, isInstanceAdmin: true }],
  patchVault: () => [one.actor, one.vaultId, { slug: other.slug }],
};

type Run = (db: Db, ...args: never[]) => unknown;

describe('what sees all workspaces', () => {
  it.each(ACROSS)('%s has to', async (name) => {
    const attempt = async (wall: Id | null) => {
      const args = ARGUMENTS[name]();
      const reads: Readonly<Record<string, Run>> = queries;
      const read = reads[name];
      const db = wall === null ? core.engine.db : core.engine.dbWithin(wall);
      const work = read
        ? Promise.resolve(read(db, ...(args as never[])))
        : core.engine.write(name, args, { order: 'instance', wall });
      return work.then(
        (value) => (read ? value : 'done'),
        (error: { code?: string; field?: string }) => [error.code, error.field],
      );
    };
    expect(Object.hasOwn(queries, name) || Object.hasOwn(transactions, name)).toBe(true);
    const within = await attempt(one.actor.workspaceId);
    expect(await attempt(null)).not.toEqual(within);
  });
});
