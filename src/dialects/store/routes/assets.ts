// Asset records: list, read, change, delete, and what refers to them.
import { Type } from 'typebox';
import { ASSET_FIELDS, type AssetPatch, idOf, type Metadata, metadataOf } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import { answerKnown, conditional, isKnown, tagRecord, writeCondition } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import type { ListDefinition } from '../../../http/listing.ts';
import { referredId } from '../ids.ts';
import { audienceOf, presentAsset, presentAssets, presentShares } from '../present.ts';
import {
  AssetPage,
  AssetRead,
  AssetWriteReplace,
  AssetWriteUpdate,
  Hydration,
  Id,
  Problem,
  problems,
  ShareList,
} from '../schemas.ts';

const ASSETS: ListDefinition = { name: 'assets', fields: ASSET_FIELDS };
const tags = ['Assets'];
const reading = { onRequest: requireGrant('read') };
const writing = { onRequest: requireGrant('write') };

export function assetRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  listRoutes(scope, core, {
    path: '/api/store/asset',
    definition: ASSETS,
    what: 'assets',
    tags,
    scope: 'store:read',
    grant: 'read',
    page: AssetPage,
    problems,
    read: core.listAssets,
    present: (request, rows, hydrate) => presentAssets(audienceOf(services, request, hydrate), rows),
  });

  scope.get(
    '/api/store/asset/:id',
    {
      ...reading,
      ...conditional,
      schema: {
        tags,
        summary: 'Get an asset',
        description: 'Scope: `store:read`.',
        params: Id,
        querystring: Hydration,
        response: { 200: AssetRead, ...problems },
      },
    },
    async (request, reply) => {
      const asset = await core.getAsset(request.actor, idOf(request.params.id, 'Asset'));
      if (isKnown(request, reply, asset)) return answerKnown(reply);
      return presentAsset(audienceOf(services, request, request.query.hydrate), asset);
    },
  );

  scope.get(
    '/api/store/asset/:id/shares',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List the shares of an asset',
        description: 'Scope: `store:read`.',
        params: Id,
        querystring: Hydration,
        response: { 200: ShareList, ...problems },
      },
    },
    async (request) => {
      const shares = await core.listAssetShares(request.actor, idOf(request.params.id, 'Asset'));
      return presentShares(audienceOf(services, request, request.query.hydrate), shares);
    },
  );

  scope.put(
    '/api/store/asset/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Replace the metadata of an asset',
        description: 'Scope: `store:write`. What is absent is reset; what can not be written is ignored.',
        params: Id,
        querystring: Hydration,
        body: AssetWriteReplace,
        response: { 200: AssetRead, ...problems, 409: Problem },
      },
    },
    async (request) => {
      const { name, description = null, folder = null, tags = [], metadata = {}, is_public = false } = request.body;
      const patch = {
        name,
        description,
        folderId: referredId(folder, 'Folder') ?? null,
        tags,
        metadata: metadataOf(metadata),
        isPublic: is_public,
      };
      const id = idOf(request.params.id, 'Asset');
      const asset = await core.patchAsset(request.actor, id, patch, writeCondition(request));
      return presentAsset(audienceOf(services, request, request.query.hydrate), asset);
    },
  );

  scope.patch(
    '/api/store/asset/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Change the metadata of an asset',
        description: 'Scope: `store:write`. `folder: null` moves to the top level; what can not be written is ignored.',
        params: Id,
        querystring: Hydration,
        body: AssetWriteUpdate,
        response: { 200: AssetRead, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const id = idOf(request.params.id, 'Asset');
      const asset = await core.patchAsset(request.actor, id, patchOf(request.body), writeCondition(request));
      tagRecord(reply, asset);
      return presentAsset(audienceOf(services, request, request.query.hydrate), asset);
    },
  );

  scope.delete(
    '/api/store/asset/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Delete an asset for good',
        description: 'Scope: `store:write`. Its versions and shares go with it.',
        params: Id,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await core.deleteLiveAsset(request.actor, idOf(request.params.id, 'Asset'), writeCondition(request));
      return reply.code(204).send(null);
    },
  );
}

function patchOf({ name, description, folder, tags, metadata, is_public }: Type.Static<typeof AssetWriteUpdate>) {
  const folderId = referredId(folder, 'Folder');
  const checked: Metadata | undefined = metadata === undefined ? undefined : metadataOf(metadata);
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(folderId === undefined ? {} : { folderId }),
    ...(tags === undefined ? {} : { tags }),
    ...(checked === undefined ? {} : { metadata: checked }),
    ...(is_public === undefined ? {} : { isPublic: is_public }),
  } satisfies AssetPatch;
}
