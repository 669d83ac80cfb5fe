// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { presentError } from '../errors.ts';
import { assets } from './assets.ts';
import { content } from './content.ts';
import { folders } from './folders.ts';
import { login } from './login.ts';
import { recipients } from './recipients.ts';
import { resolve } from './resolve.ts';
import { shares } from './shares.ts';
import { versions } from './versions.ts';

export function routes(scope: Scope, services: HttpServices): void {
  assets(scope, services);
  content(scope, services);
  versions(scope, services);
  folders(scope, services);
  shares(scope, services);
  recipients(scope, services);
  login(scope, services);
  resolve(scope, services);
  services.resumable.register(scope, (error, place) => presentError(error, place, ''));
}
