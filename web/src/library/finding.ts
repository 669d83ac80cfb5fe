// Where something lies in the order of a list that is not here as a whole: the server says it without sending what comes before.

import { fetchSignedIn } from '../api/client.ts';
import { BASE_PATH } from '../app/base.ts';
import type { EntryList, ListQuery } from './entry-list.ts';
import { listAssets } from './rows.ts';

/** The first entry whose name begins so: among folders that are here, then among all assets. */
export async function findByName(list: EntryList, start: string, after: number): Promise<number | undefined> {
  const wanted = start.toLowerCase();
  const isIt = (index: number): boolean => list.rowAt(index)?.name.toLowerCase().startsWith(wanted) === true;
  const total = list.total() ?? 0;
  // What is here, from where one is and once around: the same letter again leads on.
  const near = Math.min(total, 2_000);
  for (let step = 0; step < near; step++) {
    const index = (after + step) % total;
    if (isIt(index)) return index;
  }
  if (list.query === undefined || total <= near) return undefined;
  const query = { ...list.query, filters: { ...list.query.filters, name__startswith: start } };
  const page = await listAssets(
    { ...query.filters, sort_by: query.sort_by, sort_order: query.sort_order },
    { position: 0, limit: 1 },
  );
  const [found] = page.items;
  return found && positionOf(list, list.query, found.id);
}

/** undefined: it is not in the list. */
export async function findById(list: EntryList, id: string): Promise<number | undefined> {
  return list.indexOf(id) ?? (list.query && (await positionOf(list, list.query, id)));
}

async function positionOf(list: EntryList, { filters, ...order }: ListQuery, id: string): Promise<number | undefined> {
  const response = await fetchSignedIn(
    new Request(`${location.origin}${BASE_PATH}/api/console/selection`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ selection: { query: filters, ...order, to: id } }),
    }),
  );
  const { assets }: { readonly assets: number } = await response.json();
  return assets === 0 ? undefined : list.folders() + assets - 1;
}
