// The pages behind links that work once: the one that the first start prints, and those with which users set a password.
import { Type } from 'typebox';
import { checkPassword, hashPassword } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { isFromHere, setSession, signIn } from '../../../http/sessions.ts';
import { passwordPage, setupPage } from '../setup-page.ts';

const SetupForm = Type.Object({
  token: Type.String(),
  email: Type.String(),
  name: Type.Optional(Type.String()),
  password: Type.String(),
});

export function setupRoutes(scope: Scope, services: HttpServices): void {
  const { core } = services;
  const open = { config: { access: 'none' as const } };

  scope.get(
    '/setup',
    { ...open, schema: { hide: true, querystring: Type.Object({ token: Type.Optional(Type.String()) }) } },
    async (request, reply) => setupPage(reply, { token: request.query.token ?? '' }),
  );

  scope.post('/setup', { ...open, schema: { hide: true, body: SetupForm } }, async (request, reply) => {
    const { token, email, name = '', password } = request.body;
    try {
      // Before any work: anybody can ask.
      await core.checkSetup(token);
      checkPassword(password);
      await core.finishSetup({ token, email, name, passwordHash: await hashPassword(password) });
      // To the console, signed in; relative, since a proxy may have put all of it below a path.
      setSession(services, request, reply, await signIn(services, request, email, password));
      return reply.header('cache-control', 'no-store').redirect('./', 303);
    } catch (error) {
      return setupPage(reply, { token, email, name, error });
    }
  });

  scope.get(
    '/setup/password',
    { ...open, schema: { hide: true, querystring: Type.Object({ token: Type.Optional(Type.String()) }) } },
    async (request, reply) => {
      const { token = '' } = request.query;
      return passwordPage(reply, { token, email: (await core.findPasswordLinkUser(token))?.email });
    },
  );

  scope.post('/setup/password', { ...open, schema: { hide: true, body: PasswordForm } }, async (request, reply) => {
    const { token, password } = request.body;
    const email = (await core.findPasswordLinkUser(token))?.email;
    try {
      await core.setLinkedPassword(token, password);
      // To the console, signed in, as after the first start.
      const mayBegin = request.headers.origin === undefined || isFromHere(services, request);
      // A page elsewhere could else sign somebody in as somebody else.
      if (email !== undefined && mayBegin)
        setSession(services, request, reply, await signIn(services, request, email, password));
      return reply.header('cache-control', 'no-store').redirect('../', 303);
    } catch (error) {
      return passwordPage(reply, { token, email, error });
    }
  });
}

const PasswordForm = Type.Object({ token: Type.String(), password: Type.String() });
