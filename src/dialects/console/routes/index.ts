// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { packAnswers } from '../../../http/packing.ts';
import { accountRoutes } from './account.ts';
import { changeRoutes } from './changes.ts';
import { listingRoutes } from './lists.ts';
import { nameRoutes } from './names.ts';
import { sessionRoutes } from './session.ts';
import { titleRoutes } from './titles.ts';
import { versionRoutes } from './versions.ts';

export function routes(scope: Scope, services: HttpServices): void {
  packAnswers(scope);
  accountRoutes(scope, services);
  changeRoutes(scope, services);
  sessionRoutes(scope, services);
  listingRoutes(scope, services);
  nameRoutes(scope, services);
  titleRoutes(scope, services);
  versionRoutes(scope, services);
}
