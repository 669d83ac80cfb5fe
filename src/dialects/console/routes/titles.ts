// Titles of assets, which other dialects show in place of their names.
import { type Asset, idOf, titleOf } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { IdParams, problems, TitleRead, TitleWrite } from '../schemas.ts';

const tags = ['Titles'];
const PATH = '/api/console/assets/:id/title';

export function titleRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    PATH,
    {
      onRequest: requireGrant('read'),
      schema: {
        tags,
        summary: 'Get the title of an asset',
        description: 'Scope: `store:read`.',
        params: IdParams,
        response: { 200: TitleRead, ...problems },
      },
    },
    async (request) => presentTitle(await core.getAsset(request.actor, idOf(request.params.id, 'Asset'))),
  );

  scope.put(
    PATH,
    {
      onRequest: requireGrant('write'),
      schema: {
        tags,
        summary: 'Give an asset a title, or take it away',
        description: 'Scope: `store:write`.',
        params: IdParams,
        body: TitleWrite,
        response: { 200: TitleRead, ...problems },
      },
    },
    async (request) => {
      const title = request.body.title?.trim() || null;
      return presentTitle(await core.patchAsset(request.actor, idOf(request.params.id, 'Asset'), { title }));
    },
  );
}

const presentTitle = (asset: Asset) => ({ title: asset.title, shown: titleOf(asset) });
