// The partner dialect: photos and documents of a company, uploaded in one request and fetched by an unguessable key.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentedKeys } from './credentials.ts';
import { presentError } from './errors.ts';
import { routes } from './routes.ts';

export const partner: DialectDefinition = {
  name: 'partner',
  title: 'Vitrine: partner assets',
  description:
    'Photos and documents by key. Send an API key as `x-api-key` (or `partner_key`), as the whole of `Authorization`, or as ' +
    'everywhere. Where several are sent, each has to be valid, and all of one workspace.',
  prefixes: ['/api/v1/partner'],
  presentError,
  credentials: presentedKeys,
  routes,
};
