// The button that keeps what is searched for, and the list of what was kept at the side of the console.
import { Bookmark, BookmarkCheck, Search, X } from 'lucide-react';
import { Link, useLocation, useSearch } from 'wouter';
import { useObservable } from '../app/observable.ts';
import { useParams } from '../app/use-params.ts';
import { useTranslation } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { notify } from '../ui/toast.tsx';
import { chipsOf } from './filter-bar.tsx';
import { LIST_PARAMS } from './list-params.ts';
import { useIsFiltered } from './nothing-found.tsx';
import { forgetSearch, hrefOfSearch, savedSearches, saveSearch } from './saved-searches.ts';
import type { Scope } from './sources.ts';

/** `place`: what the list is of. */
export function SaveSearch({ scope, place }: { readonly scope: Scope; readonly place: string }) {
  const { messages, formats } = useTranslation();
  const words = messages.library;
  const [params] = useParams(LIST_PARAMS);
  const [path] = useLocation();
  const href = hrefOfSearch(path, useSearch());
  const isSaved = useObservable(savedSearches).some((one) => one.href === href);
  if (!useIsFiltered()) return null;
  const sought = params.q.trim();
  const name = [
    ...(scope.type === 'folder' ? [place] : []),
    ...(sought === '' ? [] : [sought]),
    ...chipsOf(params, messages, formats).map(({ label }) => label),
  ].join(', ');
  const toggle = (): void => {
    if (isSaved) forgetSearch(href);
    else {
      saveSearch({ name, href });
      notify({ text: words.searchSaved(name), undo: () => forgetSearch(href) });
    }
  };
  return (
    <IconButton
      icon={isSaved ? BookmarkCheck : Bookmark}
      label={words.saveSearch}
      isPressed={isSaved}
      onClick={toggle}
    />
  );
}

/** `onGone`: after a way was taken. */
export function SavedSearches({ onGone }: { readonly onGone?: (() => void) | undefined }) {
  const { library } = useTranslation().messages;
  const searches = useObservable(savedSearches);
  const [path] = useLocation();
  const here = hrefOfSearch(path, useSearch());
  if (searches.length === 0) return null;
  return (
    <>
      <h2 className="px-2.5 py-1.5 text-xs font-semibold text-ink-faint">{library.savedSearches}</h2>
      <ul className="mb-2" aria-label={library.savedSearches}>
        {searches.map(({ name, href }) => (
          <li key={href} className="group/saved relative">
            <Link
              href={href}
              onClick={onGone}
              title={name}
              aria-current={href === here ? 'page' : undefined}
              className="tree-node ps-2.5 pe-9"
            >
              <Search aria-hidden size={16} strokeWidth={1.75} className="shrink-0" />
              <span className="truncate" dir="auto">
                {name}
              </span>
            </Link>
            <button
              type="button"
              aria-label={library.forgetSearch(name)}
              onClick={() => forgetSearch(href)}
              className="absolute inset-y-0 end-1 my-auto grid size-7 place-items-center rounded-md text-ink-faint opacity-0 hover:bg-pressed hover:text-ink focus-visible:opacity-100 group-hover/saved:opacity-100 pointer-coarse:opacity-100"
            >
              <X aria-hidden size={14} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
