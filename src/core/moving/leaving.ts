// A database that a library leaves: what changes in it is noted while its rows are copied, then nothing can be changed any more.
import { COPIED_TABLES, SEALED_TABLES, type TableName } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import type { Tx } from '../../database/engine.ts';
import {
  addMoveFact,
  deleteAllChanges,
  deleteChanges,
  findMoveFact,
  lockMoveFact,
  removeMoveFact,
  setMoveFact,
} from '../../database/moves.ts';
import { runStatements } from '../../database/statements.ts';
import { conflict, sealed } from '../errors.ts';

const LEAVING = 'leaving';
const SEALED = 'sealed';
const MOVER = 'mover';

export interface Departure {
  /** Of this move. */
  readonly id: string;
  /** Where to, for people. */
  readonly to: string;
  /** Whether only records move, so that both places have the same bytes. */
  readonly sharesBytes?: boolean;
}

interface Mover {
  readonly id: string;
  readonly until: number;
}

/** From now on every change is noted. Idempotent. Throws `conflict` while the library is moving elsewhere. */
export async function beginDeparture(tx: Tx, departure: Departure): Promise<void> {
  const earlier = await findDeparture(tx.db);
  if (earlier?.id === departure.id) return;
  if (earlier) throw elsewhere(earlier);
  for (const { name, key } of COPIED_TABLES) await runStatements(tx.db, tx.db.traits.guards.note(name, key, LEAVING));
  await setMoveFact(tx.db, LEAVING, JSON.stringify(departure));
}

/**
 * The library stays, as it was before the move: everything can be changed, and nothing is noted. Its triggers are there still, without
 * effect: see `dropGuards`. Throws as `checkMover`.
 */
export async function endDeparture(tx: Tx, mover: string): Promise<void> {
  await checkMover(tx, mover);
  await removeMoveFact(tx.db, SEALED);
  await removeMoveFact(tx.db, LEAVING);
  await deleteAllChanges(tx.db);
}

/** Takes a table's triggers away, unless the library is leaving. Throws `unavailable` where somebody reads the table for long. */
export async function dropGuards(tx: Tx, table: TableName): Promise<void> {
  if (!(await findDeparture(tx.db))) await runStatements(tx.db, tx.db.traits.guards.drop(table));
}

/** From now on nothing can be changed: whoever tries is told `unavailable`. Idempotent. Throws as `checkMover`. */
export async function sealLibrary(tx: Tx, mover: string): Promise<void> {
  await checkMover(tx, mover);
  for (const name of SEALED_TABLES) await runStatements(tx.db, tx.db.traits.guards.seal(name, SEALED));
  await setMoveFact(tx.db, SEALED, String(tx.now));
}

/** At once, whoever reads meanwhile. Throws as `checkMover`. */
export async function unsealLibrary(tx: Tx, mover: string): Promise<void> {
  await checkMover(tx, mover);
  await removeMoveFact(tx.db, SEALED);
}

/** These are in the other database. Throws as `checkMover`. */
export async function forgetChanges(tx: Tx, mover: string, seqs: readonly number[]): Promise<void> {
  await checkMover(tx, mover);
  await deleteChanges(tx.db, seqs);
}

/** Throws `conflict` where another process has taken over from this one, which was held up for too long. */
async function checkMover(tx: Tx, id: string): Promise<void> {
  if ((await lockMover(tx.db))?.id !== id) throw conflict('Another process is moving the library by now.');
}

/** Until the transaction ends it can not become another one. */
async function lockMover(db: Db): Promise<Mover | undefined> {
  const fact = await lockMoveFact(db, MOVER);
  return fact === undefined ? undefined : JSON.parse(fact);
}

/** Whether this process is the one that moves the library, for so long: false while another one is. */
export async function takeMover(tx: Tx, id: string, forMs: number): Promise<boolean> {
  const mover = await lockMover(tx.db);
  const wanted = JSON.stringify({ id, until: tx.now + forMs } satisfies Mover);
  if (!mover) return addMoveFact(tx.db, MOVER, wanted);
  if (mover.id !== id && mover.until > tx.now) return false;
  await setMoveFact(tx.db, MOVER, wanted);
  return true;
}

/** So that the next one need not wait. */
export async function leaveMover(tx: Tx, id: string): Promise<void> {
  if (await takeMover(tx, id, 0)) await removeMoveFact(tx.db, MOVER);
}

export async function findDeparture(db: Db): Promise<Departure | undefined> {
  const fact = await findMoveFact(db, LEAVING);
  return fact === undefined ? undefined : JSON.parse(fact);
}

export const isSealed = async (db: Db): Promise<boolean> => (await findMoveFact(db, SEALED)) !== undefined;

/** Throws `unavailable` where nothing can be changed. Cheap. */
export async function checkUnsealed(db: Db): Promise<void> {
  if (await isSealed(db)) throw sealed();
}

export const elsewhere = ({ to }: Departure) =>
  conflict(`The library is moving to ${to} already. Let it go on there, or end that by \`vitrine migrate --undo\`.`);
