// What makes signed URLs of vaults stop working before they expire: single tokens, and generations of an address.
import { sql } from 'kysely';
import type { Id } from '../core/ids.ts';
import type { Db } from './db.ts';

/** Whether the token was revoked, and the generation the address is at (0 when its URLs were never revoked). */
export async function findUrlRevocation(
  db: Db,
  vaultId: Id,
  address: string,
  token: string,
): Promise<{ isRevoked: boolean; generation: number }> {
  const { rows } = await sql<{ revoked: number; generation: number | null }>`
    select
      (select count(*) from revoked_urls where vault_id = ${vaultId} and token = ${token}) as revoked,
      (select generation from url_generations where vault_id = ${vaultId} and address = ${address}) as generation
  `.execute(db);
  return { isRevoked: Number(rows[0]?.revoked ?? 0) > 0, generation: rows[0]?.generation ?? 0 };
}

export async function revokeUrl(db: Db, vaultId: Id, token: string, expiresAt: number | null): Promise<void> {
  await db
    .insertInto('revoked_urls')
    .values({ vault_id: vaultId, token, expires_at: expiresAt })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Answers the new generation. */
export async function raiseGeneration(db: Db, vaultId: Id, address: string): Promise<number> {
  const row = await db
    .insertInto('url_generations')
    .values({ vault_id: vaultId, address, generation: 1 })
    .onConflict((conflict) =>
      conflict.columns(['vault_id', 'address']).doUpdateSet({ generation: sql`url_generations.generation + 1` }),
    )
    .returning('generation')
    .executeTakeFirstOrThrow();
  return row.generation;
}

/** Once the vault has another secret, no URL signed before needs to be known. */
export async function forgetRevocations(db: Db, vaultId: Id): Promise<void> {
  await db.deleteFrom('revoked_urls').where('vault_id', '=', vaultId).execute();
  await db.deleteFrom('url_generations').where('vault_id', '=', vaultId).execute();
}

/** Tokens whose URLs have expired anyway. */
export async function forgetExpiredUrls(db: Db, now: number): Promise<void> {
  await db.deleteFrom('revoked_urls').where('expires_at', '<=', now).execute();
}
