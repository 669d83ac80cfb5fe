// The ways to the pages, and the tree of folders below them.
import { Link, useLocation } from 'wouter';
import { useSession } from '../api/session.ts';
import { useMessages } from '../i18n/index.ts';
import type { Taken } from '../library/dragging.ts';
import { SideTree } from '../library/side-tree.tsx';
import { useDrop, useMoveInto, usePutInTrash } from '../library/use-drop.ts';
import { Logo } from '../ui/logo.tsx';
import { PAGES, type PagePlace } from './pages.tsx';

/** `onGone`: after a way was taken. */
export function Navigation({ onGone }: { readonly onGone?: () => void }) {
  const messages = useMessages();
  const { workspace } = useSession();
  return (
    <nav aria-label={messages.app.navigation} className="flex h-full flex-col">
      <div className="flex h-14 shrink-0 items-center gap-3 px-4">
        <Logo size={26} />
        <span className="min-w-0 truncate font-semibold tracking-tight">{workspace.name}</span>
      </div>
      <ul className="grid gap-0.5 px-2.5 py-2">
        {PAGES.map(({ place }) => place && <Way key={place.href} place={place} onGone={onGone} />)}
      </ul>
      <SideTree onGone={onGone} />
    </nav>
  );
}

interface WayProps {
  readonly place: PagePlace;
  readonly onGone: (() => void) | undefined;
}

/** What is dragged is moved to the top level by the way to the library, and into the trash by the way to that. */
function Way({ place: { icon: Icon, label, href }, onGone }: WayProps) {
  const messages = useMessages();
  const [path] = useLocation();
  const canWrite = useSession().grants.includes('write');
  const moveInto = useMoveInto();
  const putInTrash = usePutInTrash();
  const drops: Readonly<Record<string, (taken: Taken) => void>> = {
    '/': (taken) => moveInto(taken, null, messages.library.topLevel),
    '/trash': putInTrash,
  };
  const drop = useDrop(null, canWrite ? drops[href] : undefined);
  const isHere = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
  return (
    <li>
      <Link
        href={href}
        onClick={onGone}
        aria-current={isHere ? 'page' : undefined}
        className="flex h-9 items-center gap-3 rounded-lg px-2.5 font-medium text-ink-soft transition-colors hover:bg-hover hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:text-accent-ink data-target:bg-accent-soft data-target:text-accent-ink"
        {...drop}
      >
        <Icon aria-hidden size={18} strokeWidth={1.75} />
        {label(messages)}
      </Link>
    </li>
  );
}
