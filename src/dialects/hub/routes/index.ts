// Every route of the dialect. What changes something by GET is as the document has it.
import type { HttpServices, Scope } from '../../../http/dialect.ts';
import { bulkRoutes } from './bulk.ts';
import { changeRoutes } from './changes.ts';
import { contentRoutes } from './content.ts';
import { folderRoutes } from './folders.ts';
import { removalRoutes } from './removal.ts';
import { tagRoutes } from './tags.ts';
import { uploadRoutes } from './uploads.ts';

export function routes(scope: Scope, services: HttpServices): void {
  folderRoutes(scope, services);
  contentRoutes(scope, services);
  changeRoutes(scope, services);
  tagRoutes(scope, services);
  removalRoutes(scope, services);
  bulkRoutes(scope, services);
  uploadRoutes(scope, services);
}
