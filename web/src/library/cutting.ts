// What was cut and waits to be put into another folder.
import { createObservable } from '../app/observable.ts';
import type { Taken } from './dragging.ts';

interface Cut extends Taken {
  /** Of those that are here, to show it. */
  readonly ids: ReadonlySet<string>;
}

export const cut = createObservable<Cut | undefined>(undefined);
