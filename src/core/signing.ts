// Signed URLs of vaults: a path and its query, good until a moment, proved by a MAC.
import { createHmac } from 'node:crypto';
import type { Vault } from '../database/vaults.ts';
import { sameSecret, sign } from './secrets.ts';

export interface UrlToSign {
  readonly path: string;
  /** Name and value as they stand decoded in the URL, without `token` and `expires`. */
  readonly query: readonly [name: string, value: string][];
  /** Unix seconds. */
  readonly expires: number;
}

/** Derived, not stored: each rotation gives another. */
export const signingSecret = (secret: string, vault: Pick<Vault, 'id' | 'signingGeneration'>): string =>
  `vss_${sign(secret, ['vault', vault.id, vault.signingGeneration]).toString('base64url')}`;

/** HMAC-SHA256 over path, sorted query and expiry, a line each; base64url without padding. */
export function signUrl(vaultSecret: string, { path, query, expires }: UrlToSign): string {
  const sorted = new URLSearchParams([...query]);
  sorted.sort();
  return createHmac('sha256', vaultSecret).update(`${path}\n${sorted}\n${expires}`).digest('base64url');
}

/** In constant time; the expiry itself is the caller's to check. */
export const urlIsSigned = (vaultSecret: string, url: UrlToSign, token: string): boolean =>
  sameSecret(signUrl(vaultSecret, url), token);
