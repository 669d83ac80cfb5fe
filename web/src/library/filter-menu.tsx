// The button for the filters of a list. What they are chosen by is loaded when it is first pressed.
import { ListFilter } from 'lucide-react';
import { useState } from 'react';
import { deferred } from '../app/deferred.tsx';
import { useParams } from '../app/use-params.ts';
import { useMessages } from '../i18n/index.ts';
import { ICON_BUTTON } from '../ui/button.tsx';
import { hasFilters, LIST_PARAMS } from './list-params.ts';

/** What is there stays, with the focus, until the other has come. */
const FilterPopover = deferred(
  async () => (await import('./filter-popover.tsx')).FilterPopover,
  ({ trigger }) => trigger,
);

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
  return isWanted ? (
    <FilterPopover trigger={<button {...look} />} />
  ) : (
    <button {...look} aria-haspopup="dialog" aria-expanded={false} onClick={() => setWanted(true)} />
  );
}
