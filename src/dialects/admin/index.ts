// The admin dialect: what the console and operators need beside assets: API keys and workspaces.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes.ts';

export const admin: DialectDefinition = {
  name: 'admin',
  title: 'Vitrine: administration',
  description: 'API keys and workspaces.',
  prefixes: ['/api/admin', '/setup'],
  presentError,
  routes,
};
