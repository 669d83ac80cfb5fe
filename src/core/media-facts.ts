// Reading what is known of the bytes of assets.
import type { Asset } from '../database/assets.ts';
import type { Db } from '../database/db.ts';
import { listMediaOf, type Media, type Original } from '../database/media.ts';
import type { Id } from './ids.ts';

/** By the asset's id; without those whose bytes were not looked at yet. The assets were found to be readable. */
export async function findMediaFacts(db: Db, assets: readonly Asset[]): Promise<Map<Id, Media>> {
  const examined = assets.filter((asset) => asset.mediaState !== 'pending');
  const known = await listMediaOf(
    db,
    examined.map((asset) => asset.sha256),
  );
  const media = new Map(known.map((one) => [keyOf(one), one]));
  return new Map(
    examined.flatMap((asset) => {
      const found = media.get(keyOf(asset));
      return found ? [[asset.id, found] as const] : [];
    }),
  );
}

const keyOf = ({ sha256, mimeType }: Original): string => `${sha256} ${mimeType}`;
