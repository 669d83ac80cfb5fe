// The admin dialect: what the console and operators need beside assets: API keys, users, workspaces, usage and health, the log,
// where an asset is in each dialect, and what is measured.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const admin: DialectDefinition = {
  name: 'admin',
  title: 'Vitrine: administration',
  description: 'API keys, users, workspaces, usage and health, the log, and the addresses of assets in every dialect.',
  prefixes: ['/api/admin', '/metrics', '/setup'],
  presentError,
  routes,
};
