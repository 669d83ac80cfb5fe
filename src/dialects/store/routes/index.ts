// Every route of the dialect, a file per resource.
import type { HttpServices, Scope } from '../../../http/dialect.ts';

export function routes(_scope: Scope, _services: HttpServices): void {}
