// Locks of all processes on one folder, as locks of the operating system on small files, which SQLite takes for us: they are free
// the moment their process is gone. Whoever wants one that is held leaves a file that says so.
import { closeSync, existsSync, mkdirSync, openSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CoreError } from '../../core/errors.ts';
import type { HeldLock, Locks } from '../../core/ports.ts';

const LOOK_EVERY_MS = 100;
const SQLITE_BUSY = 5;

interface Held {
  readonly onWanted: () => void;
  readonly file: string;
  readonly sqlite: DatabaseSync;
}

/** Makes the folder where missing. */
export const openFileLocks = (folder: string): Locks => new FileLocks(folder);

class FileLocks implements Locks {
  readonly #folder: string;
  readonly #held = new Map<string, Held>();
  #looking: NodeJS.Timeout | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async tryHold(name: string, onWanted: () => void): Promise<HeldLock | undefined> {
    const holder = this.#held.get(name);
    if (holder) {
      holder.onWanted();
      return undefined;
    }
    const file = join(this.#folder, encodeURIComponent(name));
    let held: Held;
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const sqlite = lockFile(file);
      if (sqlite === undefined) {
        closeSync(openSync(wantedFile(file), 'a', 0o600));
        return undefined;
      }
      rmSync(wantedFile(file), { force: true });
      held = { onWanted, file, sqlite };
      this.#held.set(name, held);
    } catch (cause) {
      throw new CoreError('unavailable', 'The locks of this folder can not be used.', { cause, retryAfterSeconds: 2 });
    }
    this.#looking ??= setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
    // Nothing takes from us what the system gave.
    return { lost: new AbortController().signal, release: async () => this.#release(name, held) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const [name, held] of [...this.#held]) this.#release(name, held);
  }

  #release(name: string, held: Held): void {
    if (this.#held.get(name) !== held) return;
    this.#held.delete(name);
    // While it is ours still: whoever has opened it meanwhile sees that it is gone.
    rmSync(held.file, { force: true });
    rmSync(wantedFile(held.file), { force: true });
    held.sqlite.close();
    if (this.#held.size > 0) return;
    clearInterval(this.#looking);
    this.#looking = undefined;
  }

  #look(): void {
    for (const { file, onWanted } of [...this.#held.values()]) {
      if (!existsSync(wantedFile(file))) continue;
      rmSync(wantedFile(file), { force: true });
      onWanted();
    }
  }
}

const wantedFile = (file: string): string => `${file}.wanted`;

/** Undefined while another process has it. */
function lockFile(file: string): DatabaseSync | undefined {
  for (;;) {
    closeSync(openSync(file, 'a', 0o600));
    const before = inodeOf(file);
    const sqlite = new DatabaseSync(file, { timeout: 0 });
    try {
      sqlite.exec('pragma journal_mode = off; begin exclusive');
      // A file that its last holder has removed is not the one that others find.
      if (before !== undefined && inodeOf(file) === before) return sqlite;
    } catch (error) {
      sqlite.close();
      if (isBusy(error)) return undefined;
      throw error;
    }
    sqlite.close();
  }
}

const inodeOf = (file: string): number | undefined => statSync(file, { throwIfNoEntry: false })?.ino;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
