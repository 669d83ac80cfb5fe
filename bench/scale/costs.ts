// What an operation costs: its time, the processor's time here and in PostgreSQL, round trips to it, and what it logs there.
// PostgreSQL has to run on this machine, and this machine on Linux.
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { median } from '../measure.ts';
import type { ScaleLibrary } from './library.ts';

export interface Costs {
  /** Milliseconds: the fastest, the median, and of the processor in either place. */
  readonly fastest: number;
  readonly middle: number;
  readonly here: number;
  readonly there: number;
  readonly roundTrips: number;
  /** Bytes, and how many of the pages in them were written whole because they changed for the first time since a checkpoint. */
  readonly logged: number;
  readonly wholePages: number;
}

let roundTrips = 0;
const { query } = pg.Client.prototype;
Reflect.set(pg.Client.prototype, 'query', function (this: pg.Client, ...args: unknown[]): unknown {
  roundTrips++;
  return Reflect.apply(query, this, args);
});

/** Each as the average of so many calls, after a few that do not count. `at` is the number of the call. */
export async function costsOf(
  library: ScaleLibrary,
  times: number,
  operation: (at: number) => Promise<unknown>,
  warmUp = 6,
): Promise<Costs> {
  for (let at = 0; at < warmUp; at++) await operation(at);
  const pids = (
    await library.rows(
      'select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    )
  ).map(({ pid }) => Number(pid));
  const log = await logOf(library);
  const before = { log, there: pids.map(nanoseconds), here: process.cpuUsage(), roundTrips };
  const taken: number[] = [];
  for (let at = warmUp; at < warmUp + times; at++) {
    const startedAt = performance.now();
    await operation(at);
    taken.push(performance.now() - startedAt);
  }
  const here = process.cpuUsage(before.here);
  const trips = roundTrips - before.roundTrips;
  // A connection that has been replaced meanwhile has lost what it took.
  const there = sum(pids.map((pid, i) => Math.max(0, nanoseconds(pid) - (before.there[i] ?? 0))));
  const after = await logOf(library);
  return {
    fastest: Math.min(...taken),
    middle: median(taken),
    here: (here.user + here.system) / 1000 / times,
    there: there / 1e6 / times,
    roundTrips: trips / times,
    logged: (after.bytes - before.log.bytes) / times,
    wholePages: (after.pages - before.log.pages) / times,
  };
}

async function logOf(library: ScaleLibrary): Promise<{ bytes: number; pages: number }> {
  // What a backend has written is told to the statistics when it is idle.
  await library.rows('select pg_sleep(1.2)');
  const [row] = await library.rows(
    `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0') as bytes, wal_fpi as pages from pg_stat_wal`,
  );
  return { bytes: Number(row?.['bytes']), pages: Number(row?.['pages']) };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Of the processor so far; none for a process that has ended. */
function nanoseconds(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'latin1').split(' ')[0]);
  } catch {
    return 0;
  }
}
