// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { assetRoutes } from './assets.ts';
import { contentRoutes } from './content.ts';
import { creationRoutes } from './creation.ts';
import { libraryRoutes } from './libraries.ts';

export function routes(scope: Scope, services: HttpServices): void {
  assetRoutes(scope, services);
  creationRoutes(scope, services);
  contentRoutes(scope, services);
  libraryRoutes(scope, services);
}
