// The port of the SQL engine: committed reads here and now, writes as named transactions.
import { MINUTE_MS } from '../core/durations.ts';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';

export type EngineKind = 'sqlite' | 'postgres';

/** What a transaction sees: its connection, and one time for all it writes. */
export interface Tx {
  readonly db: Db;
  /** Unix milliseconds, never before those of an earlier transaction of this process, unless the clock was set back (`timeAfter`). */
  readonly now: number;
}

/** Smaller steps are how clocks are kept right; nobody is to see time go back by them. */
const CLOCK_SET_MS = MINUTE_MS;

/** The time of a transaction. One whose clock was set back believes it: else all it writes would lie in the future until a restart. */
export const timeAfter = (lastNow: number, clock: number): number =>
  clock < lastNow - CLOCK_SET_MS ? clock : Math.max(lastNow, clock);

/**
 * A transaction is a function of its arguments and the database alone, so that an engine may run it in a thread of its
 * own, in one commit with others, or again after a serialisation failure. Arguments and result are plain data.
 */
export type TransactionFunction = (tx: Tx, ...args: never[]) => Promise<unknown>;
export type Transactions = Record<string, TransactionFunction>;

/** What an engine can run. */
export interface TransactionsModule {
  readonly transactions: Transactions;
  /** Names of those that may change very many records. */
  readonly bulk?: ReadonlySet<string>;
}

/** How far a transaction reaches, for engines where several run at once. */
export interface Reach {
  /**
   * It runs as if alone in this workspace; as if alone among all that belongs to no workspace (`common`); as if nobody else
   * wrote anywhere (`instance`); or at once, because it is right whatever others do meanwhile (`unordered`).
   */
  readonly order: Id | 'common' | 'instance' | 'unordered';
  /** The workspace whose records alone it can see and change; null: those of all. */
  readonly wall: Id | null;
}

/**
 * A query that begins so may look at many rows. An engine that reads in its caller's thread does it in another one; the
 * others read a comment.
 */
export const SLOW = '/* slow */';

export interface Engine extends AsyncDisposable {
  readonly kind: EngineKind;
  /** Reads what is committed; throws on an attempt to write. */
  readonly db: Db;
  /**
   * The same, where the engine holds back whatever belongs to other workspaces, should a query forget to. Engines that
   * can not do that give `db`.
   */
  dbWithin(workspaceId: Id): Db;
  /**
   * The same as `db` for reads of whole tables: they take as long as they take, where `db` gives them up. Should the database die
   * meanwhile, that is `unavailable` all the same.
   */
  readonly patientDb: Db;
  /**
   * Runs the transaction of that name; all of it or nothing. Answers after its effects survive a power cut. Throws the
   * CoreError it threw, `storage_full` or `unavailable` of the engine itself.
   */
  write(name: string, args: readonly unknown[], reach?: Reach): Promise<unknown>;
  /** Copies everything committed by now into a new file, while reads and writes go on. Read it by a `SnapshotReader`. */
  snapshot(file: string): Promise<void>;
  /** What is wrong with the database as such, in the engine's words; nothing when all is well. Takes long on a large one. */
  checkIntegrity(): Promise<string[]>;
  /**
   * Throws CoreError `unavailable` while the disk has lately failed to make records durable. Cheap: asked often. Absent where the
   * database takes care of that itself.
   */
  check?(): Promise<void>;
  /** Refreshes the planner's statistics; worth it after many changes. */
  analyze(): Promise<void>;
  readonly filling: Filling;
  /** How busy the engine is; absent for one without a pool. */
  load?(): EngineLoad;
}

/**
 * For whoever fills a database with the records of another one while nobody else writes there: those that refer to others may
 * come before them. Each may be called again.
 */
export interface Filling {
  /** From now on, references between records are not looked at, nor is what hangs on a record removed with it. */
  begin(): Promise<void>;
  /** From now on, references are looked at again, and numbers that grow by themselves go on behind the highest. Quick. */
  end(): Promise<void>;
  /** Looks at what was written meanwhile, after `end`. Throws CoreError `internal` where something refers to nothing. */
  prove(): Promise<void>;
}

/** Without one: as if nobody else wrote, seeing everything. */
export const EVERYTHING: Reach = { order: 'instance', wall: null };

export interface EngineLoad {
  /** Connections at work, connections without work, and those who wait for one. */
  readonly inUse: number;
  readonly idle: number;
  readonly waiting: number;
  /** How often each transaction was run again after a conflict, since the engine was opened. */
  readonly retries: ReadonlyMap<string, number>;
}

/** A database at rest in a file of its own, as `Engine.snapshot` left it. */
export interface Snapshot extends AsyncDisposable {
  /** Throws on an attempt to write. */
  readonly db: Db;
  checkIntegrity(): Promise<string[]>;
}

/** Opens the file without changing it or anything beside it. Throws when it is no database. */
export type SnapshotReader = (file: string) => Promise<Snapshot>;
