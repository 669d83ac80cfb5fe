// The admin dialect: what the console and operators need beside assets: API keys and workspaces. Errors look as in store.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from '../../http/fastify-errors.ts';
import { routes } from './routes.ts';

export const admin: DialectDefinition = {
  name: 'admin',
  title: 'Vitrine: administration',
  description: 'API keys and workspaces.',
  prefixes: ['/api/admin', '/setup'],
  presentError,
  routes,
};
