// What programs of recipients do without an account: ask for access. The pages are in recipient-pages.ts, what is downloaded in
// recipient-downloads.ts.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { isoTime } from '../../../http/times.ts';
import { presentSharedAsset, presentSharedFolder } from '../present.ts';
import { AccessRead, AccessRequest, Problem, problems } from '../schemas.ts';
import { checkSharePassword, grantAccess } from '../visits.ts';
import { recipientDownloadRoutes } from './recipient-downloads.ts';
import { recipientPageRoutes } from './recipient-pages.ts';

const tags = ['Recipients'];

export function recipientRoutes(scope: Scope, services: HttpServices): void {
  accessRoutes(scope, services);
  recipientPageRoutes(scope, services);
  recipientDownloadRoutes(scope, services);
}

function accessRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.post(
    '/api/share/get_access',
    {
      config: { access: 'none' },
      schema: {
        tags,
        summary: 'Ask for access to a share',
        description: 'No credentials. `download_url` needs none either, until `expires_at`.',
        security: [],
        body: AccessRequest,
        response: { 200: AccessRead, ...problems, 410: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { token, password } = request.body;
      const { share, target } = await core.openShare(token);
      await checkSharePassword(services, request, share, password);
      await core.noteShareView(share.id);
      const { access: proof, expiresAt } = grantAccess(core, share);
      const shown =
        target.type === 'asset'
          ? { type: target.type, name: target.asset.name, asset: presentSharedAsset(target.asset), folder: null }
          : { type: target.type, name: target.folder.name, asset: null, folder: presentSharedFolder(target.folder) };
      return reply.header('cache-control', 'no-store').send({
        ...shown,
        download_url: `${baseUrl(services, request)}/s/${core.shareToken(share.id)}/download?access=${proof}`,
        expires_at: isoTime(expiresAt),
      });
    },
  );
}
