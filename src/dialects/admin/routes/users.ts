// Users: adding, listing and changing them, and links with which they set a password.
import type { FastifyRequest } from 'fastify';
import {
  checkPassword,
  hashPassword,
  type Id,
  idOf,
  type PasswordLink,
  USER_FIELDS,
  workspaceFor,
} from '../../../core/index.ts';
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { baseUrl } from '../../../http/links.ts';
import { listRoutes } from '../../../http/list-routes.ts';
import { type ListDefinition, pageOf } from '../../../http/listing.ts';
import { isoTime } from '../../../http/times.ts';
import { presentUser } from '../present.ts';
import {
  IdParams,
  PasswordLinkRead,
  Problem,
  problems,
  UserCreated,
  UserInput,
  UserPatchInput,
  UserRead,
} from '../schemas.ts';

const USERS: ListDefinition = { name: 'users', fields: USER_FIELDS };

export function userRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const tags = ['Users'];
  const guarded = { onRequest: requireGrant('workspace') };
  const presentLink = (request: FastifyRequest, link: PasswordLink) => ({
    url: `${baseUrl(services, request)}/setup/password?token=${link.token}`,
    expires_at: isoTime(link.expiresAt),
  });

  scope.post(
    '/api/admin/users',
    {
      ...guarded,
      schema: {
        tags,
        summary: 'Add a user',
        description: 'Scope: `admin`. Without a password there is a link to set one, shown only here.',
        body: UserInput,
        response: { 201: UserCreated, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const { actor } = request;
      const { email, name, role, password, workspace } = request.body;
      const workspaceId = workspace === undefined ? workspaceFor(actor, 'workspace') : idOf(workspace, 'Workspace');
      const input = { workspaceId, email, role, ...(name === undefined ? {} : { name }) };
      const send = async (id: Id, link?: PasswordLink) =>
        reply
          .code(201)
          .header('location', `/api/admin/users/${id}`)
          .header('cache-control', 'no-store')
          .send({
            ...presentUser(await core.getUser(actor, id)),
            password_link: link ? presentLink(request, link) : null,
          });
      if (password === undefined) {
        const { id, link } = await core.inviteUser(actor, input);
        return send(id, link);
      }
      checkPassword(password);
      return send(await core.createUser(actor, { ...input, passwordHash: await hashPassword(password) }));
    },
  );

  listRoutes(scope, core, {
    path: '/api/admin/users',
    definition: USERS,
    what: 'users',
    tags,
    scope: 'admin',
    grant: 'workspace',
    page: pageOf(UserRead, 'UserPage'),
    problems,
    read: core.listUsers,
    present: async (_request, rows) => rows.map(presentUser),
  });

  scope.get(
    '/api/admin/users/:id',
    { ...guarded, schema: { tags, summary: 'Get a user', params: IdParams, response: { 200: UserRead, ...problems } } },
    async (request) => presentUser(await core.getUser(request.actor, userId(request.params.id))),
  );

  scope.patch(
    '/api/admin/users/:id',
    {
      ...guarded,
      schema: {
        tags,
        summary: 'Change a user',
        description:
          'Scope: `admin`. Who is disabled signs in no more, and every session ends. The last administrator stays one.',
        params: IdParams,
        body: UserPatchInput,
        response: { 200: UserRead, ...problems, 409: Problem },
      },
    },
    async (request) => {
      const { name, role, disabled: isDisabled, is_instance_admin: isInstanceAdmin } = request.body;
      const user = await core.patchUser(request.actor, userId(request.params.id), {
        ...(name === undefined ? {} : { name }),
        ...(role === undefined ? {} : { role }),
        ...(isDisabled === undefined ? {} : { isDisabled }),
        ...(isInstanceAdmin === undefined ? {} : { isInstanceAdmin }),
      });
      return presentUser(user);
    },
  );

  scope.post(
    '/api/admin/users/:id/password-link',
    {
      ...guarded,
      schema: {
        tags,
        summary: 'Make a link with which a user sets a password',
        description: 'Scope: `admin`. Shown only here; it works once, for three days, and in place of the one before.',
        params: IdParams,
        response: { 201: PasswordLinkRead, ...problems, 409: Problem },
      },
    },
    async (request, reply) => {
      const link = await core.createPasswordLink(request.actor, userId(request.params.id));
      return reply.code(201).header('cache-control', 'no-store').send(presentLink(request, link));
    },
  );
}

const userId = (text: string): Id => idOf(text, 'User');
