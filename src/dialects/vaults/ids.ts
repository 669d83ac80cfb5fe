// Ids as they stand here: a prefix that says what they are of, then base32. A malformed id is an unknown one.
import { fromBase32, type Id, notFound, toBase32 } from '../../core/index.ts';

export const assetId = (id: Id): string => `asset_${toBase32(id)}`;
export const vaultId = (id: Id): string => `vault_${toBase32(id)}`;
export const keyId = (id: Id): string => `key_${toBase32(id)}`;

export const parseAssetId = (text: string): Id => parse(text, 'asset_', 'Asset');
export const parseVaultId = (text: string): Id => parse(text, 'vault_', 'Vault');
export const parseKeyId = (text: string): Id => parse(text, 'key_', 'Key');

function parse(text: string, prefix: string, what: string): Id {
  const id = text.startsWith(prefix) ? fromBase32(text.slice(prefix.length)) : undefined;
  if (!id) throw notFound(what);
  return id;
}
