// What people say of themselves, and who it was that did something.
import { requireGrant } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { presentSession } from '../present.ts';
import { AccountWrite, ActorQuery, ActorRows, Problem, problems, SessionRead } from '../schemas.ts';

export function accountRoutes(scope: Scope, { core }: HttpServices): void {
  scope.patch(
    '/api/console/account',
    {
      schema: {
        tags: ['Sessions'],
        summary: 'Change the own name',
        description: 'For people who have signed in, whatever their role.',
        body: AccountWrite,
        response: { 200: SessionRead, 401: Problem, 403: Problem, 422: Problem },
      },
    },
    async (request) => {
      await core.patchOwnAccount(request.actor, request.body);
      return presentSession(request.actor, await core.getIdentity(request.actor));
    },
  );

  scope.get(
    '/api/console/actors',
    {
      onRequest: requireGrant('read'),
      schema: {
        tags: ['Names'],
        summary: 'Find what people and keys of the workspace are called',
        description:
          'Scope: `store:read`. By what logs call them: `user:ID`, `key:ID`. Others are left out, and all but itself for a key that is bound to a vault.',
        querystring: ActorQuery,
        response: { 200: ActorRows, ...problems },
      },
    },
    async (request) => {
      const found = await core.findNamed(request.actor, [request.query.refs].flat());
      return { items: found.map(({ ref, type, name }) => ({ ref, type, name })) };
    },
  );
}
