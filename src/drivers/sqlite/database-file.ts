// One open SQLite file with the settings Vitrine depends on, each read back, and its statements, prepared once. Without Kysely, which
// a thread that only runs statements has no use for (connection.ts).
import { totalmem } from 'node:os';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

/** Releases before it can lose a commit when the WAL is reset while another connection reads. */
const OLDEST_VERSION = '3.51.3';
const STATEMENTS_KEPT = 500;
const BUSY_TIMEOUT_MS = 5_000;
// At most. The system caches what readers need; a writer without room for the pages of a bulk change writes them out and
// reads them again, several times over.
const READ_CACHE_KIB = 32_000;
const WRITE_CACHE_KIB = 128_000;
const BULK_CACHE_KIB = Math.min(1_500_000, Math.floor(memoryBytes() / 8 / 1024));
/** What a bulk change leaves of the WAL on the disk. */
const WAL_KEPT_BYTES = 64 * 1024 * 1024;

export interface FileOptions {
  readonly file: string;
  readonly readOnly: boolean;
}

export interface OpenFile {
  readonly sqlite: DatabaseSync;
  readonly statements: StatementCache;
}

export function openFile({ file, readOnly }: FileOptions): OpenFile {
  const sqlite = new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT_MS });
  checkVersion(sqlite.prepare('select sqlite_version() as version').get()?.['version']);
  sqlite.exec('pragma foreign_keys = on; pragma trusted_schema = off; pragma temp_store = memory');
  sqlite.exec(`pragma cache_size = -${readOnly ? READ_CACHE_KIB : WRITE_CACHE_KIB}`);
  if (readOnly) {
    sqlite.exec('pragma query_only = on');
  } else {
    // NORMAL, the usual choice with WAL, loses acknowledged commits in a power cut; FULL does not.
    sqlite.exec('pragma journal_mode = wal; pragma synchronous = full');
    sqlite.exec(`pragma wal_autocheckpoint = 0; pragma journal_size_limit = ${WAL_KEPT_BYTES}`);
    prove(sqlite, { journal_mode: 'wal', synchronous: 2, wal_autocheckpoint: 0 });
  }
  prove(sqlite, { foreign_keys: 1, trusted_schema: 0 });
  return { sqlite, statements: new StatementCache(sqlite) };
}

/** For the pages of one transaction that changes very many; they go when it is over. */
export function setRoomForBulk(sqlite: DatabaseSync, isBulk: boolean): void {
  sqlite.exec(`pragma cache_size = -${isBulk ? BULK_CACHE_KIB : WRITE_CACHE_KIB}`);
}

/**
 * What the last process left in the WAL is taken over into the database file before anything is written after it. That process may
 * have ended because a sync of the WAL failed: then what is read of it is in the memory of the kernel alone, and no sync of the WAL
 * would write it again. Throws where that fails. Where another process is at work nothing was recovered, and it may stay.
 */
export function proveRecovered(sqlite: DatabaseSync): void {
  sqlite.exec('pragma busy_timeout = 0; pragma wal_checkpoint(truncate)');
  sqlite.exec(`pragma busy_timeout = ${BUSY_TIMEOUT_MS}`);
}

/** Of this machine, or what this process may have of it. */
function memoryBytes(): number {
  const allowed = process.constrainedMemory();
  return allowed > 0 ? Math.min(allowed, totalmem()) : totalmem();
}

/** Throws when SQLite is older than Vitrine can trust with its records. */
export function checkVersion(version: unknown): void {
  const found = String(version);
  // Also what is no version at all.
  if (!(compareVersions(found, OLDEST_VERSION) >= 0)) {
    throw new Error(
      `SQLite ${found} is too old: ${OLDEST_VERSION} or newer is needed. Run Vitrine with a newer Node.js.`,
    );
  }
}

function compareVersions(a: string, b: string): number {
  const parts = b.split('.').map(Number);
  for (const [i, part] of a.split('.').map(Number).entries()) {
    const difference = part - (parts[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Throws for the first setting that is not as it has to be. */
export function prove(sqlite: DatabaseSync, expected: Record<string, string | number>): void {
  for (const [pragma, value] of Object.entries(expected)) {
    const found = sqlite.prepare(`pragma ${pragma}`).get()?.[pragma];
    if (found !== value) throw new Error(`SQLite runs with ${pragma} = ${String(found)}, not ${value}`);
  }
}

/** What Kysely's SQLite dialect expects of a database, with statements prepared once and kept. */
export class StatementCache {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, PreparedStatement>();

  constructor(sqlite: DatabaseSync) {
    this.#sqlite = sqlite;
  }

  prepare(sql: string): PreparedStatement {
    const known = this.#statements.get(sql);
    if (known) return known;
    const made = new PreparedStatement(this.#sqlite.prepare(sql));
    this.#statements.set(sql, made);
    if (this.#statements.size > STATEMENTS_KEPT) {
      const oldest = this.#statements.keys().next();
      if (!oldest.done) this.#statements.delete(oldest.value);
    }
    return made;
  }

  close(): void {
    this.#sqlite.close();
  }
}

class PreparedStatement {
  readonly #statement: StatementSync;
  readonly reader: boolean;
  #width: number;
  #toRow: ToRow;

  constructor(statement: StatementSync) {
    this.#statement = statement;
    // Measured: rows that SQLite makes as objects cost twice as much to make, and as much again to read.
    statement.setReturnArrays(true);
    const names = columnNames(statement);
    this.reader = names.length > 0;
    this.#width = names.length;
    this.#toRow = rowMaker(names);
  }

  all(parameters: readonly unknown[]): unknown[] {
    return this.#statement.all(...bindable(parameters)).map((values) => this.#rowOf(values));
  }

  run(parameters: readonly unknown[]): { changes: number | bigint; lastInsertRowid: number | bigint } {
    return this.#statement.run(...bindable(parameters));
  }

  *iterate(parameters: readonly unknown[]): IterableIterator<unknown> {
    for (const values of this.#statement.iterate(...bindable(parameters))) yield this.#rowOf(values);
  }

  #rowOf(values: unknown): unknown {
    // As asked for above, which its type does not know.
    if (!Array.isArray(values)) throw new TypeError('a row is an array');
    // Another release has added a column while this one runs: `*` means one more.
    if (values.length !== this.#width) {
      const names = columnNames(this.#statement);
      this.#width = names.length;
      this.#toRow = rowMaker(names);
    }
    return this.#toRow(values);
  }
}

type ToRow = (values: readonly unknown[]) => unknown;

const columnNames = (statement: StatementSync): string[] => statement.columns().map(({ name }) => name);

/** Compiled, so that all rows of a statement are objects of one shape. The names are those of our own SQL. */
function rowMaker(names: readonly string[]): ToRow {
  const make = new Function(
    `return (values) => ({${names.map((name, i) => `${JSON.stringify(name)}: values[${i}]`)}})`,
  );
  return make();
}

/** Everything our queries bind is text, a number or null; anything else is a mistake worth an error here. */
function bindable(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value) => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value;
    throw new TypeError(`a ${typeof value} can not be bound to a statement`);
  });
}
