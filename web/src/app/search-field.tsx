// The search at the top: what is typed becomes the address of the page of results, at once where that page is open.
import { Search } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useCommand } from '../commands/running.ts';
import { useMessages } from '../i18n/index.ts';
import { KeyCaps } from '../ui/key-caps.tsx';
import { readParams, text, writeParams } from './search-params.ts';

export const SEARCH_PATH = '/search';
const PARAMS = { q: text() };
/** From the last key stroke to the new address. */
const PAUSE_MS = 30;

export function SearchField() {
  const { library } = useMessages();
  const [path, navigate] = useLocation();
  const search = useSearch();
  const isThere = path === SEARCH_PATH;
  const sought = isThere ? readParams(PARAMS, search).q : '';
  const [typed, setTyped] = useState(sought);
  const field = useRef<HTMLInputElement>(null);
  useCommand('search.open', () => field.current?.select());

  // Back and forward change the address under the field.
  useEffect(() => setTyped(sought), [sought]);
  useEffect(() => {
    if (typed === sought || (typed.trim() === '' && !isThere)) return;
    const timer = setTimeout(() => {
      navigate(SEARCH_PATH + writeParams(PARAMS, isThere ? search : '', { q: typed }), { replace: isThere });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, sought, isThere, search, navigate]);

  return (
    <search className="relative max-w-xl min-w-0 flex-1">
      <Search aria-hidden size={17} className="pointer-events-none absolute inset-y-0 start-3 my-auto text-ink-faint" />
      <input
        ref={field}
        type="search"
        aria-label={library.search}
        placeholder={library.search}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="peer h-9 w-full rounded-lg border border-transparent bg-sunken ps-9.5 pe-3 hover:border-line focus-visible:border-accent focus-visible:bg-surface focus-visible:outline-none focus-visible:ring-1 focus-visible:ring-accent"
      />
      <span className="pointer-events-none absolute inset-y-0 end-2 hidden items-center peer-focus:hidden peer-[:not(:placeholder-shown)]:hidden sm:flex">
        <KeyCaps keys="/" />
      </span>
    </search>
  );
}
