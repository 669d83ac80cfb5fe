// Signing in and out, and who asks.
import { Type } from 'typebox';
import { CoreError } from '../../../core/index.ts';
import { presentedCredentials } from '../../../http/authenticate.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { clearSession, isFromHere, presentedSession, setSession, signIn } from '../../../http/sessions.ts';
import { presentSession } from '../present.ts';
import { Problem, SessionRead, SignIn } from '../schemas.ts';

const PATH = '/api/console/session';
const tags = ['Sessions'];

export function sessionRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;

  scope.post(
    PATH,
    {
      config: { access: 'none' },
      schema: {
        tags,
        summary: 'Sign in',
        description: 'Answers the session, and sets its cookie.',
        security: [],
        body: SignIn,
        response: { 200: SessionRead, 401: Problem, 403: Problem, 422: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      // Otherwise another site could sign somebody in as somebody else, and so get at what they then upload.
      if (request.headers.origin !== undefined && !isFromHere(services, request))
        throw new CoreError('forbidden', 'Pages of other sites can not sign anybody in.');
      const token = await signIn(services, request, request.body.email, request.body.password);
      const earlier = presentedSession(services, request);
      if (earlier !== undefined) await core.deleteSession(earlier);
      const actor = await core.authenticate('console', token);
      setSession(services, request, reply, token);
      return reply.header('cache-control', 'no-store').send(presentSession(actor, await core.getIdentity(actor)));
    },
  );

  scope.get(
    PATH,
    {
      schema: {
        tags,
        summary: 'Get who asks, and what they may do',
        description: 'With any valid credential.',
        response: { 200: SessionRead, 401: Problem },
      },
    },
    async (request, reply) =>
      reply
        .header('cache-control', 'no-store')
        .send(presentSession(request.actor, await core.getIdentity(request.actor))),
  );

  scope.delete(
    PATH,
    {
      config: { access: 'none' },
      schema: {
        tags,
        summary: 'Sign out',
        description: 'Ends the session that the request presents, everywhere. One that has ended already is no error.',
        response: { 204: Type.Null(), 401: Problem, 403: Problem, 422: Problem },
      },
    },
    async (request, reply) => {
      const token = presentedCredentials(request)[0] ?? presentedSession(services, request);
      if (token === undefined) throw new CoreError('unauthenticated', 'There is no session to end.');
      if (!token.startsWith('session_')) throw new CoreError('forbidden', 'Keys are revoked, not signed out.');
      await core.deleteSession(token);
      clearSession(services, request, reply);
      return reply.code(204).send(null);
    },
  );
}
