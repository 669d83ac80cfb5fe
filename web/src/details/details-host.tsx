// The place beside a list for the details of what is selected in it. They are loaded when they are first opened.
import { useEffect } from 'react';
import { useSearch } from 'wouter';
import { deferred } from '../app/deferred.tsx';
import { useObservable } from '../app/observable.ts';
import { propertiesOpener, shownList } from '../library/openers.ts';
import { detailsOpen, toggleDetails } from './open.ts';

const SelectionDetails = deferred(async () => (await import('./selection-details.tsx')).SelectionDetails);

export function DetailsHost() {
  const isOpen = useObservable(detailsOpen);
  const open = useObservable(shownList);
  const isCovered = new URLSearchParams(useSearch()).has('open');
  useEffect(() => {
    propertiesOpener.set(toggleDetails);
    return () => propertiesOpener.set(undefined);
  }, []);
  // The preview has its own beside it.
  if (!isOpen || isCovered || open === undefined || open.list.isTrash) return null;
  return <SelectionDetails open={open} />;
}
