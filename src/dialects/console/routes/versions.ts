// The bytes of earlier versions, for those who compare them before they go back to one.
import { Type } from 'typebox';
import { idOf, notFound } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import { versionDownload } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { sendDownload } from '../../../http/download/index.ts';
import { File, Problem, problems } from '../schemas.ts';

export function versionRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/console/assets/:id/versions/:version/content',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Versions'],
        summary: 'Download a version of an asset',
        description:
          'Scope: `store:read`. By its number in `/api/store/asset/{id}/versions`. Counts as a download of the asset.',
        params: Type.Object({ id: Type.String(), version: Type.String() }),
        response: { 200: File, ...problems, 416: Problem },
      },
    },
    async (request, reply) => {
      const id = idOf(request.params.id, 'Asset');
      const versions = await core.listVersions(request.actor, id);
      const version = versions.find(({ number }) => String(number) === request.params.version);
      if (!version) throw notFound('Version');
      const onServe = () => core.countDownloads(request.actor, [id]);
      return sendDownload(request, reply, versionDownload(core, version, { onServe }));
    },
  );
}
