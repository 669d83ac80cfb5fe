// Counting downloads, and writing them to the log.
import { addDownloads } from '../database/assets.ts';
import type { Tx } from '../database/engine.ts';
import { insertAssetEvents } from '../database/events.ts';
import { type Actor, actorRef } from './access.ts';
import { CoreError, type ErrorCode } from './errors.ts';
import type { Id } from './ids.ts';

/** Ids of assets that are gone meanwhile are passed over. */
export async function recordDownloads(tx: Tx, actor: Actor, assetIds: readonly Id[]): Promise<void> {
  await addDownloads(tx.db, assetIds);
  await insertAssetEvents(tx.db, { assetIds, type: 'downloaded', actor: actorRef(actor), at: tx.now });
}
