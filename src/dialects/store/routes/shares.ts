// Shares as their makers see them. What recipients see is in recipients.ts.
import { Type } from 'typebox';
import { hashPassword, idOf, SHARE_FIELDS, type SharePatch } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import type { ListDefinition } from '../../../http/listing.ts';
import { parseTime } from '../../../http/times.ts';
import { referredId } from '../ids.ts';
import { audienceOf, presentShare, presentShares } from '../present.ts';
import {
  Hydration,
  Id,
  IdempotencyHeader,
  problems,
  ShareCreate,
  SharePage,
  ShareRead,
  ShareWrite,
} from '../schemas.ts';

const SHARES: ListDefinition = { name: 'shares', fields: SHARE_FIELDS };
const tags = ['Shares'];
const reading = { onRequest: requireGrant('read') };
const writing = { onRequest: requireGrant('write') };

export function shareRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  listRoutes(scope, core, {
    path: '/api/share',
    definition: SHARES,
    what: 'shares',
    tags,
    scope: 'store:read',
    grant: 'read',
    page: SharePage,
    problems,
    read: core.listShares,
    present: (request, rows, hydrate) => presentShares(audienceOf(services, request, hydrate), rows),
  });

  scope.post(
    '/api/share',
    {
      onRequest: requireGrant('share'),
      schema: {
        tags,
        summary: 'Share an asset or a folder',
        description: 'Scope: `store:share`.',
        headers: IdempotencyHeader,
        querystring: Hydration,
        body: ShareCreate,
        response: { 201: ShareRead, ...problems },
      },
    },
    async (request, reply) => {
      const { asset, folder, expires_at, password, max_downloads = null, recipients = [], note = null } = request.body;
      const share = await core.createShare(request.actor, {
        assetId: referredId(asset, 'Asset') ?? null,
        folderId: referredId(folder, 'Folder') ?? null,
        expiresAt: expires_at ? parseTime(expires_at, 'expires_at') : null,
        passwordHash: password ? await hashPassword(password) : null,
        maxDownloads: max_downloads,
        recipients,
        note,
        idempotencyKey: creationKey(request, 'store share'),
      });
      const audience = audienceOf(services, request, request.query.hydrate);
      return reply
        .code(201)
        .header('location', `${audience.base}/api/share/${share.id}`)
        .send(await presentShare(audience, share));
    },
  );

  scope.get(
    '/api/share/:id',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Get a share',
        description: 'Scope: `store:read`.',
        params: Id,
        querystring: Hydration,
        response: { 200: ShareRead, ...problems },
      },
    },
    async (request) => {
      const share = await core.getShare(request.actor, idOf(request.params.id, 'Share'));
      return presentShare(audienceOf(services, request, request.query.hydrate), share);
    },
  );

  scope.put(
    '/api/share/:id',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Replace the settings of a share',
        description: 'Scope: `store:write`. What is absent is reset, but the password: it stays until null removes it.',
        params: Id,
        querystring: Hydration,
        body: ShareWrite,
        response: { 200: ShareRead, ...problems },
      },
    },
    async (request) => {
      const reset = { expires_at: null, max_downloads: null, recipients: [], note: null, active: true };
      const patch = await patchOf({ ...reset, ...request.body });
      const share = await core.patchShare(request.actor, idOf(request.params.id, 'Share'), patch);
      return presentShare(audienceOf(services, request, request.query.hydrate), share);
    },
  );

  scope.patch(
    '/api/share/:id',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Change the settings of a share',
        description: 'Scope: `store:write`. `password: null` removes the password; `active: false` revokes the share.',
        params: Id,
        querystring: Hydration,
        body: ShareWrite,
        response: { 200: ShareRead, ...problems },
      },
    },
    async (request) => {
      const patch = await patchOf(request.body);
      const share = await core.patchShare(request.actor, idOf(request.params.id, 'Share'), patch);
      return presentShare(audienceOf(services, request, request.query.hydrate), share);
    },
  );

  scope.delete(
    '/api/share/:id',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Delete a share',
        description: 'Scope: `store:write`. Its link stops working at once.',
        params: Id,
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await core.deleteShare(request.actor, idOf(request.params.id, 'Share'));
      return reply.code(204).send(null);
    },
  );
}

async function patchOf(sent: Type.Static<typeof ShareWrite>): Promise<SharePatch> {
  const { expires_at: expiresAt, password, max_downloads: maxDownloads, recipients, note, active } = sent;
  return {
    ...(expiresAt === undefined ? {} : { expiresAt: expiresAt === null ? null : parseTime(expiresAt, 'expires_at') }),
    ...(password === undefined ? {} : { passwordHash: password === null ? null : await hashPassword(password) }),
    ...(maxDownloads === undefined ? {} : { maxDownloads }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(note === undefined ? {} : { note }),
    ...(active === undefined ? {} : { isActive: active }),
  };
}
