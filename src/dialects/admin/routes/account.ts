// What people do with their own account: the password, and sessions.
import { Type } from 'typebox';
import { clientNetwork } from '../../../http/attempts.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { presentSession } from '../present.ts';
import { PasswordInput, Problem, problems, Sessions } from '../schemas.ts';

export function accountRoutes(scope: Scope, { core, attempts }: HttpServices): void {
  const tags = ['Own account'];

  scope.put(
    '/api/admin/me/password',
    {
      schema: {
        tags,
        summary: 'Change the own password',
        description: 'For people who have signed in. All other sessions end.',
        body: PasswordInput,
        response: { 204: Type.Null(), ...problems, 409: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { actor } = request;
      const { old_password: oldPassword, new_password: newPassword } = request.body;
      const { id } = await core.getOwnAccount(actor);
      await attempts.make(`password ${clientNetwork(request)} ${id}`, oldPassword, () =>
        core.changeOwnPassword(actor, { oldPassword, newPassword }),
      );
      return reply.code(204).send(null);
    },
  );

  scope.get(
    '/api/admin/me/sessions',
    {
      schema: {
        tags,
        summary: 'List the own sessions, newest first',
        description: 'For people who have signed in. At most 250.',
        response: { 200: Sessions, ...problems },
      },
    },
    async (request) => ({ items: (await core.listOwnSessions(request.actor)).map(presentSession) }),
  );

  scope.delete(
    '/api/admin/me/sessions',
    {
      schema: {
        tags,
        summary: 'End all other sessions of the own',
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await core.endOtherSessions(request.actor);
      return reply.code(204).send(null);
    },
  );

  scope.delete(
    '/api/admin/me/sessions/:id',
    {
      schema: {
        tags,
        summary: 'End one of the own sessions',
        params: Type.Object({ id: Type.String() }),
        response: { 204: Type.Null(), ...problems },
      },
    },
    async (request, reply) => {
      await core.endOwnSession(request.actor, request.params.id);
      return reply.code(204).send(null);
    },
  );
}
