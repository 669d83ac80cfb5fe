// Earlier versions of assets, and their log.
import { Type } from 'typebox';
import { idOf, notFound, workspaceFor } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { eventParameters, presentEvent, readEventPage } from '../../../http/event-pages.ts';
import { audienceOf, presentAsset, presentVersion } from '../present.ts';
import { AssetRead, EventPage, Hydration, Id, Problem, problems, VersionRead } from '../schemas.ts';

const tags = ['Versions and log'];

export function versionRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.get(
    '/api/store/asset/:id/versions',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags,
        summary: 'List the versions of an asset',
        description: 'Scope: `store:read`. Newest first, the current one included.',
        params: Id,
        response: { 200: Type.Array(VersionRead), ...problems },
      },
    },
    async (request) => {
      const id = idOf(request.params.id, 'Asset');
      const [current, ...earlier] = await core.listVersions(request.actor, id);
      return current ? [current, ...earlier].map((version) => presentVersion(version, current.number)) : [];
    },
  );

  scope.post(
    '/api/store/asset/:id/versions/:version/restore',
    {
      onRequest: requireGrant('write'),
      schema: {
        tags,
        summary: 'Make an earlier version the current one',
        description: 'Scope: `store:write`. The current file stays as a version.',
        params: Type.Object({ id: Type.String(), version: Type.String() }),
        querystring: Hydration,
        response: { 200: AssetRead, ...problems, 409: Problem },
      },
    },
    async (request) => {
      const { id, version } = request.params;
      if (!/^[1-9]\d{0,14}$/.test(version)) throw notFound('Version');
      const asset = await core.restoreVersion(request.actor, idOf(id, 'Asset'), Number(version));
      return presentAsset(audienceOf(services, request, request.query.hydrate), asset);
    },
  );

  scope.get(
    '/api/store/asset/:id/events',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags,
        summary: 'List what happened to an asset',
        description: 'Scope: `store:read`. Newest first.',
        params: Id,
        querystring: Type.Object(eventParameters),
        response: { 200: EventPage, ...problems },
      },
    },
    async (request) => {
      const id = idOf(request.params.id, 'Asset');
      return readEventPage(
        core,
        { list: `events of ${id}`, workspaceId: workspaceFor(request.actor, 'read') },
        request.query,
        (query) => core.listAssetEvents(request.actor, id, query),
        presentEvent,
      );
    },
  );
}
