// The admin dialect: what the console and operators need beside assets: API keys, workspaces, where an asset is in each
// dialect, and what is measured.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes.ts';

export const admin: DialectDefinition = {
  name: 'admin',
  title: 'Vitrine: administration',
  description: 'API keys, workspaces, and the addresses of assets in every dialect.',
  prefixes: ['/api/admin', '/metrics', '/setup'],
  presentError,
  routes,
};
