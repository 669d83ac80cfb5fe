// The wall between workspaces in PostgreSQL with nothing in front of it: the operations ask as who may do all in the other workspace,
// and statements name the rows of others outright. What keeps them off is row-level security alone.
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Core, Id } from '../../src/core/index.ts';
import { queries } from '../../src/core/queries.ts';
import { ACROSS } from '../../src/core/reach.ts';
import { transactions } from '../../src/core/transactions.ts';
import type { Db } from '../../src/database/db.ts';
import { openTestCore, type TestCore } from '../support/core.ts';
import { furnished, rowsOf, type Tenant, walledTables } from '../support/furnished-workspace.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 120_000 });

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

const within = (wall: Id): Db => core.engine.dbWithin(wall);

/** In a transaction of who sees `one` alone; the SQLSTATE of a refusal, else what the last statement gave. */
async function run(statement: string): Promise<unknown> {
  const reach = { order: one.actor.workspaceId, wall: one.actor.workspaceId };
  return await core.engine.write('testRun', [statement], reach).then(
    (rows) => rows,
    (error: { code?: string }) => error.code,
  );
}

const theirs = async (): Promise<Record<string, string[]>> => {
  const tables = await walledTables(core.engine.db);
  const rows = await Promise.all(
    tables.map(async (table) => (await rowsOf(within(other.actor.workspaceId), table)).sort()),
  );
  return Object.fromEntries(tables.map((table, index) => [table, rows[index] ?? []]));
};

const quoted = (json: string): string => `'${json.replaceAll("'", "''")}'::jsonb`;

/** As PostgreSQL itself writes them, so that they can be read back as rows. */
async function recordsOf(table: string): Promise<string[]> {
  const { rows } = await sql<{ record: unknown }>`select to_jsonb(t) as record from ${sql.table(table)} t`.execute(
    within(other.actor.workspaceId),
  );
  return rows.map(({ record }) => JSON.stringify(record));
}

describe('statements that name what belongs to another workspace', () => {
  it('find, change and remove none of it, in any table', async () => {
    const before = await theirs();
    let tried = 0;
    for (const table of Object.keys(before)) {
      for (const record of await recordsOf(table)) {
        const named = `to_jsonb(t) = ${quoted(record)}`;
        const column = Object.keys(JSON.parse(record))[0] ?? '';
        expect([table, await run(`select * from ${table} t where ${named}`)]).toEqual([table, []]);
        const changing = `update ${table} t set "${column}" = t."${column}" where ${named} returning *`;
        expect([table, await run(changing)]).toEqual([table, []]);
        expect([table, await run(`delete from ${table} t where ${named} returning *`)]).toEqual([table, []]);
        tried++;
      }
    }
    expect(tried).toBeGreaterThan(40);
    expect(await theirs()).toEqual(before);
  });

  it('make nothing that would be theirs, new or out of their own', async () => {
    const before = await theirs();
    const made: unknown[] = [];
    const given: unknown[] = [];
    for (const table of Object.keys(before)) {
      const [record = ''] = await recordsOf(table);
      const copy = `insert into ${table} overriding system value select * from jsonb_populate_record(null::${table}, ${quoted(record)})`;
      made.push([table, await run(copy)]);
      const owner = table === 'workspaces' ? 'id' : 'workspace_id';
      if (Object.hasOwn(JSON.parse(record), owner))
        given.push([table, await run(`update ${table} set ${owner} = '${other.actor.workspaceId}'`)]);
    }
    expect(made).toEqual(Object.keys(before).map((table) => [table, '42501']));
    expect(given).toEqual(given.map((each) => [(each as [string])[0], '42501']));
    expect(given.length).toBeGreaterThan(10);
    expect(await theirs()).toEqual(before);
  });
});

type Operation = (db: Db, ...args: never[]) => unknown;

const PAGE = { filters: [], sort: { field: 'created', order: 'desc' }, limit: 10, includeTotal: true } as const;
const LIST = { offset: 0, limit: 10, order: 'desc', sort: 'created' } as const;

/** One of each kind. */
async function idsOf({ workspaceId }: Tenant['actor']): Promise<string[]> {
  const db = within(workspaceId);
  const tables = ['assets', 'folders', 'vaults', 'shares', 'keys', 'users', 'bulk_changes'] as const;
  const all = await Promise.all(tables.map((table) => db.selectFrom(table).select('id').limit(1).execute()));
  return [...new Set(all.flat().map(({ id }) => id))];
}

describe('operations that ask as who may do all in another workspace', () => {
  /** Which of them tell something of `other`, asked behind that wall. */
  async function telling(wall: Id): Promise<string[]> {
    const { actor } = other;
    const ids = await idsOf(actor);
    const canaries = [other.slug, 'other@example.org', actor.workspaceId, ...ids];
    const told = new Set<string>();
    const reads: Readonly<Record<string, Operation>> = queries;
    for (const [name, read] of Object.entries(reads)) {
      if ((ACROSS as readonly string[]).includes(name)) continue;
      const single = ids.map((id) => [actor, id]);
      const shapes: unknown[][] = [[actor], [actor, PAGE], [actor, LIST], [actor, ids], ...single];
      const tell = async (args: unknown[]): Promise<void> => {
        const answer: unknown = await read(within(wall), ...(args as never[]));
        const text = JSON.stringify(answer instanceof Map || answer instanceof Set ? [...answer] : answer) ?? '';
        // What it was asked by proves nothing.
        const asked = JSON.stringify(args.slice(1));
        if (canaries.some((canary) => text.includes(canary) && !asked.includes(canary))) told.add(name);
      };
      // Some refuse, or are not asked like that.
      await Promise.allSettled(shapes.map(tell));
    }
    return [...told];
  }

  it('are told of it behind its own wall, and of nothing behind another', async () => {
    expect((await telling(other.actor.workspaceId)).length).toBeGreaterThan(15);
    expect(await telling(one.actor.workspaceId)).toEqual([]);
  });

  it('change nothing of it behind another wall', async () => {
    const before = await theirs();
    const ofAll = /Departure|Arrival|Arrived|Mover|Guards|Library|Portions|Instance|Setup|Discrepancies|forgetChanges/;
    const across: readonly string[] = ACROSS;
    const names = Object.keys(transactions).filter((name) => !ofAll.test(name) && !across.includes(name));
    const { actor } = other;
    const ids = await idsOf(actor);
    // What is true of a flag is an empty object, too.
    const shapes = [...ids.slice(0, 4).map((id) => [actor, id, {}]), [actor, ids]];
    const tryAll = async (wall: Id, tried: readonly string[]) => {
      for (const name of tried)
        await Promise.allSettled(shapes.map((args) => core.engine.write(name, args, { order: wall, wall })));
    };
    await tryAll(one.actor.workspaceId, names);
    expect(await theirs()).toEqual(before);
    expect(names.length).toBeGreaterThan(60);
    await tryAll(
      actor.workspaceId,
      names.filter((name) => /^(patch|trash|revoke)/.test(name)),
    );
    expect(await theirs()).not.toEqual(before);
  });
});
