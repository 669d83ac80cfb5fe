// What a place says that has nothing in it: why, and what to do about it.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly lead: string;
  /** What can be done. */
  readonly children?: ReactNode;
}

export function EmptyState({ icon: Icon, title, lead, children }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-md justify-items-center gap-2 px-6 py-16 text-center">
      <div className="mb-4 grid size-16 place-items-center rounded-2xl bg-accent-soft text-accent-ink">
        <Icon aria-hidden size={28} strokeWidth={1.5} />
      </div>
      <h1 className="text-xl font-semibold text-balance">{title}</h1>
      <p className="text-ink-soft text-pretty">{lead}</p>
      {children !== undefined && <div className="mt-4 flex flex-wrap justify-center gap-2">{children}</div>}
    </div>
  );
}
