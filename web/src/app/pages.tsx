// Every page of the console: its path, and where it stands in the navigation. Lists are here from the beginning; the other pages are
// loaded when they are first gone to.
import { FolderOpen, Images, Link2, type LucideIcon, Settings, Trash2 } from 'lucide-react';
import type { ComponentType } from 'react';
import { Route, Switch } from 'wouter';
import { loadSettingsLanguage, type Messages } from '../i18n/index.ts';
import { EverythingPage } from '../library/everything-page.tsx';
import { FoundPage } from '../library/found-page.tsx';
import { LibraryPage } from '../library/library-page.tsx';
import { TrashPage } from '../library/trash-page.tsx';
import { deferred } from './deferred.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';

interface Page {
  /** As wouter has them: `/folder/:id`, `/settings/*?`. */
  readonly paths: readonly string[];
  readonly component: ComponentType;
  /** Absent: it is not in the navigation. */
  readonly place?: PagePlace;
}

export interface PagePlace {
  readonly icon: LucideIcon;
  readonly label: (messages: Messages) => string;
  readonly href: string;
}

export const PAGES: readonly Page[] = [
  {
    paths: ['/', '/folder/:id'],
    component: LibraryPage,
    place: { icon: FolderOpen, label: ({ app }) => app.library, href: '/' },
  },
  {
    paths: ['/everything'],
    component: EverythingPage,
    place: { icon: Images, label: ({ library }) => library.everything, href: '/everything' },
  },
  {
    paths: ['/search'],
    component: FoundPage,
  },
  {
    paths: ['/shares'],
    component: deferred(async () => (await import('../sharing/shares-page.tsx')).SharesPage),
    place: { icon: Link2, label: ({ sharing }) => sharing.page, href: '/shares' },
  },
  {
    paths: ['/trash'],
    component: TrashPage,
    place: { icon: Trash2, label: ({ library }) => library.trash, href: '/trash' },
  },
  {
    paths: ['/settings/*?'],
    component: deferred(async () => {
      const [{ SettingsPage }] = await Promise.all([import('../settings/settings-page.tsx'), loadSettingsLanguage()]);
      return SettingsPage;
    }),
    place: { icon: Settings, label: ({ app }) => app.settings, href: '/settings' },
  },
];

export const Pages = () => (
  <Switch>
    {PAGES.flatMap(({ paths, component: PageComponent }) =>
      paths.map((path) => (
        <Route key={path} path={path}>
          <ErrorBoundary key={path}>
            <PageComponent />
          </ErrorBoundary>
        </Route>
      )),
    )}
    <Route>
      <NotFoundPage />
    </Route>
  </Switch>
);
