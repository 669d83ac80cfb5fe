// The console dialect: what a page for people needs beside the records of the store dialect: sessions in a cookie, lists by
// position, changes of many.
import type { DialectDefinition } from '../../http/dialect.ts';
import { presentError } from './errors.ts';
import { routes } from './routes/index.ts';

export const console: DialectDefinition = {
  name: 'console',
  title: 'Vitrine: console',
  description: 'Sessions in a cookie, lists by position with exact totals, names that are taken, changes of many.',
  prefixes: ['/api/console'],
  presentError,
  routes,
};
