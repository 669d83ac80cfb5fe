// Counting downloads, and writing them to the log.
import { addDownloads } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import type { Tx } from '../database/engine.ts';
import { insertAssetEvents } from '../database/events.ts';
import { type Actor, actorRef } from './access.ts';
import type { Id } from './ids.ts';

/** Assets of one workspace. */
interface Downloaded {
  readonly workspaceId: Id;
  readonly assetIds: readonly Id[];
}

/** By whoever it was: the workspace is that of the assets. Ids of assets that are gone meanwhile are passed over. */
export async function recordDownloads(tx: Tx, { assetIds }: Downloaded, actor: Actor): Promise<void> {
  for (const some of chunks(assetIds)) {
    await addDownloads(tx.db, some);
    await insertAssetEvents(tx.db, { assetIds: some, type: 'downloaded', actor: actorRef(actor), at: tx.now });
  }
}
