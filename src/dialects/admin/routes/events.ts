// The log of all that happens in a workspace.
import { Type } from 'typebox';
import { invalid, workspaceFor } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { eventParameters, readEventPage } from '../../../http/event-pages.ts';
import { parseAssetId } from '../addresses.ts';
import { presentWorkspaceEvent } from '../present.ts';
import { EventPage, problems } from '../schemas.ts';

export function eventRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/admin/events',
    {
      onRequest: requireGrant('audit'),
      schema: {
        tags: ['Log'],
        summary: 'List what happened in the workspace',
        description: 'Scope: `audit:read`. Newest first, also of what is gone. Not for keys that are bound to a vault.',
        querystring: Type.Object({
          ...eventParameters,
          asset_id: Type.Optional(
            Type.String({ description: 'Only of this asset, in the form of any dialect; it may be gone.' }),
          ),
        }),
        response: { 200: EventPage, ...problems },
      },
    },
    async (request) => {
      const { asset_id: text, ...page } = request.query;
      const assetId = text === undefined ? undefined : parseAssetId(text);
      if (text !== undefined && assetId === undefined) throw invalid('asset_id', 'This is not the id of an asset.');
      return readEventPage(
        core,
        { list: 'events', workspaceId: workspaceFor(request.actor, 'audit') },
        page,
        (query) => core.listWorkspaceEvents(request.actor, { ...query, assetId }),
        presentWorkspaceEvent,
      );
    },
  );
}
