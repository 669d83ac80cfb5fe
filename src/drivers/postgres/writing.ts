// Transactions in PostgreSQL. Those of one workspace run one after the other, wherever they come from, under a lock of the
// database; those that wait together share one commit, each in a savepoint of its own, so that one that fails takes no other along.
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { CoreError } from '../../core/errors.ts';
import type { Reach, TransactionsModule, Tx } from '../../database/engine.ts';
import { HeldConnection, wallStatement } from './connection.ts';
import { transactionDb } from './database.ts';
import { isConflict, isDouble, toProductError } from './failure.ts';

/** The first key of our advisory locks; the second says what is locked. */
const LOCKS = 0x76697472;
const LARGEST_BATCH = 64;
const LONGEST_BATCH_MS = 50;
const TRIES = 4;
const RETRY_MS = 20;
/** What a bulk change may take. */
const BULK_TIMEOUT_MS = 15 * 60_000;

interface Request {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly reach: Reach;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Answer = { readonly value: unknown } | { readonly failure: unknown };

export class Writer {
  readonly #pool: pg.Pool;
  readonly #module: TransactionsModule;
  /** What waits, by its order; there is an entry as long as it is worked on. */
  readonly #queues = new Map<string, Request[]>();
  readonly #waitingForSlot: (() => void)[] = [];
  #slots: number;
  #lastNow = 0;
  #isClosed = false;

  constructor(pool: pg.Pool, connections: number, module: TransactionsModule) {
    this.#pool = pool;
    this.#slots = connections;
    this.#module = module;
  }

  write(name: string, args: readonly unknown[], reach: Reach): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new CoreError('unavailable', 'The database is closed.'));
      const request = { name, args, reach, resolve, reject };
      if (reach.order === 'unordered') void this.#settle([request]);
      else this.#enqueue(reach.order, request);
    });
  }

  /** After what was asked before has been answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#pool.end();
  }

  #enqueue(order: string, request: Request): void {
    const queue = this.#queues.get(order);
    if (queue) {
      queue.push(request);
      return;
    }
    const started = [request];
    this.#queues.set(order, started);
    void this.#drain(order, started);
  }

  async #drain(order: string, queue: Request[]): Promise<void> {
    while (queue.length > 0) await this.#settle(this.#nextBatch(queue));
    this.#queues.delete(order);
  }

  #nextBatch(queue: Request[]): Request[] {
    const bulk = this.#module.bulk;
    const end = queue.findIndex(({ name }, i) => i > 0 && (i === LARGEST_BATCH || bulk?.has(name)));
    const [first] = queue;
    const count = first && bulk?.has(first.name) ? 1 : end === -1 ? queue.length : end;
    return queue.splice(0, count);
  }

  /** Answers every request, whatever happens. */
  async #settle(batch: readonly Request[]): Promise<void> {
    const open = [...batch];
    for (let left = TRIES - 1; open.length > 0; left--) {
      try {
        const answers = await this.#commit(open);
        for (const [i, answer] of answers.entries()) {
          const request = open[i];
          if ('failure' in answer) request?.reject(toProductError(answer.failure));
          else request?.resolve(answer.value);
        }
        open.splice(0, answers.length);
      } catch (error) {
        if (left === 0 || !(isConflict(error) || isDouble(error))) {
          for (const request of open) request.reject(toProductError(error));
          return;
        }
        await pause(RETRY_MS * Math.random() * 2 ** (TRIES - left));
      }
    }
  }

  /** Runs as many as fit into one commit; answers what is durable then, or failed by itself. */
  async #commit(batch: readonly Request[]): Promise<Answer[]> {
    await this.#takeSlot();
    try {
      return await this.#commitOn(new HeldConnection(await this.#pool.connect()), batch);
    } finally {
      this.#freeSlot();
    }
  }

  async #commitOn(connection: HeldConnection, batch: readonly Request[]): Promise<Answer[]> {
    try {
      const now = await this.#begin(connection, batch);
      const startedAt = performance.now();
      const answers: Answer[] = [];
      for (const request of batch) {
        answers.push(await this.#runOne(connection, request, now, batch.length > 1));
        if (performance.now() - startedAt > LONGEST_BATCH_MS) break;
      }
      await connection.run('commit');
      return answers;
    } catch (error) {
      await connection.run('rollback').catch((failure: unknown) => {
        connection.lost ??= failure;
      });
      throw error;
    } finally {
      connection.release();
    }
  }

  async #begin(connection: HeldConnection, [first]: readonly Request[]): Promise<number> {
    if (!first) throw new TypeError('there is nothing to run');
    const { order, wall } = first.reach;
    const isBulk = this.#module.bulk?.has(first.name);
    // Each statement sees what was committed before it began, so what comes after a lock sees all that its last holder did.
    const [row] = await connection.run(
      [
        'begin',
        ...(isBulk
          ? [`set local statement_timeout = ${BULK_TIMEOUT_MS}; set local idle_in_transaction_session_timeout = 0`]
          : []),
        wallStatement(wall),
        ...locksOf(order),
        'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now',
      ].join('; '),
    );
    this.#lastNow = Math.max(this.#lastNow, Number(row?.['now']));
    return this.#lastNow;
  }

  async #runOne(connection: HeldConnection, request: Request, now: number, isShared: boolean): Promise<Answer> {
    const tx: Tx = { db: transactionDb(connection), now };
    if (!isShared) return { value: await this.#call(tx, request) };
    for (let left = TRIES - 1; ; left--) {
      await connection.run(`savepoint one; ${wallStatement(request.reach.wall)}`);
      try {
        const value = await this.#call(tx, request);
        await connection.run('release savepoint one');
        return { value };
      } catch (error) {
        // These end the whole transaction.
        if (connection.lost !== undefined || isConflict(error)) throw error;
        await connection.run('rollback to savepoint one; release savepoint one');
        if (left === 0 || !isDouble(error)) return { failure: error };
      }
    }
  }

  async #call(tx: Tx, { name, args }: Request): Promise<unknown> {
    const { transactions } = this.#module;
    const run = Object.hasOwn(transactions, name) ? transactions[name] : undefined;
    if (!run) throw new Error(`there is no transaction ${name}`);
    // The arguments were checked against this very function by the caller's types (core/index.ts).
    return structuredClone(await run(tx, ...(structuredClone(args) as never[])));
  }

  async #takeSlot(): Promise<void> {
    if (this.#slots > 0) this.#slots--;
    else await new Promise<void>((resolve) => this.#waitingForSlot.push(resolve));
  }

  #freeSlot(): void {
    const next = this.#waitingForSlot.shift();
    if (next) next();
    else this.#slots++;
  }
}

/** Everybody shares the instance, unless somebody wants all of it. */
function locksOf(order: Reach['order']): string[] {
  if (order === 'unordered') return [];
  if (order === 'instance') return [`select pg_advisory_xact_lock(${LOCKS}, 0)`];
  return [
    `select pg_advisory_xact_lock_shared(${LOCKS}, 0)`,
    // One that is locked along with another for the same number waits needlessly, and no more.
    `select pg_advisory_xact_lock(${LOCKS + 1}, hashtext('${order}'))`,
  ];
}
