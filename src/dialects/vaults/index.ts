// The vaults dialect: assets by vault, partition, collection and channel, their delivery, and the SDK's form of it.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const vaults: DialectDefinition = {
  name: 'vaults',
  title: 'Vitrine: vaults',
  description: 'Assets in vaults, addressed by partition, collection, channel and file name, and their delivery.',
  prefixes: ['/api/v1/vaults', '/v1', '/v'],
  presentError,
  routes,
};
