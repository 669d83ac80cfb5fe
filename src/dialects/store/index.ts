// The store dialect: the asset store's own API, resumable uploads, and the pages that recipients of shares see.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const store: DialectDefinition = {
  name: 'store',
  title: 'Vitrine: asset store',
  description: 'Assets, folders and shares.',
  prefixes: ['/api/store', '/api/share', '/api/login', '/files', '/s'],
  presentError,
  routes,
};
