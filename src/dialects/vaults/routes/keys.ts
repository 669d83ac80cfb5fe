// The keys of a vault: `pk_` to read, `sk_` to read and write.
import { Type } from 'typebox';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { parseKeyId, parseVaultId } from '../ids.ts';
import { presentPage, readCursor } from '../paging.ts';
import { presentKey, presentListedKey } from '../present.ts';
import {
  IdempotencyHeaders,
  KeyCreated,
  KeyInput,
  KeyParams,
  KeyRead,
  pageOf,
  pageQuery,
  problems,
  VaultParams,
} from '../schemas.ts';

const PAGE_SIZE = 50;

export function keyRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['Keys'];

  scope.post(
    '/api/v1/vaults/:vaultId/keys',
    {
      schema: {
        tags,
        summary: 'Create a key of a vault',
        description: 'A repeated Idempotency-Key is a 409, since a key is shown only once.',
        params: VaultParams,
        headers: IdempotencyHeaders,
        body: KeyInput,
        response: { 201: KeyCreated, ...problems(409, 413, 415, 507) },
      },
    },
    async (request, reply) => {
      const vaultId = parseVaultId(request.params.vaultId);
      const { key, token } = await core.createVaultKey(request.actor, {
        ...request.body,
        vaultId,
        idempotencyKey: creationKey(request, `vaults key ${vaultId}`),
      });
      return reply.code(201).send({ ...presentKey(key), key: token });
    },
  );

  scope.get(
    '/api/v1/vaults/:vaultId/keys',
    {
      schema: {
        tags,
        summary: 'List the keys of a vault, newest first',
        params: VaultParams,
        querystring: Type.Object(pageQuery(PAGE_SIZE)),
        response: { 200: pageOf(KeyRead, 'KeyPage'), ...problems() },
      },
    },
    async (request) => {
      const { cursor, limit = PAGE_SIZE } = request.query;
      const vault = await core.getVault(request.actor, parseVaultId(request.params.vaultId));
      const list = { list: `keys of ${vault.id}`, workspaceId: vault.workspaceId };
      const after = readCursor(core, list, cursor);
      const page = await core.listVaultKeys(request.actor, vault.id, { after, limit });
      return presentPage(core, list, page, presentListedKey);
    },
  );

  scope.delete(
    '/api/v1/vaults/:vaultId/keys/:keyId',
    {
      schema: {
        tags,
        summary: 'Revoke a key of a vault',
        params: KeyParams,
        response: { 204: Type.Null(), ...problems(507) },
      },
    },
    async (request, reply) => {
      const { vaultId, keyId } = request.params;
      await core.revokeVaultKey(request.actor, parseVaultId(vaultId), parseKeyId(keyId));
      return reply.code(204).send(null);
    },
  );
}
