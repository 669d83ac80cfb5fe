// Looking at the tree: all folders, single entries, what lies in a folder; and making folders.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { type Actor, type Core, conflict, type Id, recordOf } from '../../../core/index.ts';
import { answerKnown, conditional, isKnown } from '../../../http/conditions.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { jsonArray, jsonObject, type Rows, sendJson } from '../../../http/json-stream.ts';
import { ADDRESSINGS, type FolderTarget, findFolderTarget, findTarget, type Target, textOf } from '../addresses.ts';
import { changingByGet, reading } from '../guards.ts';
import { namesOf } from '../ids.ts';
import { allFolders, allInTrash, filesIn, foldersIn, foldersInTrash } from '../listings.ts';
import { presentOne, presentRoot, presentTrash } from '../present.ts';
import {
  Asset,
  FolderWithFiles,
  FolderWithFolders,
  Name,
  problems,
  TrashedFiles,
  TrashedFolders,
  Tree,
} from '../schemas.ts';

const tags = ['Tree'];

export function folderRoutes(scope: Scope, { core }: HttpServices): void {
  scope.get(
    '/api/assets/tree',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List all folders',
        description: 'Scope: `hub:read`.',
        response: { 200: Tree, ...problems() },
      },
    },
    async (request, reply) => sendJson(request, reply, jsonArray(allFolders(core, request.actor))),
  );

  scope.get(
    '/api/assets/trash',
    {
      ...reading,
      schema: {
        tags,
        summary: 'Get the trash',
        description: 'Scope: `hub:read`.',
        response: { 200: Asset, ...problems() },
      },
    },
    async (request) => presentTarget(core, request.actor, { type: 'trash' }),
  );

  scope.get(
    '/api/assets/trash/files',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List what was put into the trash',
        description: 'Scope: `hub:read`. Files, then folders, the latest first; without what lies below those folders.',
        response: { 200: TrashedFiles, ...problems() },
      },
    },
    async (request, reply) => sendTrashedFiles(core, request, reply),
  );

  scope.get(
    '/api/assets/trash/folders',
    {
      ...reading,
      schema: {
        tags,
        summary: 'List the folders that were put into the trash',
        description: 'Scope: `hub:read`. The latest first.',
        response: { 200: TrashedFolders, ...problems() },
      },
    },
    async (request, reply) => sendTrashedFolders(core, request, reply),
  );

  for (const { by, url, params, query, addressOf } of ADDRESSINGS) {
    scope.get(
      url(),
      {
        ...reading,
        ...conditional,
        schema: {
          tags,
          summary: `Get a file or folder (${by})`,
          description: 'Scope: `hub:read`.',
          params: params(),
          querystring: query(),
          response: { 200: Asset, ...problems() },
        },
      },
      async (request, reply) => {
        const target = await findTarget(core, request.actor, addressOf(request), { grant: 'read', state: 'any' });
        const hasRecord = target.type === 'asset' || target.type === 'folder';
        if (hasRecord && isKnown(request, reply, recordOf(target))) return answerKnown(reply);
        return presentTarget(core, request.actor, target);
      },
    );

    scope.get(
      url('/files'),
      {
        ...reading,
        schema: {
          tags,
          summary: `List the files in a folder (${by})`,
          description: 'Scope: `hub:read`. The folder, and the files directly in it, by name.',
          params: params(),
          querystring: query(),
          response: { 200: FolderWithFiles, ...problems() },
        },
      },
      async (request, reply) => {
        const folder = await findFolderTarget(core, request.actor, addressOf(request), 'read');
        if (folder.type === 'trash') return sendTrashedFiles(core, request, reply);
        return sendFolder(core, request, reply, folder, { files: filesIn(core, request.actor, folderId(folder)) });
      },
    );

    scope.get(
      url('/folders'),
      {
        ...reading,
        schema: {
          tags,
          summary: `List the folders in a folder (${by})`,
          description: 'Scope: `hub:read`. The folder, and the folders directly in it, by name.',
          params: params(),
          querystring: query(),
          response: { 200: FolderWithFolders, ...problems() },
        },
      },
      async (request, reply) => {
        const folder = await findFolderTarget(core, request.actor, addressOf(request), 'read');
        if (folder.type === 'trash') return sendTrashedFolders(core, request, reply);
        const folders = foldersIn(core, request.actor, folderId(folder));
        return sendFolder(core, request, reply, folder, { files: none(), folders });
      },
    );

    scope.get(
      url('/createfolder/:name'),
      {
        ...changingByGet,
        schema: {
          tags,
          summary: `Make a folder in a folder (${by})`,
          description: 'Scope: `hub:write`. Where there is a folder of that name, it is the answer.',
          params: params(Name),
          querystring: query(),
          response: { 200: Asset, ...problems(409) },
        },
      },
      async (request) => {
        const parent = await findFolderTarget(core, request.actor, addressOf(request), 'write');
        if (parent.type === 'trash') throw conflict('No folder can be made in the trash.');
        const folder = await core.ensureFolders(request.actor, folderId(parent), [textOf(request.params, 'name')]);
        return presentOne(core, request.actor, { type: 'folder', folder });
      },
    );
  }

  scope.get(
    '/api/assets/browse/createfolder',
    {
      ...changingByGet,
      schema: {
        tags,
        summary: 'Make the folder of a path',
        description:
          'Scope: `hub:write`. With the folders above it where they are missing; those that are there are used.',
        querystring: Type.Object({ path: Type.String() }),
        response: { 200: Asset, ...problems(409) },
      },
    },
    async (request) => {
      const names = namesOf(request.query.path);
      if (names.length === 0) return presentTarget(core, request.actor, { type: 'root' });
      const folder = await core.ensureFolders(request.actor, null, names);
      return presentOne(core, request.actor, { type: 'folder', folder });
    },
  );
}

const folderId = (target: FolderTarget): Id | null => (target.type === 'folder' ? target.folder.id : null);

async function presentTarget(core: Core, actor: Actor, target: Target) {
  if (target.type !== 'root' && target.type !== 'trash') return presentOne(core, actor, target);
  const workspace = await core.getWorkspace(actor);
  return target.type === 'root' ? presentRoot(workspace) : presentTrash(workspace, await core.getTrashSize(actor));
}

async function sendFolder(
  core: Core,
  request: FastifyRequest,
  reply: FastifyReply,
  folder: Target,
  lists: Readonly<Record<string, Rows>>,
): Promise<FastifyReply> {
  return sendJson(request, reply, jsonObject(await presentTarget(core, request.actor, folder), lists));
}

const sendTrashedFiles = (core: Core, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  sendJson(request, reply, jsonObject({}, { files: allInTrash(core, request.actor) }));

const sendTrashedFolders = (core: Core, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> =>
  sendJson(request, reply, jsonObject({}, { files: none(), folders: foldersInTrash(core, request.actor) }));

async function* none(): AsyncGenerator<readonly unknown[]> {}
