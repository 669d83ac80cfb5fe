// The assets of the vault that the key implies: paths beside ids, metadata and tags as JSON values.
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Asset, type Grant, type Id, notFound, type Vault } from '../../../core/index.ts';
import { answerKnown, conditional, isKnown, tagRecord, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { parseAssetId } from '../ids.ts';
import { impliedVault } from '../implied-vault.ts';
import { presentPage, readCursor } from '../paging.ts';
import { patchOf } from '../patch.ts';
import { presentSdkAsset } from '../present.ts';
import {
  assetQuery,
  IdempotencyHeaders,
  pageOf,
  problems,
  SdkAssetPatchInput,
  SdkAssetRead,
  UploadForm,
  VaultHeaders,
} from '../schemas.ts';
import { receiveAsset } from '../upload.ts';

const PAGE_SIZE = 25;
const IdOrPath = Type.Object({
  asset: Type.String({
    description: 'Its id, or its URL-encoded path: `partition%2Fcollection%2Fchannel%2Ffilename`.',
  }),
});

export function sdkRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const tags = ['SDK: assets'];
  const present = (request: FastifyRequest, vault: Vault) => (asset: Asset) =>
    presentSdkAsset(asset, vault, baseUrl(services, request));

  async function find(request: FastifyRequest, idOrPath: string, grant: Grant): Promise<[Vault, Asset]> {
    const vault = await impliedVault(core, request, grant);
    const id = idOrPath.includes('/') ? await idAt(vault, idOrPath) : parseAssetId(idOrPath);
    return [vault, await core.getVaultAsset(request.actor, vault.id, id, grant)];
  }

  async function idAt(vault: Vault, path: string): Promise<Id> {
    const [partition = '', collection = '', channel = '', name = '', ...rest] = path.replace(/^\//, '').split('/');
    const address = { vaultId: vault.id, partition, collection, channel };
    const asset = rest.length === 0 ? await core.findAddressedAsset(address, name) : undefined;
    if (!asset) throw notFound('Asset');
    return asset.id;
  }

  scope.post(
    '/v1/assets',
    {
      schema: {
        tags,
        summary: 'Upload an asset',
        headers: Type.Object({ ...VaultHeaders.properties, ...IdempotencyHeaders.properties }),
        body: UploadForm,
        response: { 201: SdkAssetRead, ...problems(409, 413, 415, 507) },
      },
    },
    async (request, reply) => {
      const vault = await impliedVault(core, request, 'write');
      return reply.code(201).send(present(request, vault)(await receiveAsset(core, request, vault)));
    },
  );

  scope.get(
    '/v1/assets',
    {
      schema: {
        tags,
        summary: 'List assets, newest first',
        headers: VaultHeaders,
        querystring: assetQuery(PAGE_SIZE),
        response: { 200: pageOf(SdkAssetRead, 'SdkAssetPage'), ...problems() },
      },
    },
    async (request) => {
      const { cursor, limit = PAGE_SIZE, ...filters } = request.query;
      const vault = await impliedVault(core, request, 'read');
      const list = { list: `assets of ${vault.id}`, workspaceId: vault.workspaceId };
      const after = readCursor(core, list, cursor);
      const page = await core.listVaultAssets(request.actor, { ...filters, vaultId: vault.id, after, limit });
      return presentPage(core, list, page, present(request, vault));
    },
  );

  scope.get(
    '/v1/assets/:asset',
    {
      ...conditional,
      schema: {
        tags,
        summary: 'Get an asset',
        params: IdOrPath,
        headers: VaultHeaders,
        response: { 200: SdkAssetRead, ...problems() },
      },
    },
    async (request, reply) => {
      const [vault, asset] = await find(request, request.params.asset, 'read');
      if (isKnown(request, reply, asset)) return answerKnown(reply);
      return present(request, vault)(asset);
    },
  );

  scope.patch(
    '/v1/assets/:asset',
    {
      ...conditional,
      schema: {
        tags,
        summary: 'Change metadata and tags of an asset',
        params: IdOrPath,
        headers: VaultHeaders,
        body: SdkAssetPatchInput,
        response: { 200: SdkAssetRead, ...problems(413, 415, 507) },
      },
    },
    async (request, reply) => {
      const [vault, { id }] = await find(request, request.params.asset, 'write');
      const asset = await core.patchAsset(request.actor, id, patchOf(request.body), writeCondition(request));
      tagRecord(reply, asset);
      return present(request, vault)(asset);
    },
  );

  scope.delete(
    '/v1/assets/:asset',
    {
      ...conditional,
      schema: {
        tags,
        summary: 'Delete an asset for good',
        params: IdOrPath,
        headers: VaultHeaders,
        response: { 204: Type.Null(), ...problems(507) },
      },
    },
    async (request, reply) => {
      const [, asset] = await find(request, request.params.asset, 'write');
      await core.deleteLiveAsset(request.actor, asset.id, writeCondition(request));
      return reply.code(204).send(null);
    },
  );
}
