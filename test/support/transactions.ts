// The product's transactions and a few that only tests want: run by the writer in the product's place.
import { sql } from 'kysely';
import { CoreError } from '../../src/core/errors.ts';
import type { Id } from '../../src/core/ids.ts';
import { transactions as product, bulk as productBulk } from '../../src/core/transactions.ts';
import type { Transactions, Tx } from '../../src/database/engine.ts';
import type { SearchEntry } from '../../src/database/traits.ts';

const note = async ({ db }: Tx, name: string, value: string): Promise<void> => {
  await db
    .insertInto('instance')
    .values({ name, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
};

export const transactions = {
  ...product,

  /** Writes a fact; answers the time it was given. */
  async testNote(tx: Tx, name: string, value: string): Promise<number> {
    await note(tx, name, value);
    return tx.now;
  },

  /** Writes a fact, then fails with a CoreError, or with another error when there is no code. */
  async testFail(tx: Tx, name: string, error: ConstructorParameters<typeof CoreError> | string): Promise<void> {
    await note(tx, name, 'failed');
    throw typeof error === 'string' ? new Error(error) : new CoreError(...error);
  },

  /** The same two as bulk changes. */
  async testNoteInBulk(tx: Tx, name: string, value: string): Promise<void> {
    await note(tx, name, value);
  },
  async testFailInBulk(tx: Tx, name: string): Promise<void> {
    await note(tx, name, 'failed');
    throw new CoreError('conflict', 'taken');
  },

  /** Adds one to the number a fact holds, by reading and writing it. */
  async testIncrease(tx: Tx, name: string): Promise<number> {
    const row = await tx.db.selectFrom('instance').select('value').where('name', '=', name).executeTakeFirst();
    const value = Number(row?.value ?? 0) + 1;
    await note(tx, name, String(value));
    return value;
  },

  /** Two facts that are always equal to whoever reads both at once. */
  async testNoteTwins(tx: Tx, value: string, padding: string): Promise<void> {
    await note(tx, 'left', value);
    await note(tx, `padding-${value}`, padding);
    await note(tx, 'right', value);
  },

  /** Something that can not leave the thread. */
  async testAnswerFunction(): Promise<unknown> {
    return () => undefined;
  },

  /** Empties the library; accounts stay. */
  async testEmpty(tx: Tx): Promise<void> {
    const tables = [
      'assets',
      'vaults',
      'folders',
      'renditions',
      'blobs',
      'asset_counts',
      'asset_search',
      'jobs',
    ] as const;
    for (const table of tables) await sql`delete from ${sql.table(table)}`.execute(tx.db);
    await tx.db.updateTable('workspaces').set({ asset_count: 0, total_bytes: 0, folder_count: 0 }).execute();
  },

  /** So many copies of an asset, records alone: nothing maintained is touched. */
  async testMultiply(tx: Tx, id: string, times: number): Promise<void> {
    const asset = await tx.db
      .selectFrom('assets')
      .selectAll()
      .where('id', '=', id as Id)
      .executeTakeFirstOrThrow();
    const columns = Object.keys(asset).filter((name) => name !== 'seq' && name !== 'id' && name !== 'slug');
    const list = sql.join(columns.map((name) => sql.ref(name)));
    await sql`
      insert into assets (id, slug, ${list})
      with recursive numbers (i) as (select 1 union all select i + 1 from numbers where i < ${times})
      select substr('000000000000000000000000', 1, 24 - length(cast(i as text))) || i, slug || '-' || (i + 1), ${list} from assets, numbers where id = ${id}`.execute(
      tx.db,
    );
  },

  /** Puts something into the text index, or takes it out, and nothing else. */
  async testIndex({ db }: Tx, seq: number, texts: Partial<SearchEntry['columns']>): Promise<void> {
    const columns = { name: '', title: '', description: '', tags: '', ...texts };
    await db.traits.textSearch.add(db, [{ seq, scopes: ['0'.repeat(24)], columns, source: null }]);
  },
  async testUnindex({ db }: Tx, seq: number): Promise<void> {
    await db.traits.textSearch.remove(db, seq);
  },

  async testRun(tx: Tx, statement: string): Promise<unknown[]> {
    return (await sql.raw(statement).execute(tx.db)).rows;
  },

  /** Ends the writer while it is at work, or by an error that nobody awaits. */
  async testDie(_tx: Tx, how: 'exit' | 'throw'): Promise<void> {
    if (how === 'exit') process.exit(7);
    setImmediate(() => {
      throw new Error('thrown on purpose by a test');
    });
    await new Promise(() => undefined);
  },
} satisfies Transactions;

export const bulk: ReadonlySet<string> = new Set([...productBulk, 'testNoteInBulk', 'testFailInBulk']);
