// Taking signed URLs back before they expire: one by one, or all of an address. Checking them is in signed-urls.ts.

import type { Db } from '../database/db.ts';
import type { Tx } from '../database/engine.ts';
import { findUrlRevocation, raiseGeneration, revokeUrl as revokeUrlRow } from '../database/url-revocations.ts';
import { findVault } from '../database/vaults.ts';
import { type Actor, authorize } from './access.ts';
import { notFound } from './errors.ts';
import type { Id } from './ids.ts';

export { findUrlRevocation };

/** Makes one signed URL stop working. `expiresAt` null: unknown. Idempotent. */
export async function revokeUrl(
  tx: Tx,
  actor: Actor,
  vaultId: Id,
  url: { token: string; expiresAt: number | null },
): Promise<void> {
  await authorizeSigning(tx.db, actor, vaultId);
  await revokeUrlRow(tx.db, vaultId, url.token, url.expiresAt);
}

/**
 * Makes every URL signed so far for an address (`partition/collection/channel/filename`) stop working; later ones must
 * carry the generation answered.
 */
export async function revokeUrlsOf(tx: Tx, actor: Actor, vaultId: Id, address: string): Promise<number> {
  await authorizeSigning(tx.db, actor, vaultId);
  return raiseGeneration(tx.db, vaultId, address);
}

/** A signed URL gives bytes to anyone, so that reading alone is not enough to make or revoke one. */
async function authorizeSigning(db: Db, actor: Actor, vaultId: Id): Promise<void> {
  const vault = await findVault(db, vaultId);
  if (!vault) throw notFound('Vault');
  authorize(actor, 'write', { workspaceId: vault.workspaceId, vaultId }, 'Vault');
}
