// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { changeRoutes } from './changes.ts';
import { sessionRoutes } from './session.ts';

export function routes(scope: Scope, services: HttpServices): void {
  changeRoutes(scope, services);
  sessionRoutes(scope, services);
}
