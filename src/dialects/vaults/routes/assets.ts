// The assets of a vault, as the dialect's document has them: metadata and tags are JSON texts.
import { Type } from 'typebox';
import { answerKnown, conditional, isKnown, tagRecord, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { parseAssetId, parseVaultId } from '../ids.ts';
import { presentPage, readCursor } from '../paging.ts';
import { patchOf } from '../patch.ts';
import { presentAsset } from '../present.ts';
import {
  AssetParams,
  AssetPatchInput,
  AssetRead,
  assetQuery,
  IdempotencyHeaders,
  pageOf,
  problems,
  UploadForm,
  VaultParams,
} from '../schemas.ts';
import { receiveAsset } from '../upload.ts';

const PAGE_SIZE = 50;

export function assetRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['Assets'];

  scope.post(
    '/api/v1/vaults/:vaultId/assets',
    {
      schema: {
        tags,
        summary: 'Upload an asset',
        params: VaultParams,
        headers: IdempotencyHeaders,
        body: UploadForm,
        response: { 201: AssetRead, ...problems(409, 413, 415, 507) },
      },
    },
    async (request, reply) => {
      const vault = await core.getVault(request.actor, parseVaultId(request.params.vaultId), 'write');
      return reply.code(201).send(presentAsset(await receiveAsset(core, request, vault)));
    },
  );

  scope.get(
    '/api/v1/vaults/:vaultId/assets',
    {
      schema: {
        tags,
        summary: 'List assets, newest first',
        params: VaultParams,
        querystring: assetQuery(PAGE_SIZE),
        response: { 200: pageOf(AssetRead, 'AssetPage'), ...problems() },
      },
    },
    async (request) => {
      const { cursor, limit = PAGE_SIZE, ...filters } = request.query;
      const vault = await core.getVault(request.actor, parseVaultId(request.params.vaultId));
      const list = { list: `assets of ${vault.id}`, workspaceId: vault.workspaceId };
      const after = readCursor(core, list, cursor);
      const page = await core.listVaultAssets(request.actor, { ...filters, vaultId: vault.id, after, limit });
      return presentPage(core, list, page, presentAsset);
    },
  );

  scope.get(
    '/api/v1/vaults/:vaultId/assets/:assetId',
    {
      ...conditional,
      schema: { tags, summary: 'Get an asset', params: AssetParams, response: { 200: AssetRead, ...problems() } },
    },
    async (request, reply) => {
      const { vaultId, assetId } = request.params;
      const asset = await core.getVaultAsset(request.actor, parseVaultId(vaultId), parseAssetId(assetId));
      if (isKnown(request, reply, asset)) return answerKnown(reply);
      return presentAsset(asset);
    },
  );

  scope.patch(
    '/api/v1/vaults/:vaultId/assets/:assetId',
    {
      ...conditional,
      schema: {
        tags,
        summary: 'Change metadata and tags of an asset',
        params: AssetParams,
        body: AssetPatchInput,
        response: { 200: AssetRead, ...problems(413, 415, 507) },
      },
    },
    async (request, reply) => {
      const { vaultId, assetId } = request.params;
      const { id } = await core.getVaultAsset(request.actor, parseVaultId(vaultId), parseAssetId(assetId), 'write');
      const asset = await core.patchAsset(request.actor, id, patchOf(request.body), writeCondition(request));
      tagRecord(reply, asset);
      return presentAsset(asset);
    },
  );

  scope.delete(
    '/api/v1/vaults/:vaultId/assets/:assetId',
    {
      ...conditional,
      schema: {
        tags,
        summary: 'Delete an asset for good',
        params: AssetParams,
        response: { 204: Type.Null(), ...problems(507) },
      },
    },
    async (request, reply) => {
      const { vaultId, assetId } = request.params;
      const asset = await core.getVaultAsset(request.actor, parseVaultId(vaultId), parseAssetId(assetId), 'write');
      await core.deleteLiveAsset(request.actor, asset.id, writeCondition(request));
      return reply.code(204).send(null);
    },
  );
}
