// One figure with its name.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

interface TileProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly value: string;
  /** More about it, in small. */
  readonly note?: string | undefined;
  /** Something is wrong. */
  readonly isBad?: boolean;
}

/** Names and values as a list of terms. */
export const Tiles = ({ children }: { readonly children: ReactNode }) => (
  <dl className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,10.5rem),1fr))] gap-3">{children}</dl>
);

export const Tile = ({ icon: Icon, label, value, note, isBad = false }: TileProps) => (
  <div className={`rounded-2xl border bg-surface p-4 shadow-1 ${isBad ? 'border-danger' : 'border-line'}`}>
    <dt className="flex items-center gap-2 text-sm text-ink-soft">
      <Icon aria-hidden size={16} strokeWidth={1.75} className={isBad ? 'text-danger' : 'text-ink-faint'} />
      {label}
    </dt>
    <dd className="mt-1.5">
      <span className="text-xl font-semibold tracking-tight tabular-nums wrap-anywhere sm:text-2xl">{value}</span>
      {note !== undefined && (
        <span className={`mt-0.5 block text-sm text-pretty ${isBad ? 'text-danger' : 'text-ink-faint'}`}>{note}</span>
      )}
    </dd>
  </div>
);
