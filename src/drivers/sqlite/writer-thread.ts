// The caller's side of the writer thread (writer.ts): asks it, waits for its answers, and starts another when it died.
import { Worker } from 'node:worker_threads';
import { CoreError } from '../../core/errors.ts';
import { SyncHealth } from '../../core/sync-health.ts';
import { fromFailure } from './failure.ts';
import type { WriterAnswer, WriterNews, WriterOptions, WriterRequest } from './writer.ts';

/** A writer that dies again and again is not started more often than this. */
const RESTART_PAUSE_MS = 1_000;

type Request = WriterRequest extends infer R ? (R extends { id: number } ? Omit<R, 'id'> : never) : never;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/**
 * Writes go on after the thread has died (out of memory, an error nobody caught): what was under way is answered as
 * `unavailable`, since nobody knows whether it was committed, and the next request starts another thread.
 */
export class Writer {
  readonly #options: WriterOptions;
  readonly #health: SyncHealth;
  #thread: WriterThread;
  #starting: Promise<WriterThread> | undefined;
  #lastStartMs = 0;
  #isClosed = false;

  private constructor(options: WriterOptions, health: SyncHealth, thread: WriterThread) {
    this.#options = options;
    this.#health = health;
    this.#thread = thread;
  }

  /** Throws what kept the database from being opened. */
  static async start(options: WriterOptions): Promise<Writer> {
    const health = new SyncHealth('records');
    const thread = new WriterThread(options, health);
    await thread.started;
    return new Writer(options, health, thread);
  }

  /** Throws CoreError `unavailable` while the disk has lately failed to make records durable. */
  check(): Promise<void> {
    return this.#health.check(() => this.ask({ type: 'probe disk' }));
  }

  async ask(request: Request): Promise<unknown> {
    if (this.#isClosed) throw new CoreError('unavailable', 'The database is closed.');
    const thread = this.#thread.isDead ? await this.#restart() : this.#thread;
    return thread.ask(request);
  }

  /** After what was asked before has been answered. Idempotent. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#starting?.catch(() => undefined);
    await this.#thread.close();
  }

  #restart(): Promise<WriterThread> {
    this.#starting ??= this.#startAnother().finally(() => {
      this.#starting = undefined;
    });
    return this.#starting;
  }

  async #startAnother(): Promise<WriterThread> {
    if (Date.now() - this.#lastStartMs < RESTART_PAUSE_MS) throw stopped(undefined);
    this.#lastStartMs = Date.now();
    const thread = new WriterThread(this.#options, this.#health);
    try {
      await thread.started;
    } catch (error) {
      throw stopped(error);
    }
    this.#thread = thread;
    return thread;
  }
}

class WriterThread {
  readonly started: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #death: CoreError | undefined;

  constructor(workerData: WriterOptions, health: SyncHealth) {
    this.#worker = new Worker(new URL('./writer.ts', import.meta.url), { workerData, name: 'sqlite-writer' });
    this.started = new Promise((resolve, reject) => {
      this.#worker.on('message', (answers: WriterNews | WriterAnswer[]) => {
        if (answers === 'ready') resolve();
        else if (answers === 'sync failed') health.failed();
        else for (const answer of answers) this.#settle(answer);
      });
      this.#worker.on('error', (error) => {
        reject(error);
        this.#fail(error);
      });
      this.#worker.on('exit', () => {
        reject(stopped(undefined));
        this.#fail(undefined);
      });
    });
  }

  get isDead(): boolean {
    return this.#death !== undefined;
  }

  ask(request: Request): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#death) return reject(this.#death);
      const id = ++this.#lastId;
      this.#waiting.set(id, { resolve, reject });
      try {
        this.#worker.postMessage({ ...request, id });
      } catch (error) {
        // An argument that is not plain data: the caller's mistake alone.
        this.#waiting.delete(id);
        reject(error);
      }
    });
  }

  async close(): Promise<void> {
    // A writer that dies on its last errand is as closed as can be.
    await this.ask({ type: 'close' }).catch(() => undefined);
    await this.#worker.terminate();
  }

  #settle(answer: WriterAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failure' in answer) waiting?.reject(fromFailure(answer.failure));
    else waiting?.resolve(answer.value);
  }

  #fail(cause: unknown): void {
    this.#death ??= stopped(cause);
    for (const waiting of this.#waiting.values()) waiting.reject(this.#death);
    this.#waiting.clear();
  }
}

const stopped = (cause: unknown): CoreError =>
  new CoreError('unavailable', 'The database writer has stopped.', { cause, retryAfterSeconds: 1 });
