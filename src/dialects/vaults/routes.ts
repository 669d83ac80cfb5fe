// The routes of the dialect.
import type { HttpServices, Scope } from '../../http/dialect.ts';

export function routes(_scope: Scope, _services: HttpServices): void {}
