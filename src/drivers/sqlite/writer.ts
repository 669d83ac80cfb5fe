// The writer thread: the one connection that writes. Transactions that wait together share one commit, and so one sync
// of the disk; each lies in a savepoint of its own, so that one that fails takes no other along.
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { Transactions } from '../../database/engine.ts';
import { migrate } from '../../database/migrate.ts';
import { openConnection } from './connection.ts';
import { type Failure, toFailure } from './failure.ts';
import { SQLITE_TRAITS } from './traits.ts';

export interface WriterOptions {
  readonly file: string;
  /** URL of the module whose exported `transactions` this thread can run. */
  readonly transactionsUrl: string;
}

export type WriterRequest =
  | { readonly id: number; readonly type: 'transaction'; readonly name: string; readonly args: readonly unknown[] }
  | { readonly id: number; readonly type: 'analyze' | 'close' };

export type WriterAnswer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

const LARGEST_BATCH = 256;
const LONGEST_BATCH_MS = 50;

async function main(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('the SQLite writer runs as a thread');
  const { file, transactionsUrl }: WriterOptions = workerData;
  const { transactions }: { transactions: Transactions } = await import(transactionsUrl);
  const { sqlite, db } = openConnection({ file, readOnly: false });
  const waiting: WriterRequest[] = [];
  let running = false;
  let lastNow = 0;

  /** The next request, also one that arrived while this thread was at work. */
  const next = (): WriterRequest | undefined => waiting.shift() ?? receiveMessageOnPort(port)?.message;

  sqlite.exec('begin immediate');
  await migrate(db, SQLITE_TRAITS);
  sqlite.exec('commit');
  port.postMessage('ready');

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

  async function runBatch(first: Extract<WriterRequest, { type: 'transaction' }>): Promise<void> {
    const answers: WriterAnswer[] = [];
    const ids: number[] = [];
    const startedAt = Date.now();
    lastNow = Math.max(lastNow, startedAt);
    try {
      sqlite.exec('begin immediate');
      let request: WriterRequest | undefined = first;
      while (request?.type === 'transaction') {
        ids.push(request.id);
        answers.push(await runOne(request));
        if (answers.length >= LARGEST_BATCH || Date.now() - startedAt > LONGEST_BATCH_MS) break;
        request = next();
      }
      sqlite.exec('commit');
      if (request && request.type !== 'transaction') waiting.unshift(request);
      port?.postMessage(answers);
    } catch (error) {
      // Nothing of the batch is durable, so nobody may believe it is.
      if (sqlite.isTransaction) sqlite.exec('rollback');
      const failure = toFailure(error);
      port?.postMessage(ids.map((id): WriterAnswer => ({ id, failure })));
    }
  }

  async function runOne(request: Extract<WriterRequest, { type: 'transaction' }>): Promise<WriterAnswer> {
    sqlite.exec('savepoint one');
    try {
      const run = transactions[request.name];
      if (!run) throw new Error(`there is no transaction ${request.name}`);
      // The arguments were checked against this very function by the caller's types (core/index.ts).
      const value = await run({ db, now: lastNow }, ...(request.args as never[]));
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

  function runAlone(request: Extract<WriterRequest, { type: 'analyze' | 'close' }>): void {
    try {
      if (request.type === 'analyze') sqlite.exec('analyze');
      else sqlite.close();
      port?.postMessage([{ id: request.id, value: undefined } satisfies WriterAnswer]);
    } catch (error) {
      port?.postMessage([{ id: request.id, failure: toFailure(error) } satisfies WriterAnswer]);
    }
  }
}

await main();
