// The button for the filters of a list. What they are chosen by is loaded when it is first pressed.
import { ListFilter } from 'lucide-react';
import { lazy, Suspense, startTransition, useState } from 'react';
import { useParams } from '../app/use-params.ts';
import { useMessages } from '../i18n/index.ts';
import { ICON_BUTTON } from '../ui/button.tsx';
import { hasFilters, LIST_PARAMS } from './list-params.ts';

const FilterPopover = lazy(async () => ({ default: (await import('./filter-popover.tsx')).FilterPopover }));

export function FilterMenu() {
  const { library } = useMessages();
  const [params] = useParams(LIST_PARAMS);
  const [isWanted, setWanted] = useState(false);
  const look = {
    type: 'button',
    'aria-label': library.filter,
    className: `${ICON_BUTTON} ${hasFilters(params) ? 'bg-accent-soft text-accent-ink' : ''}`,
    children: <ListFilter aria-hidden size={18} strokeWidth={1.75} />,
  } as const;
  // What is there stays, with the focus, until the other has come.
  const want = (): void => startTransition(() => setWanted(true));
  return (
    <Suspense fallback={null}>
      {isWanted ? (
        <FilterPopover trigger={<button {...look} />} />
      ) : (
        <button {...look} aria-haspopup="dialog" aria-expanded={false} onClick={want} />
      )}
    </Suspense>
  );
}
