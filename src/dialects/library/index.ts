// The library dialect: published assets and references by page numbers, and the libraries they lie in.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const library: DialectDefinition = {
  name: 'library',
  title: 'Vitrine: published library',
  description: 'Published assets, links, external videos, collections and repositories, and the libraries they lie in.',
  prefixes: ['/api/v1/assets', '/api/v1/libraries'],
  presentError,
  routes,
};
