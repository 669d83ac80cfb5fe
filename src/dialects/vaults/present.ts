// Core records as this dialect shows them.
import { type Asset, type Key, notFound, type Vault, type VaultAddress } from '../../core/index.ts';
import { assetId, keyId, vaultId } from './ids.ts';

/** Whole seconds, as the dialect's own documents print them. */
export const time = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d+Z$/, 'Z');

export const presentVault = (vault: Vault) => ({
  id: vaultId(vault.id),
  name: vault.name,
  slug: vault.slug,
  visibility: vault.visibility,
  ...(vault.presets === null ? {} : { presets: [...vault.presets] }),
  asset_count: vault.assetCount,
  size: vault.totalBytes,
  created_at: time(vault.createdAt),
  updated_at: time(vault.updatedAt),
});

export const presentKey = (key: Key) => ({
  id: keyId(key.id),
  label: key.label,
  type: key.type === 'public' ? ('public' as const) : ('secret' as const),
  created_at: time(key.createdAt),
});

export const presentListedKey = (key: Key) => ({
  ...presentKey(key),
  prefix: key.prefix,
  last_used_at: key.lastUsedAt === null ? null : time(key.lastUsedAt),
});

export const presentAsset = (asset: Asset) => ({
  ...factsOf(asset),
  metadata: asset.metadataJson,
  tags: JSON.stringify(asset.tags),
  created_at: time(asset.createdAt),
  updated_at: time(asset.updatedAt),
});

/** The SDK's form. `baseUrl`: without a slash at the end. */
export const presentSdkAsset = (asset: Asset, vault: Vault, baseUrl: string) => ({
  ...factsOf(asset),
  url: baseUrl + deliveryPath(vault, addressOf(asset), asset.name),
  path: assetPath(addressOf(asset), asset.name),
  content_type: asset.mimeType,
  ...(asset.pageCount === null ? {} : { pages: asset.pageCount }),
  vault: vault.slug,
  metadata: JSON.parse(asset.metadataJson) as Record<string, unknown>,
  tags: [...asset.tags],
  created_at: time(asset.createdAt),
  updated_at: time(asset.updatedAt),
});

/** Where an asset lies in its vault; nothing in it is encoded. */
export const assetPath = (address: AddressInVault, name: string): string =>
  `${address.partition}/${address.collection}/${address.channel}/${name}`;

/** Of a delivery URL. */
export const deliveryPath = (vault: Vault, address: AddressInVault, name: string): string =>
  `/v/${vault.slug}/${address.partition}/${address.collection}/${address.channel}/${encodeURIComponent(name)}`;

type AddressInVault = Omit<VaultAddress, 'vaultId'>;

function factsOf(asset: Asset) {
  const { vaultId: vault, partition, collection, channel } = addressOf(asset);
  return {
    id: assetId(asset.id),
    vault_id: vaultId(vault),
    partition,
    collection,
    channel,
    filename: asset.name,
    r2_key: `${vaultId(vault)}/${partition}/${collection}/${channel}/${assetId(asset.id)}_${asset.name}`,
    size: asset.sizeBytes,
    mime_type: asset.mimeType,
    width: asset.width,
    height: asset.height,
  };
}

/** An asset that another dialect has just taken out of its vault is unknown here. */
function addressOf(asset: Asset): VaultAddress {
  if (!asset.vault) throw notFound('Asset');
  return asset.vault;
}
