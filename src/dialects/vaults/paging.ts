// Pages of this dialect: newest first, `{data, cursor, has_more}`.
import type { Core, CursorScope, Position } from '../../core/index.ts';

const SORT = { field: 'created_at', order: 'desc' } as const;

/** Where the page before ended; undefined for the first page. Throws `invalid`. */
export const readCursor = (core: Core, scope: CursorScope, cursor: string | undefined): Position | undefined =>
  cursor ? core.decodeCursor(scope, cursor).after : undefined;

export function presentPage<T, U>(
  core: Core,
  scope: CursorScope,
  page: { readonly items: readonly T[]; readonly next: Position | undefined },
  present: (item: T) => U,
) {
  return {
    data: page.items.map(present),
    cursor: page.next ? core.encodeCursor(scope, { sort: SORT, after: page.next }) : null,
    has_more: page.next !== undefined,
  };
}
