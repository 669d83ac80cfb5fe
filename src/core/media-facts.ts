// Reading what is known of the bytes of assets.
import type { Asset } from '../database/assets.ts';
import { findMediaOf, type Media } from '../database/media.ts';
import type { Db } from '../database/schema.ts';
import type { Id } from './ids.ts';

/** By the asset's id; without those whose bytes were not looked at yet. The assets were found to be readable. */
export async function findMediaFacts(db: Db, assets: readonly Asset[]): Promise<Map<Id, Media>> {
  const media = await findMediaOf(
    db,
    assets.filter((asset) => asset.mediaState !== 'pending').map((asset) => asset.sha256),
  );
  return new Map(
    assets.flatMap((asset) => {
      const found = asset.mediaState === 'pending' ? undefined : media.get(asset.sha256);
      return found ? [[asset.id, found] as const] : [];
    }),
  );
}
