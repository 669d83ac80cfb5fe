// Where an asset is in each dialect, for people who move between programs: the one place that knows all their paths.
import { type Asset, type Core, fromBase32, fromUuid, type Id, parseId, toBase32, toUuid } from '../../core/index.ts';

/** Each is the asset's record, but for `partner`, which has its file alone. `base`: from `baseUrl`. */
export const presentAddresses = (core: Core, asset: Asset, base: string) => ({
  id: asset.id,
  store: `${base}/api/store/asset/${asset.id}`,
  hub: `${base}/api/assets/${asset.id}`,
  library: `${base}/api/v1/assets/${toUuid(asset.id)}`,
  partner: `${base}/api/v1/partner/asset/${core.assetKey(asset)}`,
  vaults:
    asset.vault && `${base}/api/v1/vaults/vault_${toBase32(asset.vault.vaultId)}/assets/asset_${toBase32(asset.id)}`,
});

/** In the form of whichever dialect it was found in; undefined for what is none. */
export const parseAssetId = (text: string): Id | undefined =>
  parseId(text) ?? fromUuid(text) ?? fromBase32(text.replace(/^asset_/, ''));
