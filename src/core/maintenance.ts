// Forgetting what has served its time.
import { deleteAttemptsBefore } from '../database/attempts.ts';
import type { Tx } from '../database/engine.ts';
import { deleteExpiredPasswordLinks } from '../database/password-links.ts';
import { deleteExpiredSessions } from '../database/sessions.ts';
import { forgetExpiredUrls } from '../database/url-revocations.ts';
import { forgetOldBulkChanges } from './bulk-changes.ts';
import { forgetOldIdempotencyKeys } from './idempotency.ts';

export async function forgetExpired(tx: Tx): Promise<void> {
  await deleteExpiredSessions(tx.db, tx.now);
  await deleteExpiredPasswordLinks(tx.db, tx.now);
  await forgetOldIdempotencyKeys(tx);
  await forgetOldBulkChanges(tx);
  await forgetExpiredUrls(tx.db, tx.now);
  await deleteAttemptsBefore(tx.db, tx.now);
}
