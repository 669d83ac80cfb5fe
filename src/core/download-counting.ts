// Counting downloads on their way out, in steps, and without keeping readers from bytes when the records are in trouble.
import { findOwners } from '../database/assets.ts';
import { chunks } from '../database/chunks.ts';
import type { Actor } from './access.ts';
import type { Context } from './context.ts';
import { CoreError } from './errors.ts';
import type { Id } from './ids.ts';

/**
 * To be awaited before the first byte is sent. In steps, so that other writers have their turn. A full disk or a
 * database that does not answer costs the count, not the download.
 */
export async function countDownloads(context: Context, actor: Actor, assetIds: readonly Id[]): Promise<void> {
  try {
    for (const some of chunks(assetIds)) {
      // Who downloads need not be of the workspace, or of any.
      const owners = Map.groupBy(await findOwners(context.db, some), ({ workspaceId }) => workspaceId);
      for (const [workspaceId, assets] of owners)
        await context.write.recordDownloads({ workspaceId, assetIds: assets.map(({ id }) => id) }, actor);
    }
  } catch (error) {
    if (!(error instanceof CoreError && (error.code === 'storage_full' || error.code === 'unavailable'))) throw error;
  }
}
