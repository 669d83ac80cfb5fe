// Idempotency keys: a creating request that is repeated with its key creates nothing more.
import { createHash } from 'node:crypto';
import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { deleteIdempotentBefore, findIdempotent, insertIdempotent } from '../database/idempotency.ts';
import { type Actor, actorRef } from './access.ts';
import { DAY_MS } from './durations.ts';
import { CoreError, conflict, invalid } from './errors.ts';
import type { Id } from './ids.ts';

const LONGEST_KEY = 255;
const IDEMPOTENCY_MS = 7 * DAY_MS;

/** The stored form of a client's key: one actor's key for one operation never meets another's. */
export function idempotencyKey(actor: Actor, operation: string, sent: string): string {
  if (sent === '' || sent.length > LONGEST_KEY)
    throw invalid('Idempotency-Key', `An idempotency key has 1 to ${LONGEST_KEY} characters.`);
  return createHash('sha256')
    .update(JSON.stringify([actorRef(actor), operation, sent]))
    .digest('hex');
}

/** What was created with the key, if anything. */
export async function findCreated(db: Db, key: string | undefined): Promise<Id | undefined> {
  return key === undefined ? undefined : findIdempotent(db, key);
}

/**
 * A repeat answers with what was made, as `find` gives it. Throws `conflict` when that has been deleted since: a repeat
 * makes nothing, and what is gone is not what its sender asked about.
 */
export async function createdEarlier<T>(find: () => Promise<T>): Promise<T> {
  try {
    return await find();
  } catch (error) {
    if (!(error instanceof CoreError) || error.code !== 'not_found') throw error;
    throw conflict('What was made with this Idempotency-Key has been deleted since.', 'Idempotency-Key');
  }
}

/** Keys are shown once, so that a repeat can not be answered with what the first request was. Throws `conflict`. */
export async function refuseRepeat(tx: Tx, key: string | undefined): Promise<void> {
  if (await findCreated(tx.db, key))
    throw conflict('A key was made with this Idempotency-Key before, and can not be shown again.', 'Idempotency-Key');
}

export async function noteCreated(tx: Tx, key: string | undefined, id: Id): Promise<void> {
  if (key !== undefined) await insertIdempotent(tx.db, key, id, tx.now);
}

export async function forgetOldIdempotencyKeys(tx: Tx): Promise<void> {
  await deleteIdempotentBefore(tx.db, tx.now - IDEMPOTENCY_MS);
}
