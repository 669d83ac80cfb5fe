// Counts failures per key over a window, so that passwords can not be tried without end, at whichever node they are tried.
import { addAttempt, deleteAttempts } from '../database/attempts.ts';
import type { Tx } from '../database/engine.ts';
import { MINUTE_MS } from './durations.ts';
import { hashToken } from './secrets.ts';

const MOST_FAILURES = 10;
const WINDOW_MS = 15 * MINUTE_MS;

/**
 * Counts an attempt as failed until it succeeds, so that many at once are not more than many one after the other. Answers
 * null when it may be made, else in how many milliseconds the next one may. `key` says what is tried, and from where.
 */
export async function beginAttempt(tx: Tx, key: string): Promise<number | null> {
  const { count, until } = await addAttempt(tx.db, hashToken(key), tx.now, tx.now + WINDOW_MS);
  return count > MOST_FAILURES ? until - tx.now : null;
}

export async function forgiveAttempts(tx: Tx, key: string): Promise<void> {
  await deleteAttempts(tx.db, hashToken(key));
}
