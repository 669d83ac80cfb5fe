// The caller's side of the thread for slow reads (slow-reader.ts), and a Kysely dialect that sends them there.
import { Worker } from 'node:worker_threads';
import type { CompiledQuery, DatabaseConnection, Dialect, QueryResult } from 'kysely';
import { CoreError } from '../../core/errors.ts';
import { SLOW } from '../../database/engine.ts';
import { type Failure, fromFailure } from './failure.ts';

export interface SlowRead {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

export type SlowAnswer =
  | { readonly id: number; readonly rows: unknown[] }
  | { readonly id: number; readonly failure: Failure };

interface Waiting {
  resolve(rows: unknown[]): void;
  reject(error: Error): void;
}

/** A thread with nothing to do holds memory for nothing. */
const IDLE_MS = 30_000;

/** Starts its thread at the first read, and another after one that died or had nothing to do for a while. */
export class SlowReads implements AsyncDisposable {
  readonly #file: string;
  readonly #idleMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #lastId = 0;
  #isClosed = false;

  constructor(file: string, { idleMs = IDLE_MS } = {}) {
    this.#file = file;
    this.#idleMs = idleMs;
  }

  read(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    return new Promise((resolve, reject) => {
      if (this.#isClosed) return reject(new CoreError('unavailable', 'The database is closed.'));
      clearTimeout(this.#idle);
      this.#worker ??= this.#start();
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, sql, parameters } satisfies SlowRead);
    });
  }

  /** Reads under way are given up. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#idle);
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./slow-reader.ts', import.meta.url), {
      workerData: { file: this.#file },
      name: 'sqlite-slow-reader',
    });
    let cause: unknown;
    worker.on('message', (answer: SlowAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if ('failure' in answer) waiting?.reject(fromFailure(answer.failure));
      else waiting?.resolve(answer.rows);
      if (this.#waiting.size === 0) this.#endWhenIdle(worker);
    });
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', () => {
      // Another may have been started since.
      if (this.#worker !== worker) return;
      this.#worker = undefined;
      const stopped = new CoreError('unavailable', 'The read was given up.', { cause, retryAfterSeconds: 1 });
      for (const waiting of this.#waiting.values()) waiting.reject(stopped);
      this.#waiting.clear();
    });
    return worker;
  }

  #endWhenIdle(worker: Worker): void {
    const end = (): void => {
      this.#worker = undefined;
      void worker.terminate();
    };
    this.#idle = setTimeout(end, this.#idleMs).unref();
  }
}

/** The dialect, with queries that are marked as slow read elsewhere. */
export function withSlowReads(dialect: Dialect, slowReads: SlowReads): Dialect {
  return {
    createAdapter: () => dialect.createAdapter(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createDriver() {
      const driver = dialect.createDriver();
      const acquire = driver.acquireConnection.bind(driver);
      driver.acquireConnection = async (options) => dividing(await acquire(options), slowReads);
      return driver;
    },
  };
}

function dividing(connection: DatabaseConnection, slowReads: SlowReads): DatabaseConnection {
  return {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      if (!query.sql.startsWith(SLOW)) return connection.executeQuery<R>(query);
      // The same rows as from the connection beside it, whose type its caller gave.
      return { rows: (await slowReads.read(query.sql, query.parameters)) as R[] };
    },
    streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
  };
}
