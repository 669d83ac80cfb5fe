// Counting downloads, and writing them to the log.
import { addDownloads } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import type { Tx } from '../database/engine.ts';
import { insertDownloads } from '../database/events.ts';
import type { Gathering } from './gathering.ts';
import type { Id } from './ids.ts';

export interface Download {
  readonly assetId: Id;
  /** Of whoever it was, from `actorRef`. */
  readonly actor: string | null;
}

/** Of each workspace that somebody downloads from right now. */
export type DownloadCounts = Map<Id, Gathering<Download>>;

/** Of assets of one workspace, each as often as it is named. Ids of assets that are gone meanwhile are passed over. */
export async function recordDownloads(
  tx: Tx,
  { downloads }: { readonly workspaceId: Id; readonly downloads: readonly Download[] },
): Promise<void> {
  for (const some of chunks(downloads)) {
    const times = new Map<Id, number>();
    for (const { assetId } of some) times.set(assetId, (times.get(assetId) ?? 0) + 1);
    for (const [count, same] of Map.groupBy(times, ([, count]) => count))
      await addDownloads(
        tx.db,
        same.map(([id]) => id),
        count,
      );
    await insertDownloads(tx.db, some, tx.now);
  }
}
