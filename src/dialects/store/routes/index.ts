// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { presentError } from '../errors.ts';
import { assetRoutes } from './assets.ts';
import { contentRoutes } from './content.ts';
import { factRoutes } from './facts.ts';
import { folderRoutes } from './folders.ts';
import { loginRoutes } from './login.ts';
import { recipientRoutes } from './recipients.ts';
import { resolveRoutes } from './resolve.ts';
import { shareRoutes } from './shares.ts';
import { versionRoutes } from './versions.ts';

export function routes(scope: Scope, services: HttpServices): void {
  assetRoutes(scope, services);
  contentRoutes(scope, services);
  factRoutes(scope, services);
  versionRoutes(scope, services);
  folderRoutes(scope, services);
  shareRoutes(scope, services);
  recipientRoutes(scope, services);
  loginRoutes(scope, services);
  resolveRoutes(scope, services);
  services.resumable.register(scope, (error, place) => presentError(error, place, ''));
}
