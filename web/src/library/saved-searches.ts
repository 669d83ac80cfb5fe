// Searches and filtered lists that somebody wants to come back to: their addresses and names, as this browser remembers them for each
// account.
import { createObservable } from '../app/observable.ts';
import { remember, remembered } from '../app/remembered.ts';

export interface SavedSearch {
  readonly name: string;
  /** Within the console, with what is in the address of the list. */
  readonly href: string;
}

const MOST = 30;
/** What belongs to the moment and not to the search. */
const PASSING = ['open', 'show'];

let owner = '';
export const savedSearches = createObservable<readonly SavedSearch[]>([]);

/** From now on those of this account. */
export function openSavedSearches(account: string): void {
  if (owner === account) return;
  owner = account;
  savedSearches.set(parse(remembered(nameOfStore())));
}

const nameOfStore = (): string => `searches.${owner}`;

function parse(text: string | null): readonly SavedSearch[] {
  try {
    const found: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(found) ? found.filter(isSavedSearch) : [];
  } catch {
    return [];
  }
}

const isSavedSearch = (one: unknown): one is SavedSearch =>
  typeof one === 'object' &&
  one !== null &&
  'name' in one &&
  typeof one.name === 'string' &&
  'href' in one &&
  typeof one.href === 'string' &&
  /^\/(?!\/)/.test(one.href);

function put(searches: readonly SavedSearch[]): void {
  savedSearches.set(searches);
  remember(nameOfStore(), searches.length === 0 ? null : JSON.stringify(searches));
}

/** The latest comes last; beyond the most that are kept, the first is given up. */
export const saveSearch = (search: SavedSearch): void =>
  put([...savedSearches.get().filter(({ href }) => href !== search.href), search].slice(-MOST));

export const forgetSearch = (href: string): void => put(savedSearches.get().filter((one) => one.href !== href));

/** The address of a list, the same for the same list. */
export function hrefOfSearch(path: string, search: string): string {
  const params = new URLSearchParams(search);
  for (const name of PASSING) params.delete(name);
  params.sort();
  return params.size === 0 ? path : `${path}?${params}`;
}
