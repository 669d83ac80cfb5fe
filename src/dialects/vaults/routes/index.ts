// The routes of the dialect: managing vaults, their keys and their assets, the SDK's form of that, and delivery.
import { workspaceFor } from '../../../core/index.ts';
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { assetRoutes } from './assets.ts';
import { deliveryRoutes } from './delivery.ts';
import { keyRoutes } from './keys.ts';
import { sdkRoutes } from './sdk.ts';
import { urlRoutes } from './urls.ts';
import { vaultRoutes } from './vaults.ts';

export function routes(scope: Scope, services: HttpServices): void {
  // Before anything else is looked at: whoever lacks the right does not learn what there is.
  scope.addHook('onRequest', async ({ actor, method, routeOptions }) => {
    if (routeOptions.config.access === 'none') return;
    workspaceFor(actor, method === 'GET' || method === 'HEAD' ? 'read' : 'write');
  });
  vaultRoutes(scope, services);
  keyRoutes(scope, services);
  assetRoutes(scope, services);
  sdkRoutes(scope, services);
  urlRoutes(scope, services);
  deliveryRoutes(scope, services);
}
