// Where an asset is in every dialect.
import { notFound } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { parseAssetId, presentAddresses } from '../addresses.ts';
import { Addresses, IdParams, problems } from '../schemas.ts';

export function addressRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  scope.get(
    '/api/admin/assets/:id/addresses',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Assets'],
        summary: 'Get the addresses of an asset in every dialect',
        description: 'Scope: `assets:read`. Takes the id in the form of any dialect.',
        params: IdParams,
        response: { 200: Addresses, ...problems },
      },
    },
    async (request) => {
      const id = parseAssetId(request.params.id);
      if (!id) throw notFound('Asset');
      return presentAddresses(core, await core.getAsset(request.actor, id), baseUrl(services, request));
    },
  );
}
