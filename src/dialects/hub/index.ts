// The hub dialect: the tree of a media hub, by ids, names and paths, with a trash folder.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const hub: DialectDefinition = {
  name: 'hub',
  title: 'Vitrine: media hub',
  description: 'Files and folders of one tree, by id, name or path, and their trash.',
  prefixes: ['/api/assets'],
  presentError,
  routes,
  guestGrants({ hubAnonymous }) {
    if (hubAnonymous === undefined) return [];
    return hubAnonymous === 'write' ? ['read', 'write'] : ['read'];
  },
};
