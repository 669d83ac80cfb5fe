// The panel that details are in: beside what they are about, or over it where there is no room.
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMessages } from '../i18n/index.ts';
import { IconButton } from '../ui/button.tsx';
import { detailsOpen } from './open.ts';

export function DetailsFrame({ children }: { readonly children: ReactNode }) {
  const { details, app } = useMessages();
  return (
    <aside aria-label={details.title} className="details-panel">
      <header className="sticky top-0 z-10 flex h-14 items-center gap-2 bg-surface ps-4 pe-2">
        <h2 className="flex-1 text-lg font-semibold">{details.title}</h2>
        <IconButton icon={X} label={`${app.close}: ${details.title}`} onClick={() => detailsOpen.set(false)} />
      </header>
      {children}
    </aside>
  );
}
