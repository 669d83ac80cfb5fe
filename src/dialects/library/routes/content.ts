// The bytes of assets, and small pictures of them: of public ones for everyone.
import type { Actor, Asset, Core } from '../../../core/index.ts';
import { findForAnyone, originalDownload, renditionDownload, SizeQuery } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { sendDownload } from '../../../http/download/index.ts';
import { idOf } from '../ids.ts';
import { AssetId, File, Problem, problems } from '../schemas.ts';
import { namingScope } from '../scopes.ts';

const tags = ['Assets'];
/** A public asset is for everyone. */
const open = { config: { access: 'optional' as const } };

export function contentRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/v1/assets/:assetId/download',
    {
      ...open,
      schema: {
        tags,
        summary: 'Download the file of an asset',
        description: 'Scope: `read:assets`; none for a public asset. 404 where there is no file.',
        params: AssetId,
        response: { 200: File, ...problems, 416: Problem },
      },
    },
    async (request, reply) => {
      const asset = await readableAsset(core, request);
      const onServe = () => core.countDownload(request.actor, asset);
      return sendDownload(request, reply, originalDownload(core, asset, { onServe }));
    },
  );

  scope.get(
    '/api/v1/assets/:assetId/thumbnail',
    {
      ...open,
      schema: {
        tags,
        summary: 'Show a small picture of an asset',
        description: 'Scope: `read:assets`; none for a public asset. 404 where there is no picture.',
        params: AssetId,
        querystring: SizeQuery,
        response: { 200: File, ...problems, 416: Problem, 503: Problem },
      },
    },
    async (request, reply) => {
      const asset = await readableAsset(core, request);
      return sendDownload(request, reply, await renditionDownload(core, request, asset, request.query.size));
    },
  );
}

const readableAsset = (core: Core, { actor, params }: { actor: Actor; params: { assetId: string } }): Promise<Asset> =>
  findForAnyone(actor, () =>
    namingScope('read:assets', async () => core.getAssetToShow(actor, idOf(params.assetId, 'Asset'))),
  );
