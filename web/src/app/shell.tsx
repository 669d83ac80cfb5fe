// The frame of every page: navigation at the side (a drawer on small screens), search and account at the top.
import { Menu as MenuIcon } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { useCommand } from '../commands/running.ts';
import { DetailsHost } from '../details/details-host.tsx';
import { useMessages } from '../i18n/index.ts';
import { openSavedSearches } from '../library/saved-searches.ts';
import { ICON_BUTTON } from '../ui/button.tsx';
import { AccountMenu } from './account-menu.tsx';
import { deferred } from './deferred.tsx';
import { Navigation } from './navigation.tsx';
import { PageActionsPlace } from './page-actions.tsx';
import { PAGES } from './pages.tsx';
import { remember, remembered } from './remembered.ts';
import { SEARCH_PATH, SearchField } from './search-field.tsx';

/** Small screens alone have it. */
const Drawer = deferred(async () => (await import('../ui/dialog.tsx')).Drawer);

/** Without a page of results there is nothing to search by. */
const HAS_SEARCH = PAGES.some(({ paths }) => paths.includes(SEARCH_PATH));
const isSmall = (): boolean => !matchMedia('(min-width: 56rem)').matches;

export function Shell({ children }: { readonly children: ReactNode }) {
  const { app } = useMessages();
  /** undefined: it was never wanted. */
  const [isDrawerOpen, setDrawerOpen] = useState<boolean>();
  const [isSideOpen, setSideOpen] = useState(remembered('navigation') !== 'closed');
  const [, navigate] = useLocation();
  const { user, workspace } = useSession();
  const account = user?.id ?? workspace.id;
  useEffect(() => openSavedSearches(account), [account]);
  useCommand('library.open', () => navigate('/'));
  useCommand('navigation.toggle', toggle);

  function toggle(): void {
    if (isSmall()) setDrawerOpen(!isDrawerOpen);
    else {
      remember('navigation', isSideOpen ? 'closed' : null);
      setSideOpen(!isSideOpen);
    }
  }

  return (
    <div className="flex h-full">
      <button
        type="button"
        onClick={() => document.getElementById('content')?.focus()}
        className="sr-only z-50 rounded-lg bg-accent px-4 py-2 font-medium text-on-accent focus:not-sr-only focus:fixed focus:start-3 focus:top-3"
      >
        {app.skipToContent}
      </button>
      {isSideOpen && (
        <div className="hidden w-64 shrink-0 border-e border-line bg-sunken min-[56rem]:block">
          <Navigation />
        </div>
      )}
      {isDrawerOpen !== undefined && (
        <Drawer title={app.navigation} isOpen={isDrawerOpen} onClose={() => setDrawerOpen(false)}>
          <Navigation onGone={() => setDrawerOpen(false)} />
        </Drawer>
      )}
      <div className="flex min-w-0 flex-1 flex-col">
        <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line bg-surface ps-[max(0.75rem,env(safe-area-inset-left))] pe-[max(0.75rem,env(safe-area-inset-right))]">
          <button type="button" className={ICON_BUTTON} aria-label={app.openNavigation} onClick={toggle}>
            <MenuIcon aria-hidden size={18} strokeWidth={1.75} />
          </button>
          <div className="flex min-w-0 flex-1">{HAS_SEARCH && <SearchField />}</div>
          <PageActionsPlace />
          <AccountMenu />
        </header>
        <main id="content" tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto outline-none">
          {children}
        </main>
      </div>
      <DetailsHost />
    </div>
  );
}
