// Making, changing and deleting vaults, and their signing secret.
import { Type } from 'typebox';
import { workspaceFor } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { parseVaultId } from '../ids.ts';
import { presentPage, readCursor } from '../paging.ts';
import { presentVault } from '../present.ts';
import {
  IdempotencyHeaders,
  pageOf,
  pageQuery,
  problems,
  SigningSecret,
  VaultInput,
  VaultParams,
  VaultPatchInput,
  VaultRead,
} from '../schemas.ts';

const PAGE_SIZE = 50;

export function vaultRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['Vaults'];

  scope.post(
    '/api/v1/vaults',
    {
      schema: {
        tags,
        summary: 'Create a vault',
        headers: IdempotencyHeaders,
        body: VaultInput,
        response: { 201: VaultRead, ...problems(409, 413, 415, 507) },
      },
    },
    async (request, reply) => {
      const vault = await core.createVault(request.actor, {
        ...request.body,
        idempotencyKey: creationKey(request, 'vaults vault'),
      });
      return reply.code(201).send(presentVault(vault));
    },
  );

  scope.get(
    '/api/v1/vaults',
    {
      schema: {
        tags,
        summary: 'List vaults, newest first',
        querystring: Type.Object(pageQuery(PAGE_SIZE)),
        response: { 200: pageOf(VaultRead, 'VaultPage'), ...problems() },
      },
    },
    async (request) => {
      const { cursor, limit = PAGE_SIZE } = request.query;
      const list = { list: 'vaults', workspaceId: workspaceFor(request.actor, 'read') };
      const page = await core.listVaults(request.actor, { after: readCursor(core, list, cursor), limit });
      return presentPage(core, list, page, presentVault);
    },
  );

  scope.get(
    '/api/v1/vaults/:vaultId',
    { schema: { tags, summary: 'Get a vault', params: VaultParams, response: { 200: VaultRead, ...problems() } } },
    async (request) => presentVault(await core.getVault(request.actor, parseVaultId(request.params.vaultId))),
  );

  scope.patch(
    '/api/v1/vaults/:vaultId',
    {
      schema: {
        tags,
        summary: 'Change a vault',
        params: VaultParams,
        body: VaultPatchInput,
        response: { 200: VaultRead, ...problems(409, 413, 415, 507) },
      },
    },
    async (request) =>
      presentVault(await core.patchVault(request.actor, parseVaultId(request.params.vaultId), request.body)),
  );

  scope.delete(
    '/api/v1/vaults/:vaultId',
    {
      schema: {
        tags,
        summary: 'Delete a vault',
        params: VaultParams,
        querystring: Type.Object({
          force: Type.Optional(Type.Boolean({ description: 'Delete its assets with it; without it they are a 409.' })),
        }),
        response: { 204: Type.Null(), ...problems(409) },
      },
    },
    async (request, reply) => {
      await core.deleteVault(request.actor, parseVaultId(request.params.vaultId), request.query.force === true);
      return reply.code(204).send(null);
    },
  );

  scope.post(
    '/api/v1/vaults/:vaultId/rotate-signing-secret',
    {
      schema: {
        tags,
        summary: 'Get a new signing secret',
        description: 'Every URL signed with the one before stops working at once.',
        params: VaultParams,
        response: { 200: SigningSecret, ...problems(507) },
      },
    },
    async (request) => {
      const vault = await core.rotateSigningSecret(request.actor, parseVaultId(request.params.vaultId));
      return { signing_secret: core.signingSecret(vault) };
    },
  );
}
