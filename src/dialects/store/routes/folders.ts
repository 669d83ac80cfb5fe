// Folders: the tree in which assets lie, and zips of whole subtrees.
import { Type } from 'typebox';
import { FOLDER_FIELDS, type FolderPatch, idOf } from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import { answerKnown, conditional, isKnown, tagRecord, writeCondition } from '../../../http/conditions.ts';
import { planItems, sendArchive } from '../../../http/content.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import type { ListDefinition } from '../../../http/listing.ts';
import { referredId } from '../ids.ts';
import { audienceOf, folderPath, presentFolder, presentFolders, presentShares } from '../present.ts';
import {
  File,
  FolderPage,
  FolderRead,
  FolderWriteReplace,
  FolderWriteUpdate,
  Hydration,
  Id,
  IdempotencyHeader,
  Problem,
  problems,
  ShareList,
} from '../schemas.ts';

const FOLDERS: ListDefinition = { name: 'folders', fields: FOLDER_FIELDS };
const tags = ['Folders'];
const reading = { onRequest: requireGrant('read') };
const writing = { onRequest: requireGrant('write') };

export function folderRoutes(scope: Scope, services: HttpServices): void {
  const { core, maxArchiveEntries } = services;

  listRoutes(scope, core, {
    path: '/api/store/folder',
    definition: FOLDERS,
    what: 'folders',
    tags,
    scope: 'store:read',
    grant: 'read',
    page: FolderPage,
    problems,
    read: core.listFolders,
    present: (request, rows, hydrate) => presentFolders(audienceOf(services, request, hydrate), rows),
  });

  scope.post(
    '/api/store/folder',
    {
      ...writing,
      schema: {
        tags,
        summary: 'Create a folder',
        description: 'Scope: `store:write`.',
        headers: IdempotencyHeader,
        querystring: Hydration,
        body: FolderWriteReplace,
        response: { 201: FolderRead, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const { name, description = null, parent } = request.body;
      const folder = await core.createFolder(request.actor, {
        name,
        description,
        parentId: referredId(parent, 'Folder') ?? null,
        idempotencyKey: creationKey(request, 'store folder'),
      });
      const audience = audienceOf(services, request, request.query.hydrate);
      return reply
        .code(201)
        .header('location', audience.base + folderPath(folder.id))
        .send(await presentFolder(audience, folder));
    },
  );

  scope.get(
    '/api/store/folder/:id',
    {
      ...reading,
      ...conditional,
      schema: {
        tags,
        summary: 'Get a folder',
        description: 'Scope: `store:read`.',
        params: Id,
        querystring: Hydration,
        response: { 200: FolderRead, ...problems },
      },
    },
    async (request, reply) => {
      const folder = await core.getFolder(request.actor, idOf(request.params.id, 'Folder'));
      if (isKnown(request, reply, folder)) return answerKnown(reply);
      return presentFolder(audienceOf(services, request, request.query.hydrate), folder);
    },
  );

  scope.get(
    '/api/store/folder/:id/shares',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List the shares of a folder',
        description: 'Scope: `store:read`.',
        params: Id,
        querystring: Hydration,
        response: { 200: ShareList, ...problems },
      },
    },
    async (request) => {
      const shares = await core.listFolderShares(request.actor, idOf(request.params.id, 'Folder'));
      return presentShares(audienceOf(services, request, request.query.hydrate), shares);
    },
  );

  scope.get(
    '/api/store/folder/:id/download',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Download a folder',
        description: 'Scope: `store:read`. A zip of everything in it, at any depth.',
        params: Id,
        response: { 200: File, ...problems, 413: Problem, 416: Problem },
      },
    },
    async (request, reply) => {
      const folder = await core.getFolder(request.actor, idOf(request.params.id, 'Folder'));
      const plan = await planItems(core.listArchiveOfFolder(request.actor, folder.id), maxArchiveEntries);
      return sendArchive(core, request, reply, plan, `${folder.name}.zip`);
    },
  );

  scope.put(
    '/api/store/folder/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Replace a folder’s data',
        description: 'Scope: `store:write`. What is absent is reset: without a parent it moves to the top level.',
        params: Id,
        querystring: Hydration,
        body: FolderWriteReplace,
        response: { 200: FolderRead, ...problems, 409: Problem },
      },
    },
    async (request) => {
      const { name, description = null, parent = null } = request.body;
      const id = idOf(request.params.id, 'Folder');
      const patch = { name, description, parentId: referredId(parent, 'Folder') ?? null };
      const folder = await core.patchFolder(request.actor, id, patch, writeCondition(request));
      return presentFolder(audienceOf(services, request, request.query.hydrate), folder);
    },
  );

  scope.patch(
    '/api/store/folder/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Change a folder',
        description: 'Scope: `store:write`. `parent: null` moves to the top level.',
        params: Id,
        querystring: Hydration,
        body: FolderWriteUpdate,
        response: { 200: FolderRead, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const id = idOf(request.params.id, 'Folder');
      const folder = await core.patchFolder(request.actor, id, patchOf(request.body), writeCondition(request));
      tagRecord(reply, folder);
      return presentFolder(audienceOf(services, request, request.query.hydrate), folder);
    },
  );

  scope.delete(
    '/api/store/folder/:id',
    {
      ...writing,
      ...conditional,
      schema: {
        tags,
        summary: 'Delete a folder for good',
        description: 'Scope: `store:write`. 409 when it is not empty, unless `recursive` is set.',
        params: Id,
        querystring: Type.Object({ recursive: Type.Optional(Type.Boolean({ default: false })) }),
        response: { 204: Type.Null(), ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const { recursive = false } = request.query;
      const id = idOf(request.params.id, 'Folder');
      await core.deleteFolder(request.actor, id, recursive, writeCondition(request));
      return reply.code(204).send(null);
    },
  );
}

function patchOf({ name, description, parent }: Type.Static<typeof FolderWriteUpdate>): FolderPatch {
  const parentId = referredId(parent, 'Folder');
  return {
    ...(name === undefined ? {} : { name }),
    ...(description === undefined ? {} : { description }),
    ...(parentId === undefined ? {} : { parentId }),
  };
}
