// Ending a move, under way or done: the library can be changed again where it was.
import { setTimeout as pause } from 'node:timers/promises';
import { findBlobRecord } from '../../database/blobs.ts';
import { SEALED_TABLES, type TableName } from '../../database/copying/tables.ts';
import type { Db } from '../../database/db.ts';
import type { Engine } from '../../database/engine.ts';
import { type BlobWork, NO_PROGRESS, type Progress, walkBlobs } from '../blob-walk.ts';
import type { Writes } from '../context.ts';
import { CoreError, conflict } from '../errors.ts';
import type { BlobStore, Sha256 } from '../ports.ts';
import { writesOf } from '../writes.ts';
import { findDeparture, isSealed } from './leaving.ts';
import { takeTurn } from './turn.ts';

export interface UndoOptions {
  readonly engine: Engine;
  /** Its bytes, opened where they have to be looked at. */
  openBlobs(): Promise<BlobStore>;
  /** Whether blobs that records name may be missing here. */
  readonly acceptsDamage: boolean;
  readonly progress?: Progress;
  readonly signal: AbortSignal;
}

export interface UndoReport {
  /** Whether a move was under way, or done. */
  readonly undone: boolean;
  /** Tables that somebody reads for so long that their triggers, which do nothing any more, are there still. */
  readonly guarded: readonly TableName[];
}

const DROPPING_MS = 10_000;
const BETWEEN_TRIES_MS = 500;

/**
 * May be called again, also to take away triggers that were left. Throws `conflict` while another process moves the library, or
 * where the other place has removed bytes since that records here name.
 */
export async function undoMove(options: UndoOptions): Promise<UndoReport> {
  const { engine, signal } = options;
  const write = writesOf(engine);
  const departure = await findDeparture(engine.db);
  if (departure) {
    // A process that goes on moving would end with two places that can be changed.
    await using turn = await takeTurn(write, signal);
    // Nobody removes bytes of a library that is sealed, but for the other place, where they are the same ones.
    if (departure.sharesBytes && !options.acceptsDamage && (await isSealed(engine.db))) await checkBytes(options);
    turn.check();
    await write.endDeparture(turn.id);
  }
  return { undone: departure !== undefined, guarded: await dropAllGuards(write) };
}

async function checkBytes({ engine, openBlobs, progress = NO_PROGRESS }: UndoOptions): Promise<void> {
  await using blobs = await openBlobs();
  let missing = 0;
  let first: Sha256 | undefined;
  const work: BlobWork = async ({ sha256, sizeBytes, referenceCount }, _advance, held) => {
    if (referenceCount === 0 || held?.sizeBytes === sizeBytes || !(await isMissing(engine.db, blobs, sha256))) return;
    missing++;
    first ??= sha256;
  };
  await walkBlobs(engine.patientDb, work, { progress, beside: blobs });
  if (missing > 0)
    throw conflict(
      `${missing} blobs that records here name are not there any more, ${first} the first: the other place has removed them. ` +
        'With --accept-damaged it is undone all the same, and they are lost.',
    );
}

/** As the store says when it is asked for this very blob. */
async function isMissing(db: Db, blobs: BlobStore, sha256: Sha256): Promise<boolean> {
  const record = await findBlobRecord(db, sha256);
  return record !== undefined && (await blobs.stat(sha256))?.sizeBytes !== record.sizeBytes;
}

/** Answers of which tables not. */
async function dropAllGuards(write: Pick<Writes, 'dropGuards'>): Promise<TableName[]> {
  const end = Date.now() + DROPPING_MS;
  for (let left = [...SEALED_TABLES]; ; await pause(BETWEEN_TRIES_MS)) {
    const busy: TableName[] = [];
    for (const table of left) if (!(await isDropped(write, table))) busy.push(table);
    if (busy.length === 0 || Date.now() > end) return busy;
    left = busy;
  }
}

async function isDropped(write: Pick<Writes, 'dropGuards'>, table: TableName): Promise<boolean> {
  try {
    await write.dropGuards(table);
    return true;
  } catch (error) {
    if (error instanceof CoreError && error.code === 'unavailable') return false;
    throw error;
  }
}
