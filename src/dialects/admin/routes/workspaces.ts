// Workspaces: making and listing them, their names, and how long their trash keeps things.
import { idOf, SYSTEM, WORKSPACE_FIELDS } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { creationKey } from '../../../http/idempotency.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import { type ListDefinition, pageOf } from '../../../http/listing.ts';
import { presentWorkspace } from '../present.ts';
import {
  IdParams,
  Problem,
  problems,
  RepeatHeader,
  WorkspaceCreated,
  WorkspaceInput,
  WorkspacePatchInput,
  WorkspaceRead,
} from '../schemas.ts';

const WORKSPACES: ListDefinition = { name: 'workspaces', fields: WORKSPACE_FIELDS };

export function workspaceRoutes(scope: Scope, { core }: HttpServices): void {
  const tags = ['Workspaces'];
  const { trashMs } = core.settings;

  scope.post(
    '/api/admin/workspaces',
    {
      schema: {
        tags,
        summary: 'Create a workspace and its first admin key',
        headers: RepeatHeader,
        body: WorkspaceInput,
        response: { 201: WorkspaceCreated, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const { id, name } = await core.createWorkspace(
        request.actor,
        request.body.name,
        creationKey(request, 'admin workspace'),
      );
      const { token } = await core.createKey(SYSTEM, { workspaceId: id, label: 'First key', scopes: ['admin'] });
      return reply.code(201).send({ id, name, key: token });
    },
  );

  listRoutes(scope, core, {
    path: '/api/admin/workspaces',
    definition: WORKSPACES,
    what: 'workspaces',
    tags,
    scope: 'admin',
    grant: 'workspace',
    page: pageOf(WorkspaceRead, 'WorkspacePage'),
    problems,
    read: core.listEveryWorkspace,
    present: async (_request, rows) => rows.map((workspace) => presentWorkspace(workspace, trashMs)),
  });

  scope.get(
    '/api/admin/workspaces/:id',
    {
      schema: {
        tags,
        summary: 'Get a workspace',
        description: 'Any for administrators of the installation, for other administrators their own.',
        params: IdParams,
        response: { 200: WorkspaceRead, ...problems },
      },
    },
    async (request) =>
      presentWorkspace(await core.getManagedWorkspace(request.actor, idOf(request.params.id, 'Workspace')), trashMs),
  );

  scope.patch(
    '/api/admin/workspaces/:id',
    {
      schema: {
        tags,
        summary: 'Change a workspace',
        description:
          'Its name for administrators of the installation, its trash for administrators of the workspace too.',
        params: IdParams,
        body: WorkspacePatchInput,
        response: { 200: WorkspaceRead, ...problems },
      },
    },
    async (request) => {
      const { name, trash_days: trashDays } = request.body;
      const id = idOf(request.params.id, 'Workspace');
      const patch = { ...(name === undefined ? {} : { name }), ...(trashDays === undefined ? {} : { trashDays }) };
      return presentWorkspace(await core.patchWorkspace(request.actor, id, patch), trashMs);
    },
  );
}
