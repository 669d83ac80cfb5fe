// The writer thread with its group commit against writing in the thread that answers requests: how many uploads' records a
// second, and how long the answering thread is held up. The same transaction (createAsset) in all three ways.

import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { type Actor, grantsOf, type Id } from '../src/core/index.ts';
import { transactions } from '../src/core/transactions.ts';
import { openConnection } from '../src/drivers/sqlite/connection.ts';
import { openSqlite } from '../src/drivers/sqlite/index.ts';
import { median, milliseconds, percentile } from './measure.ts';
import type { Table } from './report.ts';

const ROUNDS = 5;
const ROUND_MS = 1_500;
const CLIENTS = [1, 8, 64];

type Create = (number: number) => Promise<unknown>;

interface Way extends AsyncDisposable {
  readonly name: string;
  readonly create: Create;
}

export async function commits(): Promise<Table[]> {
  const rows: string[][] = [];
  for (const clients of CLIENTS) {
    const found = new Map<string, Measured[]>();
    for (let round = 0; round < ROUNDS; round++) {
      for (const openWay of [openWriterThread, openOneCommitEach, openSyncAside]) {
        const folder = await mkdtemp(join(tmpdir(), 'vitrine-bench-'));
        try {
          await using way = await openWay(join(folder, 'vitrine.sqlite'));
          found.set(way.name, [...(found.get(way.name) ?? []), await measure(way.create, clients)]);
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      }
    }
    for (const [name, all] of found) {
      const of = (pick: (one: Measured) => number) => median(all.map(pick));
      rows.push([
        String(clients),
        name,
        of((one) => one.perSecond).toFixed(0),
        milliseconds(of((one) => one.p50)),
        milliseconds(of((one) => one.p99)),
        milliseconds(of((one) => one.delayP50)),
        milliseconds(of((one) => one.delayP99)),
        milliseconds(of((one) => one.delayMax)),
      ]);
      console.log(rows.at(-1)?.join('  '));
    }
  }
  return [
    {
      title: 'Ways to commit',
      text: `Transactions that make an asset's record, durable when they answer; medians of ${ROUNDS} rounds in turns. Delay is how much later than due the answering thread gets to its next task.`,
      columns: ['clients', 'way', 'per second', 'p50 ms', 'p99 ms', 'delay p50 ms', 'delay p99 ms', 'delay most ms'],
      rows,
    },
  ];
}

interface Measured {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly delayP50: number;
  readonly delayP99: number;
  readonly delayMax: number;
}

async function measure(create: Create, clients: number): Promise<Measured> {
  let number = 0;
  for (let warm = 0; warm < 100; warm++) await create(number++);
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const startedAt = performance.now();
  const until = startedAt + ROUND_MS;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const sentAt = performance.now();
        await create(number++);
        times.push(performance.now() - sentAt);
        // As a server does between requests: the loop goes round.
        await new Promise(setImmediate);
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  delay.disable();
  return {
    perSecond: times.length / seconds,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    // The timer behind it is itself due every millisecond.
    delayP50: Math.max(0, delay.percentile(50) / 1e6 - 1),
    delayP99: Math.max(0, delay.percentile(99) / 1e6 - 1),
    delayMax: Math.max(0, delay.max / 1e6 - 1),
  };
}

const TRANSACTIONS = new URL('../src/core/transactions.ts', import.meta.url).href;

async function openWriterThread(file: string): Promise<Way> {
  const engine = await openSqlite({ file, transactionsUrl: TRANSACTIONS });
  const actor = await prepare((name, args) => engine.write(name, args));
  return {
    name: 'writer thread, group commit',
    create: (number) => engine.write('createAsset', [actor, inputOf(number)]),
    [Symbol.asyncDispose]: () => engine[Symbol.asyncDispose](),
  };
}

/** A connection of this thread over a database that the product has made. */
async function openHere(file: string) {
  const engine = await openSqlite({ file, transactionsUrl: TRANSACTIONS });
  const actor = await prepare((name, args) => engine.write(name, args));
  await engine[Symbol.asyncDispose]();
  const { sqlite, db } = openConnection({ file, readOnly: false });
  // Transactions of one connection come one after the other.
  let last: Promise<unknown> = Promise.resolve();
  const create = (number: number): Promise<void> => {
    const mine = last.then(async () => {
      sqlite.exec('begin immediate');
      await transactions.createAsset({ db, now: Date.now() }, actor, inputOf(number));
      sqlite.exec('commit');
    });
    last = mine;
    return mine;
  };
  return { sqlite, create };
}

async function openOneCommitEach(file: string): Promise<Way> {
  const { sqlite, create } = await openHere(file);
  return { name: 'this thread, one commit each', create, [Symbol.asyncDispose]: async () => sqlite.close() };
}

/** Commits that are not synced, and one sync of the WAL at a time, in the thread pool, for all that came before it. */
async function openSyncAside(file: string): Promise<Way> {
  const { sqlite, create } = await openHere(file);
  sqlite.exec('pragma synchronous = normal');
  const wal = await open(`${file}-wal`, 'r+');
  let running: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const sync = (): Promise<void> => {
    if (next) return next;
    const start = async () => {
      await running?.catch(() => undefined);
      next = undefined;
      running = wal.datasync();
      await running;
      running = undefined;
    };
    next = running ? start() : Promise.resolve().then(start);
    return next;
  };
  return {
    name: 'this thread, WAL synced aside',
    create: async (number) => {
      await create(number);
      await sync();
    },
    async [Symbol.asyncDispose]() {
      await wal.close();
      sqlite.close();
    },
  };
}

async function prepare(write: (name: string, args: readonly unknown[]) => Promise<unknown>): Promise<Actor> {
  const { workspace } = (await write('ensureInstance', [])) as { workspace: { id: Id } };
  return {
    type: 'key',
    id: '0000000000000000000000aa' as Id,
    workspaceId: workspace.id,
    name: 'bench',
    scopes: ['admin'],
    grants: grantsOf(['admin'], 'store'),
    vaultId: null,
    expiresAt: null,
    isInstanceAdmin: false,
  };
}

const run = randomBytes(8).toString('hex');
const inputOf = (number: number) => ({
  content: {
    blob: { sha256: createHash('sha256').update(`${run} ${number}`).digest('hex'), sizeBytes: 20_000, crc32: number },
    mimeType: 'image/jpeg',
    kind: 'image' as const,
  },
  name: `IMG_${number}.jpg`,
  folderId: null,
  tags: ['bench', `tag ${number % 50}`],
});
