// The routes of the admin dialect.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { accountRoutes } from './account.ts';
import { addressRoutes } from './addresses.ts';
import { eventRoutes } from './events.ts';
import { keyRoutes } from './keys.ts';
import { operationRoutes } from './operation.ts';
import { setupRoutes } from './setup.ts';
import { userRoutes } from './users.ts';
import { workspaceRoutes } from './workspaces.ts';

export function routes(scope: Scope, services: HttpServices): void {
  keyRoutes(scope, services);
  userRoutes(scope, services);
  accountRoutes(scope, services);
  workspaceRoutes(scope, services);
  addressRoutes(scope, services);
  eventRoutes(scope, services);
  operationRoutes(scope, services);
  setupRoutes(scope, services);
}
