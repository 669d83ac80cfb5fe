// Counting downloads on their way out, in steps, and without keeping readers from bytes when the records are in trouble.
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
    for (const some of chunks(assetIds)) await context.write.recordDownloads(actor, some);
  } catch (error) {
    if (!(error instanceof CoreError && (error.code === 'storage_full' || error.code === 'unavailable'))) throw error;
  }
}
