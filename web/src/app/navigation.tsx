// The ways to the pages, and the tree of folders below them.
import { Link, useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { useMessages } from '../i18n/index.ts';
import { SideTree } from '../library/side-tree.tsx';
import { Logo } from '../ui/logo.tsx';
import { PAGES } from './pages.tsx';

/** `onGone`: after a way was taken. */
export function Navigation({ onGone }: { readonly onGone?: () => void }) {
  const messages = useMessages();
  const { workspace } = useSession();
  const [path] = useLocation();
  return (
    <nav aria-label={messages.app.navigation} className="flex h-full flex-col">
      <div className="flex h-14 shrink-0 items-center gap-3 px-4">
        <Logo size={26} />
        <span className="min-w-0 truncate font-semibold tracking-tight">{workspace.name}</span>
      </div>
      <ul className="grid gap-0.5 px-2.5 py-2">
        {PAGES.map(({ place }) => {
          if (place === undefined) return null;
          const { icon: Icon, label, href } = place;
          const isHere = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
          return (
            <li key={href}>
              <Link
                href={href}
                onClick={onGone}
                aria-current={isHere ? 'page' : undefined}
                className="flex h-9 items-center gap-3 rounded-lg px-2.5 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink"
              >
                <Icon aria-hidden size={18} strokeWidth={1.75} />
                {label(messages)}
              </Link>
            </li>
          );
        })}
      </ul>
      <SideTree onGone={onGone} />
    </nav>
  );
}
