// Signing in with e-mail address and password, as OAuth2's password grant does it.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { signIn } from '../../../http/sessions.ts';
import { AccessToken, LoginForm, Problem } from '../schemas.ts';

export function loginRoutes(scope: Scope, services: HttpServices): void {
  scope.post(
    '/api/login/access-token',
    {
      config: { access: 'none' },
      schema: {
        tags: ['Login'],
        summary: 'Sign in',
        description: 'The OAuth2 password form. The token goes into `Authorization: Bearer`.',
        consumes: ['application/x-www-form-urlencoded'],
        security: [],
        body: LoginForm,
        response: { 200: AccessToken, 401: Problem, 422: Problem, 429: Problem },
      },
    },
    async (request, reply) => {
      const { username, password } = request.body;
      const accessToken = await signIn(services, request, username, password);
      return reply.header('cache-control', 'no-store').send({ access_token: accessToken, token_type: 'bearer' });
    },
  );
}
