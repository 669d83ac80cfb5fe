// The writer thread: the one connection that writes. Transactions that wait together share one commit, and so one sync
// of the disk; each lies in a savepoint of its own, so that one that fails takes no other along. Bulk changes have a commit
// to themselves.
import type { DatabaseSync } from 'node:sqlite';
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { CoreError } from '../../core/errors.ts';
import { type TransactionsModule, timeAfter } from '../../database/engine.ts';
import { migrate } from '../../database/migrate.ts';
import { openConnection } from './connection.ts';
import { proveRecovered, setRoomForBulk } from './database-file.ts';
import { type Failure, isDiskFailure, toFailure } from './failure.ts';

export interface WriterOptions {
  readonly file: string;
  /** URL of the module whose exported `transactions` this thread can run. */
  readonly transactionsUrl: string;
}

export type WriterRequest =
  | { readonly id: number; readonly type: 'transaction'; readonly name: string; readonly args: readonly unknown[] }
  | { readonly id: number; readonly type: keyof typeof ALONE };

type TransactionRequest = Extract<WriterRequest, { type: 'transaction' }>;

export type WriterAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** What the thread says unasked: it can be asked; a sync has failed. */
export type WriterNews = 'ready' | 'sync failed';

/** What is no transaction. */
const ALONE = {
  // Nobody reads it; but it is written, where setting a record to what it is would not be.
  'probe disk': (sqlite: DatabaseSync) => {
    const found = sqlite.prepare('pragma user_version').get();
    sqlite.exec(`pragma user_version = ${(Number(found?.['user_version']) + 1) % 2}`);
  },
  analyze: (sqlite: DatabaseSync) => sqlite.exec('analyze'),
  close: (sqlite: DatabaseSync) => sqlite.close(),
  'ignore references': (sqlite: DatabaseSync) => sqlite.exec('pragma foreign_keys = off'),
  'heed references': (sqlite: DatabaseSync) => sqlite.exec('pragma foreign_keys = on'),
  'prove references': (sqlite: DatabaseSync) => {
    const fault = sqlite.prepare('pragma foreign_key_check').get();
    if (fault)
      throw new CoreError(
        'internal',
        `${String(fault['table'])} refers to ${String(fault['parent'])} that is not there.`,
      );
  },
} as const;

const LARGEST_BATCH = 256;
const LONGEST_BATCH_MS = 50;
/** Pages that wait in the WAL at most, once the answers are out. */
const WAL_PAGES = 1_000;

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('the SQLite writer runs as a thread');
  const { file, transactionsUrl }: WriterOptions = workerData;
  const { transactions, bulk = new Set() }: TransactionsModule = await import(transactionsUrl);
  const { sqlite, db } = openConnection({ file, readOnly: false });
  const walSize = sqlite.prepare('pragma wal_checkpoint(noop)');
  const waiting: WriterRequest[] = [];
  let running = false;
  let lastNow = 0;

  /** The next request, also one that arrived while this thread was at work. */
  const next = (): WriterRequest | undefined => waiting.shift() ?? receiveMessageOnPort(port)?.message;

  const tell = (news: WriterNews): void => port.postMessage(news);
  const noteIfDisk = (error: unknown): void => {
    if (isDiskFailure(error)) tell('sync failed');
  };

  proveRecovered(sqlite);
  sqlite.exec('begin immediate');
  await migrate(db);
  sqlite.exec('commit');
  tell('ready');

  port.on('message', (request: WriterRequest) => {
    waiting.push(request);
    if (!running) {
      running = true;
      void drain().finally(() => {
        running = false;
      });
    }
  });

  async function drain(): Promise<void> {
    for (let request = next(); request; request = next()) {
      if (request.type === 'transaction') await runBatch(request);
      else runAlone(request);
    }
  }

  async function runBatch(first: TransactionRequest): Promise<void> {
    const batch: TransactionRequest[] = [];
    let answers: WriterAnswer[] = [];
    const startedAt = Date.now();
    lastNow = timeAfter(lastNow, startedAt);
    const isBulk = bulk.has(first.name);
    let following: WriterRequest | undefined = first;
    if (isBulk && sqlite.isOpen) setRoomForBulk(sqlite, true);
    try {
      if (!sqlite.isOpen) throw new CoreError('unavailable', 'The database is closed.');
      sqlite.exec('begin immediate');
      while (following?.type === 'transaction' && (following === first || !bulk.has(following.name))) {
        batch.push(following);
        answers.push(isBulk ? await runBulk(following) : await runOne(following));
        const isFull = isBulk || batch.length >= LARGEST_BATCH || Date.now() - startedAt > LONGEST_BATCH_MS;
        following = isFull ? undefined : next();
      }
      sqlite.exec('commit');
    } catch (error) {
      // Nothing of the batch is durable, so nobody may believe it is.
      noteIfDisk(error);
      if (sqlite.isOpen && sqlite.isTransaction) sqlite.exec('rollback');
      if (isDiskFailure(error)) writeOverCommit();
      const failure = toFailure(error);
      // Also one that could not be begun is answered, and must not be run later.
      if (batch.length === 0) batch.push(first);
      answers = batch.map(({ id }) => ({ id, failure }));
    }
    // It ended the batch without being part of it.
    if (following && following !== batch.at(-1)) waiting.unshift(following);
    send(answers);
    if (!sqlite.isOpen) return;
    if (isBulk) setRoomForBulk(sqlite, false);
    checkpoint();
  }

  /** A commit whose sync failed lies in the WAL, and would be found by the next process, unless something is written to its place. */
  function writeOverCommit(): void {
    try {
      if (sqlite.isOpen) ALONE['probe disk'](sqlite);
    } catch (error) {
      noteIfDisk(error);
    }
  }

  /** Without a savepoint, which would keep every page in memory as it was: its failure takes the whole commit back. */
  async function runBulk(request: TransactionRequest): Promise<WriterAnswer> {
    return { id: request.id, value: await call(request) };
  }

  async function call({ name, args }: TransactionRequest): Promise<unknown> {
    const run = Object.hasOwn(transactions, name) ? transactions[name] : undefined;
    if (!run) throw new Error(`there is no transaction ${name}`);
    // The arguments were checked against this very function by the caller's types (core/index.ts).
    return run({ db, now: lastNow }, ...(args as never[]));
  }

  /** What was answered is safe in the WAL; taking it over into the database file keeps nobody waiting for an answer. */
  function checkpoint(): void {
    try {
      const found = walSize.get();
      if (Number(found?.['log']) - Number(found?.['checkpointed']) < WAL_PAGES) return;
      sqlite.exec('pragma wal_checkpoint(passive)');
    } catch (error) {
      // The next one writes all of it again; nothing is lost meanwhile.
      noteIfDisk(error);
    }
  }

  async function runOne(request: TransactionRequest): Promise<WriterAnswer> {
    sqlite.exec('savepoint one');
    try {
      const value = await call(request);
      sqlite.exec('release one');
      return { id: request.id, value };
    } catch (error) {
      // A full disk ends the whole transaction, not just the savepoint.
      if (!sqlite.isTransaction) throw error;
      sqlite.exec('rollback to one');
      sqlite.exec('release one');
      return { id: request.id, failure: toFailure(error) };
    }
  }

  function runAlone(request: Exclude<WriterRequest, TransactionRequest>): void {
    try {
      if (sqlite.isOpen) ALONE[request.type](sqlite);
      send([{ id: request.id, value: undefined }]);
    } catch (error) {
      noteIfDisk(error);
      send([{ id: request.id, failure: toFailure(error) }]);
    }
  }

  function send(answers: readonly WriterAnswer[]): void {
    try {
      port?.postMessage(answers);
    } catch (error) {
      // A result that is not plain data is the mistake of one transaction: the others have their answers.
      const [only, ...others] = answers;
      if (only && others.length === 0) port?.postMessage([{ id: only.id, failure: toFailure(error) }]);
      else for (const answer of answers) send([answer]);
    }
  }
}

await main();
