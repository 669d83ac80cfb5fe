// Counting downloads on their way out, many at once and in steps, and without keeping readers from bytes when the records are in
// trouble.
import { findOwners } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import { type Actor, actorRef } from './access.ts';
import type { Context } from './context.ts';
import type { Download } from './downloads.ts';
import { CoreError } from './errors.ts';
import { Gathering } from './gathering.ts';
import type { Id } from './ids.ts';
import type { OwnedAsset } from './media.ts';

/**
 * To be awaited before the first byte is sent. Downloads that come while others are being counted share one transaction. A full
 * disk or a database that does not answer costs the count, not the download.
 */
export async function countDownload(context: Context, actor: Actor, { id, workspaceId }: OwnedAsset): Promise<void> {
  const { downloadCounts, write } = context;
  const found = downloadCounts.get(workspaceId);
  const counts = found ?? new Gathering((downloads) => write.recordDownloads({ workspaceId, downloads }));
  if (!found) downloadCounts.set(workspaceId, counts);
  try {
    await unlessInTrouble(() => counts.add({ assetId: id, actor: actorRef(actor) }));
  } finally {
    if (counts.isIdle && downloadCounts.get(workspaceId) === counts) downloadCounts.delete(workspaceId);
  }
}

/** The same for many at once, in steps, so that other writers have their turn. */
export async function countDownloads(context: Context, actor: Actor, assetIds: readonly Id[]): Promise<void> {
  await unlessInTrouble(async () => {
    for (const some of chunks(assetIds)) {
      // Who downloads need not be of the workspace, or of any.
      const owners = Map.groupBy(await findOwners(context.db, some), ({ workspaceId }) => workspaceId);
      for (const [workspaceId, assets] of owners) {
        const downloads = assets.map(({ id }): Download => ({ assetId: id, actor: actorRef(actor) }));
        await context.write.recordDownloads({ workspaceId, downloads });
      }
    }
  });
}

async function unlessInTrouble(count: () => Promise<void>): Promise<void> {
  try {
    await count();
  } catch (error) {
    if (!(error instanceof CoreError && (error.code === 'storage_full' || error.code === 'unavailable'))) throw error;
  }
}
