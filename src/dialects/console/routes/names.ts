// Tags that are in use, and names that are taken.
import { idOf } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { NamesQuery, problems, TagQuery, TagRows, TakenNames } from '../schemas.ts';

const description = 'Scope: `store:read`.';
const reading = { onRequest: requireGrant('read') };

export function nameRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/console/tags',
    {
      ...reading,
      schema: {
        tags: ['Tags'],
        summary: 'List the tags of assets, or those that begin with a text',
        description,
        querystring: TagQuery,
        response: { 200: TagRows, ...problems },
      },
    },
    async (request) => {
      const { starts = '', limit = 100 } = request.query;
      return { items: await core.findTags(request.actor, starts, limit) };
    },
  );

  scope.post(
    '/api/console/names',
    {
      ...reading,
      schema: {
        tags: ['Names'],
        summary: 'Find which names are taken in a folder',
        description: `${description} Without regard to case; of each name the oldest ten assets and folders.`,
        body: NamesQuery,
        response: { 200: TakenNames, ...problems },
      },
    },
    async (request) => {
      const { folder = null, names } = request.body;
      const id = folder === null ? null : idOf(folder, 'Folder');
      return { taken: await core.findTakenNames(request.actor, id, names) };
    },
  );
}
