// The embedded engine: reads on a connection of this thread, writes in a thread of their own (writer.ts).

import { Worker } from 'node:worker_threads';
import { CoreError } from '../../core/errors.ts';
import type { Engine } from '../../database/engine.ts';
import { openConnection } from './connection.ts';
import { fromFailure } from './failure.ts';
import { findFaults } from './integrity.ts';
import { takeSnapshot } from './snapshot.ts';
import type { WriterAnswer, WriterOptions, WriterRequest } from './writer.ts';

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Opens (creating and migrating as needed) the database in `file`. */
export async function openSqlite(options: WriterOptions): Promise<Engine> {
  const writer = new Writer(options);
  await writer.started;
  const reader = openConnection({ file: options.file, readOnly: true });

  return {
    kind: 'sqlite',
    db: reader.db,
    write: (name, args) => writer.ask({ type: 'transaction', name, args }),
    async analyze() {
      await writer.ask({ type: 'analyze' });
    },
    snapshot: (file) => takeSnapshot(options.file, file),
    checkIntegrity: () => findFaults(options.file),
    async [Symbol.asyncDispose]() {
      await reader.db.destroy();
      // Kysely closes only what it has used.
      if (reader.sqlite.isOpen) reader.sqlite.close();
      await writer.close();
    },
  };
}

type Request = WriterRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

class Writer {
  readonly started: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #dead: CoreError | undefined;

  constructor(workerData: WriterOptions) {
    this.#worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData, name: 'sqlite-writer' });
    this.started = new Promise((resolve, reject) => {
      this.#worker.on('message', (answers: 'ready' | WriterAnswer[]) => {
        if (answers === 'ready') resolve();
        else for (const answer of answers) this.#settle(answer);
      });
      this.#worker.on('error', (error) => {
        reject(error);
        this.#fail(error);
      });
      this.#worker.on('exit', () => this.#fail(undefined));
    });
  }

  ask(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#dead) return reject(this.#dead);
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ ...request, id });
    });
  }

  async close(): Promise<void> {
    if (!this.#dead) await this.ask({ type: 'close' });
    await this.#worker.terminate();
  }

  #settle(answer: WriterAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(fromFailure(answer.failure));
    else waiting?.resolve(answer.value);
  }

  /** Whatever was under way may or may not have been committed: its callers must hear that it is not certain. */
  #fail(cause: unknown): void {
    this.#dead ??= new CoreError('unavailable', 'The database writer has stopped.', { cause });
    for (const waiting of this.#waiting.values()) waiting.reject(this.#dead);
    this.#waiting.clear();
  }
}
