// Transactions in PostgreSQL. Those of one workspace, or of none, run one after the other, wherever they come from, under a lock of
// the database; those that wait together share one commit, each in a savepoint of its own, so that one that fails takes no other along.
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { MINUTE_MS } from '../../core/durations.ts';
import { CoreError } from '../../core/errors.ts';
import { type Reach, type TransactionsModule, type Tx, timeAfter } from '../../database/engine.ts';
import { HeldConnection, wallStatement } from './connection.ts';
import { transactionDb } from './database.ts';
import { isConflict, isDouble, isLost, isRepeatable, toProductError } from './failure.ts';

/** The first key of our advisory locks; the second says what is locked. */
const LOCKS = 0x76697472;
/** PostgreSQL keeps up to 64 savepoints of a transaction where others find them quickly. */
const LARGEST_BATCH = 60;
const LONGEST_BATCH_MS = 50;
const TRIES = 4;
const RETRY_MS = 20;
/** What a statement of a bulk change may take. */
const BULK_TIMEOUT_MS = 15 * MINUTE_MS;
/** How much longer than the server this side waits. */
const PATIENCE_MS = 5_000;

interface Request {
  readonly name: string;
  readonly args: readonly unknown[];
  readonly reach: Reach;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Answer = { readonly value: unknown } | { readonly failure: unknown };

export interface WriterOptions {
  /** As many as the pool has, and at least one. */
  readonly connections: number;
  /** 0: for ever. */
  readonly statementTimeoutMs: number;
}

export class Writer {
  readonly #pool: pg.Pool;
  readonly #module: TransactionsModule;
  readonly #statementTimeoutMs: number;
  /** What waits, by its order; there is an entry as long as it is worked on. */
  readonly #queues = new Map<string, Request[]>();
  readonly #underWay = new Set<Promise<void>>();
  readonly #waitingForSlot: (() => void)[] = [];
  readonly #retries = new Map<string, number>();
  #slots: number;
  #lastNow = 0;
  #isClosed = false;

  constructor(pool: pg.Pool, { connections, statementTimeoutMs }: WriterOptions, module: TransactionsModule) {
    this.#pool = pool;
    this.#slots = connections;
    this.#statementTimeoutMs = statementTimeoutMs;
    this.#module = module;
  }

  /** How many wait for a connection: batches, and what runs at once. */
  get waiting(): number {
    return this.#waitingForSlot.length;
  }

  /** How often each transaction was run again, by its name. */
  get retries(): ReadonlyMap<string, number> {
    return this.#retries;
  }

  write(name: string, args: readonly unknown[], reach: Reach): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new CoreError('unavailable', 'The database is closed.'));
      const request = { name, args, reach, resolve, reject };
      if (reach.order === 'unordered') this.#track(this.#inSlot(() => [request]));
      else this.#enqueue(reach.order, request);
    });
  }

  /** Takes nothing more; done when all that was taken before has been answered. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  #track(work: Promise<void>): void {
    this.#underWay.add(work);
    void work.finally(() => this.#underWay.delete(work));
  }

  #enqueue(order: string, request: Request): void {
    const queue = this.#queues.get(order);
    if (queue) {
      queue.push(request);
      return;
    }
    const started = [request];
    this.#queues.set(order, started);
    this.#track(this.#drain(order, started));
  }

  async #drain(order: string, queue: Request[]): Promise<void> {
    // Whoever comes before there is a connection comes along.
    while (queue.length > 0) await this.#inSlot(() => this.#nextBatch(queue));
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
  async #inSlot(take: () => readonly Request[]): Promise<void> {
    if (this.#slots > 0) this.#slots--;
    else await new Promise<void>((resolve) => this.#waitingForSlot.push(resolve));
    try {
      await this.#settle(take());
    } finally {
      const next = this.#waitingForSlot.shift();
      if (next) next();
      else this.#slots++;
    }
  }

  async #settle(batch: readonly Request[]): Promise<void> {
    const open = [...batch];
    for (let tries = 1; open.length > 0; tries++) {
      // Who met others at the same bytes in another order meets nobody again while it holds no more than its own.
      const some = tries > 1 ? open.slice(0, 1) : [...open];
      let connection: HeldConnection | undefined;
      try {
        connection = new HeldConnection(await this.#pool.connect(), this.#timeoutOf(some));
        for (const answer of await this.#commitSome(connection, some)) {
          const request = open.shift();
          if ('failure' in answer) request?.reject(toProductError(answer.failure));
          else request?.resolve(answer.value);
        }
        tries = 0;
      } catch (error) {
        const isWorthIt = isConflict(error) || isDouble(error) || (connection !== undefined && isRepeatable(error));
        if (tries === TRIES || !isWorthIt) {
          for (const request of open.splice(0, some.length)) request.reject(toProductError(error));
          tries = 0;
          continue;
        }
        for (const { name } of some) this.#retries.set(name, (this.#retries.get(name) ?? 0) + 1);
        await pause(RETRY_MS * Math.random() * 2 ** tries);
      }
    }
  }

  #timeoutOf([first]: readonly Request[]): number | undefined {
    if (first && this.#module.bulk?.has(first.name)) return BULK_TIMEOUT_MS + PATIENCE_MS;
    return this.#statementTimeoutMs === 0 ? undefined : this.#statementTimeoutMs + PATIENCE_MS;
  }

  /** Runs as many as fit into one commit; answers what is durable then, or failed by itself. */
  async #commitSome(connection: HeldConnection, batch: readonly Request[]): Promise<Answer[]> {
    try {
      const now = await this.#begin(connection, batch);
      const startedAt = performance.now();
      const answers: Answer[] = [];
      for (const request of batch) {
        answers.push(await this.#runOne(connection, request, now, batch.length > 1));
        if (performance.now() - startedAt > LONGEST_BATCH_MS) break;
      }
      await commit(connection);
      return answers;
    } catch (error) {
      await connection.rollBack();
      throw error;
    } finally {
      connection.release();
    }
  }

  async #begin(connection: HeldConnection, [first]: readonly Request[]): Promise<number> {
    if (!first) throw new TypeError('there is nothing to run');
    const { order, wall } = first.reach;
    // Each statement sees what was committed before it began, so what comes after a lock sees all that its last holder did.
    const { rows } = await connection.run(
      [
        'begin isolation level read committed',
        ...(this.#module.bulk?.has(first.name) ? [`set local statement_timeout = ${BULK_TIMEOUT_MS}`] : []),
        wallStatement(wall),
        ...locksOf(order),
        'select (extract(epoch from clock_timestamp()) * 1000)::bigint as now',
      ].join('; '),
    );
    this.#lastNow = timeAfter(this.#lastNow, Number(rows[0]?.['now']));
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
}

async function commit(connection: HeldConnection): Promise<void> {
  const { command } = await connection.run('commit').catch((error: unknown) => {
    // A refusal is an answer. Without one nobody knows, and what may have been made must not be made again.
    if (!isLost(error)) throw error;
    throw new CoreError('unavailable', 'The database was lost before it said whether the change was made.', {
      cause: error,
      retryAfterSeconds: 2,
    });
  });
  // PostgreSQL rolls back, and says so, where a statement failed and nobody told.
  if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed');
}

/** Everybody shares the instance, unless somebody wants all of it. */
function locksOf(order: Reach['order']): string[] {
  if (order === 'unordered') return [];
  if (order === 'instance') return [`select pg_advisory_xact_lock(${LOCKS}, 0)`];
  return [
    `select pg_advisory_xact_lock_shared(${LOCKS}, 0)`,
    // One that is locked along with another for the same number waits needlessly, and no more.
    `select pg_advisory_xact_lock(${LOCKS + 1}, hashtext(${pg.escapeLiteral(order)}))`,
  ];
}
