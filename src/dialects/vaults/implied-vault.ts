// Which vault a request of the SDK is about: the one its key is bound to, or the one it names.
import type { FastifyRequest } from 'fastify';
import { type Core, fromBase32, type Grant, invalid, notFound, type Vault, vaultOf } from '../../core/index.ts';

/** Throws `invalid` when nothing says which, `not_found` for one that is unknown to the actor. */
export async function impliedVault(core: Core, request: FastifyRequest, grant: Grant): Promise<Vault> {
  const named = request.headers['x-vault'];
  const bound = vaultOf(request.actor);
  if (typeof named !== 'string') {
    if (bound === null)
      throw invalid('X-Vault', 'This key is not bound to a vault: name one by its id or slug in the X-Vault header.');
    return core.getVault(request.actor, bound, grant);
  }
  const id = named.startsWith('vault_') ? fromBase32(named.slice('vault_'.length)) : undefined;
  const found = id ?? (await core.findDeliveryVault(named))?.id;
  if (!found) throw notFound('Vault');
  return core.getVault(request.actor, found, grant);
}
