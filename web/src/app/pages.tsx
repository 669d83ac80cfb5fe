// Every page of the console: its path, and where it stands in the navigation. Pages are loaded when they are first gone to.
import { FolderOpen, Images, Link2, type LucideIcon, Settings, Trash2 } from 'lucide-react';
import type { ComponentType } from 'react';
import { Route, Switch } from 'wouter';
import { loadSettingsLanguage, type Messages } from '../i18n/index.ts';
import { deferred } from './deferred.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** Of what is found while somebody types. */
const FoundPage = deferred(async () => (await import('../library/found-page.tsx')).FoundPage);
export const preloadSearch = (): void => FoundPage.preload();

interface Page {
  /** As wouter has them: `/folder/:id`, `/settings/*?`. */
  readonly paths: readonly string[];
  readonly component: ComponentType;
  /** Absent: it is not in the navigation. */
  readonly place?: { readonly icon: LucideIcon; readonly label: (messages: Messages) => string; readonly href: string };
}

export const PAGES: readonly Page[] = [
  {
    paths: ['/', '/folder/:id'],
    component: deferred(async () => (await import('../library/library-page.tsx')).LibraryPage),
    place: { icon: FolderOpen, label: ({ app }) => app.library, href: '/' },
  },
  {
    paths: ['/everything'],
    component: deferred(async () => (await import('../library/everything-page.tsx')).EverythingPage),
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
    component: deferred(async () => (await import('../library/trash-page.tsx')).TrashPage),
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
