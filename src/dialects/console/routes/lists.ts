// Lists by position: assets, folders and the trash, with the exact total.
import { ASSET_FIELDS, FOLDER_FIELDS, idOf, trashMsOf } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import {
  parsePosition,
  parseRange,
  positionParameters,
  presentPositionPage,
  rangeParameters,
} from '../../../http/positions.ts';
import { presentAssets, presentFolders, presentTrash } from '../present.ts';
import { AssetRows, FolderRows, IdParams, problems, TrashRows } from '../schemas.ts';

const tags = ['Lists'];
const description = 'Scope: `store:read`.';
const reading = { onRequest: requireGrant('read') };

export function listingRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/console/assets',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List assets from a position on',
        description,
        querystring: positionParameters(ASSET_FIELDS),
        response: { 200: AssetRows, ...problems },
      },
    },
    async (request) => {
      const query = parsePosition(ASSET_FIELDS, request.query);
      const page = await core.listAssetsAt(request.actor, query);
      return presentPositionPage(query, page, await presentAssets(core, page.items));
    },
  );

  scope.get(
    '/api/console/folders',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List folders from a position on',
        description,
        querystring: positionParameters(FOLDER_FIELDS),
        response: { 200: FolderRows, ...problems },
      },
    },
    async (request) => {
      const query = parsePosition(FOLDER_FIELDS, request.query);
      const page = await core.listFoldersAt(request.actor, query);
      return presentPositionPage(query, page, await presentFolders(core, page.items));
    },
  );

  scope.get(
    '/api/console/trash',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List what was put into the trash itself, the latest first, from a position on',
        description,
        querystring: rangeParameters,
        response: { 200: TrashRows, ...problems },
      },
    },
    async (request) => {
      const range = parseRange(request.query);
      const page = await core.listTrashAt(request.actor, range);
      const { trashDays } = await core.getWorkspace(request.actor);
      const keptMs = trashMsOf(trashDays, core.settings.trashMs);
      return presentPositionPage(range, page, await presentTrash(core, page.items, keptMs));
    },
  );

  scope.get(
    '/api/console/assets/:id/duplicates',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List other assets with the same bytes, from a position on',
        description: `${description} In the order of their arrival.`,
        params: IdParams,
        querystring: rangeParameters,
        response: { 200: AssetRows, ...problems },
      },
    },
    async (request) => {
      const id = idOf(request.params.id, 'Asset');
      const range = parseRange(request.query);
      const page = await core.listDuplicatesAt(request.actor, id, range);
      return presentPositionPage(range, page, await presentAssets(core, page.items));
    },
  );
}
