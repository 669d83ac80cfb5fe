// Counting downloads, and writing them to the log.
import { addDownloads } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import type { Tx } from '../database/engine.ts';
import { insertAssetEvents } from '../database/events.ts';
import { type Actor, actorRef } from './access.ts';
import type { Id } from './ids.ts';

/** Ids of assets that are gone meanwhile are passed over. */
export async function recordDownloads(tx: Tx, actor: Actor, assetIds: readonly Id[]): Promise<void> {
  for (const some of chunks(assetIds)) {
    await addDownloads(tx.db, some);
    await insertAssetEvents(tx.db, { assetIds: some, type: 'downloaded', actor: actorRef(actor), at: tx.now });
  }
}
