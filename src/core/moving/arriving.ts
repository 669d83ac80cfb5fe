// A database into which a library comes, by a move or out of a backup: until all of it is there, nobody works on it.

import { hasRows, type Key, putRows, type Row, removeAllRows, removeRows } from '../../database/copying/rows.ts';
import { COPIED_TABLES, copiedTable } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import type { Tx } from '../../database/engine.ts';
import { findMoveFact, removeMoveFact, setMoveFact } from '../../database/moves.ts';
import { CoreError, conflict } from '../errors.ts';

const ARRIVING = 'arriving';
const ARRIVED = 'arrived';
const POSITION = 'copied';

export interface Arrival {
  readonly kind: 'move' | 'restore';
  /** Of this move, or of this state of the library. */
  readonly id: string;
  /** The library's. */
  readonly library: string;
  /** Of the process that fills the database: one that began before it and was held up can do nothing there any more. */
  readonly by: string;
}

/** How far copying got: all tables before this one, and of it all up to the key. */
export interface CopyPosition {
  readonly table: string;
  /** Absent: nothing of it. */
  readonly after?: Key | undefined;
}

/** Rows of a table as they are to be, and keys of such as are to be no more. */
export interface Portion {
  readonly table: string;
  readonly rows: readonly Row[];
  readonly gone?: readonly Key[];
}

/**
 * Claims an empty database. One into which the same was coming already goes on where it was; one into which another state of the
 * same library was coming is emptied first. Throws `conflict` for every other.
 */
export async function beginArrival(tx: Tx, arrival: Arrival): Promise<CopyPosition | undefined> {
  const earlier = await findArrival(tx.db);
  if (earlier?.kind === arrival.kind && earlier.id === arrival.id) {
    await setMoveFact(tx.db, ARRIVING, JSON.stringify(arrival));
    const position = await findMoveFact(tx.db, POSITION);
    return position === undefined ? undefined : JSON.parse(position);
  }
  if (earlier === undefined) {
    for (const table of COPIED_TABLES)
      if (await hasRows(tx.db, table)) throw conflict('The database is not empty: it holds a library already.');
  } else {
    if (earlier.kind !== arrival.kind || earlier.library !== arrival.library)
      throw conflict('The database is not empty: another library was on its way into it. Empty it first.');
    for (const table of COPIED_TABLES.toReversed()) await removeAllRows(tx.db, table);
    await removeMoveFact(tx.db, POSITION);
  }
  await removeMoveFact(tx.db, ARRIVED);
  await setMoveFact(tx.db, ARRIVING, JSON.stringify(arrival));
  return undefined;
}

/**
 * All of them, or none. `by`: as it was begun; undefined where nobody but the caller knows the database. `position`: to go on from
 * there after an interruption. Throws `conflict` when another process fills the database by now.
 */
export async function putPortions(
  tx: Tx,
  by: string | undefined,
  portions: readonly Portion[],
  position?: CopyPosition,
): Promise<void> {
  if ((await findArrival(tx.db))?.by !== by) throw conflict('Another process fills the database by now.');
  for (const { table, gone = [] } of portions) await removeRows(tx.db, copiedTable(table), gone);
  for (const { table, rows } of portions) await putRows(tx.db, copiedTable(table), rows);
  if (position) await setMoveFact(tx.db, POSITION, JSON.stringify(position));
}

/** From now on it can be worked on. Idempotent. Throws `conflict` when another process fills the database by now. */
export async function finishArrival(tx: Tx, id: string, by: string): Promise<void> {
  if (await hasArrived(tx, id)) return;
  const arrival = await findArrival(tx.db);
  if (arrival?.id !== id || arrival.by !== by) throw conflict('This is not what was coming into the database.');
  await removeMoveFact(tx.db, ARRIVING);
  await removeMoveFact(tx.db, POSITION);
  await setMoveFact(tx.db, ARRIVED, id);
}

async function findArrival(db: Db): Promise<Arrival | undefined> {
  const fact = await findMoveFact(db, ARRIVING);
  return fact === undefined ? undefined : JSON.parse(fact);
}

/** Whether a library is moving in, and not all of it is there yet. */
export const isArriving = async (db: Db): Promise<boolean> => (await findArrival(db))?.kind === 'move';

/** A transaction: it comes after one that is being committed still, though its caller has lost the connection. */
export const hasArrived = async (tx: Tx, id: string): Promise<boolean> => (await findMoveFact(tx.db, ARRIVED)) === id;

/** Throws `unavailable` while a library moves in here, `conflict` where a restore was begun and not finished. */
export async function checkArrival(db: Db): Promise<void> {
  const arrival = await findArrival(db);
  if (arrival?.kind === 'restore')
    throw conflict(
      'An unfinished restore lies in the database: the same `vitrine restore` again ends it. To give it up instead, empty it.',
    );
  if (arrival)
    throw new CoreError('unavailable', 'A library is moving in here, and not all of it is there yet.', {
      retryAfterSeconds: 1,
    });
}
