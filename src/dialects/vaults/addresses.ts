// Paths that clients send to say which file they mean: as an asset shows it, or as a delivery URL has it.
import { invalid, PATH_COMPONENT, urlParts, type Vault, type VaultAddress } from '../../core/index.ts';

export interface Location {
  readonly address: VaultAddress;
  readonly name: string;
  /** Of the query, as they stand in it. */
  readonly parameters: readonly string[];
}

/**
 * `partition/collection/channel/filename`, in which nothing is encoded, or the encoded `/v/{slug}/...` with an optional
 * query. Throws `invalid` naming `path`.
 */
export function readLocation(vault: Vault, path: string): Location {
  if (!path.startsWith('/v/')) return located(vault, path.replace(/^\//, '').split('/'), []);
  const url = urlParts(path);
  const [slug, ...parts] = url.path.slice('/v/'.length).split('/').map(decoded);
  if (slug !== vault.slug) throw invalid('path', 'path is not of this vault.');
  return located(vault, parts, url.parameters);
}

function located(vault: Vault, parts: readonly string[], parameters: readonly string[]): Location {
  const [partition = '', collection = '', channel = '', name = '', ...rest] = parts;
  const isPlain = [partition, collection, channel].every((part) => PATH_COMPONENT.test(part));
  if (!isPlain || name === '' || name.includes('/') || rest.length > 0)
    throw invalid('path', 'path must be partition/collection/channel/filename, or a path beginning with /v/.');
  return { address: { vaultId: vault.id, partition, collection, channel }, name: name.normalize('NFC'), parameters };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw invalid('path', 'path is not percent-encoded as a URL is.');
  }
}
