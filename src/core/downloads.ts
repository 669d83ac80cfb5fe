// Counting downloads, and writing them to the log.
import { addDownloads } from '../database/assets.ts';
import type { Tx } from '../database/engine.ts';
import { insertAssetEvents } from '../database/events.ts';
import { type Actor, actorRef } from './access.ts';
import type { Id } from './ids.ts';

/** As many ids as fit well into one statement. */
export const AT_ONCE = 500;

/** Ids of assets that are gone meanwhile are passed over. */
export async function recordDownloads(tx: Tx, actor: Actor, assetIds: readonly Id[]): Promise<void> {
  for (let from = 0; from < assetIds.length; from += AT_ONCE) {
    const some = assetIds.slice(from, from + AT_ONCE);
    await addDownloads(tx.db, some);
    await insertAssetEvents(tx.db, { assetIds: some, type: 'downloaded', actor: actorRef(actor), at: tx.now });
  }
}
