// What the pages of the settings are made of: their head, boxes, rows, and what stands for something that is not there yet.
import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { explain } from '../api/errors.ts';
import { usePageTitle } from '../app/page-title.ts';
import { useMessages } from '../i18n/settings.ts';
import { Button } from '../ui/button.tsx';
import { Skeleton } from '../ui/skeleton.tsx';

interface SectionProps {
  readonly title: string;
  readonly lead?: string;
  /** What can be done with all of it. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, lead, actions, children }: SectionProps) {
  usePageTitle(title);
  return (
    <>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-56">
          <h1 className="text-2xl font-semibold tracking-tight text-balance">{title}</h1>
          {lead !== undefined && <p className="mt-1 max-w-prose text-ink-soft text-pretty">{lead}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      <div className="grid gap-6">{children}</div>
    </>
  );
}

interface BoxProps {
  readonly title?: string;
  readonly lead?: string | undefined;
  readonly end?: ReactNode;
  /** Its content reaches its edges, as rows do. */
  readonly isFlush?: boolean;
  readonly children: ReactNode;
}

export function Box({ title, lead, end, isFlush = false, children }: BoxProps) {
  return (
    <section className="min-w-0 rounded-2xl border border-line bg-surface shadow-1">
      {title !== undefined && (
        <header className="flex items-start justify-between gap-3 ps-5 pe-4 pt-4 pb-3">
          <div className="min-w-0 flex-1">
            <h2 className="text-lg font-semibold">{title}</h2>
            {lead !== undefined && <p className="mt-0.5 max-w-prose text-ink-soft text-pretty">{lead}</p>}
          </div>
          {end}
        </header>
      )}
      <div className={isFlush ? 'px-2 pb-2' : `px-5 pb-5 ${title === undefined ? 'pt-5' : 'pt-1'}`}>{children}</div>
    </section>
  );
}

export const Rows = ({ children, label }: { readonly children: ReactNode; readonly label: string }) => (
  <ul
    aria-label={label}
    className="divide-y divide-line overflow-hidden rounded-2xl border border-line bg-surface shadow-1"
  >
    {children}
  </ul>
);

interface RowProps {
  readonly icon?: ReactNode;
  readonly title: ReactNode;
  /** Small facts below the title; what is false is left out. */
  readonly facts: readonly (ReactNode | false)[];
  readonly end?: ReactNode;
  readonly children?: ReactNode;
}

export const Row = ({ icon, title, facts, end, children }: RowProps) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-5 py-3.5">
    {icon}
    <div className="min-w-0 flex-1 basis-48">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium wrap-anywhere">{title}</div>
      <ul className="mt-0.5 flex flex-wrap gap-x-4 gap-y-0.5 text-sm text-ink-faint">
        {facts
          .filter((fact) => fact !== false)
          .map((fact, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they have no names, and do not move
            <li key={index} className="wrap-anywhere">
              {fact}
            </li>
          ))}
      </ul>
      {children}
    </div>
    {end !== undefined && <div className="ms-auto flex shrink-0 items-center gap-1">{end}</div>}
  </li>
);

const TONES = {
  plain: 'bg-sunken text-ink-soft',
  accent: 'bg-accent-soft text-accent-ink',
  warning: 'bg-warning-soft text-warning',
  danger: 'bg-danger-soft text-danger',
} as const;

export const Badge = ({
  tone = 'plain',
  children,
}: {
  readonly tone?: keyof typeof TONES;
  readonly children: ReactNode;
}) => (
  <span className={`rounded-full px-2 py-0.5 text-xs font-medium whitespace-nowrap ${TONES[tone]}`}>{children}</span>
);

/** Why something was refused; announced when it comes. */
export const Refusal = ({ error }: { readonly error: string | undefined }) => (
  <div role="alert" className="empty:hidden">
    {error !== undefined && (
      <p className="flex gap-2 rounded-lg bg-danger-soft px-3 py-2 font-medium text-danger text-pretty">
        <CircleAlert aria-hidden size={18} className="mt-px shrink-0" />
        {error}
      </p>
    )}
  </div>
);

interface Asked<T> {
  readonly data: T | undefined;
  readonly error: Error | null;
  readonly refetch: () => Promise<unknown>;
}

/** The answer once it is there; until then its shape, or what went wrong. What was there stays while it is asked again. */
export function Answer<T>({ of, children }: { readonly of: Asked<T>; readonly children: (data: T) => ReactNode }) {
  const { app } = useMessages();
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.error === null)
    return (
      <div role="status" className="grid gap-3">
        <span className="sr-only">{app.loading}</span>
        <Skeleton className="h-16 w-full rounded-2xl" />
        <Skeleton className="h-16 w-full rounded-2xl opacity-60" />
        <Skeleton className="h-16 w-full rounded-2xl opacity-30" />
      </div>
    );
  return (
    <div className="grid justify-items-start gap-3">
      <Refusal error={explain(of.error)} />
      <Button onClick={() => void of.refetch()}>{app.retry}</Button>
    </div>
  );
}

/** Where a list has nothing in it. */
export const Nothing = ({ children }: { readonly children: ReactNode }) => (
  <p className="rounded-2xl border border-dashed border-line px-6 py-10 text-center text-ink-soft text-pretty">
    {children}
  </p>
);
