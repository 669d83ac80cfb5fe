// Places in the frame that the page at hand fills: its own actions in the bar at the top, for one.
import { type ReactNode, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import { createObservable } from './observable.ts';

const actions = createObservable<HTMLElement | null>(null);

/** To be put once into the frame. */
export const PageActionsPlace = () => <div ref={actions.set} className="flex items-center gap-1" />;

/** What a page puts into the bar at the top, for as long as it is there: `<PageActions><Button …/></PageActions>`. */
export function PageActions({ children }: { readonly children: ReactNode }) {
  const place = useSyncExternalStore(actions.subscribe, actions.get);
  return place === null ? null : createPortal(children, place);
}
