// Which lists there are: what lies in a folder, everything, what was found, the trash. Each is kept for a while after it was left,
// so that it is there at once when one comes back.

import { cut } from './cutting.ts';
import { createEntryList, type EntryList, type EntrySource } from './entry-list.ts';
import { filtersOf, hasFilters, type ListParams, type Sort } from './list-params.ts';
import { listAssets, listFolders, listTrash } from './rows.ts';
import { forgetTree, openFolders, tree } from './tree-nodes.ts';

export type Scope =
  /** null: the top level. */
  | { readonly type: 'folder'; readonly folder: string | null }
  | { readonly type: 'everything' }
  | { readonly type: 'found' }
  | { readonly type: 'trash' };

/** Names come in the order of the alphabet, what is new comes first. */
export function orderOf(scope: Scope, { sort, order }: ListParams): { sort: Sort; order: 'asc' | 'desc' } {
  const chosen = sort === '' ? (scope.type === 'folder' ? 'name' : 'created') : sort;
  return { sort: chosen, order: order === '' ? (chosen === 'name' ? 'asc' : 'desc') : order };
}

export function sourceOf(scope: Scope, params: ListParams): EntrySource {
  if (scope.type === 'trash')
    return {
      key: 'trash',
      isTrash: true,
      parts: [{ areFolders: false, fetch: (place, signal) => listTrash(place, signal) }],
    };
  const { sort, order } = orderOf(scope, params);
  const ordered = { sort_by: sort, sort_order: order };
  const filters: Record<string, string> = {
    ...filtersOf(params),
    ...(scope.type === 'folder' && placeFilter('folder', scope.folder)),
  };
  const folders = folderFilter(scope, params);
  const query = { filters, ...ordered };
  return {
    key: JSON.stringify([scope, query]),
    query,
    parts: [
      ...(folders === undefined
        ? []
        : [
            {
              areFolders: true,
              fetch: (place, signal) => listFolders({ ...folders, ...ordered }, place, signal),
            } as const satisfies EntrySource['parts'][number],
          ]),
      { areFolders: false, fetch: (place, signal) => listAssets({ ...filters, ...ordered }, place, signal) },
    ],
  };
}

const placeFilter = (name: 'folder' | 'parent', id: string | null): Record<string, string> =>
  id === null ? { [`${name}__isnull`]: 'true' } : { [name]: id };

/** undefined: folders have none of what is asked for. */
function folderFilter(scope: Scope, params: ListParams): Record<string, string> | undefined {
  if (hasFilters(params)) return undefined;
  if (scope.type === 'folder') return placeFilter('parent', scope.folder);
  const sought = params.q.trim();
  return scope.type === 'found' && sought !== '' ? { name__startswith: sought } : undefined;
}

const KEPT = 12;
const kept = new Map<string, EntryList>();

export function openList(source: EntrySource): EntryList {
  const list = kept.get(source.key) ?? createEntryList(source);
  kept.delete(source.key);
  kept.set(source.key, list);
  const [oldest] = kept.keys();
  if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
  return list;
}

/** After something was changed here: the one that is looked at at once, the others when they are gone to. */
export async function refreshLists(shown: EntryList): Promise<void> {
  for (const key of [...kept.keys()]) if (key !== shown.key) kept.delete(key);
  await shown.refresh();
}

/** Whoever signs in next finds nothing of this one. */
export function forgetLists(): void {
  kept.clear();
  openFolders.set(new Set());
  tree.set(new Map());
  cut.set(undefined);
  forgetTree();
}
