// Core records as this dialect shows them.
import { type Asset, hasPicture } from '../../core/index.ts';

export type AssetType = 'Photo' | 'Document';

/** Pixels of the square that each picture fits into. */
export const PICTURES = { thumbURL: 200, mediumURL: 500, largeURL: 800, largeX2URL: 1600 } as const;

/** `url`: of the file. */
export function presentAsset(asset: Asset, type: AssetType, key: string, url: string) {
  const picture = (side: number): string | null => (hasPicture(asset) ? `${url}?size=${side}` : null);
  return {
    id: asset.id,
    companyId: asset.workspaceId,
    created: asset.createdAt,
    modified: asset.updatedAt,
    deleted: false,
    updated: asset.updatedAt > asset.createdAt,
    name: asset.name,
    key,
    type,
    assetType: type,
    publicURL: asset.isPublic ? url : null,
    active: true,
    priority: 0,
    secured: !asset.isPublic,
    thumbURL: picture(PICTURES.thumbURL),
    mediumURL: picture(PICTURES.mediumURL),
    largeURL: picture(PICTURES.largeURL),
    largeX2URL: picture(PICTURES.largeX2URL),
    origURL: url,
    platformFileUrl: url,
  };
}
