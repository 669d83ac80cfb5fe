// The settings: the list of their sections at the side, and one of them. On small screens the list is a page of its own, to which a
// section leads back.
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Link, useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { ErrorBoundary } from '../app/error-boundary.tsx';
import { NotFoundPage } from '../app/not-found-page.tsx';
import { usePageTitle } from '../app/page-title.ts';
import { useMessages } from '../i18n/settings.ts';
import { SECTIONS, type SettingsSection } from './sections.tsx';

export function SettingsPage() {
  const { app } = useMessages();
  const session = useSession();
  const [path] = useLocation();
  const [name, record] = path.split('/').slice(2).filter(Boolean).map(decodeURIComponent);
  const sections = SECTIONS.filter(({ isFor }) => isFor(session));
  const section = name === undefined ? sections[0] : sections.find(({ id }) => id === name);
  usePageTitle(app.settings);
  return (
    <div className="mx-auto flex max-w-6xl gap-10 px-4 py-6 sm:px-8 sm:py-8">
      <aside className={`w-full shrink-0 lg:block lg:w-56 ${name === undefined ? '' : 'hidden'}`}>
        <nav aria-label={app.settings} className="grid gap-5 lg:sticky lg:top-8">
          <p className="px-2.5 text-2xl font-semibold tracking-tight lg:text-xl">{app.settings}</p>
          <SectionList sections={sections} here={section?.id} />
        </nav>
      </aside>
      <div className={`min-w-0 flex-1 lg:block ${name === undefined ? 'hidden' : ''}`}>
        <Link
          href="/settings"
          className="mb-4 -ms-2 inline-flex h-9 items-center gap-1 rounded-lg px-2 font-medium text-ink-soft hover:bg-hover hover:text-ink lg:hidden"
        >
          <ChevronLeft aria-hidden size={18} className="rtl:rotate-180" />
          {app.settings}
        </Link>
        {section === undefined ? (
          <NotFoundPage />
        ) : (
          <ErrorBoundary key={section.id}>
            <section.component id={record} />
          </ErrorBoundary>
        )}
      </div>
    </div>
  );
}

function SectionList({
  sections,
  here,
}: {
  readonly sections: readonly SettingsSection[];
  readonly here: SettingsSection['id'] | undefined;
}) {
  const { settings } = useMessages();
  return [...Map.groupBy(sections, ({ group }) => group)].map(([group, list]) => (
    <div key={group}>
      <h2 className="px-2.5 pb-1.5 text-sm font-semibold text-ink-faint">{settings.groups[group]}</h2>
      <ul className="grid overflow-hidden rounded-2xl border border-line bg-surface lg:gap-0.5 lg:overflow-visible lg:rounded-none lg:border-0 lg:bg-transparent">
        {list.map(({ id, icon: Icon }) => (
          <li key={id} className="not-last:border-b not-last:border-line lg:not-last:border-0">
            <Link
              href={`/settings/${id}`}
              aria-current={id === here ? 'page' : undefined}
              className="flex min-h-12 items-center gap-3 px-3.5 font-medium text-ink transition-colors hover:bg-hover lg:min-h-9 lg:rounded-lg lg:px-2.5 lg:text-ink-soft lg:hover:text-ink lg:aria-[current=page]:bg-accent-soft lg:aria-[current=page]:text-accent-ink"
            >
              <Icon aria-hidden size={18} strokeWidth={1.75} className="shrink-0" />
              <span className="flex-1">{settings.sections[id]}</span>
              <ChevronRight aria-hidden size={16} className="text-ink-faint lg:hidden rtl:rotate-180" />
            </Link>
          </li>
        ))}
      </ul>
    </div>
  ));
}
